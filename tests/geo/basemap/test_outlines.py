"""Which areas are drawn by an outline of their own, how true it is, and what a small still map shows of it."""

from __future__ import annotations

import pytest
from shapely.geometry import GeometryCollection, MultiPolygon, Point, Polygon, box

from geo.basemap.coding import decode, encode
from geo.basemap.layers import Bbox, Level
from geo.basemap.outlines import area_rings, at_sea, finest_around, outlined, precision_of, rings_of, size_of
from geo.basemap.reader import Basemap, load_basemap
from geo.gazetteer.antimeridian import halved
from tests.odd_shapes import SHAPES

CUT = -30.0
BLOCK, BERING, TRACT = (Polygon(SHAPES[id]["coordinates"][0]) for id in ("block", "bering", "tract"))
SAHARA = box(5, 20, 15, 28)


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return load_basemap()


def test_an_area_at_sea_and_a_small_one_have_outlines_and_a_land_has_none(basemap: Basemap) -> None:
    shapes = (BLOCK, halved(BERING), TRACT, SAHARA)
    assert [outlined(each, CUT, *basemap.levels) for each in shapes] == [True, True, True, False]


def test_a_coast_s_own_area_has_no_outline_and_one_of_which_half_is_sea_has_one(basemap: Basemap) -> None:
    # The coast of the Landes runs along 1.25° W: of the first a twelfth is sea, of the second a half.
    assert not outlined(box(-1.3, 44.0, -0.7, 44.5), CUT, *basemap.levels)
    assert outlined(box(-1.6, 44.0, -0.9, 44.5), CUT, *basemap.levels)


def test_a_small_outline_is_sent_as_true_as_it_is_small(basemap: Basemap) -> None:
    assert (round(size_of(TRACT), 9), precision_of(TRACT), precision_of(BLOCK)) == (0.02, 5, 3)
    (code,) = area_rings(TRACT, CUT, *basemap.levels)
    assert set(decode(code, 5)) == {(lon, lat) for lon, lat in SHAPES["tract"]["coordinates"][0]}


def test_an_area_across_180_degrees_is_one_ring(basemap: Basemap) -> None:
    (code,) = area_rings(halved(BERING), CUT, *basemap.levels)
    ring = decode(code, 3)
    assert (min(ring)[0], max(ring)[0]) == (179.3, 182.9) and round(Polygon(ring).area, 3) == 4.41


EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)


def coded(area: Polygon, decimals: int) -> str:
    """The outline of an area as the page gets it."""
    return encode([(x, y) for x, y in area.exterior.coords], decimals)


def level(name: str, land: Polygon, bbox: Bbox = EVERYWHERE) -> Level:
    """A level of one land, to a hundredth of a degree."""
    return Level(name, bbox, 2, [[coded(land, 2)]])


def test_the_finest_level_that_holds_an_area_whole_is_taken_and_else_the_coarsest() -> None:
    world, region = level("world", box(0, 0, 9, 9)), level("region", box(0, 0, 9, 9), bbox=(0.0, 0.0, 10.0, 10.0))
    assert finest_around(box(1, 1, 2, 2), [world, region]).name == "region"
    assert finest_around(box(0, 0, 10, 10), [world, region]).name == "region"  # its very edge is within
    assert finest_around(box(9, 9, 11, 11), [world, region]).name == "world"
    far = level("far", box(0, 0, 9, 9), bbox=(50.0, 50.0, 60.0, 60.0))
    assert finest_around(box(1, 1, 2, 2), [far, far]).name == "far"


def test_an_area_is_at_sea_when_less_than_three_quarters_of_it_are_land() -> None:
    world = level("world", box(0, 0, 10, 10))
    assert at_sea(box(-6, 2, 4, 4), CUT, world) is True  # four tenths are land
    assert at_sea(box(-3, 2, 7, 4), CUT, world) is True
    assert at_sea(box(-2, 2, 8, 4), CUT, world) is False
    assert at_sea(box(-2.5, 2, 7.5, 4), CUT, world) is False  # just three quarters


def test_an_area_at_sea_keeps_its_own_outline_and_each_hole_is_a_ring() -> None:
    world = level("world", box(0, 0, 10, 10))
    sea = box(-20, 2, -10, 4)
    (ring,) = area_rings(sea, CUT, world)
    assert Polygon(decode(ring, 3)).equals(sea)
    holed = box(0, 0, 9, 9).difference(box(3, 3, 6, 6))
    assert len(rings_of(holed, 3)) == 2
    assert rings_of(MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]), 3) == [
        coded(box(0, 0, 1, 1), 3),
        coded(box(2, 2, 3, 3), 3),
    ]
    assert rings_of(GeometryCollection([Point(1, 1), box(0, 0, 1, 1)]), 3) == [coded(box(0, 0, 1, 1), 3)]
