"""List what of a draft wants its author's eye, the least certain first; REVIEW.md and IMPORT.md are written of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from geo.reading.wording import counted, listed
from narrative.drafts.commonmark import commonmark
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.parts import DraftPlace, DraftStep, Guess
from narrative.drafts.phrases import numbers_said, sentence
from narrative.drafts.step_dates import dates_in
from narrative.drafts.wording import date_in_words
from narrative.story.prose import count_words
from narrative.story.words import CARD_WORDS, CERTAINTIES, SURE_FROM, span_words

REVIEW_FILE, IMPORT_FILE = "REVIEW.md", "IMPORT.md"
MOST_SURE, MOST_NAMES = 60, 400
Heading = Literal["lost", "told", "places", "names", "steps", "people", "doubted", "rejected", "lengths"]
HEADS = {
    "text": """\
# What to look at in {title}

A program has read {paragraphs} and made {steps} and {places} of them. What stands here is checked by nobody yet.
This list is made anew at every run of `python -m narrative new`; what you change in `story.yaml` and `places.geojson`
stays.
""",
    "file": """\
# Imported from {program}

{file}, read on {read_on}: {steps} and {places}. No command reads this file.
""",
    "story": """\
# What to look at in {title}

The story has {steps} and {places}.
""",
}
INTRODUCTIONS: dict[Heading, str] = {
    "lost": "## What could not be kept",
    "told": "## What wants your eye",
    "places": """\
## Places, the least certain first

To correct a place, change its `geometry`, `links` and `certainty` in `places.geojson`: another candidate's position and
id stand under `properties.geoparsing`. To say that it is right, write `"confirmed": true` there. A name that is no
place: take the place out of the file and out of its steps.""",
    "names": """\
## Names that are on no map

Add a place to `places.geojson` and to a step where it belongs; a river or an area may be a line or a polygon.""",
    "steps": "## Dates and steps\n\nAn undated step has the bracket of its neighbours.",
    "people": "## People, all guessed from their names\n\nWrite each one's role, or take away who is none.",
    "doubted": "## Places of which you are not certain",
    "rejected": "## Names that you said are no places",
    "lengths": f"## Steps that need {span_words(CARD_WORDS)} words",
}
KINDS: dict[Heading, str] = {
    **dict.fromkeys(("places", "names", "doubted", "rejected"), "place"),
    **dict.fromkeys(("steps", "lengths"), "step"),
    "people": "person",
}
NEXT = """\
## What comes next

- `python -m narrative check {slug}` finds the story sound as it stands: it is a draft, whose texts may have any length.
- Take the line `draft: true` out of story.yaml when each step has {least} to {most} words: `check` asks for that then.
- Every step stands as `stated`, said by the source itself. Mark what is only reported, and what somebody disputes.
"""


@dataclass(frozen=True)
class Point:
    """One thing to look at, in CommonMark, with ``more`` below it; ``id`` is that of a step, a place or a person."""

    heading: Heading
    id: str
    words: str
    more: str = ""

    @property
    def kind(self) -> str:
        """Which part of the story it is about: step, place, person, or the story as a whole."""
        return KINDS.get(self.heading, "story")


def review_file(draft: Draft, shown: Collection[str] | None = None, changes: str = "") -> tuple[str, str]:
    """The name and the text of the list: IMPORT.md for another program's file, REVIEW.md otherwise.

    Parameters
    ----------
    shown : the ids of the places that the story's files have, where these are not the draft's own
    changes : what a second run did, as Markdown
    """
    ids = shown_places(draft) if shown is None else shown
    head = HEADS[draft.origin].format(
        title=commonmark(draft.title),
        paragraphs=counted(len(draft.paragraphs), "paragraph"),
        steps=counted(len(draft.steps), "step"),
        places=counted(len(ids), "place"),
        program=commonmark(draft.program),
        file=commonmark(draft.file),
        read_on=draft.read_on,
    )
    parts = [head, changes]
    found = list(points(draft, ids))
    for heading, introduction in INTRODUCTIONS.items():
        lines = [line for each in found if each.heading == heading for line in lines_of(each)]
        if heading == "places" and (sure := sure_places(draft, ids)):
            lines += ["", sure] if lines else [sure]
        if heading in ("lost", "told") and draft.origin == "file" and not lines:
            lines = ["Nothing was lost." if heading == "lost" else "Nothing stood out."]
        if lines:
            parts.append(f"{introduction}\n\n" + "\n".join(lines))
    if draft.origin == "file" and draft.kept.get("draft"):
        parts.append(NEXT.format(slug=draft.slug, least=CARD_WORDS[0], most=CARD_WORDS[-1]))
    text = "\n".join(each.strip("\n") + "\n" for each in parts if each)
    return IMPORT_FILE if draft.origin == "file" else REVIEW_FILE, text


def lines_of(point: Point) -> Iterator[str]:
    """A point as lines of a list."""
    yield f"- {point.words}"
    if point.more:
        yield f"  - {point.more}"


def points(draft: Draft, shown: Collection[str]) -> Iterator[Point]:
    """Everything that wants the author's eye, of each heading the least certain first."""
    yield from (Point("lost", "", commonmark(each[:1].upper() + each[1:])) for each in draft.lost)
    yield from (Point("told", "", commonmark(each[:1].upper() + each[1:])) for each in draft.look)
    proposed = [each for each in draft.places if each.id in shown and each.state == "proposed"]
    for place in sorted((p for p in proposed if p.probability < SURE_FROM), key=lambda each: each.probability):
        yield place_point(draft, place)
    yield from name_points(draft, shown)
    if draft.origin == "text":
        yield from step_points(draft, shown)
    people = {id for step in draft.steps for id in step.people}
    for person in draft.people:
        if person.state == "proposed" and person.id in people:
            others = [commonmark(each) for each in draft.person_names.get(person.id, ()) if each != person.name][:4]
            also = f", also “{'”, “'.join(others)}”" if others else ""
            numbers = draft.numbers_of(person.id, people=True)
            where = f" in {numbers_said(numbers)}" if numbers else ""
            yield Point("people", person.id, f"{commonmark(person.name)} (`{person.id}`){where}{also}")
    for place in draft.places:
        if place.id in shown and place.state == "accepted" and CERTAINTIES[place.certainty].doubtful:
            why = sentence(place.reason) or "No reason is given."
            yield Point("doubted", place.id, f"{commonmark(place.title)} (`{place.id}`): {commonmark(why)}")
    yield from (Point("rejected", p.id, commonmark(p.title)) for p in draft.places if p.state == "rejected")
    if draft.origin == "text" or not draft.kept.get("draft"):
        lengths = [(step, count_words(step.text)) for step in draft.steps]
        yield from (
            Point("lengths", s.id, f"`{s.id}`: {counted(words, 'word')} now")
            for s, words in lengths
            if words not in CARD_WORDS
        )


def place_point(draft: Draft, place: DraftPlace) -> Point:
    """A doubtful place that a program has proposed, with what else may be meant."""
    chosen, why = place.chosen, commonmark(sentence(place.reason))
    percent = f"{round(place.probability * 100)} %"
    written = listed([f"“{commonmark(each)}”" for each in list(draft.place_names.get(place.id, {place.title: ()}))[:4]])
    numbers = draft.numbers_of(place.id)
    where = f" in {numbers_said(numbers)}" if numbers else ""
    read = f", read as {commonmark(chosen.label)} ({', '.join(described(chosen))})" if chosen else ""
    words = f"**{commonmark(place.title)}** (`{place.id}`), {percent}: {written}{where}{read}. {why}"
    others = [each for each in place.guesses if each.id != place.guess][:4]
    said = [f"{commonmark(each.label)} (`{each.id}`, {round(each.probability * 100)} %)" for each in others]
    return Point("places", place.id, words, f"It may be {listed(said, 'or')}." if said else "")


def described(guess: Guess) -> Iterator[str]:
    """What kind of place it is, and where."""
    if guess.kind:
        yield guess.kind
    yield f"{guess.lat:.2f}, {guess.lon:.2f}"


def sure_places(draft: Draft, shown: Collection[str]) -> str:
    """The names of the places that nobody has looked at and that are likely enough."""
    sure = [
        commonmark(each.title)
        for each in draft.places
        if each.id in shown and each.state == "proposed" and each.probability >= SURE_FROM
    ]
    if not sure:
        return ""
    names = [*sure[:MOST_SURE], *([f"{len(sure) - MOST_SURE} more"] if len(sure) > MOST_SURE else [])]
    return f"The others, each {round(SURE_FROM * 100)} % likely or more: {listed(names)}."


def name_points(draft: Draft, shown: Collection[str]) -> Iterator[Point]:
    """The names that are on no map: not found, too doubtful, or without room in a step."""
    nowhere = [each for each in draft.places if each.state != "rejected" and each.geometry is None]
    named = [each for each in nowhere if draft.numbers_of(each.id) or each.id not in draft.marked]
    named.sort(key=lambda each: -len(draft.marked.get(each.id, ())))
    for place in named[:MOST_NAMES]:
        yield Point("names", place.id, name_in_words(draft, place))
    if len(named) > MOST_NAMES:
        yield Point("names", "", f"… and {len(named) - MOST_NAMES} names more.")
    for place in draft.places:
        numbers = draft.numbers_of(place.id)
        if place.geometry is not None and place.state != "rejected" and place.id not in shown and numbers:
            known = f"{commonmark(place.chosen.label)} (`{place.guess}`), " if place.chosen else ""
            words = f"“{commonmark(place.title)}” in {numbers_said(numbers)}: {known}but the step shows other places"
            yield Point("names", place.id, f"{words} already; split the step or add it.")


def name_in_words(draft: Draft, place: DraftPlace) -> str:
    """A name without a place: beside what it may lie, and which spellings are near."""
    numbers = draft.numbers_of(place.id)
    words = f"“{commonmark(place.title)}”{f' in {numbers_said(numbers)}' if numbers else ''}: "
    doubtful = bool(place.probability and place.guesses)
    if doubtful:
        first, percent = place.guesses[0], round(place.probability * 100)
        words += f"too doubtful to be drawn; perhaps {commonmark(first.label)} (`{first.id}`, {percent} %)"
    else:
        words += "unplaced" + (f", perhaps near {commonmark(place.near)}" if place.near else "")
    words += f". {commonmark(sentence(place.reason))}".rstrip()
    if place.guesses and not doubtful:
        words += f" Spelled nearly so: {listed([commonmark(each.label) for each in place.guesses[:4]])}."
    return words


def step_points(draft: Draft, shown: Collection[str]) -> Iterator[Point]:
    """Undated steps, dates whose year is inferred, and steps that borrow their places."""
    for step in draft.steps:
        if step.undated:
            stands = f" It stands at {date_in_words(step.date)}." if step.date else ""
            words = f"`{step.id}`: {commonmark(step.date_note)}{stands}"
            yield Point("steps", step.id, words)
    for step in draft.steps:
        written = "" if step.undated or step.date_note else date_as_written(draft, step)
        if written and not re.search(r"\d{3}", written):
            rest = f"the rest of {date_in_words(step.date)} is taken from what stands before it"
            yield Point("steps", step.id, f"`{step.id}`: the text writes “{commonmark(written)}”; {rest}.")
    yield from unread_points(draft)
    if draft.asides:
        said = numbers_said(draft.asides)
        words = (
            f"{said[:1].upper()}{said[1:]} of the text became no step: by-lines, notes, lists of works or boilerplate."
        )
        yield Point("told", "", words)
    for step in draft.steps:
        if draft.text and step.paragraphs and not named_places(draft, step) & set(shown):
            words = f"`{step.id}`: its paragraphs name no place that could be put on the map; it shows a neighbour's."
            yield Point("steps", step.id, words)


def unread_points(draft: Draft) -> Iterator[Point]:
    """The dates that the text writes and nobody can read, and those that rest on more than their words."""
    undated = {number for step in draft.steps if step.undated and step.date_as_written for number in step.paragraphs}
    for spot in draft.unread:
        number = draft.paragraph_of(spot.start)
        if number not in undated:
            where = f"paragraph {number}" if number else "a heading"
            yield Point("told", "", f"“{commonmark(draft.words_of(spot))}” in {where} is not read: {spot.reason}.")
    for step in draft.steps:
        if not step.undated and step.date_note:
            yield Point("steps", step.id, f"`{step.id}`: {commonmark(step.date_note)}")


def date_as_written(draft: Draft, step: DraftStep) -> str:
    """How its paragraphs write the date of a step; "" where none of theirs is it."""
    found = (mark for date, mark in dates_in(draft, step.paragraphs) if date.edtf == step.date)
    return next((draft.words_of(mark) for mark in found), "")


def named_places(draft: Draft, step: DraftStep) -> set[str]:
    """The places of a step that its paragraphs name."""
    numbers = set(step.paragraphs)
    return {id for id in step.places if numbers & set(draft.numbers_of(id))}
