"""The draft of a story as one plain JSON value: the text, what stands in it, the places, the people and the steps.

Every door ends here: a text that was read (`narrative.drafts.build`), a story folder or another program's file
(`narrative.drafts.opened`). A draft never changes: whoever edits one makes another. `read_draft` is the gate for what
a browser or a file brings back.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from geo.gazetteer.geometry_checks import geometry_fault
from geo.gazetteer.lpf import Certainty
from geo.reading.validation import SLUG
from narrative.drafts.limits import (
    MOST_FIELD,
    MOST_LINKS,
    MOST_MARKS,
    MOST_PEOPLE,
    MOST_PLACES,
    MOST_STEPS,
    MOST_STUDIO_LETTERS,
    MOST_TEXT,
)
from narrative.source.annotation_parts import Form
from narrative.story.dates import Date, parse_date
from narrative.story.schema import Kind, Status

State = Literal["proposed", "accepted", "rejected"]
Words = Annotated[str, StringConstraints(max_length=MOST_FIELD)]
Id = Annotated[str, StringConstraints(max_length=120, pattern=f"^{SLUG.pattern}$")]
Spelled = dict[str, tuple[int, ...]]


class DraftError(ValueError):
    """What cannot be done, as one sentence for the author."""


class Part(BaseModel):
    """A part of a draft: it does not change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyPart = TypeVar("AnyPart", bound=Part)


class Guess(Part):
    """A place of the gazetteer that a name may mean; degrees, WGS 84."""

    id: Annotated[str, StringConstraints(max_length=200)]
    name: Words
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    kind: Annotated[str, StringConstraints(max_length=40)] = ""
    country: Annotated[str, StringConstraints(max_length=8)] = ""
    region: Annotated[str, StringConstraints(max_length=40)] = ""
    probability: float = Field(default=0.0, ge=0, le=1)

    @property
    def label(self) -> str:
        """The name with its country, to tell it from its namesakes."""
        return f"{self.name}, {self.country}" if self.country else self.name


class DraftPlace(Part):
    """A place: where it lies (GeoJSON, or None as long as nobody knows), what was proposed, what the author says.

    ``guess`` is the id of the gazetteer's place that the geometry is taken from, "" where somebody drew it or a file
    has it; ``probability`` how likely the proposal was said to be right, with its ``reason`` in words. Without a
    geometry ``guesses`` are too doubtful to be drawn (with their probability), or spelled nearly so (without one).
    ``kept`` are the keys of a Linked Places feature that came from a file.
    """

    id: Id
    title: Words
    state: State = "proposed"
    certainty: Certainty = "certain"
    reason: Words = ""
    probability: float = Field(default=0.0, ge=0, le=1)
    geometry: dict[str, Any] | None = None
    guess: Annotated[str, StringConstraints(max_length=200)] = ""
    guesses: tuple[Guess, ...] = Field(default=(), max_length=20)
    near: Words = ""
    description: Words = ""
    kept: dict[str, Any] = {}

    @model_validator(mode="after")
    def on_the_globe(self) -> DraftPlace:
        if self.geometry is not None:
            if set(self.geometry) != {"type", "coordinates"}:
                raise ValueError("a geometry has a type and coordinates")
            if found := geometry_fault(str(self.geometry["type"]), self.geometry["coordinates"]):
                raise ValueError(found[1])
        return self

    @property
    def chosen(self) -> Guess | None:
        """The place of the gazetteer that it is, where it is one."""
        return next((each for each in self.guesses if each.id == self.guess), None) if self.guess else None


class DraftPerson(Part):
    """Somebody in the story."""

    id: Id
    name: Words
    role: Words = ""
    state: State = "proposed"
    kept: dict[str, Any] = {}


class Spot(Part):
    """A name or a date in the text, ``text[start:end]``; for a date ``date`` is EDTF.

    ``probability`` and ``reason`` are what a program thought of a place's name, ``comment`` is what a person said.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    form: Form
    places: tuple[Id, ...] = ()
    person: Id | None = None
    date: Words | None = None
    comment: Words | None = None
    probability: float | None = None
    reason: Words = ""


class DraftHeading(Part):
    """A heading of the text; ``paragraph`` is the number, from 1, of the paragraph that follows it."""

    text: Words
    paragraph: int = Field(ge=1)


class DraftLink(Part):
    """An arrow of a step from place to place; without a ``status`` it has that of its step."""

    origin: Id
    destination: Id
    kind: Kind = "journey"
    label: Words = ""
    status: Status | None = None


class DraftStep(Part):
    """One step; ``date_note`` says why it is ``undated``. ``kept`` are keys of ``story.yaml`` that no door edits."""

    id: Id
    title: Words
    date: Words = ""
    undated: bool = False
    date_note: Words = ""
    places: tuple[Id, ...] = ()
    people: tuple[Id, ...] = ()
    paragraphs: tuple[Annotated[int, Field(ge=1)], ...] = ()
    status: Status = "stated"
    disputed_by: tuple[Id, ...] = ()
    editorial: bool = False
    links: tuple[DraftLink, ...] = Field(default=(), max_length=MOST_LINKS)
    text: Annotated[str, StringConstraints(max_length=MOST_TEXT)] = ""
    kept: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def of_a_story(cls, value: Any) -> Any:
        """Keys as ``story.yaml`` writes them, among what is kept, are the step's: drafts had them so at first."""
        kept = value.get("kept") if isinstance(value, dict) else None
        if not isinstance(kept, dict) or not {"links", "undated", "date_note"} & set(kept):
            return value
        links = kept.get("links") or []
        if not isinstance(links, list) or not all(isinstance(each, dict) for each in links):
            raise ValueError("its arrows cannot be read")
        names = {"from": "origin", "to": "destination"}
        read: dict[str, Any] = {}
        if links:
            read["links"] = [{names.get(key, key): each for key, each in link.items()} for link in links]
        read |= {key: kept[key] for key in ("undated", "date_note") if key in kept}
        rest = {key: each for key, each in kept.items() if key not in ("links", "undated", "date_note")}
        return {**value, **read, "kept": rest}


Named = TypeVar("Named", DraftPlace, DraftPerson, DraftStep)  # parts that have an id


class DraftSource(Part):
    """What the text is. ``own``: the author says that it is theirs to publish, so its words may stand in the steps."""

    title: Words = ""
    authors: Words = ""  # with commas between, or semicolons where a name has a comma
    publication: Words = ""
    date: Words = ""
    provenance: Words = ""
    url: Words = ""
    own: bool = False
    kept: dict[str, Any] = {}


class Draft(Part):
    """A story in the making.

    ``origin`` is what it was made of: a text that a program has read, another program's file, or a story. ``bracket``
    is the date (EDTF) of steps of a text that names none. ``program``, ``file`` and ``read_on`` (ISO 8601) say where
    an import is from, ``lost`` and ``look`` are its sentences: what could not be kept, and what wants the author's eye.
    """

    version: Literal[1] = 1
    slug: Id
    origin: Literal["text", "file", "story"] = "story"
    title: Words = ""
    subtitle: Words = ""
    summary: Words = ""
    language: Annotated[str, StringConstraints(max_length=40)] = "en"
    source: DraftSource = DraftSource()
    text: str = ""
    paragraphs: tuple[tuple[int, int], ...] = ()
    headings: tuple[DraftHeading, ...] = ()
    bracket: Words = ""
    marks: tuple[Spot, ...] = ()
    places: tuple[DraftPlace, ...] = ()
    people: tuple[DraftPerson, ...] = ()
    steps: tuple[DraftStep, ...] = ()
    program: Words = ""
    file: Words = ""
    read_on: Words = ""
    lost: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    kept: dict[str, Any] = {}
    stand_off: str = ""  # annotations of a text that is not here

    @model_validator(mode="after")
    def fits(self) -> Draft:
        for what, ids in (
            ("place", [each.id for each in self.places]),
            ("person", [each.id for each in self.people]),
            ("step", [each.id for each in self.steps]),
        ):
            if len(set(ids)) < len(ids):
                raise ValueError(f"two of its {what}s have one id")
        end = 0
        for mark in self.marks:
            if not end <= mark.start < mark.end <= len(self.text):
                raise ValueError("its marks do not fit its text")
            end = mark.end
        end = 0
        for start, stop in self.paragraphs:
            if not end <= start < stop <= len(self.text):
                raise ValueError("its paragraphs do not fit its text")
            end = stop
        return self

    def place(self, id: str) -> DraftPlace:
        """A place by its id. Raises DraftError."""
        return one_of(self.places, id, "place")

    def person(self, id: str) -> DraftPerson:
        """A person by their id. Raises DraftError."""
        return one_of(self.people, id, "person")

    def step(self, id: str) -> DraftStep:
        """A step by its id. Raises DraftError."""
        return one_of(self.steps, id, "step")

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each paragraph starts."""
        return tuple(start for start, _ in self.paragraphs)

    def paragraph_of(self, position: int) -> int:
        """The number of the paragraph in which a code point lies; 0 in a heading."""
        return paragraph_at(self.starts, self.paragraphs, position)

    def words_of(self, mark: Spot) -> str:
        """The letters of a mark, on one line."""
        return " ".join(self.text[mark.start : mark.end].split())

    @cached_property
    def marked(self) -> Mapping[str, tuple[Spot, ...]]:
        """The marks of each place, by its id."""
        found: dict[str, list[Spot]] = {}
        for mark in self.marks:
            for id in mark.places:
                found.setdefault(id, []).append(mark)
        return {id: tuple(marks) for id, marks in found.items()}

    @cached_property
    def spoken(self) -> Mapping[str, tuple[Spot, ...]]:
        """The marks of each person, by their id."""
        found: dict[str, list[Spot]] = {}
        for mark in self.marks:
            if mark.person:
                found.setdefault(mark.person, []).append(mark)
        return {id: tuple(marks) for id, marks in found.items()}

    @cached_property
    def place_names(self) -> Mapping[str, Spelled]:
        """How the text writes each place: every spelling with its paragraphs, the most frequent first."""
        return {id: spelled(self, marks) for id, marks in self.marked.items()}

    @cached_property
    def person_names(self) -> Mapping[str, Spelled]:
        """How the text writes each person, as above."""
        return {id: spelled(self, marks) for id, marks in self.spoken.items()}

    @cached_property
    def dated(self) -> tuple[tuple[Date, Spot], ...]:
        """The dates that the text names, in order."""
        found = []
        for mark in self.marks:
            try:
                found += [(parse_date(mark.date), mark)] if mark.date else []
            except ValueError:
                continue
        return tuple(found)

    def numbers_of(self, id: str, people: bool = False) -> tuple[int, ...]:
        """The numbers of the paragraphs that name a place, or a person, in order."""
        names = (self.person_names if people else self.place_names).get(id, {})
        return tuple(sorted({number for numbers in names.values() for number in numbers}))


def paragraph_at(starts: Sequence[int], ranges: Sequence[tuple[int, int]], position: int) -> int:
    """The number, from 1, of the paragraph in which a code point lies; 0 in a heading."""
    number = bisect_right(starts, position)
    return number if number and position < ranges[number - 1][1] else 0


def spelled(draft: Draft, marks: Iterable[Spot]) -> Spelled:
    """Each spelling with its paragraphs, the most frequent first; those that differ in case only count as one.

    What stands in a heading only counts where no paragraph names it.
    """
    said = [(draft.words_of(each), draft.paragraph_of(each.start)) for each in marks]
    times: Counter[str] = Counter()
    first: dict[str, str] = {}
    numbers: dict[str, set[int]] = {}
    for name, number in [each for each in said if each[1]] or said:
        key = name.casefold()
        if key not in first or (first[key].isupper() and not name.isupper()):
            first[key] = name
        times[key] += 1
        numbers.setdefault(key, set()).update([number] if number else [])
    return {first[key]: tuple(sorted(numbers[key])) for key, _ in times.most_common()}


def one_of(parts: tuple[Named, ...], id: str, what: str) -> Named:
    """The part of that id."""
    for each in parts:
        if each.id == id:
            return each
    raise DraftError(f"There is no {what} “{id[:60]}” in this draft any more.")


def read_draft(value: Any) -> Draft:
    """What a browser or a file kept, as a draft.

    Raises
    ------
    DraftError
        In one sentence, where it is none, or larger than the studio takes.
    """
    try:
        return check_size(Draft.model_validate(value))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise DraftError(f"This is no draft of the studio: {where + ': ' if where else ''}{said}.") from None


def check_size(draft: Draft) -> Draft:
    """A draft unchanged; DraftError where it is larger than the studio takes."""
    check_letters(draft.text)
    for parts, most, word in (
        (draft.steps, MOST_STEPS, "steps"),
        (draft.places, MOST_PLACES, "places"),
        (draft.people, MOST_PEOPLE, "people"),
        (draft.marks, MOST_MARKS, "marked names and dates"),
    ):
        if len(parts) > most:
            raise DraftError(f"The draft has {len(parts):,} {word}; the studio takes {most:,}.")
    return draft


def check_letters(text: str) -> None:
    """Refuse a text that is longer than the studio takes, before any work is done for it."""
    if len(text) > MOST_STUDIO_LETTERS:
        raise DraftError(
            f"The text has {len(text):,} letters; the studio takes {MOST_STUDIO_LETTERS:,}, about 100 pages. "
            "Take a part of it, or use “python -m narrative new” for a book."
        )


def changed(draft: AnyPart, **values: Any) -> AnyPart:
    """A draft or a part of one with other values, checked like one that was read.

    >>> changed(DraftPerson(id="anna", name="Anna"), role="ferrywoman").role
    'ferrywoman'
    """
    return type(draft).model_validate({**{key: getattr(draft, key) for key in type(draft).model_fields}, **values})


def replaced(parts: tuple[Named, ...], part: Named) -> tuple[Named, ...]:
    """The parts with one of them renewed; its id says which."""
    return tuple(part if each.id == part.id else each for each in parts)


def sha256_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
