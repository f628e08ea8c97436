"""What a whole text says about who is a person and who a place."""

from __future__ import annotations

import pytest

from geo.geoparsing.name_spans import tokenise
from geo.geoparsing.person_evidence import PersonEvidence, is_role, owns, person_evidence, weight_after


def evidence(text: str) -> PersonEvidence:
    return person_evidence(tokenise(text))


@pytest.mark.parametrize(
    "text",
    [
        "It was late when Xyman fled.",
        "They followed Xyman's corps.",
        "Then the governor, Xyman, left.",
        "It was a general called Xyman.",
        "They saw Xyman, who slept.",
        "He wrote a letter to Xyman.",
        "There General Xyman came.",
        "He came with Xyman beside him.",
    ],
)
def test_what_people_do_own_and_are_speaks_for_a_person(text: str) -> None:
    found = evidence(text)
    assert found.person["xyman"] >= 1
    assert found.acts("xyman")


@pytest.mark.parametrize(
    "text",
    ["They came to Xyman.", "It lies in Xyman.", "Many men of Xyman fled.", "They held Xyman.", "Xyman is large."],
)
def test_what_places_are_for_does_not(text: str) -> None:
    assert evidence(text).person["xyman"] == 0
    assert not evidence(text).acts("xyman")


def test_prepositions_of_place_and_the_article_are_counted_too() -> None:
    found = evidence("They lived in Xyman, and near Xyman. It was the Xyman.")
    assert (found.place["xyman"], found.articled["xyman"]) == (2, 1)


def test_somebody_is_so_everywhere_when_named_so_twice_and_hardly_ever_as_a_place() -> None:
    once = evidence("It was late when Xyman fled.")
    assert not once.is_person("xyman")
    twice = "It was late when Xyman fled, and Xyman's corps too."
    assert evidence(twice).is_person("xyman")
    assert not evidence(twice + " They came to Xyman.").is_person("xyman")


def test_a_given_name_needs_to_be_somebody_once_only() -> None:
    assert evidence("It was late when Robert fled.").is_person("robert")


def test_a_people_a_title_and_a_word_that_only_opens_a_sentence_are_nobody() -> None:
    found = evidence("The general fled. Russians fled. Officials said so. Fighting ceased.")
    assert not +found.person


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("said so", 1),
        (", who came", 2),
        (", a rich young botanist", 2),
        (", then home", 0),
        ("'s corps", 1),
        ("'s gates", 0),
        ("had fled", 1),
        ("did not go", 1),
        ("is large", 0),
        ("", 0),
    ],
)
def test_the_words_after_a_name_weigh(text: str, weight: int) -> None:
    assert weight_after(tokenise("x" + text)[1:] if text.startswith("'") else tokenise(text)) == weight


def test_a_role_is_told_in_small_words() -> None:
    assert is_role(tokenise("a rich young botanist"))
    assert not is_role(tokenise("a rich Botanist"))
    assert not is_role(tokenise("then home"))


def test_people_own_troops_and_not_gates() -> None:
    assert [owns(tokenise(f"x's {each}")[1:]) for each in ("corps", "gates")] == [True, False]
