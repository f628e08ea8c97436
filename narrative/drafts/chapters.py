"""Cut a book: into its chapters or dated entries, as steps of one story or as stories of their own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from geo.gazetteer.toponyms import Toponym
from geo.reading.wording import counted
from narrative.drafts.found import Found
from narrative.drafts.parts import DraftError
from narrative.drafts.phrases import numbers_said
from narrative.drafts.steps import Group, group_paragraphs, source_paragraph
from narrative.reading.apparatus import aside_paragraphs
from narrative.reading.datelines import Dateline, datelines_in
from narrative.reading.extract import Heading, SourceText
from narrative.reading.text_dates import DateMention
from narrative.story.limits import MOST_STEPS

By = Literal["", "entry", "chapter"]
STORY = "story"  # a story for each chapter
HIDING = 12  # paragraphs of a step from which on the author is told how else the text can be cut
LEAST_CHAPTERS = 2
LONGEST_OPENING = 60  # letters before the date that opens an entry
OPENS = re.compile(r"[\s\"“(\[*_]*(?:(?:[A-Z][\w. ]{2,30}[,.:;–—-]+\s*){0,2})\Z")  # a place or a weekday before a date


@dataclass(frozen=True)
class Chapter:
    """A chapter of a text: its title, the numbers of its paragraphs, and where it stands (code points)."""

    title: str
    paragraphs: range
    start: int
    end: int


def chapters_of(source: SourceText) -> list[Chapter]:
    """The chapters of a text by the highest level of which it has several headings; [] where it has none.

    What stands before the first of them is a chapter of its own, if it is a paragraph or more.

    >>> from narrative.reading.extract import source_text
    >>> text = b"# A\\n\\nOne.\\n\\n## B\\n\\nTwo.\\n\\nThree.\\n\\n## C\\n\\nFour."
    >>> [(each.title, each.paragraphs) for each in chapters_of(source_text(text, "a.md"))]
    [('Opening', range(1, 2)), ('B', range(2, 4)), ('C', range(4, 5))]
    """
    level = next(
        (level for level in range(1, 7) if sum(h.level == level for h in source.headings) >= LEAST_CHAPTERS), 0
    )
    tops = [each for each in source.headings if each.level == level or (level and each.level < level)]
    if not tops:
        return []
    first: dict[int, str] = {}
    for each in tops:  # "PART ONE" and "CHAPTER I" above one paragraph are one chapter
        first[each.paragraph] = f"{first[each.paragraph]}: {each.text}" if each.paragraph in first else each.text
    starts = sorted(first)
    if starts[0] > 1:
        first[1] = "Opening"
        starts.insert(0, 1)
    found = []
    for at, following in zip(starts, [*starts[1:], len(source.paragraphs) + 1], strict=True):
        found.append(
            Chapter(
                first[at].rstrip("."),
                range(at, following),
                source.paragraphs[at - 1][0],
                source.paragraphs[following - 2][1],
            )
        )
    return found


def entry_groups(source: SourceText, dates: Sequence[DateMention]) -> list[Group]:
    """The paragraphs of each entry: it begins with a heading, or with a paragraph whose first words are a date."""
    starts = {start: number for number, (start, _) in enumerate(source.paragraphs, 1)}
    opening = {each.paragraph for each in source.headings} | {1}
    opening |= {source_paragraph(source, each) for each in datelines_in(source, dates) if each.sure} - {0}
    begins = sorted(starts)
    at = 0
    for date in dates:
        while at + 1 < len(begins) and begins[at + 1] <= date.start:
            at += 1
        near = begins and 0 <= date.start - begins[at] <= LONGEST_OPENING
        if near and OPENS.match(source.text[begins[at] : date.start]):
            opening.add(starts[begins[at]])
    return runs(sorted(opening), len(source.paragraphs))


def runs(starts: Sequence[int], total: int) -> list[Group]:
    """Numbers from 1 to a total, cut where a run starts.

    >>> runs([1, 3], 4)
    [(1, 2), (3, 4)]
    """
    return [tuple(range(one, two)) for one, two in zip(starts, [*starts[1:], total + 1], strict=True) if one < two]


def groups_by(source: SourceText, dates: Sequence[DateMention], by: By) -> list[Group]:
    """The paragraphs of each step, as the author wants a text to be cut.

    Raises
    ------
    DraftError
        With one sentence, where the text has no chapters, or more entries than a story takes steps.
    """
    if not by:
        return group_paragraphs(source)
    if by == "chapter":
        chapters = chapters_of(source)
        if not chapters:
            raise DraftError("the text has no chapters: its headings are none, or one; leave --by out")
        groups = [tuple(each.paragraphs) for each in chapters]
    else:
        groups = entry_groups(source, dates)
    asides = set(aside_paragraphs(source))
    groups = [kept for group in groups if (kept := tuple(each for each in group if each not in asides))]
    if len(groups) > MOST_STEPS:
        many = "entries" if by == "entry" else "chapters"
        raise DraftError(
            f"the text has {len(groups):,} {many}, and a story takes {MOST_STEPS} steps; write --by story for a story "
            "of each chapter, or --by chapter"
        )
    return groups


def how_cut(source: SourceText, groups: Sequence[Group], dates: Sequence[DateMention], by: By) -> str:
    """One sentence where steps hide many paragraphs: how many, and how else the text can be cut; "" elsewhere."""
    longest = max(groups, key=len, default=())
    if len(longest) <= HIDING:
        return ""
    chapters, entries = len(chapters_of(source)), len(entry_groups(source, dates))
    others = []
    if chapters and by != "chapter":
        others.append(f"--by chapter makes {counted(chapters, 'step')}, one for each chapter")
    if by != "entry" and len(groups) < entries <= MOST_STEPS:
        others.append(f"--by entry {entries}, one for each dated entry")
    if chapters:
        others.append(f"--by story makes a story of each of {chapters} chapters")
    said = (
        f"Its {counted(len(source.paragraphs), 'paragraph')} are told in {counted(len(groups), 'step')}, the longest "
        f"of {len(longest)} ({numbers_said(longest)})"
    )
    return f"{said}; {', '.join(others)}." if others else f"{said}; cut them by hand where they tell of several things."


def part_of(source: SourceText, chapter: Chapter) -> SourceText:
    """A chapter as a text of its own; its title is the text's with the chapter's."""
    at = chapter.start
    text = source.text[chapter.start : chapter.end] + "\n"
    first = chapter.paragraphs[0]
    spans = [source.paragraphs[number - 1] for number in chapter.paragraphs]
    headings = [
        Heading(each.text, each.level, each.paragraph - first + 1)
        for each in source.headings
        if first < each.paragraph <= chapter.paragraphs[-1]
    ]
    return replace(
        source,
        text=text,
        paragraphs=tuple((start - at, end - at) for start, end in spans),
        headings=tuple(headings),
        title=f"{source.title}: {chapter.title}" if source.title else chapter.title,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )


def names_of(found: Found, chapter: Chapter) -> Found:
    """What a chapter names, of all that its text names."""
    at = chapter.start

    def inside(start: int, end: int) -> bool:
        return chapter.start <= start and end <= chapter.end

    return replace(
        found,
        resolutions=tuple(
            replace(each, toponym=moved(each.toponym, at))
            for each in found.resolutions
            if inside(each.toponym.start, each.toponym.end)
        ),
        dates=tuple(
            replace(each, start=each.start - at, end=each.end - at)
            for each in found.dates
            if inside(each.start, each.end)
        ),
        people=tuple(
            replace(each, start=each.start - at, end=each.end - at)
            for each in found.people
            if inside(each.start, each.end)
        ),
        under=tuple(moved(each, at) for each in found.under if inside(each.start, each.end)),
        unread=tuple(
            replace(each, start=each.start - at, end=each.end - at)
            for each in found.unread
            if inside(each.start, each.end)
        ),
        lines=lines_of(found, chapter),
        asides=tuple(each - chapter.paragraphs[0] + 1 for each in found.asides if each in chapter.paragraphs),
    )


def lines_of(found: Found, chapter: Chapter) -> tuple[Dateline, ...]:
    """The datelines of a chapter, with the paragraphs that they date counted in it."""
    first = chapter.paragraphs[0]
    return tuple(
        replace(
            each,
            start=each.start - chapter.start,
            end=each.end - chapter.start,
            first=max(each.first - first + 1, 1),
            last=min(each.last - first + 1, len(chapter.paragraphs)),
        )
        for each in found.lines
        if chapter.start <= each.start and each.end <= chapter.end and each.first <= chapter.paragraphs[-1]
    )


def moved(toponym: Toponym, by: int) -> Toponym:
    """A toponym in a text that begins so many code points later."""
    return replace(toponym, start=toponym.start - by, end=toponym.end - by)
