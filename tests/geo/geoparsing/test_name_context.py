"""What stands before and after a name, as classes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_context import begins_with_region, ending_class, left_context, right_context
from geo.geoparsing.name_spans import Token, tokenise
from tests.listed import together

WORLD = {
    "Russia": Entry("gn:1", "Russia", 60, 100, "country"),
    "Texas": Entry("gn:2", "Texas", 31, -99, "region"),
    "Moscow": Entry("gn:3", "Moscow", 55.75, 37.6, "town", population=10_000_000),
}


def lookup(name: str) -> Sequence[Entry]:
    return [WORLD[name]] if name in WORLD else []


def around(text: str, name: str = "Xy") -> tuple[list[Token], int]:
    tokens = tokenise(text)
    return tokens, next(at for at, each in enumerate(tokens) if each.text == name)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Xy fell", "start"),
        ("It rained.\n\nXy fell", "paragraph"),
        ("we came to Xy", "to"),
        ("they left the Xy", "the"),
        ("the siege of Xy", "of"),
        ("with Marshal Xy", "large title"),
        ("with 300 Xy", "number"),
        ("It fell. Xy", "."),
        ("he saw north Xy", "compass"),
    ],
)
def test_what_stands_before_a_name_has_a_class(text: str, left: str) -> None:
    tokens, at = around(text)
    assert left_context(tokens, at, lookup)[0] == left


def test_the_first_words_of_a_text_are_its_dateline() -> None:
    for before, word in ((11, "dateline"), (12, "text")):
        tokens, at = around("word " * before + "Xy")
        assert f"place={word}" in left_context(tokens, at, lookup)[1]


@together(
    ("text", "right"),
    [
        ("in Xy", "end"),
        ("in Xy\n\nIt rained", "end"),
        ("in Xy. It rained", "."),
        ("Xy said so", "speech"),
        ("Xy and more", "and"),
        ("Xy to here", "to"),
        ("Xy River flows", "large head"),
        ("Xy's River", "possessive head"),
        ("Xy's men", "possessive"),
        ("Xy, Russia, fell", ", country"),
        ("Xy, Texas", ", region"),
        ("Xy, Miss., fell", ", region"),
        ("Xy, May 5", ", date"),
        ("Xy, 1812", ", date"),
        ("Xy, Moscow", ", large"),
        ("Xy, then more", ", small"),
        ("Xy-Ab line", "- True"),
        ("Xy 7", "number"),
    ],
)
def test_what_stands_after_a_name_has_a_class(text: str, right: str) -> None:
    tokens, at = around(text)
    assert right_context(tokens, at + 1, lookup)[0] == right


@pytest.mark.parametrize(
    ("word", "kind"), [("besieged", "-ed"), ("gates", "-s"), ("slowly", "-ly"), ("he", "function")]
)
def test_a_small_word_in_no_list_has_the_class_of_its_ending(word: str, kind: str) -> None:
    assert ending_class(tokenise(word)[0]) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Russia sent", "country"), ("Texas", "region"), ("Va. He", "region"), ("Moscow", ""), ("it", "")],
)
def test_a_country_or_state_is_known_where_it_begins(text: str, kind: str) -> None:
    assert begins_with_region(tokenise(text), 0, lookup) == kind
