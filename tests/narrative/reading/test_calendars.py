"""Dates of other calendars, converted by libraries, with what was written."""

from __future__ import annotations

import pytest

from narrative.reading.calendars import hijri_day, month_of, other_calendars, roman


@pytest.mark.parametrize(
    ("text", "name", "edtf"),
    [
        ("On 18 Brumaire, year VIII, he took power.", "18 Brumaire, year VIII", "1799-11-09"),
        ("le 9 thermidor an II", "9 thermidor an II", "1794-07-27"),
        ("in Vendémiaire, Year IV", "Vendémiaire, Year IV", "1795-09-23/1795-10-22"),
        ("on 12 Ramadan 1445 AH", "12 Ramadan 1445 AH", "2024-03-22"),
        ("on 4 Safar 656 A.H.", "4 Safar 656 A.H.", "1258-02-10~"),
        ("in A.H. 922", "A.H. 922", "1516-02-05~/1517-01-23~"),
        ("on the 10th of Rabi‘ al-Awwal 11 AH", "10th of Rabi‘ al-Awwal 11 AH", "0632-06-05~"),
    ],
)
def test_a_date_of_another_calendar_is_converted(text: str, name: str, edtf: str) -> None:
    (found,) = other_calendars(text)
    assert (found.name, found.edtf, found.foreign) == (name, edtf, True)
    assert name in found.reason and text[found.start : found.end] == name


@pytest.mark.parametrize("text", ["year XX of Thermidor", "30 Safar", "31 Brumaire, year VIII", "1445 men", "Year II"])
def test_what_no_calendar_has_is_not_converted(text: str) -> None:
    assert list(other_calendars(text)) == []


def test_the_months_of_the_hijra_have_many_names() -> None:
    names = (
        "muharram",
        "rabi' i",
        "rabi al-thani",
        "jumada al-ula",
        "sha'ban",
        "ramazan",
        "dhu al-qa'da",
        "zu'l-hijja",
    )
    assert [month_of(each) for each in names] == [1, 3, 4, 5, 8, 9, 11, 12]
    assert month_of("maple") == 0


def test_days_before_1582_are_julian_as_texts_of_that_time_have_them() -> None:
    assert str(hijri_day(1, 1, 1)) == "0622-07-16"  # the epoch, 16 July 622 of the Julian calendar
    assert str(hijri_day(1444, 1, 1)) == "2022-07-30"
    assert roman("xiv") == 14
