"""Turn a date as another program's file writes it into EDTF, or into nothing where it can be read in two ways."""

from __future__ import annotations

from narrative.reading.written_dates import is_date, marked, read_a_date

__all__ = ["is_date", "loose_date", "marked"]


def loose_date(text: str) -> str | None:
    """A date in EDTF; None for what is no date, or could be two (see `narrative.reading.written_dates`).

    >>> [loose_date(each) for each in ("1790-2010", "c. 1793", "Mar. 3rd, 1793", "44 BC", "3/4/1793")]
    ['1790/2010', '1793~', '1793-03-03', '-0043', None]
    """
    return read_a_date(text)
