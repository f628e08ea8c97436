"""Everything that a text names: places where a gazetteer is there, and dates in any case."""

from __future__ import annotations

from importlib import metadata

import pytest

from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Entry
from geo.world.lookup import world
from geo.world.recipe import recipe
from narrative.drafts.found import DraftOptions, dates_only, find_names
from narrative.reading.extract import source_text

SOURCE = source_text(b"On 23 June General Kutuzov left Smolensk for Moscow. General Kutuzov slept at Fili.\n")


def test_without_a_gazetteer_dates_are_found_and_nobody_is_taken_for_a_person() -> None:
    found = dates_only(SOURCE, DraftOptions(year=1812))
    assert [each.edtf for each in found.dates] == ["1812-06-23"]
    assert found.resolutions == found.people == ()


def test_a_date_without_a_year_waits_for_the_author_s() -> None:
    assert dates_only(SOURCE, DraftOptions()).dates == ()


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
