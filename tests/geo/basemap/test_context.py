"""What surrounds a story's places is named: by importance and distance, once, as it was called then."""

from __future__ import annotations

import datetime
import itertools

import pytest

from geo.basemap.context import Known, View, known_place, with_context
from geo.basemap.fitting import fitted
from geo.basemap.natural_names import river_name
from geo.basemap.projection import mercator
from geo.basemap.reader import Basemap, load_basemap

DAY = datetime.date(2020, 5, 1)
PLACES = {  # longitude and latitude, in degrees
    "changsha": (112.97, 28.2),
    "timbuktu": (-3.0, 16.77),
    "suva": (178.44, -18.14),
    "reykjavik": (-21.9, 64.15),
}


@pytest.fixture(scope="module")
def world() -> Basemap:
    return load_basemap()


def around(world: Basemap, lon: float, lat: float, zoom: float = 6.6, day: datetime.date = DAY) -> tuple[Basemap, View]:
    """The map of a story of one place, and the view of it."""
    basemap = fitted(world, [(lon, lat, lon, lat)], day, day)
    known = known_place(["Here"], lon, lat, basemap.cut)
    view = View(known.lon, mercator(lat), zoom, 845, 712, 1)
    return with_context(basemap, [view], [known], day, day), view


def added(basemap: Basemap) -> dict[str, tuple[float, float]]:
    """The towns that were added, by name."""
    rows = basemap.labels[basemap.labels["rank"] >= 10]
    return {row["name"]: (row["geometry"].x, row["geometry"].y) for row in rows.to_dict("records")}


@pytest.mark.parametrize("place", PLACES)
def test_a_view_anywhere_has_its_neighbours_apart_from_each_other_and_from_the_edge(world: Basemap, place: str) -> None:
    basemap, view = around(world, *PLACES[place])
    spots = [view.at(*point) for point in added(basemap).values()]
    assert len(spots) >= 4
    assert all(18 <= x <= 845 - 18 and 18 <= y <= 712 - 18 for x, y in spots)
    for one, other in itertools.combinations([*spots, (845 / 2, 712 / 2)], 2):
        assert abs(one[0] - other[0]) >= 84 or abs(one[1] - other[1]) >= 30
    assert basemap.attribution.count("Towns of today: GeoNames, CC BY 4.0") == 1


def test_the_largest_town_near_by_is_named_and_one_of_the_story_is_not(world: Basemap) -> None:
    """Zhuzhou has a million people and lies 45 km from Changsha; Wuhan's millions lie outside the view."""
    basemap, _ = around(world, *PLACES["changsha"], zoom=7.5)
    assert "Zhuzhou" in added(basemap) and "Wuhan" not in added(basemap)
    assert "Changsha" not in added(basemap)  # which lies where "Here" is


def test_a_view_that_has_enough_stays_as_it_is(world: Basemap) -> None:
    basemap = fitted(world, [(126.98, 37.57, 126.98, 37.57)], datetime.date(1949, 5, 1), datetime.date(1950, 6, 25))
    view = View(126.98, mercator(38.0), 6.4, 845, 712)
    assert with_context(basemap, [view], [], datetime.date(1949, 1, 1), datetime.date(1950, 12, 31)) is basemap


def test_a_river_is_named_on_its_line_and_a_range_only_where_the_view_is_wide(world: Basemap) -> None:
    basemap, view = around(world, 101.9, 3.9, zoom=6.6)  # the Malay peninsula
    wide = {row["name"] for row in basemap.labels.to_dict("records") if row["kind"] in ("range", "sea")}
    close, _ = around(world, 101.9, 3.9, zoom=8.4)
    assert {row["name"] for row in close.labels.to_dict("records") if row["kind"] in ("range", "sea")} <= wide
    basemap, view = around(world, 112.97, 28.2)
    rivers = [row for row in basemap.labels.to_dict("records") if row["kind"] == "river" and not row["file"]]
    assert rivers
    for row in rivers:
        courses = [river.line for river in basemap.rivers if river_name(river.name) == row["name"]]
        assert min(line.distance(row["geometry"]) for line in courses) < 1e-6
        assert view.shows(*view.at(row["geometry"].x, row["geometry"].y))


def test_the_same_views_give_the_same_names(world: Basemap) -> None:
    one, _ = around(world, *PLACES["timbuktu"])
    other, _ = around(world, *PLACES["timbuktu"])
    assert list(one.labels["name"]) == list(other.labels["name"])


def test_a_known_place_is_known_by_all_its_names() -> None:
    assert known_place(["Port-Arthur", "旅順", "…"], -20, 10, -10.0) == Known(
        frozenset({"port arthur", "旅順"}), 340, 10
    )
