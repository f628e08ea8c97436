"""The pieces of dates in English: what looks like one, what it lacks, and what is no date after all."""

from __future__ import annotations

import pytest

from narrative.reading.date_grammar import century, goes_on, number, number_of_month, pieces, whole_year
from tests.listed import together


@together(
    ("text", "kind", "parts"),
    [
        ("25 June 1950", "day", (1950, 6, 25)),
        ("June 25th, 1950", "day", (1950, 6, 25)),
        ("the 25th of June", "day", (0, 6, 25)),
        ("1950-06-25", "day", (1950, 6, 25)),
        ("25.6.1950", "day", (1950, 6, 25)),
        ("6/25/1950", "day", (1950, 6, 25)),
        ("in May", "month", (0, 5, 0)),
        ("June was wet", "loose month", (0, 6, 0)),
        ("May 1949", "month", (1949, 5, 0)),
        ("Sept. 1949", "month", (1949, 9, 0)),
        ("the spring of 1949", "season", (1949, 21, 0)),
        ("in the winter", "season", (0, 24, 0)),
        ("the 1840s", "decade", (1840, 0, 0)),
        ("the 14th century", "century", (1300, 0, 0)),
        ("in 1812", "year", (1812, 0, 0)),
        ("AD 79", "year", (79, 0, 0)),
        ("44 BC", "year", (-44, 0, 0)),
        ("the 5th century B.C.", "century before", (400, 0, 0)),
        ("the 430s BC", "decade", (-439, 0, 0)),
        ("On the 12th it rained", "day", (0, 0, 12)),
    ],
)
def test_a_piece_has_what_is_written_and_zero_for_what_is_not(
    text: str, kind: str, parts: tuple[int, int, int]
) -> None:
    (piece,) = pieces(text)
    assert (piece.kind, (piece.year, piece.month, piece.day)) == (kind, parts)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("14-15 June 1812", (0, 15)),
        ("June 14 and 15, 1812", (0, 15)),
        ("the war of 1812–14", (1814, 0)),
        ("the winter of 1941-42", (1942, 0)),
        ("the 18th and 19th centuries", (1800, 0)),
    ],
)
def test_a_piece_may_say_its_own_end(text: str, last: tuple[int, int]) -> None:
    (piece,) = pieces(text)
    assert (piece.last_year, piece.last_day) == last


@pytest.mark.parametrize(
    ("text", "about", "doubt", "part", "name"),
    [
        ("about 1812", True, False, None, "about 1812"),
        ("c. 1500", True, False, None, "c. 1500"),
        ("perhaps in May 1949", False, True, None, "perhaps in May 1949"),
        ("early in May 1949", False, False, 0, "early in May 1949"),
        ("mid-October 1950", False, False, 1, "mid-October 1950"),
        ("the end of May 1949", False, False, 2, "the end of May 1949"),
        ("25 June 1950", False, False, None, "25 June 1950"),
    ],
)
def test_what_stands_before_a_date_is_part_of_it(
    text: str, about: bool, doubt: bool, part: int | None, name: str
) -> None:
    (piece,) = pieces(f"It was {text}.")
    assert (piece.about, piece.doubt, piece.part) == (about, doubt, part)
    assert f"It was {text}."[piece.start : piece.end] == name


@pytest.mark.parametrize(
    ("text", "day", "new", "old"),
    [
        ("12 (24) June 1812", 12, (0, 24), False),
        ("12/24 June 1812", 12, (0, 24), False),
        ("25 October (7 November) 1917", 25, (11, 7), False),
        ("12 June 1812 O.S.", 12, None, True),
        ("24 June 1812 (New Style)", 24, None, False),
        ("14/15 June 1812", 14, None, False),  # a night, no two calendars
    ],
)
def test_a_date_may_stand_in_two_calendars(text: str, day: int, new: tuple[int, int] | None, old: bool) -> None:
    (piece,) = pieces(text)
    assert (piece.day, piece.new_style, piece.old_style) == (day, new, old)


@pytest.mark.parametrize(
    "text",
    [
        "1,500 men",
        "1812 men",
        "No. 1950",
        "$1950",
        "4/3/1950",
        "the 38th Parallel",
        "the fall of Seoul",
        "at the turn of the 19th century",
        "they may go and march on",
    ],
)
def test_what_counts_or_names_something_else_is_no_date(text: str) -> None:
    assert list(pieces(text)) == []


@pytest.mark.parametrize(
    ("first", "last", "year"), [(1812, "14", 1814), (1898, "02", 1902), (1899, "99", 1999), (1939, "1945", 1945)]
)
def test_two_digits_are_the_next_year_that_ends_so(first: int, last: str, year: int) -> None:
    assert whole_year(first, last) == year


@pytest.mark.parametrize(
    ("words", "first"), [("14th", 1300), ("fourteenth", 1300), ("twenty-first", 2000), ("1st", 0), ("", 0)]
)
def test_a_century_begins_a_hundred_years_before_its_number(words: str, first: int) -> None:
    assert century(words) == first


def test_numbers_and_months_are_read_from_their_words() -> None:
    assert [number(each) for each in ("25th", "3", "", None)] == [25, 3, 0, 0]
    assert [number_of_month(each) for each in ("May", "Sept.", "december", None)] == [5, 9, 12, 0]


@pytest.mark.parametrize(
    ("following", "lead", "yes"),
    [("it", "on", True), ("of", "by", True), ("Division", "on", False), ("Peter", "on", True), ("Peter", "by", False)],
)
def test_a_sentence_goes_on_after_a_day_alone(following: str, lead: str, yes: bool) -> None:
    assert goes_on(following, lead) is yes
