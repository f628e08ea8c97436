"""Small maps without tiles: what they hold, how a place is marked, and whose name has room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geo.basemap.coding import encode
from geo.basemap.layers import Level
from geo.basemap.projection import HEIGHT, WIDTH, Extent, latitude
from geo.basemap.reader import Basemap, load_basemap
from geo.basemap.still_map import (
    anchor,
    extent_of,
    kind_of,
    labelled,
    level_for,
    map_name,
    narrow,
    near_places,
    path_of,
    path_of_land,
    places_maps,
)
from geo.gazetteer.reader import Place
from narrative.story import Story, load_story
from tests.stories import write_story


def test_a_place_is_on_the_map_where_it_lies(story: Story) -> None:
    near, far = places_maps(story.gazetteer.places.values(), load_basemap())
    assert {each["id"] for each in near["places"]} < {each["id"] for each in far["places"]}
    places = {each["id"]: each for each in near["places"]}
    assert places["seoul"]["x"] > places["beijing"]["x"]
    assert places["pyongyang"]["y"] < places["seoul"]["y"]
    assert places["kanggye"]["certainty"] == "certain"
    assert all(0 <= each["x"] <= 100 and 0 <= each["y"] <= 100 for each in far["places"])
    assert near["land"].startswith("M")
    assert (near["width"], near["height"]) == (WIDTH, HEIGHT)


def test_places_that_lie_together_have_one_map(tmp_path: Path) -> None:
    lake = load_story(write_story(tmp_path)).gazetteer
    assert [each["title"] for each in places_maps(lake.places.values(), load_basemap())] == ["All places"]


def at(id: str, lon: float, lat: float = 0.0, **more: Any) -> Place:
    return Place(id, id.title(), shapely.Point(lon, lat), **more)


def area(id: str, west: float, width: float, **more: Any) -> Place:
    return Place(id, id.title(), shapely.box(west, 0, west + width, 1), **more)


LINE = Place("parallel", "Parallel", shapely.LineString([(124, 38), (129, 38)]))
TEN_PX_A_DEGREE = Extent(0, -24, 64, 24)


def test_a_country_is_marked_on_no_small_map() -> None:
    assert [narrow(area("x", 0, width)) for width in (14, 14.1)] == [True, False]
    assert places_maps([area("china", 80, 40)], load_basemap()) == []


def test_what_lies_within_twelve_degrees_of_the_middle_lies_together() -> None:
    places = [at("a", 100), at("b", 102), at("c", 113.9), at("d", 114)]
    assert [each.id for each in near_places([*places[:2], at("m", 102), *places[2:]], -30)] == ["a", "b", "m", "c"]


def test_places_across_the_antimeridian_lie_together() -> None:
    places = [at("suva", 178.3), at("apia", -171.8), at("tonga", -175.2)]
    assert near_places(places, -30) == places


def test_where_no_place_is_near_the_middle_all_are_shown() -> None:
    places = [at("a", 0), at("b", 60)]
    assert near_places(places, -30) == places


def test_a_doubtful_place_has_its_sign_behind_its_name() -> None:
    assert [map_name(at("kanggye", 126, certainty=each)) for each in ("certain", "less-certain", "uncertain")] == [
        "Kanggye",
        "Kanggye",
        "Kanggye ?",
    ]


def test_lines_are_drawn_wide_areas_and_seas_are_named_and_the_rest_are_points() -> None:
    found = [kind_of(each) for each in (LINE, area("a", 0, 2), area("b", 0, 2.1), at("c", 0, types=("sea",)))]
    assert found == ["line", "point", "area", "area"]


def test_a_line_is_named_at_its_eastern_end() -> None:
    assert anchor(LINE) == (129, 38)
    assert anchor(at("seoul", 127, 37.5)) == (127, 37.5)


def test_the_window_of_one_place_is_a_degree_and_its_margin_in_the_drawing_s_proportions() -> None:
    window = extent_of([at("a", 10)], -30)
    assert (window.east - window.west, window.north - window.south) == pytest.approx((1.24 * 4 / 3, 1.24))
    assert ((window.east + window.west) / 2, (window.north + window.south) / 2) == pytest.approx((10, 0))


def test_the_window_of_places_side_by_side_is_their_width_and_an_eighth_to_each_side() -> None:
    window = extent_of([at("a", 0), at("b", 100)], -30)
    assert (window.west, window.east) == pytest.approx((-12, 112))


def test_a_line_becomes_a_path_in_the_drawing_s_units() -> None:
    assert path_of([(0, 0), (32, 0), (64, 0)], TEN_PX_A_DEGREE) == "M0.0,240.0L320.0,240.0L640.0,240.0"


def level(name: str, width: float) -> Level:
    land = [(0, 0), (0, 8), (8, 8), (8, 0), (0, 0)]
    return Level(name, (-width, -width, width, width), 0, [[encode(land, 0)]], zoom_from=-width)


def test_land_is_that_of_the_smallest_level_around_the_window() -> None:
    levels = {each.name: each for each in (level("world", 180), level("region", 40), level("town", 5))}
    basemap = Basemap((), levels, (), (), gpd.GeoDataFrame(), {})
    assert level_for(basemap, shapely.box(-10, -10, 10, 10)).name == "region"
    assert level_for(basemap, shapely.box(-200, -10, 10, 10)).name == "world"


def test_land_is_a_closed_path_and_an_island_of_less_than_two_pixels_goes() -> None:
    found = path_of_land(level("world", 180), TEN_PX_A_DEGREE)
    assert found.endswith("Z") and found.count("M") == 1
    assert {"0.0,240.0", "80.0,240.0"} < set(found.strip("MZ").split("L"))
    speck = [(0, 0), (0, 0.1), (0.1, 0.1), (0.1, 0), (0, 0)]
    assert path_of_land(Level("world", (0, 0, 1, 1), 1, [[encode(speck, 1)]]), TEN_PX_A_DEGREE) == ""


def test_a_name_gives_way_to_another_place_s_point() -> None:
    assert labelled([at("alpha", 10, rank=1), at("beta", 13)], TEN_PX_A_DEGREE) == {"beta": "always"}


def test_of_two_names_that_meet_the_more_important_stays() -> None:
    low = latitude(-1.6)  # 14 pixels below on a wide screen, 9 on a phone: clear of the point, not of the name
    assert labelled([at("beta", 9, low, rank=2), at("alpha", 10, rank=1)], TEN_PX_A_DEGREE) == {"alpha": "always"}


def test_a_name_with_room_on_a_wide_screen_only_is_left_out_on_a_phone() -> None:
    assert labelled([at("ten letters", 10), at("far", 22)], TEN_PX_A_DEGREE) == {"ten letters": "wide", "far": "always"}


def test_a_name_that_would_leave_the_map_is_not_written() -> None:
    assert labelled([at("edge", 63)], TEN_PX_A_DEGREE) == {}
