"""Turn Linked Places' ``when`` into the days from which and before which something was so."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from geo.gazetteer.lpf import MomentModel, WhenModel


@dataclass(frozen=True)
class Span:
    """From its first day to the day before ``until``; None is open.

    >>> Span(date(1949, 9, 27), None).holds(date(1949, 9, 27)), Span(None, date(1953, 7, 27)).holds(date(1953, 7, 27))
    (True, False)
    """

    start: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it was so on that day."""
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)

    def meets(self, first: date, last: date) -> bool:
        """Whether it was so on some day from ``first`` to ``last``, both included."""
        return (self.start is None or self.start <= last) and (self.until is None or first < self.until)

    @property
    def words(self) -> str:
        """In a sentence: "from 1949-09-27", "before 1953-07-27"; "always" where it is open on both sides."""
        start = f"from {self.start}" if self.start else ""
        until = f"before {self.until}" if self.until else ""
        return " and ".join(part for part in (start, until) if part) or "always"


ALWAYS = Span()


def span_of(when: WhenModel | None) -> Span:
    """From the earliest start to the latest end of all timespans.

    A date's year or month is meant whole: it ends with the last day. A day is the first on which it is no more, as
    when a line moves or a town takes another name.

    >>> from geo.gazetteer.lpf import WhenModel
    >>> span_of(WhenModel.model_validate({"timespans": [{"start": {"in": "1928-06"}, "end": {"in": "1949-09-27"}}]}))
    Span(start=datetime.date(1928, 6, 1), until=datetime.date(1949, 9, 27))
    >>> span_of(WhenModel.model_validate({"timespans": [{"start": {"in": "1812"}, "end": {"in": "1812"}}]})).until
    datetime.date(1813, 1, 1)
    """
    if when is None:
        return ALWAYS
    starts = [day_of(each.start.earliest or each.start.in_ or each.start.latest or "") for each in when.timespans]
    ends = [end_of(each.end) if each.end else None for each in when.timespans]
    until = None if None in ends else max(each for each in ends if each)
    return Span(min(starts), until)


def day_of(text: str) -> date:
    """The first day of "1949", "1949-05" or "1949-05-27"; years before 1 are all the first of days."""
    if text.startswith("-"):
        return date.min
    year, month, day = [*(int(part) for part in text.split("-")), 1, 1][:3]
    return date(max(year, 1), month, day)


def end_of(moment: MomentModel) -> date:
    """The first day on which what ends then is no more."""
    text = moment.latest or moment.in_ or moment.earliest or ""
    first = day_of(text)
    if text.count("-") == 2 or first == date.min:
        return first
    if text.count("-") == 1:
        days = calendar.monthrange(first.year, first.month)[1]
        return date.fromordinal(first.toordinal() + days)
    return date(first.year + 1, 1, 1)
