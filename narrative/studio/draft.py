"""The draft of a story as one plain JSON value: the text, what stands in it, the places, the people and the steps.

A draft never changes: every function of the studio takes one and returns another. It lives in the author's session
and browser, and nowhere else; `Draft.model_validate` is the gate for what a browser or a file brings back.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from geo.gazetteer.geometry_checks import geometry_fault
from geo.gazetteer.lpf import Certainty
from geo.reading.validation import SLUG, slug_like
from narrative.source.annotation_parts import Form
from narrative.story.schema import Kind, Status

MOST_LETTERS = 200_000  # about 100 printed pages
MOST_PLACES, MOST_STEPS, MOST_PEOPLE, MOST_MARKS = 1_000, 300, 500, 10_000
MOST_FIELD = 20_000  # letters of one field
MOST_LINKS = 40  # arrows of one step
ID_LETTERS = 36
State = Literal["proposed", "accepted", "rejected"]
Words = Annotated[str, StringConstraints(max_length=MOST_FIELD)]
Id = Annotated[str, StringConstraints(max_length=120, pattern=f"^{SLUG.pattern}$")]


class StudioError(ValueError):
    """What cannot be done, as one sentence for the author."""


class Part(BaseModel):
    """A part of a draft: it does not change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


class DraftPlace(Part):
    """A place: where it lies (GeoJSON, or None as long as nobody knows), what was proposed, what the author says.

    ``guess`` is the id of the gazetteer's place that the geometry is taken from, "" where the author drew it;
    ``probability`` how likely the first of ``guesses`` was said to be, with its ``reason`` in words.
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


class DraftPerson(Part):
    """Somebody in the story."""

    id: Id
    name: Words
    role: Words = ""
    state: State = "proposed"
    kept: dict[str, Any] = {}


class Spot(Part):
    """A name or a date in the text, ``text[start:end]``; for a date ``date`` is EDTF."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    form: Form
    places: tuple[Id, ...] = ()
    person: Id | None = None
    date: Words | None = None
    comment: Words | None = None


class DraftLink(Part):
    """An arrow of a step from place to place; without a ``status`` it has that of its step."""

    origin: Id
    destination: Id
    kind: Kind = "journey"
    label: Words = ""
    status: Status | None = None


class DraftStep(Part):
    """One step; ``kept`` are the keys of ``story.yaml`` that the studio leaves as they are."""

    id: Id
    title: Words
    date: Words = ""
    places: tuple[Id, ...] = ()
    people: tuple[Id, ...] = ()
    paragraphs: tuple[Annotated[int, Field(ge=1)], ...] = ()
    status: Status = "stated"
    disputed_by: tuple[Id, ...] = ()
    editorial: bool = False
    links: tuple[DraftLink, ...] = Field(default=(), max_length=MOST_LINKS)
    text: Words = ""
    kept: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def links_of_a_story(cls, value: Any) -> Any:
        """Arrows as ``story.yaml`` writes them, among what is kept, are the step's: drafts had them so at first."""
        kept = value.get("kept") if isinstance(value, dict) else None
        if not isinstance(kept, dict) or "links" not in kept:
            return value
        links = kept["links"] or []
        if not isinstance(links, list) or not all(isinstance(each, dict) for each in links):
            raise ValueError("its arrows cannot be read")
        names = {"from": "origin", "to": "destination"}
        read = [{names.get(key, key): each for key, each in link.items()} for link in links]
        return {**value, "links": read, "kept": {key: each for key, each in kept.items() if key != "links"}}


class DraftSource(Part):
    """What the text is. ``own``: the author says that it is theirs to publish."""

    title: Words = ""
    authors: Words = ""  # with commas between
    publication: Words = ""
    date: Words = ""
    provenance: Words = ""
    url: Words = ""
    own: bool = False
    kept: dict[str, Any] = {}


class Draft(Part):
    """A story in the making."""

    version: Literal[1] = 1
    slug: Id
    title: Words = ""
    subtitle: Words = ""
    summary: Words = ""
    language: Annotated[str, StringConstraints(max_length=40)] = "en"
    source: DraftSource = DraftSource()
    text: Annotated[str, StringConstraints(max_length=MOST_LETTERS)] = ""
    paragraphs: tuple[tuple[int, int], ...] = ()
    marks: tuple[Spot, ...] = Field(default=(), max_length=MOST_MARKS)
    places: tuple[DraftPlace, ...] = Field(default=(), max_length=MOST_PLACES)
    people: tuple[DraftPerson, ...] = Field(default=(), max_length=MOST_PEOPLE)
    steps: tuple[DraftStep, ...] = Field(default=(), max_length=MOST_STEPS)
    kept: dict[str, Any] = {}
    stand_off: str = Field(default="", max_length=2_000_000)  # annotations of a text that is not here

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
        """A place by its id. Raises StudioError."""
        return one_of(self.places, id, "place")

    def person(self, id: str) -> DraftPerson:
        """A person by their id. Raises StudioError."""
        return one_of(self.people, id, "person")

    def step(self, id: str) -> DraftStep:
        """A step by its id. Raises StudioError."""
        return one_of(self.steps, id, "step")

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each paragraph starts."""
        return tuple(start for start, _ in self.paragraphs)

    def paragraph_of(self, position: int) -> int:
        """The number of the paragraph in which a code point lies, or 0."""
        number = bisect_right(self.starts, position)
        return number if number and position < self.paragraphs[number - 1][1] else 0

    def words_of(self, mark: Spot) -> str:
        """The letters of a mark."""
        return self.text[mark.start : mark.end]

    def spellings(self, place: str) -> tuple[str, ...]:
        """How the text writes a place, each spelling once, in the order of the text."""
        return tuple(dict.fromkeys(self.words_of(each) for each in self.marks if place in each.places))


def one_of(parts: tuple[Any, ...], id: str, what: str) -> Any:
    """The part of that id."""
    for each in parts:
        if each.id == id:
            return each
    raise StudioError(f"There is no {what} “{id[:60]}” in this draft any more.")


def read_draft(value: Any) -> Draft:
    """What a browser or a file kept, as a draft.

    Raises
    ------
    StudioError
        In one sentence, where it is none.
    """
    try:
        return Draft.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(each) for each in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise StudioError(f"This is no draft of the studio: {where + ': ' if where else ''}{said}.") from None


def changed(draft: Any, **values: Any) -> Any:
    """A draft or a part of one with other values, checked like one that was read.

    >>> changed(DraftPerson(id="anna", name="Anna"), role="ferrywoman").role
    'ferrywoman'
    """
    return type(draft).model_validate({**{key: getattr(draft, key) for key in type(draft).model_fields}, **values})


def replaced(parts: tuple[Any, ...], part: Any) -> tuple[Any, ...]:
    """The parts with one of them renewed; its id says which."""
    return tuple(part if each.id == part.id else each for each in parts)


def new_id(words: str, taken: Any, otherwise: str) -> str:
    """An id made of some words that nothing else has.

    >>> new_id("Ongjin!", {"ongjin"}, "place"), new_id("평양", set(), "place")
    ('ongjin-2', 'place')
    """
    base = slug_like(words)[:ID_LETTERS].rsplit("-", 1)[0] if len(slug_like(words)) > ID_LETTERS else slug_like(words)
    base = base.strip("-") or otherwise
    ids, number, id = set(taken), 2, base
    while id in ids:
        id, number = f"{base}-{number}", number + 1
    return id


def paragraphs_of(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of every paragraph: blocks between blank lines; a text without any has one in each line.

    >>> paragraphs_of("One.\\n\\n  Two,\\nstill two. \\n")
    ((0, 4), (8, 23))
    >>> paragraphs_of("One.\\nTwo.")
    ((0, 4), (5, 9))
    """
    found = tuple(match.span() for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*(?<=\S)", text))
    if len(found) < 2 and "\n" in text.strip():
        found = tuple(match.span() for match in re.finditer(r"\S(?:.*\S)?", text))
    return found


def cleaned(text: str) -> str:
    """A text as the studio keeps it: line ends are one sign, control characters and a byte order mark are gone.

    >>> cleaned("\\ufeffA\\r\\nB\\x00")
    'A\\nB'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", "", text)


def sha256_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
