"""One date as an author types it, in whatever calendar."""

from __future__ import annotations

import pytest

from narrative.reading.any_date import read_any_date
from narrative.reading.calendars import other_calendars


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("c. 1945", "1945~"),
        ("spring 1949", "1949-21"),
        ("44 BC", "-0043"),
        ("9 Thermidor Year II", "1794-07-27"),
        ("12 Ramadan 1445", "2024-03-22"),
        ("12 Ramadan 1445 AH", "2024-03-22"),
        ("25 October 1917 (O.S.)", "1917-11-07"),
        ("Easter 1916", "1916-04-23"),
        ("mid-August 1949", "1949-08-11~/1949-08-20~"),
    ],
)
def test_a_date_in_any_calendar_is_read(words: str, edtf: str) -> None:
    assert read_any_date(words) == edtf


@pytest.mark.parametrize(
    "words", ["", "soon", "3/4/1793", "1793-13", "1949-13", "Ramadan", "the 3rd year of Edward III", "On 3 May 1740 it"]
)
def test_what_is_no_date_or_more_than_one_is_none(words: str) -> None:
    assert read_any_date(words) is None


def test_a_day_of_a_month_that_only_the_hijri_calendar_has_needs_no_era_and_is_read_once() -> None:
    found = list(other_calendars("On 12 Ramadan 1337 they met; on 4 Safar 656 AH it fell. Rajab is a man."))
    assert [(each.name, each.edtf) for each in found] == [
        ("12 Ramadan 1337", "1919-06-11~"),
        ("4 Safar 656 AH", "1258-02-10~"),
    ]
