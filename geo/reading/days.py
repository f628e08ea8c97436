"""Count days of every age: the proleptic Gregorian calendar with astronomical years, of which 0 is 1 BC.

``datetime.date`` begins on 1 January of the year 1 and ends with 9999; a :class:`Day` knows no end and is otherwise
used like one. Both may be compared with each other.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

CYCLE_YEARS, CYCLE_DAYS = 400, 146_097  # after so many years the Gregorian calendar repeats itself
ISO_DAY = re.compile(r"(?P<year>[+-]?\d{1,10})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A day. ``year`` is astronomical: 0 is 1 BC, -43 is 44 BC.

    >>> Day(-43, 3, 15) < Day(1, 1, 1) < datetime.date(1949, 5, 27), Day(1949, 5, 27) == datetime.date(1949, 5, 27)
    (True, True)
    >>> Day(-43, 3, 15).isoformat(), Day(12000).isoformat(), Day(0).toordinal(), Day(1).toordinal()
    ('-0043-03-15', '+12000-01-01', -365, 1)
    >>> Day.fromordinal(-365), Day.fromordinal(datetime.date(1949, 5, 27).toordinal())
    (Day(year=0, month=1, day=1), Day(year=1949, month=5, day=27))
    >>> Day(0, 2, 29)
    Day(year=0, month=2, day=29)
    >>> Day(-1, 2, 29)
    Traceback (most recent call last):
    ValueError: there was no day 29 in month 2 of the year -1
    """

    year: int
    month: int = 1
    day: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= days_in_month(self.year, self.month):
            raise ValueError(f"there was no day {self.day} in month {self.month} of the year {self.year}")

    @classmethod
    def of(cls, day: AnyDay) -> Day:
        """A day as a Day."""
        return day if isinstance(day, Day) else cls(day.year, day.month, day.day)

    @classmethod
    def fromordinal(cls, ordinal: int) -> Day:
        """The day of that number; 1 is 1 January of the year 1, as with ``datetime.date``."""
        cycles, rest = divmod(ordinal - 1, CYCLE_DAYS)
        inside = datetime.date.fromordinal(rest + 1)
        return cls(inside.year + cycles * CYCLE_YEARS, inside.month, inside.day)

    def toordinal(self) -> int:
        """The number of the day, at and below 0 before the year 1."""
        cycles, year = divmod(self.year - 1, CYCLE_YEARS)
        return datetime.date(year + 1, self.month, self.day).toordinal() + cycles * CYCLE_DAYS

    def isoformat(self) -> str:
        """The day as ISO 8601 has it; years of more than four digits carry their sign."""
        sign = "-" if self.year < 0 else "+" if self.year > 9999 else ""
        return f"{sign}{abs(self.year):04}-{self.month:02}-{self.day:02}"

    def sortable(self) -> str:
        """The day as letters that sort as days do, for a page that compares them; those of years 0 to 9999 are ISO.

        >>> days = [Day(-17000), Day(-399), Day(-398), Day(0), Day(1949, 5, 27), Day(12000)]
        >>> [day.sortable() for day in days] == sorted(day.sortable() for day in days), days[4].sortable()
        (True, '1949-05-27')
        """
        if self.year < 0:
            return f"-{10**10 + self.year:010}-{self.month:02}-{self.day:02}"
        return f"~{self.year:010}-{self.month:02}-{self.day:02}" if self.year > 9999 else self.isoformat()

    def replace(self, year: int | None = None, month: int | None = None, day: int | None = None) -> Day:
        """The day with another year, month or day."""
        given = (year, self.year), (month, self.month), (day, self.day)
        return Day(*(own if new is None else new for new, own in given))

    def weekday(self) -> int:
        """0 for a Monday, 6 for a Sunday."""
        return (self.toordinal() - 1) % 7

    def __str__(self) -> str:
        return self.isoformat()

    def __hash__(self) -> int:
        if 1 <= self.year <= 9999:
            return hash(datetime.date(self.year, self.month, self.day))
        return hash((self.year, self.month, self.day))

    def __eq__(self, other: object) -> bool:
        return parts(self) == parts(other) if is_day(other) else NotImplemented

    def __lt__(self, other: AnyDay) -> bool:
        return parts(self) < parts(other) if is_day(other) else NotImplemented

    def __le__(self, other: AnyDay) -> bool:
        return parts(self) <= parts(other) if is_day(other) else NotImplemented

    def __gt__(self, other: AnyDay) -> bool:
        return parts(self) > parts(other) if is_day(other) else NotImplemented

    def __ge__(self, other: AnyDay) -> bool:
        return parts(self) >= parts(other) if is_day(other) else NotImplemented

    def __sub__(self, other: AnyDay) -> datetime.timedelta:
        """The time between two days; more than a timedelta holds (2.7 million years) is the longest that it does.

        >>> (Day(1) - Day(-1)).days, (Day(2000) - datetime.date(1999, 12, 31)).days, (Day(9**9) - Day(1)).days
        (731, 1, 999999999)
        """
        if not is_day(other):
            return NotImplemented
        most = datetime.timedelta.max.days
        return datetime.timedelta(days=max(-most, min(most, self.toordinal() - other.toordinal())))

    def __rsub__(self, other: AnyDay) -> datetime.timedelta:
        return -(self - other) if is_day(other) else NotImplemented


AnyDay = Day | datetime.date


def is_day(value: object) -> TypeGuard[AnyDay]:
    """Whether a value is a day of either kind."""
    return isinstance(value, Day | datetime.date)


def parts(day: AnyDay) -> tuple[int, int, int]:
    """Year, month and day."""
    return day.year, day.month, day.day


def days_in_month(year: int, month: int) -> int:
    """How many days a month has.

    >>> days_in_month(0, 2), days_in_month(-1, 2), days_in_month(1900, 2)
    (29, 28, 28)
    """
    return monthrange((year - 1) % CYCLE_YEARS + 1, month)[1]


FIRST_DAY, LAST_DAY = Day(-9_999_999_999), Day(9_999_999_999, 12, 31)  # what is open at an end is bounded by these


@lru_cache(maxsize=4096)
def first_day_of(text: str) -> Day:
    """The first day of an ISO 8601 date: "1949", "-0043-03" or "1949-05-27".

    >>> first_day_of("-0043-03"), first_day_of("1949")
    (Day(year=-43, month=3, day=1), Day(year=1949, month=1, day=1))
    """
    match = ISO_DAY.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is no ISO 8601 date')
    return Day(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))


@lru_cache(maxsize=4096)
def last_day_of(text: str) -> Day:
    """The last day of an ISO 8601 date.

    >>> last_day_of("-0043-03"), last_day_of("1949"), last_day_of("1949-05-27")
    (Day(year=-43, month=3, day=31), Day(year=1949, month=12, day=31), Day(year=1949, month=5, day=27))
    """
    first = first_day_of(text)
    rest = text[1:].count("-")
    if rest == 2:
        return first
    month = first.month if rest else 12
    return Day(first.year, month, days_in_month(first.year, month))


LEAST_PLAIN_YEAR = 1000  # a year of fewer digits is said with its era


def year_words(year: int) -> str:
    """A year as people say it: 1949, AD 79, 44 BC.

    >>> [year_words(each) for each in (1949, 79, 1, 0, -43, -17000, 12000)]
    ['1949', 'AD 79', 'AD 1', '1 BC', '44 BC', '17,001 BC', '12,000']
    """
    shown = year if year > 0 else 1 - year
    digits = f"{shown:,}" if shown > 9999 else str(shown)
    return f"{digits} BC" if year < 1 else f"AD {digits}" if year < LEAST_PLAIN_YEAR else digits


def years_words(first: AnyDay, last: AnyDay) -> str:
    """The years of a span: "1812", "1812–1815".

    >>> years_words(Day(1812, 6, 24), Day(1815, 6, 18))
    '1812–1815'
    >>> years_words(Day(-400), Day(-398)), years_words(Day(-30), Day(14)), years_words(FIRST_DAY, Day(1949))
    ('401–399 BC', '31 BC to AD 14', 'all years until 1949')
    """
    if last.year == FIRST_DAY.year:
        return "a time that is not known"
    if first == FIRST_DAY or last.year == LAST_DAY.year:
        ends = "" if last.year == LAST_DAY.year else f" until {year_words(last.year)}"
        return f"all years{ends}" if first == FIRST_DAY else f"{year_words(first.year)} and later"
    one, other = year_words(first.year), year_words(last.year)
    if one == other:
        return one
    if (first.year < 1) != (last.year < 1):
        return f"{one} to {other}"
    return f"{one.removesuffix(' BC')}–{other.removeprefix('AD ')}"


def common_year(year: int) -> int:
    """An astronomical year as programs have it that know no year 0: -44 for 44 BC.

    >>> common_year(-43), common_year(0), common_year(1)
    (-44, -1, 1)
    """
    return year if year > 0 else year - 1


def astronomical_year(year: int) -> int:
    """The other way round; a year 0, which there is not, is taken for 1 BC.

    >>> astronomical_year(-44), astronomical_year(-1), astronomical_year(0), astronomical_year(1)
    (-43, 0, 0, 1)
    """
    return year if year >= 0 else year + 1
