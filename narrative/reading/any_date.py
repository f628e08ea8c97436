"""Turn one date as people write it, in whatever calendar, into EDTF: what an author types, or a cell of a sheet."""

from __future__ import annotations

from narrative.reading.calendars import other_calendars
from narrative.reading.relative_dates import relative_dates
from narrative.reading.text_dates import dates_in
from narrative.reading.unread_dates import unread_dates
from narrative.reading.written_dates import read_a_date


def read_any_date(words: str) -> str | None:
    """A date in EDTF, level 1; None for what is no date, or could be two, or is more than a date.

    What `narrative.reading.written_dates.read_a_date` reads, and what is read in the midst of a text: other calendars,
    Old Style, dual years, feasts, parts of a year.

    >>> [read_any_date(each) for each in ("8 May 1945", "30 January 1648/9", "14 Thermidor an II", "early 1949")]
    ['1945-05-08', '1649-01-30', '1794-08-01', '1949-01~/1949-04~']
    >>> [read_any_date(each) for each in ("12 Ramadan 1445", "Easter 1916", "25 October 1917 (O.S.)", "3/4/1793")]
    ['2024-03-22', '1916-04-23', '1917-11-07', None]
    >>> read_any_date("1793-13")
    """
    if found := read_a_date(words):
        return found
    text = " ".join(words.split()).strip(" .,;")
    # What is figures alone is EDTF with a fault, or no date: within a text "1793-13" may be a year and a number.
    if not any(each.isalpha() for each in text) or next(iter(unread_dates(text)), None):
        return None
    ranges = [(0, len(text))]
    mentions = [*other_calendars(text), *dates_in(text), *relative_dates(text, ranges, [])]
    whole = [each.edtf for each in mentions if each.start == 0 and each.end == len(text)]
    return whole[0] if whole else None
