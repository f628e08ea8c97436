"""A text cut into tokens, and the runs of tokens that may be a name."""

from __future__ import annotations

import pytest

from geo.geoparsing.name_spans import joins, never_alone, spans, tokenise


def cut(text: str) -> list[str]:
    return [each.text for each in tokenise(text)]


def runs(text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[first].start : tokens[after - 1].end] for first, after in spans(tokens)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("O'Brien's men", ["O'Brien", "'s", "men"]),
        ("the soldiers’ camp", ["the", "soldiers", "’", "camp"]),
        ("U.S. troops", ["U.S.", "troops"]),
        ("on the 38th day", ["on", "the", "38th", "day"]),
        ("12,000 men", ["12,000", "men"]),
        ("Lake Erie. It", ["Lake", "Erie", ".", "It"]),
        ("Łódź, 1939", ["Łódź", ",", "1939"]),
    ],
)
def test_a_text_is_cut_into_words_numbers_marks_and_endings(text: str, tokens: list[str]) -> None:
    assert cut(text) == tokens


def test_a_token_knows_its_letters_in_the_text() -> None:
    text = "  Gen. Lee\n\nleft “Moscow’s” end."
    assert all(text[each.start : each.end] == each.text for each in tokenise(text))
    assert [each.low for each in tokenise("Gen. O’Brien VA.")] == ["gen", "o'brien", "va"]


def test_sentences_and_paragraphs_begin_where_they_do() -> None:
    text = "He came. “She” left: Anna stayed\n\nhere. Gen. Lee"
    assert [each.text for each in tokenise(text) if each.opens and each.kind == "word"] == [
        "He",
        "She",
        "Anna",
        "here",
        "Gen.",
    ]
    assert [each.text for each in tokenise(text) if each.breaks] == ["here"]


def test_capitals_are_two_at_least() -> None:
    assert [each.capitals for each in tokenise("WESTERVILLE USA A Ab")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("to Rio de Janeiro by sea", ["Rio", "Rio de Janeiro", "Janeiro"]),
        ("the Wonsan-Pyongyang line", ["Wonsan", "Wonsan-Pyongyang", "Pyongyang"]),
        ("He left Va. and went", ["Va."]),
        ("we passed South Korea", ["South Korea", "Korea"]),
        ("near St. Ives", ["St. Ives", "Ives"]),
        ("it rained all day", []),
        ("in Paris\n\nLondon fell", ["Paris", "London"]),
    ],
)
def test_every_run_that_may_be_a_name_is_found(text: str, names: list[str]) -> None:
    assert [each for each in runs(text) if each not in ("He",)] == names


def test_no_name_has_more_than_six_words() -> None:
    assert max(len(each.split()) for each in runs("saw Ab Bc Cd De Ef Fg Gh Hi")) == 6


@pytest.mark.parametrize(
    ("word", "alone"), [("The", False), ("South", False), ("Gen.", False), ("Va.", True), ("Seoul", True)]
)
def test_some_large_words_are_no_name_by_themselves(word: str, alone: bool) -> None:
    assert never_alone(tokenise(word + " x")[0]) is not alone


@pytest.mark.parametrize(
    ("text", "at", "goes_on"),
    [
        ("Gulf of Mexico", 1, True),
        ("Gulf of them", 1, False),
        ("Morton's Ford", 1, True),
        ("Morton's men", 1, False),
        ("Court-House", 1, True),
        ("Moscow - Kiev", 1, False),
        ("Moscow. Kiev", 2, False),
        ("Moscow Kiev", 1, True),
        ("Gulf of", 1, False),
    ],
)
def test_a_name_goes_on_over_joining_words_only(text: str, at: int, goes_on: bool) -> None:
    assert joins(tokenise(text), at) is goes_on


@pytest.mark.parametrize("word", ["I'd", "We'll", "They’ve", "You're", "I'm", "Don't"])
def test_a_contraction_is_never_a_name(word: str) -> None:
    assert never_alone(tokenise(word)[0])


def test_an_apostrophe_within_a_name_is_no_contraction() -> None:
    assert not any(never_alone(tokenise(word)[0]) for word in ("O'Brien", "D'Alene", "Xi'an"))
