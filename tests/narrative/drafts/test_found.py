"""Everything that a text names: places where a gazetteer is there, and dates in any case."""

from __future__ import annotations

from importlib import metadata
from typing import Any

import pytest

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Entry, Toponym
from geo.geoparsing.home import HomeError
from geo.world.lookup import world
from geo.world.recipe import recipe
from narrative.drafts.found import DraftOptions, Found, dates_only, find_names
from narrative.drafts.parts import DraftError
from narrative.reading.extract import source_text

SOURCE = source_text(b"On 23 June General Kutuzov left Smolensk for Moscow. General Kutuzov slept at Fili.\n")


def test_without_a_gazetteer_dates_are_found_and_nobody_is_taken_for_a_person() -> None:
    found = dates_only(SOURCE, DraftOptions(year=1812))
    assert [each.edtf for each in found.dates] == ["1812-06-23"]
    assert found.resolutions == found.people == ()


def test_a_date_without_a_year_waits_for_the_author_s() -> None:
    assert dates_only(SOURCE, DraftOptions()).dates == ()


def read(text: str, **options: Any) -> Found:
    try:
        recipe()
    except metadata.PackageNotFoundError as missing:
        pytest.skip(f"the geoparsing extra is not installed ({missing})")
    return find_names(source_text(text.encode()), world(), DraftOptions(language="en", **options))


def where(found: Found) -> dict[str, str]:
    return {each.toponym.name: each.chosen.country if each.chosen else "" for each in found.resolutions}


PEOPLE_AND_PLACES = [
    (
        "Wu Long was born in Wuhan in 1901. Long went to Shanghai in 1927. He Ping met Long in Nanjing in 1930.",
        {"Wuhan": "CN", "Shanghai": "CN", "Nanjing": "CN"},
        {"Wu Long", "He Ping"},
    ),
    (
        "The White House said on 3 May 1961 that Mr. Dean Rusk would see Ambassador Foy Kohler. N.S. Khrushchev wrote "
        "from Moscow. UN Secretary Vice met him. The troops set out. Set out again. Come on, said Kill.",
        {"Moscow": "RU"},
        {"Dean Rusk", "Foy Kohler", "N.S. Khrushchev"},
    ),
    (
        "The soldiers left Sardis in 401 B.C. and walked east. The governor had died in 354 BC. They fought near "
        "Babylon; the sea was seen at Trapezus in 400 BCE.",
        {"Sardis": "TR", "Babylon": "IQ", "Trapezus": "TR"},
        set(),
    ),
    ("The people of Athens voted, and so did Sparta, in 399 BC.", {"Athens": "GR", "Sparta": "GR"}, set()),
]


@pytest.mark.parametrize(("text", "places", "people"), PEOPLE_AND_PLACES)
def test_people_offices_and_verbs_are_no_places_and_old_places_are_the_old_ones(
    text: str, places: dict[str, str], people: set[str]
) -> None:
    found = read(text)
    assert where(found) == places
    assert {each.person for each in found.people} >= people


def test_what_is_hardly_a_name_is_kept_apart_for_the_review(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Then Vice came to Moscow, and Joseph Stalin slept."
    chances = {"Vice": 0.2, "Moscow": 0.9, "Stalin": 0.2}
    toponyms = [Toponym(text.index(name), text.index(name) + len(name), name, at) for name, at in chances.items()]
    monkeypatch.setattr("geo.geoparsing.recogniser.recognise", lambda *_, least: toponyms)
    found = read(text)
    assert [each.name for each in found.under] == ["Vice"], "Stalin is somebody"
    assert where(found) == {"Moscow": "RU"}


def test_a_text_s_countries_and_home_are_proposed_with_what_they_change() -> None:
    text = "Columbus, Ohio, sends water to Cleveland, Akron and Dayton. Ohio pays Toledo for Lancaster."
    (said,) = read(text).look
    assert said.startswith(
        'By its places the text plays in US, at home in Ohio; saying so (--countries US --home "Ohio")'
    )
    assert read(text, countries=("US",)).look == ()
    assert read("It rained.").look == ()


def test_of_a_book_only_the_first_names_are_read_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.drafts.found.MOST_WEIGHED", 3)
    (said,) = read("Columbus, Ohio, sends water to Cleveland, Akron and Dayton. Ohio pays Toledo.").look
    assert said.startswith("By its places the text plays in US, at home in Ohio (of its first 3 names); saying so ")


def test_a_home_moves_a_name_and_one_that_is_nowhere_is_refused() -> None:
    text = "A man came to Portland on Friday."
    lats = [read(text, home=home).resolutions[0].candidates[0].entry.latitude for home in ("", "Maine")]
    assert lats == pytest.approx([45.52, 43.66], abs=0.05)
    with pytest.raises(HomeError, match="no place"):
        read(text, home="Qwertz")


def test_with_a_gazetteer_places_dates_and_people_are_found_and_the_work_is_told() -> None:
    try:
        recipe()
    except metadata.PackageNotFoundError as missing:
        pytest.skip(f"the geoparsing extra is not installed ({missing})")
    told: list[tuple[int, int, str]] = []
    own = OwnPlace(Entry("own:fili", "Fili", 55.74, 37.48, "own"), ("Fili",))
    found = find_names(SOURCE, world(), DraftOptions(year=1812), [own], told=lambda *each: told.append(each))
    assert {each.toponym.name: each.chosen.id if each.chosen else None for each in found.resolutions} == {
        "Smolensk": "gn:491687",
        "Moscow": "gn:524901",
        "Fili": "own:fili",
    }
    assert {each.person for each in found.people} == {"General Kutuzov"}
    assert [each.edtf for each in found.dates] == ["1812-06-23"]
    assert [done for done, _, _ in told] == [0, 1, 2, 3, 4] and {total for _, total, _ in told} == {4}


def test_names_are_counted_before_any_of_them_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from geo.geoparsing import resolver

    monkeypatch.setattr(resolver, "resolve", lambda *values: pytest.fail("the names were looked up"))
    with pytest.raises(DraftError, match="names places 300 times; the studio takes 299 names"):
        find_names(source_text(b"Paris. " * 300), world(), DraftOptions(language="en"), most=299)
    with pytest.raises(DraftError, match="names places 300 times; the studio takes 299 names"):
        find_names(source_text(b"Er kam nach Paris. " * 300), world(), DraftOptions(language="de"), most=299)
