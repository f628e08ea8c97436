"""The data from which the page's script draws: what of the basemap is in it, and in which order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import Point

from geo.basemap.drawing import boundaries_data, labels_data, level_data, relief_data, rivers_data
from geo.basemap.layers import Boundary, Level, Relief, River
from geo.basemap.reader import LABEL_COLUMNS, Basemap

KOREA = Level("korea", (124, 33, 131, 43), 3, [["code"]], zoom_from=5.0, over="hemisphere")


def label(name: str, rank: int, lon: float, start: str | None = None, end: str | None = None) -> dict[str, Any]:
    given = {"name": name, "kind": "city", "min_zoom": 4, "max_zoom": 9, "rank": rank, "start": start, "end": end}
    return {**dict.fromkeys(LABEL_COLUMNS), **given, "geometry": Point(lon, 37.56789)}


def basemap(*labels: dict[str, Any]) -> Basemap:
    rivers = (River("Imjin", "korea", 5, 3, "a"), River("Yalu", "hemisphere", 3, 2, "b"))
    lines = (
        Boundary("Line", "demarcation", "1953-07-27", None, 3, "c"),
        Boundary("Border", "international", None, "1950-06-25", 2, "d"),
    )
    rows = list(labels) or [label("Seoul", 1, 127)]
    frame = gpd.GeoDataFrame(rows, columns=list(LABEL_COLUMNS), geometry="geometry", crs=4326)
    return Basemap((), {"korea": KOREA}, rivers, lines, frame, {})


def test_a_level_has_its_name_its_box_its_codes_and_the_zoom_from_which_it_is_drawn() -> None:
    assert level_data(KOREA) == {
        "name": "korea",
        "from": 5.0,
        "bbox": (124, 33, 131, 43),
        "precision": 3,
        "polygons": [["code"]],
    }


def test_a_level_gets_its_own_rivers_only() -> None:
    assert rivers_data(basemap(), KOREA) == {"level": "korea", "rivers": [{"code": "a", "rank": 5, "precision": 3}]}


def test_every_boundary_goes_out_with_its_time() -> None:
    assert boundaries_data(basemap()) == {
        "boundaries": [
            {"code": "c", "precision": 3, "kind": "demarcation", "from": "1953-07-27", "to": None},
            {"code": "d", "precision": 2, "kind": "international", "from": None, "to": "1950-06-25"},
        ]
    }


def test_the_most_important_names_come_first_and_equals_by_the_alphabet() -> None:
    found = labels_data(basemap(label("Wonsan", 3, 127), label("Seoul", 1, 127), label("Kaesong", 3, 126)))
    assert [each["name"] for each in found["labels"]] == ["Seoul", "Kaesong", "Wonsan"]


def test_a_name_has_its_point_to_a_thousandth_of_a_degree_and_its_time() -> None:
    kept, ended = labels_data(basemap(label("Seoul", 1, 126.97797), label("Keijo", 2, 127, "1910-08-29", "1945")))[
        "labels"
    ]
    assert kept == {
        "name": "Seoul",
        "kind": "city",
        "lonlat": [126.978, 37.568],
        "min": 4,
        "max": 9,
        "from": None,
        "to": None,
    }
    assert (ended["from"], ended["to"]) == ("1910-08-29", "1945")


def test_relief_is_its_picture_in_base64_from_its_level_s_zoom_on(tmp_path: Path) -> None:
    picture = tmp_path / "relief.webp"
    picture.write_bytes(b"RIFF")
    relief = Relief("korea", (124, 33, 131, 43), picture)
    assert relief_data(relief, KOREA) == {"bbox": (124, 33, 131, 43), "from": 5.0, "data": "UklGRg=="}
