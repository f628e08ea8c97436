"""Find the dates of a text and write each as EDTF, level 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from convertdate import julian

from geo.reading.days import Day, astronomical_year, days_in_month
from narrative.reading.date_grammar import Piece, pieces
from narrative.reading.date_run import Run
from narrative.reading.mentions import DateMention
from narrative.story.dates import edtf_year, parse_date

JOINS = re.compile(r"\s?[-–—]\s?|\s(?:to|until|till|through)\s(?:the\s)?|\s?/\s?")
AND = re.compile(r",?\sand\s(?:on\s|in\s|the\s)*")
BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s)?\Z", re.IGNORECASE)
BETWEEN_ONLY = re.compile(r"\bbetween\s(?:the\s)?\Z", re.IGNORECASE)
__all__ = ["DateMention", "dates_in", "read_dates", "readable"]
DUAL = re.compile(r"\d{4}/\d{1,2}")  # 1648/9: the year began in January for some, in March for others
DAYS_OF_PARTS = ((1, 10), (11, 20), (21, 31))
MONTHS_OF_PARTS = ((1, 4), (5, 8), (9, 12))
Group = tuple[tuple[Piece, ...], tuple[int, int]]
Chapter = tuple[int, int, int]


def dates_in(text: str, year: int | None = None) -> list[DateMention]:
    """The dates of a text in English, in order.

    A date without a year takes the year that the account has come to, which begins with `year`; a day alone ("the
    12th") the last month too. Years that a text names aside ("in 1869 he published …", "(1966)") change nothing, and
    the run of dates passes from December to January and from the 28th to the 2nd. What can be known of neither is left
    out. "About" is ``~``, "perhaps" ``?``. "Early", "mid" and "late" are about
    the thirds of a month, year, decade or century, as intervals. Of a date in both styles the Gregorian is taken and
    a date marked O.S. is turned into it; the name keeps what was written. A winter of two years is December to
    February. "B.C." after a number is an era. A day before the Gregorian calendar stands as it is written,
    unless the text says O.S. or gives both. Numbers that count something ("1812 men") are no years.

    Every ``edtf`` is one that ``narrative.story.dates.parse_date`` reads.

    Examples
    --------
    >>> for date in dates_in("Early in May 1949, and again between 3 and 10 April; then on the 12th, about 1812 men."):
    ...     print(date.name, "=", date.edtf)
    Early in May 1949 = 1949-05-01~/1949-05-10~
    between 3 and 10 April = 1949-04-03/1949-04-10
    12th = 1949-04-12
    >>> dates_in("On 25 June")
    []
    >>> dates_in("On 25 June", year=1950)[0].edtf
    '1950-06-25'
    """
    return [each for each in read_dates(text, year) if each.edtf]


def read_dates(text: str, year: int | None = None, chapters: Sequence[Chapter] = ()) -> list[DateMention]:
    """The dates of a text as above, and those that are none: their ``edtf`` is "", their ``reason`` says why.

    Parameters
    ----------
    year : of dates before the text names one
    chapters : (start, end, year) in letters: dates inside have the year of their chapter's heading until the text names
        another, and behind it nothing is left of that year

    >>> for date in read_dates("He came on 25 June and left on 31 June 1950."):
    ...     print(date.name, "=", date.reason)
    25 June = its year is not known
    31 June 1950 = June 1950 has 30 days
    """
    found: list[DateMention] = []
    run = Run.of(year)
    groups = list(joined(text, list(pieces(text))))
    parts = [each for each, _ in groups]
    coming, closes = list(chapters), 0
    for number, (read, span) in enumerate(groups):
        start, end = span
        if closes and start >= closes:
            run, closes = Run.of(year), 0
        if coming and start >= coming[0][0]:
            _, closes, own = coming.pop(0)
            run = Run.of(own)
        group = run.fill(text, read, parts[number + 1 : number + 4])
        try:
            edtf = group_edtf(group)
            fault = fault_of(edtf) if edtf else ""
        except ValueError:  # a day that no month has: "31 June 1812, O.S."
            edtf, fault = None, "that day never was"
        if edtf and not fault:
            other = any(each.new_style or each.old_style for each in group) or bool(DUAL.search(text, start, end))
            found.append(DateMention(start, end, text[start:end], edtf, foreign=other))
        elif fault or (group[0].kind == "day" and group[0].month and read[0].month):
            found.append(DateMention(start, end, text[start:end], "", reason=fault or "its year is not known"))
    return found


def joined(text: str, found: Sequence[Piece]) -> Iterator[Group]:
    """Pieces alone, or in pairs where the text says "from … to …", with the letters that they span."""
    position = 0
    while position < len(found):
        first = found[position]
        second = found[position + 1] if position + 1 < len(found) else None
        before = text[max(0, first.start - 15) : first.start]
        if second is not None and pairs(text, first, second, before):
            lead = BETWEEN.search(before)
            yield (first, second), (first.start - len(lead[0]) if lead else first.start, second.end)
            position += 2
            continue
        if second is not None and AND.fullmatch(text, first.end, second.start) and not first.year and first.month:
            # "on 3 May and 10 June 1950": the year stands once.
            first = replace(first, year=second.year if second.kind == first.kind else 0)
        lead = BETWEEN.search(before) if first.last_day and first.joined_by in ("and", "to", "until", "till") else None
        yield from split_days(text, first, lead)
        position += 1


def pairs(text: str, first: Piece, second: Piece, before: str) -> bool:
    """Whether two pieces are the ends of one interval."""
    if (
        first.last_day
        or first.last_year
        or second.last_day
        or second.last_year
        or "loose month" == first.kind == second.kind
    ):
        return False
    if second.part is None and not second.about and not second.doubt and kind(second) != kind(first):
        return False
    gap = (first.end, second.start)
    if JOINS.fullmatch(text, *gap):
        return True
    if not AND.fullmatch(text, *gap):
        return False
    neighbours = kind(first) == kind(second) == "month" and second.month - first.month == 1 and not first.year
    return bool(BETWEEN_ONLY.search(before)) or neighbours


def kind(piece: Piece) -> str:
    """The kind of a piece, a month without a preposition being one too."""
    return piece.kind.removeprefix("loose ")


def split_days(text: str, piece: Piece, lead: re.Match[str] | None) -> Iterator[Group]:
    """A piece of two days that are no interval ("3 and 10 April") as two, any other as it is."""
    start = piece.start - len(lead[0]) if lead else piece.start
    if (
        piece.joined_by in ("and", "or")
        and piece.last_day - piece.day > 1
        and not (lead and "between" in lead[0].lower())
    ):
        parting = re.search(rf"\s{piece.joined_by}\s(?:the\s)?", text[piece.start : piece.end])
        if parting is not None:
            one, two = replace(piece, last_day=0), replace(piece, day=piece.last_day, last_day=0)
            begins = text[piece.start : piece.end]
            if begins[0].isdigit():
                yield (one,), (piece.start, piece.start + parting.start())
                yield (two,), (piece.start + parting.end(), piece.end)
                return
    yield (piece,), (start, piece.end)


def group_edtf(group: tuple[Piece, ...]) -> str | None:
    """A group as EDTF, or None where its year or month is not known."""
    sides = [side for piece in group for side in piece_sides(piece)]
    if not sides or any(not side for side in sides):
        return None
    return sides[0] if len(sides) == 1 else f"{sides[0]}/{sides[-1]}"


def piece_sides(piece: Piece) -> list[str]:
    """One side, or the two of an interval; an empty one where the year or month is not known."""
    if not piece.year or (piece.kind == "day" and not piece.month):
        return [""]
    mark = ("%" if piece.about else "?") if piece.doubt else "~" if piece.about or piece.part is not None else ""
    if piece.part is not None and (thirds := third(piece)):
        return [side + mark for side in thirds]
    if piece.kind.startswith("century"):
        sign = "-" if piece.kind == "century before" else ""
        return [f"{sign}{start // 100:02}XX{mark}" for start in (piece.year, piece.last_year) if start]
    if piece.kind == "decade" and piece.year < 0:  # people's 430s BC are no decade of EDTF's
        return [written(piece.year) + mark, written(piece.year + 9) + mark]
    if piece.kind == "decade":
        return [f"{piece.year // 10:03}X{mark}"]
    if piece.kind == "season" and piece.last_year:
        return [f"{written(piece.year)}-12{mark}", f"{written(piece.last_year)}-02{mark}"]
    if piece.kind == "year":
        return [f"{written(year)}{mark}" for year in (piece.year, piece.last_year) if year]
    if piece.kind != "day":
        return [f"{written(piece.year)}-{piece.month:02}{mark}"]
    if piece.new_style or piece.old_style:
        return [gregorian(piece) + mark]
    return [f"{written(piece.year)}-{piece.month:02}-{day:02}{mark}" for day in (piece.day, piece.last_day) if day]


def written(year: int) -> str:
    """A year as people count it, in EDTF: 44 BC, which is -44 here, is -0043 there.

    >>> written(1949), written(79), written(-1), written(-44), written(-17001)
    ('1949', '0079', '0000', '-0043', 'Y-17000')
    """
    return edtf_year(astronomical_year(year))


def third(piece: Piece) -> tuple[str, str] | None:
    """The first and last day, month or year of an early, middle or late third; None for a season or a day."""
    part = piece.part or 0
    if piece.kind in ("month", "loose month"):
        first, last = DAYS_OF_PARTS[part]
        last = min(last, days_in_month(astronomical_year(piece.year), piece.month))
        return f"{written(piece.year)}-{piece.month:02}-{first:02}", f"{written(piece.year)}-{piece.month:02}-{last:02}"
    if piece.kind == "year":
        first, last = MONTHS_OF_PARTS[part]
        return f"{written(piece.year)}-{first:02}", f"{written(piece.year)}-{last:02}"
    if piece.kind == "century before":
        start = -(piece.year // 100 + 1) * 100  # 500 BC for the fifth
        return written(start + (0, 34, 67)[part]), written(start + (33, 66, 99)[part])
    if piece.kind == "decade":
        return written(piece.year + (0, 4, 7)[part]), written(piece.year + (3, 6, 9)[part])
    if piece.kind == "century":
        return f"{piece.year + (0, 34, 67)[part]:04}", f"{piece.year + (33, 66, 99)[part]:04}"
    return None


def gregorian(piece: Piece) -> str:
    """The Gregorian day of a date that is given in the Julian calendar, or in both.

    >>> gregorian(Piece(0, 0, "day", 1917, 10, 25, new_style=(11, 7)))
    '1917-11-07'
    >>> gregorian(Piece(0, 0, "day", 1812, 6, 12, old_style=True))
    '1812-06-24'
    """
    if piece.old_style and not piece.new_style:
        julian.legal_date(piece.year, piece.month, piece.day)  # raises ValueError
        return Day(*julian.to_gregorian(piece.year, piece.month, piece.day)).isoformat()
    month, day = piece.new_style or (0, 0)
    year, month = piece.year, month or piece.month
    # The later of the two is the Gregorian; which is written first differs from book to book.
    pair = sorted([(piece.month, piece.day), (month, day)], reverse=True)
    if {piece.month, month} == {12, 1}:
        pair.reverse()
        # "19 December 1825 (1 January 1826)" gives both years; with one alone it is that of the older style.
        year += piece.month == 12
    return f"{year:04}-{pair[0][0]:02}-{pair[0][1]:02}"


def fault_of(edtf: str) -> str:
    """Why the project does not read a date: 31 June is none, nor an interval that runs backwards. "" where it does."""
    try:
        parse_date(edtf)
    except ValueError as error:
        return str(error).rpartition(": ")[2]
    return ""


def readable(edtf: str) -> bool:
    """Whether the project reads a date."""
    return not fault_of(edtf)
