"""Write REVIEW.md: what of a draft needs its author's eye, the least certain first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geo.gazetteer.toponyms import Resolution
from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftPlace, commonmark, joined, numbers_said, paragraph_at
from narrative.drafts.places import CERTAIN
from narrative.story.dates import parse_date

HEAD = """\
# What to look at in {title}

A program has read {paragraphs} paragraphs and made {steps} steps and {places} places of them. Nothing here is checked
by a person yet. This list is made anew at every run of `python -m narrative new`; what you change in `story.yaml` and
`places.geojson` stays.
"""
PLACES = """
## Places, the least certain first

To correct a place, change its `geometry`, `links` and `certainty` in `places.geojson`: another candidate's position and
id stand under `properties.geoparsing`. To say that it is right, write `"confirmed": true` there. A name that is no
place: take the place out of the file and out of its steps.
"""
SURE = "The others, each {percent} % likely or more: {names}."
MOST_SURE = 60
MOST_LEFT = 400


def review_md(draft: Draft, changes: str = "") -> str:
    """REVIEW.md of a draft; `changes` is what a second run did, as Markdown."""
    head = HEAD.format(
        title=commonmark(draft.title),
        paragraphs=len(draft.source.paragraphs),
        steps=len(draft.steps),
        places=len(draft.places),
    )
    parts = [head, changes, places_part(draft), unplaced_part(draft), steps_part(draft), people_part(draft)]
    return "\n".join(each.strip("\n") + "\n" for each in parts if each)


def places_part(draft: Draft) -> str:
    """Every doubtful place with what else may be meant, and the names of the rest."""
    doubtful = sorted((p for p in draft.places if p.probability < CERTAIN), key=lambda each: each.probability)
    sure = [commonmark(each.title) for each in draft.places if each.probability >= CERTAIN]
    lines = [line for place in doubtful for line in place_lines(place)]
    if sure:
        shown = [*sure[:MOST_SURE], *([f"{len(sure) - MOST_SURE} more"] if len(sure) > MOST_SURE else [])]
        lines += ["", SURE.format(percent=round(CERTAIN * 100), names=joined(shown))]
    return PLACES + "\n" + "\n".join(lines)


def place_lines(place: DraftPlace) -> Iterator[str]:
    """One doubtful place."""
    entry = place.entry
    written = joined([f"“{commonmark(each)}”" for each in list(place.spellings)[:4]])
    at = f"{entry.latitude:.2f}, {entry.longitude:.2f}"
    yield (
        f"- **{commonmark(place.title)}** (`{place.id}`), {round(place.probability * 100)} %: {written} in "
        f"{numbers_said(place.paragraphs)}, read as {commonmark(entry.label)} ({entry.kind}, {at}). "
        f"{sentence(place.reason)}"
    )
    others = [each for each in place.candidates if each.entry.id != entry.id][:4]
    if others:
        said = [
            f"{commonmark(each.entry.label)} (`{each.entry.id}`, {round(each.probability * 100)} %)" for each in others
        ]
        yield f"  - It may be {joined(said).replace(' and ', ' or ')}."


def unplaced_part(draft: Draft) -> str:
    """The names that are on no map: not found, too doubtful, or without room in a step."""
    lines = []
    seen: dict[str, list[Resolution]] = {}
    for each in draft.unplaced:
        if paragraph_at(draft.source.paragraphs, each.toponym.start):
            seen.setdefault(each.toponym.name.casefold(), []).append(each)
    ordered = sorted(seen.values(), key=lambda group: (-len(group), -group[0].toponym.probability))
    for group in ordered[:MOST_LEFT]:
        lines.append(unplaced_line(group, draft.source.paragraphs))
    if len(ordered) > MOST_LEFT:
        lines.append(f"- … and {len(ordered) - MOST_LEFT} names more.")
    for place in draft.left_out:
        lines.append(
            f"- “{commonmark(place.title)}” in {numbers_said(place.paragraphs)}: {commonmark(place.entry.label)} "
            f"(`{place.entry.id}`), but the step shows other places already; split the step or add it."
        )
    if not lines:
        return ""
    return (
        "\n## Names that are on no map\n\nAdd a place to `places.geojson` and to a step where it belongs; a river or "
        "an area may be a line or a polygon.\n\n" + "\n".join(lines)
    )


def unplaced_line(group: Sequence[Resolution], ranges: Sequence[tuple[int, int]]) -> str:
    """One name without a place: beside what it may lie, and which spellings are near."""
    first = group[0]
    numbers = sorted({number for each in group if (number := paragraph_at(ranges, each.toponym.start))})
    words = f"- “{commonmark(first.toponym.name)}” in {numbers_said(numbers)}: "
    near = next((each.near for each in group if each.near), None)
    if first.chosen:
        percent = round(first.probability * 100)
        words += (
            f"too doubtful to be drawn; perhaps {commonmark(first.chosen.label)} (`{first.chosen.id}`, {percent} %)"
        )
    else:
        words += "unplaced" + (f", perhaps near {commonmark(near.label)}" if near else "")
    words += f". {sentence(first.reason)}"
    if first.suggestions:
        words += f" Spelled nearly so: {joined([commonmark(each.label) for each in first.suggestions[:4]])}."
    return words


def steps_part(draft: Draft) -> str:
    """Undated steps, dates whose year is inferred, steps that borrow their places, and unread dates."""
    lines = [f"- `{s.id}`: {s.date_note} It stands at {parse_date(s.date).words}." for s in draft.steps if s.undated]
    for step in draft.steps:
        if not step.undated and not re.search(r"\d{3}", step.date_name):
            lines.append(
                f"- `{step.id}`: the text writes “{commonmark(step.date_name)}”; the rest of "
                f"{parse_date(step.date).words} is taken from what stands before it."
            )
    lines += [
        f"- `{each.id}`: its paragraphs name no place that could be put on the map; it shows a neighbour's."
        for each in draft.steps
        if each.borrowed
    ]
    if not lines:
        return ""
    return "\n## Dates and steps\n\nAn undated step has the bracket of its neighbours.\n\n" + "\n".join(lines)


def people_part(draft: Draft) -> str:
    """The people, all of them guessed."""
    if not draft.people:
        return ""
    head = "\n## People, all guessed from their names\n\nWrite each one's role, or take away who is none.\n\n"
    lines = []
    for each in draft.people:
        others = [commonmark(spelling) for spelling in each.spellings if spelling != each.key][:4]
        also = f", also “{'”, “'.join(others)}”" if others else ""
        lines.append(f"- {commonmark(each.key)} (`{each.id}`) in {numbers_said(each.paragraphs)}{also}")
    return head + "\n".join(lines)


def sentence(words: str) -> str:
    """Words as a sentence.

    >>> sentence("the only place of this name")
    'The only place of this name.'
    """
    words = words.strip().rstrip(".")
    return words[:1].upper() + words[1:] + "." if words else ""
