"""Turn Linked Places' ``when`` into the days from which and before which something was so."""

from __future__ import annotations

from dataclasses import dataclass

from geo.gazetteer.lpf import MomentModel, WhenModel
from geo.reading.days import AnyDay, Day, first_day_of, last_day_of


@dataclass(frozen=True)
class Span:
    """From its first day to the day before ``until``; None is open.

    >>> Span(Day(1949, 9, 27), None).holds(Day(1949, 9, 27)), Span(None, Day(1953, 7, 27)).holds(Day(1953, 7, 27))
    (True, False)
    """

    start: AnyDay | None = None
    until: AnyDay | None = None

    def holds(self, day: AnyDay) -> bool:
        """Whether it was so on that day."""
        return (self.start is None or self.start <= day) and (self.until is None or day < self.until)

    def meets(self, first: AnyDay, last: AnyDay) -> bool:
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
    Span(start=Day(year=1928, month=6, day=1), until=Day(year=1949, month=9, day=27))
    >>> span_of(WhenModel.model_validate({"timespans": [{"start": {"in": "1812"}, "end": {"in": "1812"}}]})).until
    Day(year=1813, month=1, day=1)
    """
    if when is None:
        return ALWAYS
    starts = [first_day_of(each.start.earliest or each.start.in_ or each.start.latest or "") for each in when.timespans]
    ends = [end_of(each.end) if each.end else None for each in when.timespans]
    until = None if None in ends else max(each for each in ends if each)
    return Span(min(starts), until)


def end_of(moment: MomentModel) -> Day:
    """The first day on which what ends then is no more."""
    text = moment.latest or moment.in_ or moment.earliest or ""
    if text[1:].count("-") == 2:
        return first_day_of(text)
    return Day.fromordinal(last_day_of(text).toordinal() + 1)
