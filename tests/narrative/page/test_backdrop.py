"""Land, rivers and towns around places, from the project's own basemap."""

from __future__ import annotations

import shapely
from shapely.geometry import shape

from narrative.page.backdrop import backdrop, window

LAKE = (6.1, 46.2, 6.9, 46.5)


def test_the_land_around_a_lake_is_land_and_the_sea_is_not() -> None:
    drawn = backdrop([LAKE])
    land = shape(drawn["land"])
    assert land.covers(shapely.Point(7.4, 46.9))  # Bern
    assert not land.intersects(shapely.Point(4.5, 42.0))  # the sea before Marseille
    assert drawn["credit"].startswith("Natural Earth")


def test_towns_are_named_the_largest_from_afar_and_none_over_another() -> None:
    names = backdrop([LAKE])["names"]
    first = {each["name"]: each["from"] for each in names}
    assert {"Paris", "Milan", "Lyon"} <= set(first)
    assert first["Paris"] < first["Lausanne"] <= 9
    assert len({tuple(each["at"]) for each in names}) == len(names)


def test_rivers_run_where_they_run() -> None:
    rivers = shape(backdrop([LAKE])["rivers"])
    assert rivers.distance(shapely.Point(4.84, 45.76)) < 0.3  # the Rhône at Lyon
    assert rivers.distance(shapely.Point(7.4, 46.9)) > 0.1


def test_places_all_over_the_world_have_coarse_land_that_weighs_little() -> None:
    drawn = backdrop([(-120, -30, -120, -30), (150, 60, 150, 60)])
    assert window([(-120, -30, 150, 60)]).bounds == (-180.0, -85.0, 180.0, 85.0)
    assert shape(drawn["land"]).covers(shapely.Point(25, 0))
    assert len(str(drawn["land"])) < 500_000
