"""Places of a second file, found by the names in a text or by an address in a gazetteer."""

from __future__ import annotations

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.imports.matching import NamedPlaces, named_places
from narrative.imports.material import FoundPlace, Material
from tests.import_files import collection, feature


def at(title: str, lon: float, *names: str) -> tuple[FoundPlace, set[str]]:
    """A place without an address, with other names."""
    return FoundPlace(title, {"type": "Point", "coordinates": [lon, 46]}, names=[(name, None) for name in names]), set()


def taken(text: str, *places: tuple[FoundPlace, set[str]]) -> list[str]:
    """The titles of the places that are found in a text."""
    material = Material("a.json", "TimelineJS", "event")
    keys = NamedPlaces(list(places)).take(material, 1, "event 1", text)
    return [material.places[key].title for key in keys]


def test_places_come_in_the_order_of_the_text_each_once() -> None:
    said = "From Macao to Canton, and back to Macao."
    assert taken(said, at("Canton", 113), at("Macao", 114), at("Boston", -71)) == ["Macao", "Canton"]


def test_of_names_within_each_other_the_longest_is_meant() -> None:
    both = (at("York", -1), at("New York", -74))
    assert taken("He sailed for New York.", *both) == ["New York"]
    assert taken("From York to New York.", *both) == ["York", "New York"]


def test_a_name_is_a_whole_word_in_its_own_spelling() -> None:
    assert taken("In Hamburg, and a ham.", at("Ham", 3)) == []
    assert taken("To Ham!", at("Ham", 3)) == ["Ham"]


def test_a_name_of_two_letters_is_not_looked_for() -> None:
    assert taken("He went to Ur in May.", at("Ur", 46)) == []


def test_a_name_in_another_language_finds_its_place() -> None:
    assert taken("A factory at 廣州城 and at Guangzhou.", at("Canton", 113, "Guangzhou")) == ["Canton"]


PLACES = named_places(
    Upload(
        "places.geojson",
        collection(
            {**feature({"type": "Point", "coordinates": [13, 32]}), "@id": "https://www.geonames.org/2210247"},
            {
                **feature({"type": "Point", "coordinates": [35, 34]}, title="Tripoli"),
                "id": "tarabulus",
                "links": [{"type": "exactMatch", "identifier": "wd:Q168954"}],
            },
            {
                **feature({"type": "Point", "coordinates": [22, 37]}, title="Tripoli"),
                "names": [{"toponym": "Tripolitsa"}],
            },
        ).encode(),
    )
)


@pytest.mark.parametrize(
    ("address", "lon"),
    [
        ("https://www.geonames.org/2210247", 13),
        ("http://sws.geonames.org/2210247/", 13),
        ("gn:2210247", 13),
        ("https://www.wikidata.org/wiki/Q168954", 35),
        ("tarabulus", 35),
    ],
)
def test_a_place_is_found_by_its_address_in_any_form(address: str, lon: float) -> None:
    found = PLACES.by_address(address)
    assert found is not None
    assert found.geometry["coordinates"][0] == lon


def test_an_unknown_address_finds_no_place() -> None:
    assert PLACES.by_address("gn:1") is None


def test_a_name_that_two_places_bear_finds_none_of_them() -> None:
    assert PLACES.by_name("Tripoli") is None
    assert PLACES.by_name("Nowhere") is None
    found = PLACES.by_name("Tripolitsa")
    assert found is not None
    assert found.title == "Tripoli"


def test_a_fault_of_the_second_file_is_told_with_that_files_name() -> None:
    with pytest.raises(Faults, match=r"^p\.json:\d+: place 1: latitude 100"):
        named_places(Upload("p.json", collection(feature({"type": "Point", "coordinates": [46, 100]})).encode()))
