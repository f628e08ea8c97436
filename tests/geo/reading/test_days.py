"""Days of every age: counted without an end, compared with datetime's."""

import datetime

import pytest

from geo.reading.days import (
    FIRST_DAY,
    LAST_DAY,
    AnyDay,
    Day,
    astronomical_year,
    common_year,
    days_in_month,
    first_day_of,
    last_day_of,
    years_words,
)


@pytest.mark.parametrize("text", ["0001-01-01", "1600-02-29", "1949-05-27", "9999-12-31"])
def test_a_day_of_our_era_is_the_one_that_datetime_has(text: str) -> None:
    day, same = first_day_of(text), datetime.date.fromisoformat(text)
    assert day == same and same == day and hash(day) == hash(same) and day.isoformat() == text
    assert day.toordinal() == same.toordinal() and Day.fromordinal(same.toordinal()) == day
    assert day.weekday() == same.weekday()
    assert day - same == same - day == datetime.timedelta(0)


def test_the_day_before_the_year_one_is_the_last_of_1_bc() -> None:
    assert Day.fromordinal(0) == Day(0, 12, 31)
    assert (Day(1) - Day(0)).days == 366  # 1 BC was a leap year of this calendar


@pytest.mark.parametrize("ordinal", [-6_209_487, -146_097, -146_096, -1, 0, 1, 3_652_060])
def test_every_number_is_a_day_and_every_day_a_number(ordinal: int) -> None:
    assert Day.fromordinal(ordinal).toordinal() == ordinal


def test_days_of_both_kinds_sort_together() -> None:
    days: list[AnyDay] = [
        datetime.date(1, 1, 1),
        Day(-43, 3, 15),
        Day(0, 2, 29),
        FIRST_DAY,
        datetime.date(9999, 12, 31),
        LAST_DAY,
    ]
    assert (
        sorted(days, key=lambda day: Day.of(day).sortable()) == sorted(days) == [days[at] for at in (3, 1, 2, 0, 4, 5)]
    )


def test_a_month_or_a_year_ends_with_its_last_day() -> None:
    assert [str(last_day_of(each)) for each in ("-0400", "-0004-02", "1949-05-27")] == [
        "-0400-12-31",
        "-0004-02-29",
        "1949-05-27",
    ]
    assert days_in_month(-99, 2) == 28  # 100 BC, as 1901


def test_no_day_is_compared_with_what_is_none() -> None:
    assert Day(1) != 1
    with pytest.raises(TypeError):
        assert Day(1) < 1  # type: ignore[operator]
    with pytest.raises(ValueError, match="there was no day 30"):
        Day(1949, 2, 30)


def test_programs_that_know_no_year_0_count_one_year_further() -> None:
    assert [common_year(each) for each in (-43, 0, 1)] == [-44, -1, 1]
    assert [astronomical_year(each) for each in (-44, -1, 1)] == [-43, 0, 1]


def test_years_are_said_with_their_era_once() -> None:
    assert years_words(Day(-43), Day(-43)) == "44 BC"
    assert years_words(Day(14), Day(1066)) == "AD 14–1066"
    assert years_words(FIRST_DAY, FIRST_DAY) == "a time that is not known"
    assert years_words(Day(1949), LAST_DAY) == "1949 and later"
