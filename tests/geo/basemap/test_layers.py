"""The parts of a basemap: codes that become lines and land, and lines that hold for a time."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from geo.basemap.coding import encode
from geo.basemap.layers import CUT, Boundary, Layer, Level, Relief, River

SQUARE = [(0, 0), (0, 8), (8, 8), (8, 0), (0, 0)]
HOLE = [(2, 2), (2, 4), (4, 4), (4, 2), (2, 2)]
LAND = Level("world", (0, 0, 8, 8), 2, [[encode(SQUARE, 2), encode(HOLE, 2)]])
ARMISTICE = Boundary("Line", "demarcation", "1953-07-27", None, 1, encode([(126.7, 38), (128.4, 38.6)], 1))


def test_the_world_is_cut_in_the_atlantic() -> None:
    assert CUT == -30


def test_land_has_its_lakes_as_holes() -> None:
    (polygon,) = LAND.frame.geometry
    assert polygon.area == 8 * 8 - 2 * 2
    assert LAND.frame.crs == "EPSG:4326"


def test_levels_of_the_same_land_are_equal_and_kept_under_one_hash() -> None:
    again = Level("world", (0, 0, 8, 8), 2, [[encode(SQUARE, 2), encode(HOLE, 2)]])
    assert again == LAND and hash(again) == hash(LAND)
    assert replace(again, polygons=[[encode(SQUARE, 2)]]) != LAND


def test_rivers_and_borders_are_lines_in_degrees() -> None:
    river = River("Imjin", "korea", 5, 2, encode([(126.5, 37.75), (127.05, 38.4)], 2))
    assert list(river.line.coords) == [(126.5, 37.75), (127.05, 38.4)]
    assert list(ARMISTICE.line.coords) == [(126.7, 38), (128.4, 38.6)]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (datetime.date(1953, 7, 26), False),
        (datetime.date(1953, 7, 27), True),
        (datetime.date(1999, 1, 1), True),
        (None, False),
    ],
    ids=str,
)
def test_a_line_without_an_end_holds_from_its_first_day_on(day: datetime.date | None, holds: bool) -> None:
    assert ARMISTICE.holds(day) is holds


def test_a_line_that_always_held_is_on_a_map_without_a_day() -> None:
    assert replace(ARMISTICE, start=None).holds(None)


def test_a_layer_is_known_by_its_file_with_its_folder() -> None:
    one, other = (Layer("land.json", "land", "x", "CC0", "By A", folder=f"data/{each}") for each in ("basemap", "own"))
    assert (one.path, other.path) == ("data/basemap/land.json", "data/own/land.json")


def test_relief_is_its_file_s_bytes_read_when_asked_for(tmp_path: Path) -> None:
    relief = Relief("korea", (124, 33, 131, 43), tmp_path / "relief.webp")
    relief.path.write_bytes(b"RIFF")
    assert relief.bytes == b"RIFF"
