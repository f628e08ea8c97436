"""Dates as people write them: read where there is one reading, left alone where there are two."""

from __future__ import annotations

import pytest

from narrative.reading.written_dates import read_a_date
from tests.listed import together


@together(
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
        ("8 May 1945", "1945-05-08"),
        ("the 8th of May 1945", "1945-05-08"),
        ("27.05.1949", "1949-05-27"),
        ("3.4.1949", "1949-04-03"),
        ("25/6/1950", "1950-06-25"),
        ("6/25/1950", "1950-06-25"),
        ("44 BC", "-0043"),
        ("44 B.C.", "-0043"),
        ("44 b. c.", "-0043"),
        ("44 B.C.E.", "-0043"),
        ("1 BC", "0000"),
        ("AD 1", "0001"),
        ("A.D. 79", "0079"),
        ("79 CE", "0079"),
        ("24 August AD 79", "0079-08-24"),
        ("15 March 44 BC", "-0043-03-15"),
        ("June 10, 323 BC", "-0322-06-10"),
        ("spring of 401 B.C.", "-0400-21"),
        ("the 5th century BC", "-04XX"),
        ("1st century BCE", "-00XX"),
        ("2nd century AD", "01XX"),
        ("the 430s BC", "-0438/-0429"),
        ("17,001 BC", "Y-17000"),
        ("10000 BC", "-9999"),
        ("-0400-21", "-0400-21"),
        ("Y-17000", "Y-17000"),
    ],
)
def test_a_date_in_words_is_read(text: str, edtf: str) -> None:
    assert read_a_date(text) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("c. 1200", "1200~"),
        ("about May 1949", "1949-05~"),
        ("1949?", "1949?"),
        ("May 1949 (?)", "1949-05?"),
        ("circa 1793, perhaps", "1793%"),
        ("~1793?", "1793%"),
        ("c. 1200 BC", "-1199~"),
        ("perhaps 44 BC", "-0043?"),
        ("probably about 1200", "1200%"),
    ],
)
def test_a_doubt_in_words_is_kept(text: str, edtf: str) -> None:
    assert read_a_date(text) == edtf


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
        ("before 400 BC", "../-0399"),
        ("431-404 BC", "-0430/-0403"),
        ("from 431 to 354 BC", "-0430/-0353"),
        ("between 44 and 31 BC", "-0043/-0030"),
        ("31 BC – AD 14", "-0030/0014"),
        ("12-14 August 1854", "1854-08-12/1854-08-14"),
        ("March to October 44 BC", "-0043-03/-0043-10"),
    ],
)
def test_a_time_from_one_date_to_another_is_read(text: str, edtf: str) -> None:
    assert read_a_date(text) == edtf


def test_a_year_with_a_small_number_is_a_month_and_with_a_large_one_the_end_of_a_time() -> None:
    assert read_a_date("1914-12") == "1914-12"
    assert read_a_date("1914-18") == "1914/1918"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "3/4/1793",
        "March 3",
        "1793-13",
        "31 June 1950",
        "49",
        "44",
        "13/13/1950",
        "1st of Maple 1950",
        "1918-1914",
        "12345",
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert read_a_date(text) is None
