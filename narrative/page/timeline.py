"""Turn the dates of a story's steps into positions on a time line, and into the order in which things happened.

A day is its proleptic Gregorian ordinal (``geo.reading.days``: 1 January of the year 1 is day 1, the day before it 0).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.reading.days import Day
from narrative.story import Step, Story
from narrative.story.dates import DateSide, date_side
from narrative.story.prose import typographic

OPEN_SIDES = ("", "..")
REACH_DAYS = 5  # "about" a day is drawn at least so far to each side
OPEN_DAYS = 31  # an end that is not known at all fades out over a month
FAR = 2  # a time without steps is cut out of the line when it is more than so many times as long as any part that stays
Interval = tuple[int, int]


@dataclass(frozen=True)
class Span:
    """A step's time in days: ``at`` is where its mark stands, ``start`` and ``end`` bound what its date allows.

    ``soft`` says over how many days each end fades: 0 where the end is a day that is known. ``kind`` is the precision
    of the date (day, time, month, season, year, decade, century), ``interval``, or ``undated``: then ``beside`` is the
    index of the step that it keeps its place beside.
    """

    at: int
    start: int
    end: int
    soft: Interval
    kind: str
    uncertain: bool
    beside: int | None = None


def timeline_data(story: Story) -> dict[str, Any]:
    """What ``timeline.js`` draws; steps are named by their index in the telling.

    ``stretches`` are the parts of time that are drawn, [first day, last day, number of steps]; what lies between two is
    cut out. ``steps`` stand in the order of telling; ``jumps`` are [from, to] where the telling goes back in time;
    ``moments`` are [day, label].
    """
    spans = step_spans(story.steps)
    moments = [(each.date.earliest.toordinal(), typographic(each.label)) for each in story.moments]
    return {
        "stretches": [
            [first, last, sum(first <= span.at <= last for span in spans)]
            for first, last in stretches([(span.start, span.end) for span in spans if span.kind != "undated"], moments)
        ],
        "steps": [
            {
                "id": step.id,
                "at": span.at,
                "from": span.start,
                "to": span.end,
                "soft": span.soft,
                "kind": span.kind,
                "status": step.shown_as,
                **({"uncertain": True} if span.uncertain else {}),
                **({"beside": span.beside, "words": step.date.words} if span.kind == "undated" else {}),
            }
            for step, span in zip(story.steps, spans, strict=True)
        ],
        "jumps": jumps_back(spans),
        "moments": moments,
    }


def order_data(story: Story) -> dict[str, list[int]]:
    """The steps' indices by date, and those of them that the telling has elsewhere (see :func:`told_elsewhere`)."""
    order = order_by_date(step_spans(story.steps))
    return {"date": order, "moved": told_elsewhere(order)}


def step_spans(steps: Sequence[Step]) -> list[Span]:
    """Each step's time; an undated one stands beside the dated step told before it, within its editor's bracket.

    Where no step is dated, they stand a day apart in the order of telling, on a line that has no time.
    """
    spans = [span_of(each.edtf) if (each := step.bracket or step.date).edtf else untimed(step) for step in steps]
    dated = [step.index for step in steps if not step.undated]
    for step in steps:
        if not step.undated:
            continue
        if not dated:
            spans[step.index] = untimed(step)
            continue
        before = [index for index in dated if index < step.index]
        beside = before[-1] if before else dated[0]
        near = spans[step.index - 1] if before else spans[beside]  # undated steps in a row stay in a row
        own = spans[step.index]
        at = near.at
        if step.bracket:
            at = min(max(at, step.bracket.earliest.toordinal()), step.bracket.latest.toordinal())
        else:
            own = Span(at, at, at, (0, 0), "undated", False)
        spans[step.index] = Span(at, own.start, own.end, own.soft, "undated", own.uncertain, beside)
    return spans


def untimed(step: Step) -> Span:
    """The place of a step in a story of which no step is dated."""
    return Span(step.index, step.index, step.index, (0, 0), "undated", False)


def span_of(edtf: str) -> Span:
    """The time of one date; a date known to a month stands in the middle of it, an interval where it starts.

    >>> day = Day.fromordinal
    >>> march = span_of("1949-03")
    >>> str(day(march.at)), str(day(march.start)), str(day(march.end)), march.soft, march.kind
    ('1949-03-16', '1949-03-01', '1949-03-31', (15, 15), 'month')
    >>> span_of("1950-06-21/1950-06-25").soft, span_of("1949-10-15~").soft
    ((0, 0), (5, 5))
    """
    sides = edtf.split("/")
    known = [date_side(side, f'"{edtf}"') for side in sides if side not in OPEN_SIDES]
    first, last = known[0], known[-1]
    start = first.earliest.toordinal() - reach(first)
    end = last.latest.toordinal() + reach(last)
    soft = (doubt(first), doubt(last))
    if len(sides) == 1:
        soft = (soft[0] // 2, soft[1] // 2)
    if sides[0] in OPEN_SIDES:
        start, soft = start - OPEN_DAYS, (OPEN_DAYS, soft[1])
    if sides[-1] in OPEN_SIDES:
        end, soft = end + OPEN_DAYS, (soft[0], OPEN_DAYS)
    return Span(
        at=(first.earliest.toordinal() + first.latest.toordinal()) // 2,
        start=start,
        end=end,
        soft=soft,
        kind="interval" if len(sides) > 1 else first.precision,
        uncertain=any(each.qualifier in ("?", "%") for each in known),
    )


def reach(side: DateSide) -> int:
    """By how many days "about" widens a side: a quarter of its length."""
    if side.qualifier not in ("~", "%"):
        return 0
    return max(REACH_DAYS, (side.latest - side.earliest).days // 4)


def doubt(side: DateSide) -> int:
    """How many days a side may be off, from its earliest to its latest."""
    return (side.latest - side.earliest).days + 2 * reach(side)


def order_by_date(spans: Sequence[Span]) -> list[int]:
    """The steps' indices in the order in which things happened; what shares a day keeps the order of the telling."""
    return sorted(range(len(spans)), key=lambda index: (spans[index].at, index))


def told_elsewhere(order: Sequence[int]) -> list[int]:
    """The fewest steps that must move to turn the telling into `order`: all but a longest increasing run.

    >>> told_elsewhere([1, 2, 3, 0]), told_elsewhere([0, 3, 1, 2]), told_elsewhere([0, 1])
    ([0], [3], [])
    """
    tails: list[int] = []  # tails[n]: the least index that ends an increasing run of n + 1
    before: dict[int, int | None] = {}
    for index in order:
        place = bisect_left(tails, index)
        before[index] = tails[place - 1] if place else None
        tails[place : place + 1] = [index]
    stay: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        stay.add(last)
        last = before[last]
    return sorted(set(order) - stay)


def jumps_back(spans: Sequence[Span]) -> list[Interval]:
    """[from, to] for each dated step that the telling puts after a later one; undated steps between are passed over."""
    dated = [index for index, span in enumerate(spans) if span.kind != "undated"]
    return [(one, two) for one, two in itertools.pairwise(dated) if spans[two].at < spans[one].at]


def stretches(spans: Iterable[Interval], moments: Iterable[tuple[int, str]] = ()) -> list[Interval]:
    """The parts of time to draw, in whole months: long times without steps are cut out.

    A gap is cut out when it is more than `FAR` times as long as the longest stretch that is filled and the longest gap
    that stays, so the scale comes from the story: years may be a gap in one and nothing in another.

    >>> day = Day.fromordinal
    >>> year = Day(1949).toordinal()
    >>> [(str(day(a)), str(day(b))) for a, b in stretches([(year, year + 100), (year + 150, year + 150), (9**6, 9**6)])]
    [('1456-01-01', '1456-01-31'), ('1949-01-01', '1949-05-31')]
    """
    filled = merged([*spans, *((day, day) for day, _ in moments)])
    if not filled:
        return []
    gaps = sorted(two[0] - one[1] for one, two in itertools.pairwise(filled))
    longest = max(end - start for start, end in filled) or (gaps[0] if gaps else 0)
    for gap in gaps:
        if gap > FAR * longest:
            break
        longest = max(longest, gap)
    parts: list[Interval] = []
    for start, end in filled:
        if parts and start - parts[-1][1] <= FAR * longest:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return merged((month_start(start), month_end(end)) for start, end in parts)


def merged(spans: Iterable[Interval]) -> list[Interval]:
    """Overlapping or touching spans joined, in order."""
    joined: list[Interval] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def month_start(day: int) -> int:
    """The first day of a day's month."""
    return Day.fromordinal(day).replace(day=1).toordinal()


def month_end(day: int) -> int:
    """The last day of a day's month."""
    return month_start(month_start(day) + 31) - 1
