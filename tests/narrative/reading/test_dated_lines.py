"""Lines of nothing but number, place and date, and the leads of entries."""

from __future__ import annotations

import pytest

from narrative.reading.dated_lines import entry, whole_line


@pytest.mark.parametrize(
    "line",
    [
        "Ankara, March 9, 1952",
        "ANKARA, MARCH 9, 1952",
        "No. 41 March 9, 1952",
        "9 March 1952",
        "Sunday, 20th May 1804",
        "FROM: AMEMBASSY ANKARA DATE: MARCH 9, 1952, 3 p.m.",
        "Letter XII. Paris, 4 June 1789",
        "At sea, off Cape Horn, January 3rd, 1833",
        "Chapter II: 1854",
    ],
)
def test_a_line_of_number_place_and_date_is_a_dateline(line: str) -> None:
    assert whole_line(line) is not None


@pytest.mark.parametrize(
    "line",
    ["The ship sailed on 3 May 1854", "Born 12 May 1901", "Anna died in Oslo, 3 May 1901", "The Crossing", "Kim, 25"],
)
def test_a_line_that_tells_something_is_none(line: str) -> None:
    assert whole_line(line) is None


@pytest.mark.parametrize(
    ("paragraph", "lead"),
    [
        ("JULY 24th, 1833.—The ship sailed.", "JULY 24th, 1833"),
        ("AUGUST 24th.--We reached Bahia Blanca.", "AUGUST 24th"),
        ("May 20th: rain.", "May 20th"),
        ("LONDON, March 9, 1952 (Agency) — The minister left.", "LONDON, March 9, 1952"),
        ("Written at Malta, 28 November 1854. The fleet came in.", "Written at Malta, 28 November 1854"),
        ("Sunday 20th May 1804. It rained.", "Sunday 20th May 1804"),
    ],
)
def test_an_entry_begins_with_its_date(paragraph: str, lead: str) -> None:
    assert paragraph[: entry(paragraph)] == lead


@pytest.mark.parametrize(
    "paragraph", ["On 24 August we reached it.", "August 24th was wet.", "In May 1833. Then", "It rained."]
)
def test_a_sentence_that_begins_with_a_date_is_no_entry(paragraph: str) -> None:
    assert entry(paragraph) == 0
