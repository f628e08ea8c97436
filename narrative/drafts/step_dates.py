"""Say when the steps of a draft are: by the line above their paragraphs, by the dates in them, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftDateline, Spot
from narrative.story.dates import Date, parse_date

A_SEASON = 100  # days; a date of more is a year or years
OPENING = 60  # letters at the head of a paragraph in which its own date stands above a letter's
UNREAD = "These paragraphs give a date that is not read: "
NO_DATE = "These paragraphs give no date; "  # by these a program's note is known
Group = Sequence[int]


@dataclass(frozen=True)
class When:
    """When a step is: its date, or None; ``note`` is what it rests on, ``as_written`` the source's words for it."""

    date: Date | None = None
    note: str = ""
    as_written: str = ""


def when_of(group: Group, draft: Draft) -> When:
    """When some paragraphs are.

    The dateline above them counts for more than what they speak of; a paragraph that opens with a later day has its
    own. Without one it is the first day that they name, else the first month or season, or the first year, else the
    month or year of the heading above.
    """
    lines = [line for number in group for line in draft.datelines if line.first <= number <= line.last]
    line = next((each for each in lines if each.sure), None)
    own = date_of(group, draft)
    if line is not None and not line.date:
        return unread(group, draft)
    if line is not None and not (own and is_own(own[0], own[1], line, draft)):
        return When(parse_date(line.date), above(line, draft))
    if own is not None:
        date, spot = own
        note = f"{sentence(spot.reason)}" if spot.reason else ""
        return When(date, note, draft.words_of(spot) if spot.foreign else "")
    rough = next((each for each in lines if each.date), None)
    if rough is not None:
        return When(parse_date(rough.date), above(rough, draft))
    return unread(group, draft)


def is_own(date: Date, spot: Spot, line: DraftDateline, draft: Draft) -> bool:
    """Whether a date in the paragraphs under a line is their own: that of the line, or a later day that opens one."""
    if line.start <= spot.start < line.end:
        return True
    start = draft.paragraphs[draft.paragraph_of(spot.start) - 1][0]
    opens = spot.start - start < OPENING and (date.latest - date.earliest).days <= 10 and not spot.reason
    later = date.earliest > parse_date(line.date).latest
    heads = draft.paragraph_of(line.start) > 0  # an entry's or a letter's head, not a heading
    return opens and (later or (heads and draft.paragraph_of(line.start) != draft.paragraph_of(spot.start)))


def above(line: DraftDateline, draft: Draft) -> str:
    """What a date rests on that stands above its paragraphs."""
    if draft.paragraph_of(line.start):
        return ""
    words = " ".join(draft.text[line.start : line.end].split())
    return f"The line above these paragraphs dates them: “{words}”."


def unread(group: Group, draft: Draft) -> When:
    """Paragraphs without a date that can be read: whether they have none, or one that is not read, and why."""
    numbers = set(group)
    spot = next((each for each in draft.unread if draft.paragraph_of(each.start) in numbers), None)
    if spot is None:
        lines = [line for number in group for line in draft.datelines if line.first <= number <= line.last]
        spot = next((each for each in draft.unread for line in lines if line.start <= each.start < line.end), None)
    if spot is None:
        return When()
    words = draft.words_of(spot)
    return When(None, f"{UNREAD}“{words}”, {spot.reason}.", words)


def sentence(words: str) -> str:
    """Words as a sentence."""
    return words[:1].upper() + words[1:].rstrip(".") + "." if words else ""


def dates_in(draft: Draft, group: Group) -> Iterator[tuple[Date, Spot]]:
    """The dates that some paragraphs name, in order."""
    numbers = set(group)
    return (each for each in draft.dated if draft.paragraph_of(each[1].start) in numbers)


def date_of(group: Group, draft: Draft) -> tuple[Date, Spot] | None:
    """The first date of some paragraphs that is a day; without one the first month or season, or the first year.

    What is only counted from another date, or not a day that the text gives, stands behind a date of the same kind.
    """
    best: tuple[tuple[int, bool], Date, Spot] | None = None
    opening: tuple[Date, Spot] | None = None
    for date, spot in dates_in(draft, group):
        days = (date.latest - date.earliest).days
        coarse = 0 if days <= 10 else 1 if days <= A_SEASON else 2 if days <= 366 else 3
        rank = (coarse, bool(spot.reason) and date.uncertain)
        if best is None or rank < best[0]:
            best = rank, date, spot
        opening = opening or (date, spot)
    if best is None or opening is None:
        return None
    before = opening[0].latest < best[1].earliest and draft.paragraph_of(opening[1].start) == group[0]
    # What is told first in rough is not dated by a day of another year that is told after it.
    return opening if before and opening[0].latest.year < best[1].earliest.year else (best[1], best[2])


def without_asides(dates: Sequence[Date | None]) -> list[Date | None]:
    """The dates without bare years that lie outside those of the days told before and after: a book's year, say."""
    days = [date if date and (date.latest - date.earliest).days <= A_SEASON else None for date in dates]
    kept: list[Date | None] = []
    for index, date in enumerate(dates):
        before = next((day for day in reversed(days[:index]) if day), None)
        after = next((day for day in days[index + 1 :] if day), None)
        aside = False
        if date and before and after and not days[index] and before.earliest.year <= after.latest.year:
            aside = date.latest.year < before.earliest.year or date.earliest.year > after.latest.year
        kept.append(None if aside else date)
    return kept


def whens_of(groups: Sequence[Group], draft: Draft) -> list[When]:
    """When each group of paragraphs is; a bare year far from its neighbours dates none."""
    whens = [when_of(group, draft) for group in groups]
    kept = without_asides([each.date for each in whens])
    return [
        when if date or not when.date else replace(when, date=None, note="", as_written="")
        for when, date in zip(whens, kept, strict=True)
    ]


def bracket(index: int, dates: Sequence[Date | None], otherwise: str) -> tuple[str, str]:
    """(EDTF, what it rests on) for a step whose paragraphs have no date: between those of its neighbours.

    `otherwise` is the date for a text without any: the author's year, or "".
    """
    before = next((date for date in reversed(dates[:index]) if date), None)
    after = next((date for date in dates[index + 1 :] if date), None)
    if before and after and before.latest < after.earliest and not re.search("[/]", before.edtf + after.edtf):
        start, end = (re.sub("[~?%]", "", each.edtf) for each in (before, after))
        days = [before.latest, after.earliest]
        if all(len(each.isoformat().lstrip("+-").partition("-")[0]) == 4 for each in days):
            start, end = (day.isoformat() for day in days)
        return f"{start}/{end}", f"{NO_DATE}the steps before and after it have {before.words} and {after.words}."
    near = before or after
    if near:
        side = "before" if before else "after"
        return near.edtf, f"{NO_DATE}the nearest step {side} it that has one is of {near.words}."
    if otherwise:
        return otherwise, f"{NO_DATE}the year is what the author gave for the whole text."
    return "", f"{NO_DATE}nor does any other part of the text."
