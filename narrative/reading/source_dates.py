"""Read all dates of a source, each by where it stands: datelines and chapters rule what is under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from narrative.reading.apparatus import Aside, aside_paragraphs
from narrative.reading.calendars import other_calendars
from narrative.reading.date_grammar import pieces
from narrative.reading.dated_lines import whole_line
from narrative.reading.datelines import Dateline, datelines_in
from narrative.reading.extract import SourceText
from narrative.reading.mentions import DateMention
from narrative.reading.relative_dates import relative_dates
from narrative.reading.text_dates import Chapter, read_dates
from narrative.reading.unread_dates import unread_dates


@dataclass(frozen=True)
class SourceDates:
    """The dates of a source in order, those that cannot be read, its datelines, and paragraphs that tell nothing."""

    dates: tuple[DateMention, ...] = ()
    unread: tuple[DateMention, ...] = ()
    lines: tuple[Dateline, ...] = ()
    asides: dict[int, Aside] = field(default_factory=dict)


def source_dates(source: SourceText, year: int | None = None) -> SourceDates:
    """All dates of a source; `year` is that of dates before it names one.

    Lists of works, notes, by-lines and boilerplate date nothing: what stands in them is not read.

    >>> from narrative.reading.extract import source_text
    >>> text = b"By A. Keeper, 3 June 2019\\n\\nOn 3 May 1740 the salt came. The next day it rained."
    >>> [(date.name, date.edtf) for date in source_dates(source_text(text)).dates]
    [('3 May 1740', '1740-05-03'), ('The next day', '1740-05-04?')]
    """
    asides = aside_paragraphs(source)
    text = without(source.text, (source.paragraphs[number - 1] for number in asides))
    foreign = list(other_calendars(text))
    plain = without(text, ((each.start, each.end) for each in foreign))
    unread = list(unread_dates(plain))
    plain = without(plain, ((each.start, each.end) for each in unread))
    read = read_dates(plain, year, chapters_of(source, plain))
    dates = apart([*foreign, *(each for each in read if each.edtf)])
    lines = datelines_in(source, dates, asides)
    related = relative_dates(plain, source.paragraphs, dates, lines)
    dates = apart([*related, *dates])
    unread = [each for each in (*unread, *read) if not each.edtf]
    taken = {letter for each in dates for letter in range(each.start, each.end)}
    return SourceDates(
        tuple(each for each in dates),
        tuple(sorted((each for each in unread if each.start not in taken), key=lambda each: each.start)),
        tuple(lines),
        asides,
    )


def without(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """A text with blanks in place of some stretches, as long as before."""
    pieces, at = [], 0
    for start, end in sorted(ranges):
        pieces += [text[at:start], re.sub(r"\S", " ", text[max(start, at) : end])]
        at = max(at, end)
    return "".join([*pieces, text[at:]])


def apart(dates: Sequence[DateMention]) -> list[DateMention]:
    """Dates in order, without those that overlap one that stands before them in the list."""
    taken: set[int] = set()
    kept = []
    for each in dates:
        letters = set(range(each.start, each.end))
        if not letters & taken:
            kept.append(each)
            taken |= letters
    return sorted(kept, key=lambda each: each.start)


def chapters_of(source: SourceText, text: str) -> list[Chapter]:
    """(start, end, year) of each chapter whose heading names one year, and no day that would say more.

    A chapter ends with the next heading of its level or a higher one that is not that of a day in it.
    """
    spans = heading_spans(source)
    found: list[Chapter] = []
    for at, (start, end, level) in enumerate(spans):
        line = whole_line(text[start:end])
        dated = list(pieces(text[start:end])) or ([line] if line else [])
        years = {each.year for each in dated if each.year and each.kind in ("year", "month", "season")}
        if len(dated) != 1 or len(years) != 1 or dated[0].last_year:
            continue
        below = (each for each in spans[at + 1 :] if each[2] <= level and not dates_a_day(text[each[0] : each[1]]))
        closes = next((one for one, _, _ in below), len(text))
        found.append((start, closes, years.pop()))
    return found


def dates_a_day(heading: str) -> bool:
    """Whether a heading is an entry's of a chapter, "Monday, 3 May", and no chapter's of its own."""
    line = whole_line(heading)
    return line is not None and line.kind == "day" and not line.year


def heading_spans(source: SourceText) -> list[tuple[int, int, int]]:
    """(start, end, level) of each heading in the text."""
    found = []
    cursor = 0
    for each in source.headings:
        bound = source.paragraphs[each.paragraph - 1][0]
        cursor = max(cursor, source.paragraphs[each.paragraph - 2][1] if each.paragraph > 1 else 0)
        at = source.text.find(each.text, cursor, bound)
        if at >= 0:
            found.append((at, at + len(each.text), each.level))
            cursor = at + len(each.text)
    return found
