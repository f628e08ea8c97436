"""Turn a date in EDTF (ISO 8601-2:2019, level 1) into its bounds and into English.

Years are astronomical, as EDTF has them: 0000 is 1 BC, -0043 is 44 BC. People read and write them as BC. A day before
the Gregorian calendar stands as its source has it; nothing is converted here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from geo.reading.days import FIRST_DAY, LAST_DAY, Day, days_in_month, first_day_of, last_day_of, year_words
from geo.reading.faults import on_a_line

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
EXAMPLES = (
    'write "1949", "1949-05", "1949-05-27", "1949-21" (spring), "1949-10-15~" (about), "1949-04/1949-05", '
    'or "-0043" (44 BC: the year 0000 is 1 BC)'
)
REST = r"(-(?P<month>{month}))?(-(?P<day>{day}))?(?P<qualifier>[?~%])?"
WHOLE = re.compile(r"(?P<year>Y-?\d{5,10}|-?\d{4})" + REST.format(month=r"\d\d", day=r"\d\d"))
MASKED = re.compile(r"(?P<year>-?\d{3}X|-?\d\dXX|-?\d{4})" + REST.format(month=r"\d\d|XX", day="XX"))
PLAIN = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
SEASON = re.compile(r"(?P<year>-?\d{4})-2(?P<season>[1-4])")
SOME_YEAR = re.compile(r"-?(\d{2}XX|\d{3}X)")
SOME_DAY = re.compile(r"(?P<known>-?\d{4}(-(0[1-9]|1[0-2]))?)-XX|(?P<year>-?\d{4})-XX-XX")
TIME = re.compile(r"(?P<day>-?\d{4}-\d\d-\d\d)T(?P<clock>([01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?(?P<zone>Z|[+-]\d\d:\d\d)?")
Precision = Literal["century", "decade", "year", "season", "month", "day", "time", "open"]


@dataclass(frozen=True)
class Date:
    """A date as the author wrote it and as a reader reads it.

    ``earliest`` and ``latest`` bound it, both included; an interval that is open at an end is bounded there by
    ``FIRST_DAY`` or ``LAST_DAY`` (see :attr:`open_start`). ``approximate`` is EDTF's ``~``, ``uncertain`` its ``?``;
    ``%`` sets both.
    """

    edtf: str
    earliest: Day
    latest: Day
    words: str
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.words

    @property
    def open_start(self) -> bool:
        """Whether nothing is said of when it began."""
        return self.earliest == FIRST_DAY

    @property
    def open_end(self) -> bool:
        """Whether nothing is said of when it ended."""
        return self.latest == LAST_DAY


NO_DATE = "no date"
UNDATED = Date("", FIRST_DAY, LAST_DAY, NO_DATE)  # of a step whose source gives none


@dataclass(frozen=True)
class DateSide:
    """One side of a date: its bounds, and its words in parts (``day`` "20", ``month`` "June" or a season, ``year``)."""

    earliest: Day
    latest: Day
    precision: Precision
    year: str = ""
    month: str = ""
    day: str = ""
    clock: str = ""
    masked: bool = False
    qualifier: str = ""

    @property
    def words(self) -> str:
        """The words without the qualifier: "20 June 1950", "spring 1949"."""
        if self.precision == "open":
            return "an open end"
        plain = " ".join(part for part in (self.day, self.month, self.year) if part)
        if self.masked and self.precision in ("month", "year"):
            plain = f"some day in {plain}" if self.precision == "month" else f"some time in {plain}"
        return f"{plain}, {self.clock}" if self.clock else plain


@lru_cache(maxsize=8192)
def parse_date(text: str) -> Date:
    """Read an EDTF level 1 date.

    Raises
    ------
    ValueError
        With a sentence that names the cure, where the text is no EDTF, names a day that never was, or runs backwards.

    Examples
    --------
    >>> for text in ("1949-05-14", "1949-10-15~", "1949-21", "1949-05/1949-06", "1950-06-20/1950-06-25", "1949-04?"):
    ...     print(parse_date(text).words)
    14 May 1949
    about 15 October 1949
    spring 1949
    May–June 1949
    20–25 June 1950
    April 1949, perhaps
    >>> for text in ("-0043-03-15", "-0400-21", "-04XX", "-0430/-0353", "-0043/0014", "0079-08-24", "Y-17000"):
    ...     print(parse_date(text).words)
    15 March 44 BC
    spring 401 BC
    the 5th century BC
    431 to 354 BC
    44 BC to AD 14
    24 August AD 79
    17,001 BC
    >>> str(parse_date("1949-21").earliest), str(parse_date("1949-21").latest)
    ('1949-03-01', '1949-05-31')
    >>> parse_date("1949-02-30")
    Traceback (most recent call last):
    ValueError: the date "1949-02-30" never was: February 1949 has 28 days
    """
    shown = f'"{on_a_line(text[:40])}"'
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(f'the date {shown} has more than one "/"; an interval is "start/end"')
    ends = [date_side(side, shown) for side in sides]
    start, end = ends[0], ends[-1]
    if len(ends) == 2:
        check_interval(start, end, shown)
    marks = "".join(each.qualifier for each in ends)
    return Date(
        edtf=text,
        earliest=start.earliest,
        latest=end.latest,
        words=single_words(start) if len(ends) == 1 else interval_words(start, end),
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )


@lru_cache(maxsize=8192)
def date_side(side: str, shown: str) -> DateSide:
    """One side of a date; `shown` is the whole date as messages quote it."""
    if side in ("", ".."):
        if shown.count("/") == 0:
            raise ValueError(f"the date {shown} is empty; {EXAMPLES}")
        # edtf 5.0.2 answers with infinities, or with ten years more for an unknown end: the bounds are set here.
        return DateSide(FIRST_DAY, LAST_DAY, "open")
    timed = TIME.fullmatch(side)
    match = WHOLE.fullmatch(timed["day"] if timed else side) or MASKED.fullmatch(side)
    if match is None:
        raise ValueError(f"the date {shown} is not EDTF; {cure(side)}")
    year, month, day, qualifier = match["year"], match["month"], match["day"], match["qualifier"] or ""
    check_parts(year, month, day, shown)
    # edtf 5.0.2 knows no qualified seasons ("1949-21~") and reads level 2 too: it gets the bare date, of level 1.
    bare = "-".join(part for part in (year, month, day) if part)
    try:
        earliest, latest = bounds_of(bare)
    except (ValueError, TypeError, OverflowError):
        raise ValueError(f"the date {shown} is not EDTF; {EXAMPLES}") from None
    century, decade = year.endswith("XX"), year.endswith("X")
    masked = "XX" in (month, day)
    season = SEASONS.get(month or "")
    precision: Precision = "time" if timed else "day" if day and not masked else "month"
    if month is None or (masked and month == "XX"):
        precision = "century" if century else "decade" if decade else "year"
    elif season:
        precision = "season"
    return DateSide(
        earliest,
        latest,
        precision,
        year=century_words(year) if century else decade_words(year) if decade else year_words(number_of_year(year)),
        month="" if month in (None, "XX") else season or MONTHS[int(month) - 1],
        day="" if day in (None, "XX") else str(int(day)),
        clock=clock_words(timed["clock"], timed["zone"]) if timed else "",
        masked=masked,
        qualifier=qualifier,
    )


@lru_cache(maxsize=8192)
def bounds_of(bare: str) -> tuple[Day, Day]:
    """The first and the last day of an EDTF date without a qualifier; ``ValueError`` where edtf knows no such date.

    The grammar takes a fortieth of a second over a date and a tenth to load: what can be read at a glance is.
    """
    return quick_bounds(bare) or grammar_bounds(bare)


def quick_bounds(bare: str) -> tuple[Day, Day] | None:
    """The bounds of a plain date, a season or a date with unknown digits; None for what needs the grammar.

    A test compares it with edtf's answers on dates of every such form.

    >>> [str(day) for day in quick_bounds("-04XX")], quick_bounds("Y17000")
    (['-0499-01-01', '-0400-12-31'], None)
    """
    if PLAIN.fullmatch(bare):
        return first_day_of(bare), last_day_of(bare)
    if season := SEASON.fullmatch(bare):
        year, first = int(season["year"]), 3 * int(season["season"])
        last = min(first + 2, 12)  # edtf's winter is the December of its year
        return Day(year, first), Day(year, last, days_in_month(year, last))
    if day := SOME_DAY.fullmatch(bare):
        known = day["known"] or day["year"]
        return first_day_of(known), last_day_of(known)
    if SOME_YEAR.fullmatch(bare):
        near, far = (int(bare.replace("X", digit)) for digit in "09")
        return Day(min(near, far)), Day(max(near, far), 12, 31)
    return None


def grammar_bounds(bare: str) -> tuple[Day, Day]:
    """The bounds as the library edtf has them."""
    from edtf import parse_edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(bare)
    except EDTFParseException:
        raise ValueError(f"{bare} is no EDTF") from None
    earliest, latest = (Day(*each[:3]) for each in (parsed.lower_strict(), parsed.upper_strict()))
    return earliest, latest


def number_of_year(year: str) -> int:
    """An EDTF year as a number: -43 for "-0043", -17000 for "Y-17000"."""
    return int(year.removeprefix("Y"))


def edtf_year(year: int) -> str:
    """An astronomical year in EDTF.

    >>> edtf_year(1949), edtf_year(79), edtf_year(0), edtf_year(-43), edtf_year(-17000), edtf_year(12000)
    ('1949', '0079', '0000', '-0043', 'Y-17000', 'Y12000')
    """
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def century_words(year: str) -> str:
    """A century in words; -04XX are the years 500 to 401 BC.

    >>> [century_words(each) for each in ("19XX", "00XX", "-04XX", "-00XX")]
    ['the 20th century', 'the 1st century', 'the 5th century BC', 'the 1st century BC']
    """
    number = int(year.removesuffix("XX").removeprefix("-")) + 1
    return f"the {ordinal(number)} century{' BC' if year.startswith('-') else ''}"


def decade_words(year: str) -> str:
    """A decade in words. Those of EDTF before the year 1 do not begin where people's do, and are said by their years.

    >>> decade_words("194X"), decade_words("079X"), decade_words("-043X")
    ('the 1940s', 'the 790s', '440–431 BC')
    """
    tens = int(year.removesuffix("X").removeprefix("-"))
    return f"{tens * 10 + 10}–{tens * 10 + 1} BC" if year.startswith("-") else f"the {tens * 10}s"


def cure(side: str) -> str:
    """What to write instead of a side that is no EDTF of level 1."""
    if found := re.fullmatch(r"(?P<mark>[?~%])(?P<rest>[\d-]+)", side):
        return f'level 1 writes the mark last: "{found["rest"]}{found["mark"]}"'
    if found := re.fullmatch(r"(?P<y>-?\d{4})-(?P<m>\d{1,2})(-(?P<d>\d{1,2}))?", side):
        padded = f"{found['y']}-{int(found['m']):02}" + (f"-{int(found['d']):02}" if found["d"] else "")
        return f'months and days have two digits: "{padded}"'
    if found := re.fullmatch(r"(?P<sign>-?)(?P<y>\d{1,3})(?P<rest>(-\d\d)*[?~%]?)", side):
        return f'a year has four digits: "{found["sign"]}{int(found["y"]):04}{found["rest"]}"'
    if found := re.fullmatch(r"(?P<year>-?\d{5,10})(?P<mark>[?~%]?)", side):
        return f'a year of more than four digits begins with Y: "Y{side}"'
    if re.fullmatch(r"-?\d{4}-\d\d-\d\dT\d\d:\d\d.*", side):
        return 'a time is "1950-06-20T20:00", with "Z" or "+03:00" where its zone is known'
    if "u" in side and re.fullmatch(r"[\du-]+", side):
        return f'an unknown digit is X: "{side.replace("u", "X")}"'
    return EXAMPLES


def check_parts(year: str, month: str | None, day: str | None, shown: str) -> None:
    """Refuse what no calendar has, with the reason."""
    if year.endswith("X") and month:
        raise ValueError(
            f"the date {shown} has a month in a year that is not known; write the year or leave the month out"
        )
    if year == "-0000":
        raise ValueError(f'the date {shown} has the year -0000; 1 BC is "0000", and 2 BC "-0001"')
    if year.startswith("Y") and month:
        raise ValueError(f'the date {shown} has a month in a year of more than four digits; write "{year}"')
    if month in (None, "XX"):
        return
    number = int(month or 0)
    if month in SEASONS:
        if day:
            raise ValueError(f'the date {shown} has a day in a season; write "{year}-{month}" or a month')
        return
    if not 1 <= number <= 12:
        raise ValueError(
            f"the date {shown} has no month {month}; months run from 01 to 12, seasons from 21 (spring) to 24 (winter)"
        )
    if day not in (None, "XX"):
        last = days_in_month(int(year), number)
        if not 1 <= int(day or 0) <= last:
            raise ValueError(
                f"the date {shown} never was: {MONTHS[number - 1]} {year_words(int(year))} has {last} days"
            )


def check_interval(start: DateSide, end: DateSide, shown: str) -> None:
    """Refuse an interval of nothing, of clock times, or that runs backwards."""
    if start.precision == end.precision == "open":
        raise ValueError(f"the date {shown} is open on both sides; write one of them")
    if "time" in (start.precision, end.precision):
        raise ValueError(f'the date {shown} is an interval with a time of day; write days: "1950-06-20/1950-06-25"')
    if start.earliest > end.latest:
        raise ValueError(f"the date {shown} ends before it starts; exchange the two sides")


def clock_words(clock: str, zone: str | None) -> str:
    """A time of day with its zone.

    >>> clock_words("20:00", "+03:00"), clock_words("20:00", "Z"), clock_words("20:00", None)
    ('20:00 (UTC+3)', '20:00 (UTC)', '20:00')
    """
    if zone is None:
        return clock
    if zone == "Z":
        return f"{clock} (UTC)"
    hours, minutes = zone[1:].split(":")
    return f"{clock} (UTC{'+' if zone[0] == '+' else '−'}{int(hours)}{'' if minutes == '00' else ':' + minutes})"


def ordinal(number: int) -> str:
    """A number as an ordinal.

    >>> [ordinal(number) for number in (1, 2, 3, 11, 20, 21)]
    ['1st', '2nd', '3rd', '11th', '20th', '21st']
    """
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def qualified(words: str, qualifier: str, *, inside: bool = False) -> str:
    """Words with their qualifier; `inside` an interval the doubt stands in brackets.

    >>> qualified("April 1949", "~"), qualified("April 1949", "?"), qualified("April 1949", "%")
    ('about April 1949', 'April 1949, perhaps', 'about April 1949, perhaps')
    >>> qualified("April 1949", "?", inside=True)
    'April 1949 (perhaps)'
    """
    words = f"about {words}" if qualifier in ("~", "%") else words
    if qualifier in ("?", "%"):
        return f"{words} (perhaps)" if inside else f"{words}, perhaps"
    return words


def single_words(only: DateSide) -> str:
    """The words of a date that is no interval."""
    return qualified(only.words, only.qualifier)


def interval_words(start: DateSide, end: DateSide) -> str:
    """The words of an interval, what both sides share said once."""
    if end.precision == "open":
        return f"from {qualified(start.words, start.qualifier, inside=True)}"
    if start.precision == "open":
        return f"until {qualified(end.words, end.qualifier, inside=True)}"
    if start.qualifier != end.qualifier:
        ends = [qualified(each.words, each.qualifier, inside=True) for each in (start, end)]
        return f"{ends[0]} to {ends[1]}"
    return qualified(shared_words(start, end), start.qualifier)


def shared_words(start: DateSide, end: DateSide) -> str:
    """Two sides without qualifiers, joined as English joins them: "20–25 June 1950", "20 June to 3 July 1950"."""
    if start.words == end.words:
        return start.words
    if start.precision == end.precision == "year" and not start.masked and not end.masked:
        before_christ = [each.year.removesuffix(" BC") for each in (start, end) if each.year.endswith(" BC")]
        if len(before_christ) == 2:
            return f"{before_christ[0]} to {before_christ[1]} BC"
    if start.precision != end.precision or start.year != end.year or start.masked or end.masked or not start.month:
        return f"{start.words} to {end.words}"
    if start.precision == "day":
        if start.month == end.month:
            return f"{start.day}–{end.day} {start.month} {start.year}"
        return f"{start.day} {start.month} to {end.day} {end.month} {end.year}"
    if start.precision == "month":
        return f"{start.month}–{end.month} {start.year}"
    return f"{start.month} to {end.month} {start.year}"
