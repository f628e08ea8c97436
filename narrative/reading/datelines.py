"""Find the lines of a source that date and place what is under them: datelines, dated headings, journal entries."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from narrative.reading.dated_lines import entry, whole_line
from narrative.reading.extract import SourceText
from narrative.reading.mentions import DateMention

MOST_WORDS = 20  # of a line that is nothing but number, place and date


@dataclass(frozen=True)
class Dateline:
    """A line or the lead of a paragraph, ``text[start:end]``, that dates the paragraphs ``first`` to ``last``.

    ``date`` is EDTF, "" where the year is not known. ``sure`` is a line with a day; the month or year of a heading
    dates only what has no date of its own.
    """

    start: int
    end: int
    first: int
    last: int
    date: str = ""
    sure: bool = True


def datelines_in(source: SourceText, dates: Sequence[DateMention] = (), asides: Collection[int] = ()) -> list[Dateline]:
    """The datelines of a source, in order; `asides` are paragraphs that tell nothing.

    A heading rules up to the next of its level, or a higher one; a line or an entry up to the next heading too.

    >>> from narrative.reading.extract import source_text
    >>> from narrative.reading.text_dates import dates_in
    >>> text = b"Dispatches\\n\\nAnkara, March 9, 1952\\n\\nHe waits.\\n\\nIt rains.\\n\\nMARCH 12th.--It snows."
    >>> source = source_text(text)
    >>> for line in datelines_in(source, dates_in(source.text)):
    ...     print(line.first, line.last, line.date, source.text[line.start : line.end])
    1 2 1952-03-09 Ankara, March 9, 1952
    3 3 1952-03-12 MARCH 12th
    """
    found = list(lines_in(source, asides))
    firsts = sorted({each.first for each, _ in found})
    known = sorted((each for each in dates if each.edtf), key=lambda each: each.start)
    ends = [each.end for each in known]
    at = [each.paragraph for each in source.headings]
    lines = []
    for line, level in found:
        after = bisect_right(firsts, line.first)
        stop = firsts[after] if after < len(firsts) else len(source.paragraphs) + 1
        below = source.headings[bisect_right(at, line.first) :]
        closing = next((each.paragraph for each in below if each.level <= (level or 9)), stop)
        last = min(stop, closing) - 1
        near = bisect_right(ends, line.start)
        said = known[near] if near < len(known) and known[near].start < line.end else None
        lines.append(replace(line, last=max(last, line.first), date=said.edtf if said else ""))
    return lines


def lines_in(source: SourceText, asides: Collection[int]) -> Iterator[tuple[Dateline, int]]:
    """Each line with the level of its heading, 0 for a paragraph; how far it rules is not known yet."""
    cursor = 0
    blocks: list[tuple[int, int, int, int]] = []  # start, end, level, paragraph
    headings = list(source.headings)
    for number, (start, end) in enumerate(source.paragraphs, 1):
        while headings and headings[0].paragraph == number:
            heading = headings.pop(0)
            at = source.text.find(heading.text, cursor, start)
            if at >= 0:
                blocks.append((at, at + len(heading.text), heading.level, number))
        blocks.append((start, end, 0, number))
        cursor = end
    for start, end, level, number in blocks:
        if number in asides and not level:
            continue
        words = source.text[start:end]
        if (level or len(words.split()) <= MOST_WORDS) and (dated := whole_line(words)) is not None:
            first = number if level else min(number + 1, len(source.paragraphs))
            if level or number < len(source.paragraphs):
                yield Dateline(start, end, first, first, sure=dated.kind == "day"), level
        elif not level and (lead := entry(words)):
            yield Dateline(start, start + lead, number, number), 0
