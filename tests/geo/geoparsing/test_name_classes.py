"""Words, spans and what a gazetteer says of them, in classes."""

from __future__ import annotations

from typing import Any

import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_classes import is_initial, known, span_name, weight, word_class
from geo.geoparsing.name_spans import tokenise


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("May", "month"),
        ("Tuesday", "weekday"),
        ("Russian", "demonym"),
        ("Cavalry", "unit"),
        ("Marshal", "title"),
        ("River", "head"),
        ("North", "compass"),
        ("J.", "initial"),
        ("Miss.", "abbreviation"),
        ("Robert", "given"),
        ("Smolensk", "other"),
        ("1812", "number"),
        (",", "mark"),
    ],
)
def test_a_word_has_the_class_of_its_list(word: str, kind: str) -> None:
    assert word_class(tokenise(word)[0]) == kind


def test_one_capital_is_an_initial_and_one_small_letter_is_not() -> None:
    assert [is_initial(tokenise(each)[0]) for each in ("J. ran", "J", "a", "Jo")] == [True, True, False, False]


@pytest.mark.parametrize(
    "name", ["Gulf of Mexico", "Morton's Ford", "Wonsan-Pyongyang", "St. Ives", "S. C.", "Stratford-upon-Avon"]
)
def test_a_span_is_spelled_as_it_stands(name: str) -> None:
    tokens = tokenise(name.replace(" ", "  "))
    assert span_name(tokens, 0, len(tokens)) == name


def place(kind: Any, people: int = 0, name: str = "Paris") -> Entry:
    return Entry(f"gn:{kind}{people}", name, 0, 0, kind, population=people)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (place("town", 9), "town2"),
        (place("town", 24_782), "town4"),
        (place("district", 2_000_000), "town6"),
        (place("town", 99_000_000), "town6"),
        (place("town", 24_782, "Lutetia"), "town4 alias"),
        (place("country"), "country"),
        (place("region", 5), "region"),
        (place("river"), "nature"),
        (place("island", name="Lutetia"), "nature alias"),
    ],
)
def test_a_gazetteer_says_kind_size_and_whether_by_its_own_name(entry: Entry, said: str) -> None:
    assert known([entry], "PARIS") == said


def test_the_weightiest_of_several_is_told() -> None:
    assert known([place("town", 500), place("country"), place("river")], "Paris") == "country"
    kinds = [place(each) for each in ("own", "country", "region", "land", "water", "river", "island", "town")]
    weights = [weight(each) for each in kinds]
    assert weights == sorted(weights, reverse=True)
    assert weight(place("river")) == weight(place("town", 100_000))
