"""A story's own places, as the geoparser gets them: a point, every name, and a country where there is one."""

from __future__ import annotations

import shapely

from geo.gazetteer.own_places import own_place, own_places
from geo.gazetteer.reader import Gazetteer, Name, Place
from geo.gazetteer.toponyms import Entry


def test_a_place_has_all_its_names_once_the_title_first() -> None:
    names = (Name("Mukden", "en"), Name("Fengtian", "zh-Latn"), Name("Shenyang", "en"))
    place = Place("mukden", "Mukden", shapely.Point(123.4327812, 41.7922249), modern="Shenyang", names=names)
    found = own_place(place)
    assert found.names == ("Mukden", "Shenyang", "Fengtian")
    assert found.entry == Entry("own:mukden", "Mukden", 41.79222, 123.43278, "own")


def test_an_area_is_where_its_label_stands() -> None:
    line = shapely.LineString([(124, 38), (130, 38)])
    assert (own_place(Place("p", "P", line)).entry.longitude, own_place(Place("p", "P", line)).entry.latitude) == (
        127,
        38,
    )


def test_a_place_of_several_countries_is_of_none() -> None:
    point = shapely.Point(0, 0)
    countries = [own_place(Place("x", "X", point, ccodes=each)).entry.country for each in ((), ("KR",), ("KR", "KP"))]
    assert countries == ["", "KR", ""]


def test_places_come_in_the_order_of_the_story() -> None:
    places = {each: Place(each, each.title(), shapely.Point(0, 0)) for each in ("seoul", "beijing")}
    assert [each.entry.id for each in own_places(Gazetteer(places, {}))] == ["own:seoul", "own:beijing"]
