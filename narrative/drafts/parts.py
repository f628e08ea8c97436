"""What a draft is made of: places, people, steps, links, the marks in the text, and what is known of the source."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from geo.gazetteer.geometry_checks import geometry_fault
from geo.reading.validation import SLUG
from narrative.source.annotation_parts import Form
from narrative.story.fields import as_list
from narrative.story.limits import MOST_FIELD, MOST_LINKS, MOST_TEXT
from narrative.story.words import AUTHORS_OWN, CERTAIN, NEW_LINK, CertaintyWord, KindWord, StatusWord

State = Literal["proposed", "accepted", "rejected"]
Words = Annotated[str, StringConstraints(max_length=MOST_FIELD)]
Id = Annotated[str, StringConstraints(max_length=120, pattern=f"^{SLUG.pattern}$")]


class DraftError(ValueError):
    """What cannot be done, as one sentence for the author."""


class Part(BaseModel):
    """A part of a draft: it does not change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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
    certainty: CertaintyWord = CERTAIN
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

    ``reading`` is the story's, of a name that may mean one place or another. ``probability`` and ``reason`` are what a
    program thought of a place's name, ``reason`` what a date rests on; ``comment`` is what a person said. ``foreign``
    is a date of another calendar.
    """

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    form: Form
    places: tuple[Id, ...] = ()
    person: Id | None = None
    date: Words | None = None
    comment: Words | None = None
    reading: Id | None = None
    probability: float | None = None
    reason: Words = ""
    foreign: bool = False


class DraftHeading(Part):
    """A heading of the text; ``paragraph`` is the number, from 1, of the paragraph that follows it."""

    text: Words
    paragraph: int = Field(ge=1)
    level: int = Field(default=2, ge=1, le=6)


class DraftDateline(Part):
    """A line, ``text[start:end]``, that dates the paragraphs ``first`` to ``last`` (`narrative.reading.datelines`)."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    first: int = Field(ge=1)
    last: int = Field(ge=1)
    date: Words = ""
    sure: bool = True


class DraftLink(Part):
    """A link of a step from place to place; without a ``status`` it has that of its step.

    Its way, its side and who says so are kept as a story has them; no door edits them.
    """

    origin: Id
    destination: Id
    kind: KindWord = NEW_LINK
    label: Words = ""
    status: StatusWord | None = None
    via: tuple[Id, ...] = ()
    along: Id | None = None
    schematic: bool | None = None
    side: Id | None = None
    speaker: Words | None = None
    paragraphs: tuple[int, ...] = ()
    sources: Annotated[tuple[str, ...], BeforeValidator(as_list)] = ()

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of all places that it names."""
        return (self.origin, *self.via, *([self.along] if self.along else []), self.destination)


KEYS_NOW_FIELDS = {"links", "undated", "date_note", "date_as_written", "unplaced", "place_note", "confirmed"}


class DraftStep(Part):
    """One step; ``date_note`` says why it is ``undated``, ``place_note`` why it is ``unplaced``, ``date_as_written`` is
    the source's own words for its date.

    ``confirmed`` is the author's word that it is as it should be. ``kept`` are keys of ``story.yaml`` that no door
    edits.
    """

    id: Id
    title: Words
    date: Words = ""
    undated: bool = False
    date_note: Words = ""
    date_as_written: Words = ""
    places: tuple[Id, ...] = ()
    unplaced: bool = False
    place_note: Words = ""
    people: tuple[Id, ...] = ()
    paragraphs: tuple[Annotated[int, Field(ge=1)], ...] = ()
    status: StatusWord = AUTHORS_OWN
    disputed_by: tuple[Id, ...] = ()
    editorial: bool = False
    confirmed: bool = False
    links: tuple[DraftLink, ...] = Field(default=(), max_length=MOST_LINKS)
    text: Annotated[str, StringConstraints(max_length=MOST_TEXT)] = ""
    kept: dict[str, Any] = {}

    @model_validator(mode="before")
    @classmethod
    def of_a_story(cls, value: Any) -> Any:
        """Keys as ``story.yaml`` writes them, among what is kept, are the step's: drafts had them so at first."""
        kept = value.get("kept") if isinstance(value, dict) else None
        if not isinstance(kept, dict) or not KEYS_NOW_FIELDS & set(kept):
            return value
        links = kept.get("links") or []
        if not isinstance(links, list) or not all(isinstance(each, dict) for each in links):
            raise ValueError("its links cannot be read")
        names = {"from": "origin", "to": "destination"}
        read: dict[str, Any] = {}
        if links:
            read["links"] = [{names.get(key, key): each for key, each in link.items()} for link in links]
        read |= {key: kept[key] for key in KEYS_NOW_FIELDS - {"links"} if key in kept}
        rest = {key: each for key, each in kept.items() if key not in KEYS_NOW_FIELDS}
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


def changed(draft: AnyPart, **values: Any) -> AnyPart:
    """A draft or a part of one with other values, checked like one that was read.

    >>> changed(DraftPerson(id="anna", name="Anna"), role="ferrywoman").role
    'ferrywoman'
    """
    return type(draft).model_validate({**{key: getattr(draft, key) for key in type(draft).model_fields}, **values})


def replaced(parts: tuple[Named, ...], part: Named) -> tuple[Named, ...]:
    """The parts with one of them renewed; its id says which."""
    return tuple(part if each.id == part.id else each for each in parts)
