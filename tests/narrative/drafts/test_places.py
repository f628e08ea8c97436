"""How likely a name must be to become a place of a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from geo.gazetteer.toponyms import Candidate, Entry
from narrative.drafts.draft import Draft
from narrative.drafts.places import guesses_of, title_of
from tests import drafts

found_in = drafts.found_in


def drafted(monkeypatch: pytest.MonkeyPatch, name: str, letters: list[float], choice: float) -> set[str]:
    """The titles of the places that a draft draws, when a name's mentions are so likely a name, and of that place."""

    def found(*asked: Any) -> Any:
        sure, left = found_in(*asked), list(letters)
        resolutions = tuple(
            replace(each, toponym=replace(each.toponym, probability=left.pop(0)), probability=choice)
            if each.toponym.name == name
            else each
            for each in sure.resolutions
        )
        return replace(sure, resolutions=resolutions)

    monkeypatch.setattr(drafts, "found_in", found)
    return {place.title for place in drafts.draft().places if place.geometry}


@pytest.mark.parametrize(("letters", "drawn"), [(0.44, False), (0.46, True)])
def test_letters_that_hardly_name_a_place_give_none(
    monkeypatch: pytest.MonkeyPatch, letters: float, drawn: bool
) -> None:
    assert ("Kovno" in drafted(monkeypatch, "Kovno", [letters], 0.95)) is drawn


@pytest.mark.parametrize(("choice", "drawn"), [(0.29, False), (0.31, True)])
def test_a_place_that_is_hardly_the_right_one_is_not_drawn(
    monkeypatch: pytest.MonkeyPatch, choice: float, drawn: bool
) -> None:
    assert ("Kovno" in drafted(monkeypatch, "Kovno", [0.9], choice)) is drawn


@pytest.mark.parametrize(("letters", "drawn"), [([0.44, 0.46], True), ([0.46, 0.2], True), ([0.44, 0.2], False)])
def test_the_likeliest_mention_speaks_for_a_name(
    monkeypatch: pytest.MonkeyPatch, letters: list[float], drawn: bool
) -> None:
    assert ("Vilna" in drafted(monkeypatch, "Vilna", letters, 0.72)) is drawn


def test_names_of_one_place_are_one_place_and_the_first_candidate_is_proposed(lake: Draft) -> None:
    assert [each.id for each in lake.places] == ["geneva", "evian", "lausanne", "shore"]
    geneva = lake.place("geneva")
    assert (geneva.state, geneva.certainty, geneva.probability, geneva.guess) == (
        "proposed",
        "certain",
        0.95,
        "gn:2660646",
    )
    assert geneva.geometry == {"type": "Point", "coordinates": [6.14569, 46.20222]}
    assert [each.country for each in geneva.guesses] == ["CH", "US"]
    assert sum("geneva" in each.places for each in lake.marks) == 3
    assert lake.place("evian").certainty == "less-certain"


def test_an_author_is_offered_eight_candidates_to_a_metre() -> None:
    entry = Entry("gn:1", "Geneva", 46.2022212, 6.1456949, "town", "CH")
    found = guesses_of(Candidate(entry, 0.1) for _ in range(10))
    assert len(found) == 8
    assert (found[0].lat, found[0].lon) == (46.20222, 6.14569)


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["Vilna", "Wilno", "Wilno"], "Wilno"),
        (["VILNA", "Vilna"], "Vilna"),
        (["VILNA"], "Vilna"),
        (["USSR"], "USSR"),
        (["KOVNO", "KOVNO", "Wilno"], "Wilno"),
    ],
)
def test_a_place_is_called_as_the_text_calls_it_most_in_small_letters_where_it_can_be(
    names: list[str], title: str
) -> None:
    assert title_of(names) == title
