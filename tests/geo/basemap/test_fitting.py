"""What a page gets of the basemap: land where its places lie, and nothing that did not hold in its time."""

from __future__ import annotations

import datetime

import pytest
import shapely
from shapely.geometry import Point, box

from geo.basemap.cutting import shifted
from geo.basemap.fitting import cut_for, fitted, window_around
from geo.basemap.layers import Bbox
from geo.basemap.reader import Basemap, load_basemap
from tests.anywhere import CAMPAIGN

THEN, LATER = datetime.date(1812, 6, 24), datetime.date(1949, 5, 27)
PLACES = {
    "Rio de Janeiro": (-43.2, -22.9),
    "Recife, near the Atlantic's cut": (-34.95, -8.05),
    "Reykjavik, near the Atlantic's cut": (-21.9, 64.13),
    "Wellington": (174.8, -41.25),
    "Cape Town": (18.5, -33.9),
    "Suva, before the antimeridian": (178.3, -18.0),
    "Apia, beyond it": (-171.8, -13.9),
    "Nome, near the Pacific's cut": (-165.2, 64.6),
    "Moscow": (37.6, 55.75),
}


@pytest.fixture(scope="module")
def basemap() -> Basemap:
    return load_basemap()


def point(lon: float, lat: float) -> Bbox:
    return (lon, lat, lon, lat)


@pytest.mark.parametrize("name", PLACES)
def test_there_is_land_under_a_place_anywhere_on_earth(basemap: Basemap, name: str) -> None:
    lon, lat = PLACES[name]
    found = fitted(basemap, [point(lon, lat)], THEN, THEN)
    west, south, *_ = shifted(point(lon, lat), found.cut)
    at = Point(west, south)
    for level in found.levels:
        assert box(*level.bbox).contains(at)
        assert shapely.distance(level.frame.geometry.values, at).min() < (0.5 if level.over is None else 0.1), (
            level.name
        )
    assert found.cut <= west <= found.cut + 360


@pytest.mark.parametrize("name", PLACES)
def test_no_page_s_world_is_cut_near_its_places(basemap: Basemap, name: str) -> None:
    lon, lat = PLACES[name]
    cut = cut_for([point(lon, lat)])
    assert min((lon - cut) % 360, (cut - lon) % 360) >= 25


def test_a_story_around_the_globe_is_cut_in_its_widest_gap() -> None:
    assert cut_for([point(lon, 0) for lon in (-170, -120, -75, -30, 10, 100, 150)]) == 55.0


def test_places_in_korea_get_its_levels_and_no_others(basemap: Basemap) -> None:
    places = [point(126.9, 37.5), point(125.7, 39.0), point(126.6, 37.9), point(37.6, 55.7)]
    found = fitted(basemap, places, LATER, LATER)
    assert [level.name for level in found.levels] == ["hemisphere", "north-east-asia", "korea"]
    assert set(found.relief) == {"hemisphere", "north-east-asia", "korea"}
    assert {river.level for river in found.rivers} == set(found.land)


def test_borders_and_names_of_1949_are_not_on_a_map_of_1812_nor_is_their_credit(basemap: Basemap) -> None:
    found = fitted(basemap, [point(37.6, 55.75), point(25.3, 54.7)], THEN, THEN)
    assert found.all_boundaries == ()
    assert set(found.labels["kind"]) <= {"sea", "ocean", "river", "range"}
    assert "Soviet Union" in set(basemap.labels["name"])
    assert "GeoNames" not in found.attribution and "boundaries" not in found.attribution
    assert found.attribution.endswith("Borders of 1812 are not drawn")


def test_they_are_on_a_map_of_1949(basemap: Basemap) -> None:
    found = fitted(basemap, [point(37.6, 55.75), point(25.3, 54.7)], LATER, LATER)
    assert any(line.name.startswith("Poland") for line in found.all_boundaries)
    assert "Soviet Union" in set(found.labels["name"]) and "GeoNames" in found.attribution
    assert found.remark == ""


def test_half_a_set_of_borders_is_not_drawn(basemap: Basemap) -> None:
    """Those of 1949 are left out in the south of Africa and of America: the few that reach there would mislead."""
    assert fitted(basemap, [point(18.4, -33.9)], LATER, LATER).remark == "Borders of 1949 are not drawn"


def test_the_clipped_level_reaches_beyond_the_places_and_not_around_the_world(basemap: Basemap) -> None:
    level = fitted(basemap, [point(174.8, -41.3), point(174.8, -36.9)], THEN, THEN).land["near"]
    west, south, east, north = level.bbox
    assert 160 <= west < 170 and 180 < east < 192 and south < -47 and north > -31
    assert len(level.polygons) < 100


def test_a_region_s_levels_go_to_stories_in_it_over_the_world_s(basemap: Basemap) -> None:
    found = fitted(basemap, [point(lon, lat) for _, lon, lat in CAMPAIGN.values()], THEN, THEN)
    assert [level.name for level in found.levels] == ["world", "eastern-europe", "western-russia"]
    named = {river.name for river in found.rivers if river.level == "western-russia"}
    assert {"Niemen", "Berezina", "Moskva", "Dnieper", "Western Dvina", "Oka"} <= named
    assert {"Berezina", "Niemen", "Baltic Sea"} <= set(found.labels["name"])


@pytest.mark.parametrize(
    ("name", "lon", "lat"), [("Borisov", 28.5, 54.24), ("Studyanka", 28.36, 54.33), ("Bobruisk", 29.24, 53.14)]
)
def test_the_berezina_runs_where_it_was_crossed(basemap: Basemap, name: str, lon: float, lat: float) -> None:
    lines = [river.line for river in basemap.rivers if river.name == "Berezina"]
    assert min(line.distance(Point(lon, lat)) for line in lines) < 0.05, name


@pytest.mark.parametrize(("elsewhere", "has"), [(2, True), (3, False)])
def test_a_region_s_levels_go_to_a_story_with_a_third_of_its_places_there(
    basemap: Basemap, elsewhere: int, has: bool
) -> None:
    places = [point(127.0, 37.5), *[point(37.6 + each, 55.7) for each in range(elsewhere)]]
    assert ("korea" in [level.name for level in fitted(basemap, places, THEN, THEN).levels]) is has


def test_the_window_around_places_is_theirs_and_a_margin() -> None:
    everywhere = (-180.0, -90.0, 180.0, 90.0)
    assert window_around([point(10, 20)], everywhere) == (-2, 12, 22, 28)  # 8 degrees, and half as much more sideways
    assert window_around([(0, 0, 50, 10)], everywhere) == (-30, -20, 80, 30)  # 0.4 of 50 are 20
    assert window_around([(0, 0, 10, 50)], everywhere) == (-30, -20, 40, 70)
    assert window_around([point(10, 85)], everywhere) == (-2, 77, 22, 90)


@pytest.mark.parametrize(("degrees", "cut"), [(25.1, -30.0), (-25.1, -30.0), (24.9, -170.0), (-24.9, -170.0)])
def test_the_world_is_cut_in_the_atlantic_unless_a_place_lies_within_25_degrees(degrees: float, cut: float) -> None:
    assert cut_for([point(-30 + degrees, 10)]) == cut


def test_names_elsewhere_on_earth_are_those_seen_from_afar(basemap: Basemap) -> None:
    names = fitted(basemap, [point(18.5, -33.9)], LATER, LATER).labels
    far = names[~names.geometry.intersects(box(18.5 - 13, -33.9 - 9, 18.5 + 13, -33.9 + 9))]
    assert len(far) and set(far["min_zoom"] <= 3) == {True}
    assert (far["min_zoom"] > 2).any()
