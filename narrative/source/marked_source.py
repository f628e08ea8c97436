"""Turn a reader's copy of the source and its annotations into paragraphs of marked runs that lead to steps.

Everything here is a value in memory: nothing is written, cached or logged, for the text is the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from typing_extensions import TypedDict

from narrative.source.annotation_parts import Form
from narrative.source.annotations import Aligned, Annotations, Mark, Placed
from narrative.story import Step, Story
from narrative.story.prose import typographic

KINDS = {"toponym": "place", "demonym": "people or language of a place", "person": "person", "date": "date"}


class MarkedRun(TypedDict):
    """A marked stretch of the source; ``words`` for who does not see its style; ``step``: where it leads."""

    text: str
    form: Form
    words: str
    places: list[str]
    person: str | None
    step: str | None


class MarkedBlock(TypedDict):
    """A paragraph, or for None a line outside of them; ``steps`` cite it."""

    number: int | None
    steps: list[str]
    runs: list[str | MarkedRun]


def marked_source(story: Story, aligned: Aligned, text: str) -> list[MarkedBlock]:
    """The text in blocks: the paragraphs, and what stands before, between and after them.

    Each has ``number`` (None outside the paragraphs), ``steps`` (ids of those that cite it, in the order of telling)
    and ``runs``: plain text, or a mark with its ``text``, ``form``, ``words`` for those who cannot see its style,
    ``places`` and ``person`` (ids), and the ``step`` it leads to, or None.
    """
    blocks: list[MarkedBlock] = []
    for number, start, end in stretches(aligned.paragraphs, text):
        steps = tuple(step.id for step in story.steps_citing(number)) if number else ()
        marks = [each for each in aligned.marks if start <= each.start and each.end <= end]
        runs = list(runs_of(story, marks, text, start, end, steps))
        blocks.append({"number": number, "steps": list(steps), "runs": runs})
    return blocks


def stretches(paragraphs: Iterable[Placed[Any]], text: str) -> Iterator[tuple[int | None, int, int]]:
    """(number, start, end) of each paragraph, and (None, start, end) of each line of text outside of them."""
    at = 0
    for each in paragraphs:
        yield from lines_between(text, at, each.start)
        yield each.part.number, each.start, each.end
        at = each.end
    yield from lines_between(text, at, len(text))


def lines_between(text: str, start: int, end: int) -> Iterator[tuple[None, int, int]]:
    """The lines of a stretch that hold anything.

    >>> list(lines_between("A\\n\\n B \\nC", 0, 7))
    [(None, 0, 1), (None, 4, 5)]
    """
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if stripped := line.strip():
            first = at + line.index(stripped)
            yield None, first, first + len(stripped)
        at += len(line)


def runs_of(
    story: Story, marks: Iterable[Placed[Mark]], text: str, start: int, end: int, steps: tuple[str, ...]
) -> Iterator[str | MarkedRun]:
    """A stretch of text as runs, in order."""
    at = start
    for each in marks:
        if each.start > at:
            yield text[at : each.start]
        yield run_of(story, each.part, text[each.start : each.end], steps)
        at = each.end
    if at < end:
        yield text[at:end]


def run_of(story: Story, mark: Mark, written: str, steps: tuple[str, ...]) -> MarkedRun:
    """One mark as the page shows it."""
    step = step_for(story, mark, steps)
    lead = f"; step {step.index + 1}, {typographic(step.title)}" if step else ""
    return {
        "text": written,
        "form": mark.form,
        "words": f"{KINDS[mark.form]}{meant(story, mark)}{lead}",
        "places": list(places_of(story, mark)),
        "person": mark.person,
        "step": step.id if step else None,
    }


def meant(story: Story, mark: Mark) -> str:
    """What a mark stands for, where the story knows it: ": Mukden, today Shenyang"."""
    places = [story.gazetteer.places[each] for each in places_of(story, mark) if each in story.gazetteer.places]
    names = [
        f"{each.title}, today {each.modern}" if each.modern not in (None, each.title) else each.title for each in places
    ]
    if mark.person and mark.person in story.people:
        names.append(story.people[mark.person].name)
    if mark.date:
        names.append(mark.date.words)
    return f": {' and '.join(names)}" if names else ""


def step_for(story: Story, mark: Mark, steps: tuple[str, ...]) -> Step | None:
    """Where a mark leads: to a step that cites its paragraph and has what it names, else one of either kind."""
    citing = [step for step in story.steps if step.id in steps]
    naming = [step for step in story.steps if names(step, mark, places_of(story, mark))]
    both = [step for step in citing if step in naming]
    return next(iter([*both, *citing, *naming]), None)


def places_of(story: Story, mark: Mark) -> tuple[str, ...]:
    """The places of a mark; of a name that may mean one or another, the one that the story reads it as."""
    return mark.places or tuple(story.chosen[id] for id in [mark.reading] if id in story.chosen)


def names(step: Step, mark: Mark, places: tuple[str, ...]) -> bool:
    """Whether a step has one of these places, the mark's person or its date."""
    if mark.date:
        return step.date.earliest <= mark.date.latest and mark.date.earliest <= step.date.latest
    return mark.person in step.people if mark.person else bool(set(places) & set(step.lit_places))


def verdict(annotations: Annotations, aligned: Aligned, sha256: str) -> str:
    """What the comparison of a reader's copy with the text told after came to, in words."""
    if aligned.identical:
        return f"This is the very text that the story was told after: its SHA-256 is {annotations.sha256[:12]}… too."
    found, total = len(aligned.marks), len(annotations.marks)
    return (
        f"This copy is not letter by letter the one that the story was told after (its SHA-256 is {sha256[:12]}…, not "
        f"{annotations.sha256[:12]}…), but it is the same text: {found} of {total} names and dates were found, "
        f"{aligned.exact} of them where they stood and {aligned.moved} moved."
    )
