"""Texts all in capitals and all in small letters: which words would be written large."""

from typing import Any

import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_case import is_shouted, is_small, recased
from geo.geoparsing.name_spans import tokenise

CITY = Entry("gn:1", "Salt Lake City", 40.76, -111.89, "town", "US", "UT", 200_000)
HAMLET = Entry("gn:2", "Old Mill", 40, -111, "town", "US", "UT", 50)
PLACES = {"salt lake city": (CITY,), "old mill": (HAMLET,)}


def large(text: str) -> list[str]:
    return [token.text for token in recased(tokenise(text), lambda name: PLACES.get(name.lower(), ())) if token.large]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("they went from pyongyang to the river", ["pyongyang"]),
        ("THEY WENT FROM PYONGYANG TO THE WATER", ["PYONGYANG"]),
        ("the old mill by salt lake city", ["salt", "lake", "city"]),
        ("it lay in north transylvania", ["north", "transylvania"]),
        ("They went from pyongyang", ["They"]),
        ("", []),
    ],
)
def test_words_of_no_everyday_use_are_written_large(text: str, expected: list[Any]) -> None:
    assert large(text) == expected


def test_a_paragraph_in_capitals_does_not_touch_the_others() -> None:
    assert large("THE WATER CAME AND WENT\n\nHe saw Seoul and the Water.") == ["He", "Seoul", "Water"]


def test_capitals_say_nothing_where_all_are_capitals() -> None:
    tokens = recased(tokenise("THEY WENT FROM PYONGYANG TO THE WATER"), lambda name: ())
    assert not any(token.capitals for token in tokens)


def test_a_name_in_capitals_that_stands_alone_is_no_shouting() -> None:
    assert not is_shouted(tokenise("SEOUL."))
    assert not is_shouted(tokenise("SEOUL, Tuesday. He came."))
    assert is_shouted(tokenise("FIRE IN SEOUL KILLS TWO"))


def test_a_text_without_a_large_letter_is_small_but_for_the_pronoun() -> None:
    assert is_small(tokenise("then I went to seoul"))
    assert not is_small(tokenise("then I went to Seoul"))
    assert not is_small(tokenise("seoul"))
