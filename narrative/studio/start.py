"""Turn a text, and what was recognised in it, into a draft: places, people, and steps that one may go on from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.gazetteer.lpf import Certainty
from geo.gazetteer.toponyms import Candidate, Resolution
from geo.reading.validation import slug_like
from narrative.story.checks import WORDS
from narrative.story.prose import count_words
from narrative.story.schema import RESERVED, RESERVED_STARTS
from narrative.studio.cards import opening, step_title, told
from narrative.studio.draft import (
    MOST_LETTERS,
    MOST_MARKS,
    MOST_PEOPLE,
    MOST_PLACES,
    MOST_STEPS,
    Draft,
    DraftPerson,
    DraftPlace,
    DraftSource,
    DraftStep,
    Guess,
    Spot,
    StudioError,
    changed,
    cleaned,
    new_id,
    paragraphs_of,
)

LIKELY, POSSIBLE = 0.9, 0.6  # from here on a proposal is called certain, less certain
UNDATED_NOTE = "These paragraphs name no date; it is taken from what stands before them, or from the source."


@dataclass(frozen=True)
class Found:
    """A date or a person in the text: ``what`` is the date in EDTF, or the fullest form of the person's name."""

    start: int
    end: int
    what: str


@dataclass(frozen=True)
class Reading:
    """What was recognised in a text; ``missing`` is the sentence for the author where nothing could be."""

    resolutions: Sequence[Resolution] = ()
    dates: Sequence[Found] = ()
    people: Sequence[Found] = ()
    missing: str = ""


def from_text(
    text: str,
    name: str,
    reading: Reading,
    today: str,
    *,
    own: bool = False,
    paragraphs: tuple[tuple[int, int], ...] | None = None,
) -> Draft:
    """A draft of a text.

    Parameters
    ----------
    text : plain; at most 200,000 letters.
    name : of the file or of the story, from which title and address are taken.
    reading : offsets are code points of ``cleaned(text)``.
    today : an EDTF date, that of the source as long as the author gives none.
    own : the text is the author's, so its words may stand in the steps; without it the steps wait for words.
    paragraphs : (start, end) of each; without it they are the blocks between blank lines.

    Raises
    ------
    StudioError
        Where the text is empty or too long.
    """
    text = cleaned(text)
    paragraphs = paragraphs_of(text) if paragraphs is None else paragraphs
    if not paragraphs:
        raise StudioError("There is no text yet. Paste one, or open a file.")
    check_length(text)
    name = " ".join(name.split()) or opening(text[slice(*paragraphs[0])])
    draft = Draft(
        slug=slug_like(name)[:60].strip("-") or "first-story",
        title=name,
        summary=f"A draft made from a text of {count_words(text):,} words. Say here what the story tells.",
        source=DraftSource(
            title=name,
            authors="Author not named",
            publication="Not published",
            date=today,
            provenance="A text that the author opened in the studio.",
            own=own,
        ),
        text=text,
        paragraphs=paragraphs,
    )
    draft = with_people(with_places(draft, reading.resolutions), reading.people)
    dates = [Spot(start=each.start, end=each.end, form="date", date=each.what) for each in reading.dates]
    draft = changed(draft, marks=apart([*draft.marks, *dates])[:MOST_MARKS])
    return changed(draft, steps=first_steps(draft))


def check_length(text: str) -> None:
    """Refuse a text that is longer than the studio takes, before any work is done for it."""
    if len(text) > MOST_LETTERS:
        raise StudioError(
            f"The text has {len(text):,} letters; the studio takes {MOST_LETTERS:,}, about 100 pages. "
            "Take a part of it, or use “python -m narrative new” for a book."
        )


def with_places(draft: Draft, resolutions: Iterable[Resolution]) -> Draft:
    """The draft with every recognised place; names of one place of the gazetteer are one place of the story."""
    places: dict[str, DraftPlace] = {}
    marks: list[Spot] = []
    for each in resolutions:
        chosen = each.chosen
        key = chosen.id if chosen else "?" + each.toponym.name.casefold()
        place = places.get(key)
        if place is None:
            if len(places) == MOST_PLACES:
                continue
            place = proposal(each, new_id(each.toponym.name, {known.id for known in places.values()}, "place"))
        elif place.probability < each.probability:
            place = changed(place, probability=each.probability, reason=each.reason)
        places[key] = place
        marks.append(Spot(start=each.toponym.start, end=each.toponym.end, form="toponym", places=(place.id,)))
    kept = apart([*draft.marks, *marks])
    named = {id for mark in kept for id in mark.places}
    return changed(draft, places=tuple(each for each in places.values() if each.id in named), marks=kept)


def proposal(resolution: Resolution, id: str) -> DraftPlace:
    """A recognised place as the studio proposes it."""
    chosen, probability = resolution.chosen, min(max(resolution.probability, 0.0), 1.0)
    return DraftPlace(
        id=id,
        title=resolution.toponym.name,
        certainty=certainty_of(probability),
        reason=resolution.reason,
        probability=probability if chosen else 0.0,
        geometry={"type": "Point", "coordinates": [chosen.longitude, chosen.latitude]} if chosen else None,
        guess=chosen.id if chosen else "",
        guesses=tuple(guess_of(each) for each in resolution.candidates[:8])
        or tuple(guess_of(Candidate(entry, 0.0)) for entry in resolution.suggestions[:8]),
        near=resolution.near.label if resolution.near else "",
    )


def guess_of(candidate: Candidate) -> Guess:
    """A candidate of the resolver as a plain value."""
    entry = candidate.entry
    return Guess(
        id=entry.id,
        name=entry.name,
        lat=entry.latitude,
        lon=entry.longitude,
        kind=entry.kind,
        country=entry.country,
        region=entry.region,
        probability=min(max(candidate.probability, 0.0), 1.0),
    )


def certainty_of(probability: float) -> Certainty:
    """A probability in the three words of Linked Places.

    >>> certainty_of(0.95), certainty_of(0.7), certainty_of(0.2)
    ('certain', 'less-certain', 'uncertain')
    """
    return "certain" if probability >= LIKELY else "less-certain" if probability >= POSSIBLE else "uncertain"


def with_people(draft: Draft, found: Iterable[Found]) -> Draft:
    """The draft with everybody who was recognised."""
    people: dict[str, DraftPerson] = {}
    marks: list[Spot] = []
    for each in found:
        if each.what not in people:
            if len(people) == MOST_PEOPLE:
                continue
            id = new_id(each.what, {known.id for known in people.values()}, "person")
            people[each.what] = DraftPerson(id=id, name=each.what, role="named in the text")
        marks.append(Spot(start=each.start, end=each.end, form="person", person=people[each.what].id))
    kept = apart([*draft.marks, *marks])
    named = {mark.person for mark in kept}
    return changed(draft, people=tuple(each for each in people.values() if each.id in named), marks=kept)


def apart(marks: Iterable[Spot]) -> tuple[Spot, ...]:
    """Marks in the order of the text; of two that overlap the one that was said first stays."""
    listed = list(marks)
    taken = bytearray(max((each.end for each in listed), default=0))
    kept = []
    for mark in listed:
        if not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"1" * (mark.end - mark.start)
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def first_steps(draft: Draft) -> tuple[DraftStep, ...]:
    """A step for every paragraph, or run of short ones, that is long enough to be told."""
    steps: list[DraftStep] = []
    for run in runs(draft):
        before = steps[-1] if steps else None
        id = step_id(step_title(draft, run), [each.id for each in steps])
        steps.append(new_step(draft, run, id, before))
    # A first step that names no place borrows the next that is named: a map shows something in every step.
    places = next((each.places for each in steps if each.places), ())
    return tuple(each if each.places else changed(each, places=places[:1]) for each in steps)


def step_id(words: str, taken: Iterable[str]) -> str:
    """An id for a step, made of its title, that neither another step nor the page itself has.

    >>> step_id("Map", []), step_id("A title", []), step_id("Paris", ["paris"])
    ('step-map', 'a', 'paris-2')
    """
    base = new_id(words, (), "step")
    base = f"step-{base}" if base in RESERVED or base.startswith(RESERVED_STARTS) else base
    while base.endswith("-title"):
        base = base.removesuffix("-title")
    return new_id(base, taken, "step")


def runs(draft: Draft) -> list[tuple[int, ...]]:
    """The paragraphs of each step: a run goes on until it has words enough for a card, and for few enough steps."""
    words = [count_words(draft.text[start:end]) for start, end in draft.paragraphs]
    least = WORDS[0]
    while len(found := runs_of(words, least)) > MOST_STEPS:
        least = least * 5 // 4
    return found


def runs_of(words: Sequence[int], least: int) -> list[tuple[int, ...]]:
    """Runs of paragraphs (numbers from 1) with at least so many words each.

    >>> runs_of([50, 10, 40, 5], 40)
    [(1,), (2, 3, 4)]
    """
    found: list[tuple[int, ...]] = []
    said = least
    for number, count in enumerate(words, 1):
        if said < least:
            found[-1] = (*found[-1], number)
            said += count
        else:
            found.append((number,))
            said = count
    if said < least and len(found) > 1:
        last = found.pop()
        found[-1] = (*found[-1], *last)
    return found


def new_step(draft: Draft, paragraphs: tuple[int, ...], id: str, before: DraftStep | None) -> DraftStep:
    """A step about some paragraphs, with what they name; what they lack of date and place is that of the one before."""
    marks = [each for each in draft.marks if draft.paragraph_of(each.start) in paragraphs]
    dates = [each.date for each in marks if each.date]
    rejected = {each.id for each in draft.places if each.state == "rejected"}
    rejected |= {each.id for each in draft.people if each.state == "rejected"}
    places = tuple(dict.fromkeys(id for each in marks for id in each.places if id not in rejected))
    people = tuple(dict.fromkeys(each.person for each in marks if each.person and each.person not in rejected))
    return DraftStep(
        id=id,
        title=step_title(draft, paragraphs),
        date=dates[0] if dates else before.date if before else draft.source.date,
        places=places or (before.places[:1] if before else ()),
        people=people,
        paragraphs=paragraphs,
        text=told(draft, paragraphs),
        kept={} if dates else {"undated": True, "date_note": UNDATED_NOTE},
    )
