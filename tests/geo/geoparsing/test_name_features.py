"""What of a span's letters and its text speaks for the name of a place, as features."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_features import Document, acts, core_known, features, known_around, occurrences
from geo.geoparsing.name_spans import tokenise

WORLD = {
    "Smith": Entry("gn:1", "Smith", 1, 1, "town", population=80_000),
    "Fort Smith": Entry("gn:2", "Fort Smith", 1, 1, "town", population=80_000),
    "Ho Chi Minh City": Entry("gn:3", "Ho Chi Minh City", 10.8, 106.7, "town", population=9_000_000),
}


def lookup(name: str) -> Sequence[Entry]:
    return [WORLD[name]] if name in WORLD else []


def of(text: str, first: int, after: int) -> list[str]:
    return features(Document.of(tokenise(text)), first, after, lookup)


def test_a_text_counts_its_spellings_and_who_stands_after_a_title_or_at_a_place() -> None:
    document = Document.of(tokenise("We met General Lee at Xy. Lee said so, in Xy; the lee side. Robert Lee marched."))
    assert (document.large["lee"], document.small["lee"]) == (3, 1)
    assert document.titled["lee"] == 2
    assert document.placed["xy"] == 2
    assert document.acting["lee"] == 2
    assert not document.capitals


def test_a_text_that_is_mostly_capitals_is_known() -> None:
    assert Document.of(tokenise("THE FLEET LEFT Boston")).capitals
    assert not Document.of(tokenise("")).capitals


@pytest.mark.parametrize(("word", "yes"), [("said", True), ("marched", True), ("Alfred", False), ("river", False)])
def test_verbs_of_acting_are_known_by_their_list_or_their_ending(word: str, yes: bool) -> None:
    assert acts(tokenise(word)[0]) is yes


def test_features_say_what_the_gazetteer_knows_what_stands_around_and_how_the_word_looks() -> None:
    found = of("They rode to Fort Smith, then home.", 3, 5)
    assert {"bias", "gazetteer=town4", "namesakes=1", "left=to", "right=, small", "shape=2"} <= set(found)
    assert {"head=head|True", "tail=other|True", "longer=False", "place=dateline"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("text", "first", "after", "feature"),
    [
        ("He left Va. today", 2, 3, "state"),
        ("The Gulf of Xy", 1, 4, "of=True|True"),
        ("at Morton's Ford", 1, 4, "possessive=head"),
        ("a Wonsan-Xy line", 1, 4, "hyphen=other|True"),
        ("the Ohio Cavalry came", 1, 3, "body=True"),
        ("Smith fell", 0, 1, "opens=town4|False"),
        ("by USA here", 1, 2, "shape=1C"),
    ],
)
def test_what_is_peculiar_about_a_span_is_a_feature(text: str, first: int, after: int, feature: str) -> None:
    assert feature in of(text, first, after)


def test_a_longer_name_around_a_span_is_seen() -> None:
    tokens = tokenise("to Ho Chi Minh City by air")
    assert known_around(tokens, 1, 2, lookup)
    assert not known_around(tokens, 1, 5, lookup)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Smith", "-"), ("Fort Smith", "stripped town4"), ("Fort Xy", "stripped none"), ("Xy Smith", "none")],
)
def test_a_name_is_looked_up_without_its_kind_of_place(name: str, said: str) -> None:
    assert core_known(tokenise(name), lookup) == said


def test_the_rest_of_the_text_is_asked_about_a_word() -> None:
    document = Document.of(tokenise("Mr. Lee said so. We met General Lee in the lee. At Xy it rained, in Xy too."))
    lee, xy = (occurrences(document, [token], "none") for token in tokenise("Lee Xy"))
    assert {"titled=yes|True", "placed=no|True", "small=often"} <= set(lee)
    assert {"titled=no|True", "placed=yes|True", "small=no", "times=2"} <= set(xy)
