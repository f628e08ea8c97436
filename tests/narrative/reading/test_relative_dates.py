"""Dates that count from others, with their reason and doubt."""

from __future__ import annotations

import pytest

from narrative.reading.extract import source_text
from narrative.reading.relative_dates import feast_day, month_after
from narrative.reading.source_dates import source_dates
from tests.listed import together


def read(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.edtf) for each in source_dates(source_text(text.encode())).dates]


@together(
    ("text", "expected"),
    [
        ("On 3 May 1854 they came. The next day it rained.", ("The next day", "1854-05-04?")),
        ("On 30 December 1854 they came. Two days later they left.", ("Two days later", "1855-01-01?")),
        ("On 3 May 1854 they came. A week later they left.", ("A week later", "1854-05-10?")),
        ("On 3 May 1854 they came. Three months later they left.", ("Three months later", "1854-08?")),
        ("In May 1854 they came. The following spring they left.", ("The following spring", "1855-21?")),
        ("In January 1854 they came. The following spring they left.", ("The following spring", "1854-21?")),
        ("In 1854 they came. The following year they left.", ("The following year", "1855?")),
        ("On 3 May 1854 they came. The previous autumn was wet.", ("The previous autumn", "1853-23?")),
        ("On 3 May 1854, a Wednesday, they came. On Friday they left.", ("Friday", "1854-05-05?")),
        ("On 3 May 1854 they came. The following Tuesday they left.", ("The following Tuesday", "1854-05-09?")),
        ("On 15 March 44 BC he fell. The next day it rained.", ("The next day", "-0043-03-16?")),
        ("In 334 B.C. he crossed. In 331 he took the town.", ("331", "-0330?")),
        ("In 334 B.C. he crossed. The following year he was at Issus.", ("The following year", "-0332?")),
        ("On Michaelmas Day 1856 we were in Odessa.", ("Michaelmas Day 1856", "1856-09-29")),
        ("They rose on Easter Monday 1916.", ("Easter Monday 1916", "1916-04-24")),
        ("It shook on All Saints’ Day, 1755.", ("All Saints’ Day, 1755", "1755-11-01")),
        ("On 3 May 1854 they left. At Christmas they came home.", ("Christmas", "1854-12-25?")),
        ("Malta, 28 November 1854. The fleet came in on the 26th instant.", ("26th instant.", "1854-11-26")),
        ("Malta, 3 January 1855. Your letter of the 20th ult. came.", ("20th ult.", "1854-12-20")),
        ("Malta, 28 December 1854. We sail on the 12th prox. for home.", ("12th prox.", "1855-01-12")),
        ("Our letter of the 26th inst. was written on 28 November 1854.", ("26th inst.", "1854-11-26")),
    ],
)
def test_a_date_counts_from_the_one_told(text: str, expected: tuple[str, str]) -> None:
    assert expected in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The next day it rained.",
        "On Tuesday it rained.",
        "On the 3rd instant we sailed.",
        "On 3 May 1854 they came. Two days after the battle they left.",
        "Two days later they left.",
        "In 1854 they came. In 331 he took the town.",
        "In 1854 they came. The next day it rained.",
    ],
)
def test_nothing_counts_from_nothing(text: str) -> None:
    assert [
        edtf for _, edtf in read(text) if edtf.endswith("?") or (edtf.count("-") == 2 and "05-03" not in edtf)
    ] == []


def test_what_was_told_two_paragraphs_before_is_too_far() -> None:
    assert (
        len(read("On 3 May 1854 they came to the town.\n\nIt was wet there, and cold.\n\nThe next day it rained.")) == 1
    )


def test_each_says_from_what_it_counts() -> None:
    dates = source_dates(source_text(b"On 3 May 1854 they came. The next day it rained.")).dates
    assert dates[1].reason == "“The next day”, counted from 3 May 1854"


def test_a_weekday_in_a_report_is_the_last_before_its_date() -> None:
    assert ("Tuesday", "1952-03-04?") in read("Ankara, March 9, 1952\n\nOn Tuesday the minister left the town.\n")


def test_feasts_have_their_day_by_the_calendar_of_their_time() -> None:
    days = [
        feast_day(*each)
        for each in (("easter", 1066), ("good friday", 1916), ("lady day", 1752), ("whitsun ale", 1700))
    ]
    assert [str(each) for each in days] == ["1066-04-16", "1916-04-21", "1752-03-25", "None"]
    assert month_after(1854, 12, 1) == (1855, 1)
