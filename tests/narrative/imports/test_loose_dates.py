"""Dates as people write them in other programs: read where there is one reading, left alone where there are two."""

from __future__ import annotations

import pytest

from narrative.imports.loose_dates import loose_date


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1949", "1949"),
        ("987", "0987"),
        ("1949-05-27", "1949-05-27"),
        ("1949-5-7", "1949-05-07"),
        ("1949-05-27T00:00:00Z", "1949-05-27"),
        ("27 May 1949", "1949-05-27"),
        ("May 27th, 1949", "1949-05-27"),
        ("  27  May\n1949. ", "1949-05-27"),
        ("Sept. 1949", "1949-09"),
        ("the autumn of 1949", "1949-23"),
        ("fall 1949", "1949-23"),
        ("winter, 1812", "1812-24"),
        ("the 1940s", "194X"),
        ("the 18th century", "17XX"),
        ("some day in May 1949", "1949-05-XX"),
    ],
)
def test_a_date_in_words_is_read(text: str, edtf: str) -> None:
    assert loose_date(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("c. 1200", "1200~"),
        ("about May 1949", "1949-05~"),
        ("1949?", "1949?"),
        ("May 1949 (?)", "1949-05?"),
        ("circa 1793, perhaps", "1793%"),
        ("~1793?", "1793%"),
    ],
)
def test_a_doubt_in_words_is_kept(text: str, edtf: str) -> None:
    assert loose_date(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("1914-1918", "1914/1918"),
        ("1939–45", "1939/1945"),
        ("20–25 June 1950", "1950-06-20/1950-06-25"),
        ("March to May 1793", "1793-03/1793-05"),
        ("27 May 1949 until June 1950", "1949-05-27/1950-06"),
        ("c. 1200-1250", "1200~/1250~"),
        ("since May 1826", "1826-05/.."),
        ("before 1400", "../1400"),
    ],
)
def test_a_time_from_one_date_to_another_is_read(text: str, edtf: str) -> None:
    assert loose_date(text) == edtf


def test_a_year_with_a_small_number_is_a_month_and_with_a_large_one_the_end_of_a_time() -> None:
    assert loose_date("1914-12") == "1914-12"
    assert loose_date("1914-18") == "1914/1918"


@pytest.mark.parametrize(
    "text",
    ["", "soon", "3/4/1793", "7.5.1949", "March 3", "1793-13", "31 June 1950", "44 BC", "49", "1918-1914", "12345"],
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert loose_date(text) is None
