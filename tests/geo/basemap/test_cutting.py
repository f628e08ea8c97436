"""The world cut elsewhere: land, lines and boxes change their turn, and nothing is lost."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geo.basemap.coding import decode, encode
from geo.basemap.cutting import (
    box_after,
    codes_of,
    in_window,
    moved,
    picture_box,
    recentre,
    recut,
    recut_level,
    recut_line,
    shifted,
)
from geo.basemap.layers import CUT, Bbox, Level, River
from geo.basemap.reader import Basemap, load_basemap

PACIFIC = -170.0  # another place to cut the world


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return load_basemap()


def test_america_lies_east_of_asia_and_a_country_across_180_becomes_whole() -> None:
    assert recentre(Point(-77, 39)).equals(Point(283, 39))
    across = recentre(MultiPolygon([box(170, 60, 180, 70), box(-180, 60, -170, 70)]))
    assert across.geom_type == "Polygon"
    assert across.bounds == (170, 60, 190, 70)


def test_land_torn_by_the_files_cut_is_whole_again_elsewhere(basemap: Basemap) -> None:
    found = recut(basemap, PACIFIC)
    greenland = [each for each in found.land["world"].frame.geometry if each.contains(Point(-40, 72))]
    assert len(greenland) == 1
    west, _, east, _ = greenland[0].bounds
    assert (round(west), round(east)) == (-73, -11)


def test_no_land_is_lost_or_doubled_by_cutting_elsewhere(basemap: Basemap) -> None:
    before = shapely.area(basemap.land["world"].frame.geometry.values).sum()
    after = shapely.area(recut(basemap, PACIFIC).land["world"].frame.geometry.values).sum()
    assert after == pytest.approx(before, rel=1e-6)


def test_a_map_cut_where_it_is_cut_already_is_the_same_map(basemap: Basemap) -> None:
    assert recut(basemap, CUT) is basemap


def test_two_halves_of_an_island_at_the_old_cut_become_one_polygon() -> None:
    halves = [box(-30, 0, -20, 10), box(320, 0, 330, 10)]
    level = Level("world", (-30, -90, 330, 90), 1, codes_of(halves, 1))
    found = recut_level(level, PACIFIC)
    assert found.bbox == (-170, -90, 190, 90)
    assert [each.bounds for each in found.frame.geometry] == [(-40, 0, -20, 10)]


def test_a_river_through_the_new_cut_becomes_two_that_meet_at_it() -> None:
    river = River("Long", "world", 1, 1, encode([(180, 10), (200, 10)], 1))
    assert [decode(code, 1) for code in recut_line(river, PACIFIC)] == [
        [(-170, 10), (-160, 10)],
        [(180, 10), (190, 10)],
    ]


def test_what_lies_in_a_window_is_brought_there_by_whole_turns_and_cut_at_its_edge() -> None:
    window = box(-170, -90, 190, 90)
    assert [each.bounds for each in in_window(box(300, 0, 310, 5), window)] == [(-60, 0, -50, 5)]
    assert sorted(each.bounds for each in in_window(box(185, 0, 195, 5), window)) == [
        (-170, 0, -165, 5),
        (185, 0, 190, 5),
    ]


@pytest.mark.parametrize(("lon", "found"), [(340, -20), (283, -77), (127, 127), (-20, -20), (189, 189), (190, -170)])
def test_a_point_lies_in_the_new_range(lon: float, found: float) -> None:
    assert moved(lon, 5, PACIFIC).equals(Point(found, 5))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((300, 0, 320, 10), (-60, 0, -40, 10)),
        ((120, 30, 140, 45), (120, 30, 140, 45)),
        ((180, 0, 198, 10), (180, 0, 198, 10)),  # its middle decides: a box is not torn
        ((-30, -90, 330, 90), (-170, -90, 190, 90)),
    ],
)
def test_a_box_goes_whole_turns_and_one_around_the_globe_begins_at_the_cut(before: Bbox, after: Bbox) -> None:
    assert box_after(before, PACIFIC) == after


def test_a_picture_around_the_globe_stays_and_another_goes_with_its_box() -> None:
    assert picture_box((-30, -85, 330, 85), PACIFIC) == (-30, -85, 330, 85)
    assert picture_box((300, 0, 320, 10), PACIFIC) == (-60, 0, -40, 10)


@pytest.mark.parametrize(("west", "found"), [(-31, 329), (-30, -30), (0, 0), (179, 179), (-180, 180)])
def test_a_place_s_box_counts_eastward_from_the_cut(west: float, found: float) -> None:
    assert shifted((west, 0, west, 0), CUT) == (found, 0, found, 0)


def test_polygons_become_codes_with_their_holes_and_what_has_no_area_goes() -> None:
    ring = Polygon(box(0, 0, 9, 9).exterior, [box(3, 3, 6, 6).exterior.coords])
    found = codes_of([MultiPolygon([ring, box(20, 0, 21, 1)]), LineString([(0, 0), (1, 1)])], 0)
    assert [len(rings) for rings in found] == [2, 1]
    assert set(decode(found[0][1], 0)) == {(3, 3), (6, 3), (6, 6), (3, 6)}
