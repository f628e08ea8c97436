"""The keys of ``story.yaml``: a strict schema, in which an unknown key is a fault."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from geo.validation import check_https, check_language, check_slug, quoted
from narrative.dates import Date, parse_date
from narrative.yaml_lines import YamlInt

Status = Literal["stated", "reported", "disputed"]
Kind = Literal["message", "journey", "movement"]

MOMENT_LETTERS = 24  # what stands beside a line across the time line
RESERVED = {
    "announcer",
    "card",
    "choose",
    "claims",
    "map",
    "next",
    "people",
    "places",
    "previous",
    "progress-bar",
    "progress-count",
}
RESERVED |= {"search", "source", "story", "theme", "works"}
RESERVED_STARTS = ("claim-", "part-", "person-", "place-", "search-", "work-")


def as_text(value: Any) -> Any:
    """A number that stands where text belongs, as it was written: ``title: 1984``."""
    return value.written if isinstance(value, YamlInt) else value


def as_date(value: Any) -> Any:
    """EDTF text as a Date; what is no text is left for pydantic to refuse."""
    if value is None or isinstance(value, (bool, list, dict)):
        raise ValueError(f'a date is {quoted(value)}; write EDTF text such as "1949-05-27"')
    return value if isinstance(value, Date) else parse_date(str(as_text(value)))


def as_list(value: Any) -> Any:
    """One text as a list of one, where a key takes both."""
    return [value] if isinstance(value, (str, YamlInt)) else value


def check_step_id(value: str) -> str:
    """A step's id is an id in the page too, so those of the page's own elements are taken.

    >>> check_step_id("map")
    Traceback (most recent call last):
    ValueError: the id "map" is one that the page needs itself; choose another
    """
    check_slug(value)
    if value in RESERVED or value.startswith(RESERVED_STARTS) or value.endswith("-title"):
        raise ValueError(f"the id {quoted(value)} is one that the page needs itself; choose another")
    return value


Text = Annotated[str, BeforeValidator(as_text), StringConstraints(strip_whitespace=True, min_length=1)]
RawText = Annotated[str, BeforeValidator(as_text), StringConstraints(min_length=1)]  # lines count: nothing is stripped
Slug = Annotated[str, BeforeValidator(as_text), AfterValidator(check_slug)]
StepId = Annotated[str, BeforeValidator(as_text), AfterValidator(check_step_id)]
Edtf = Annotated[Date, BeforeValidator(as_date)]
Https = Annotated[str, BeforeValidator(as_text), AfterValidator(check_https)]
Paragraph = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]


class Strict(BaseModel):
    """A part of the document: values cannot change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Source(Strict):
    """The document that a story retells; ``paragraphs`` is their number, ``short`` how notes cite it."""

    title: Text
    authors: tuple[Text, ...] = Field(min_length=1)
    publication: Text
    date: Edtf
    paragraphs: Paragraph
    provenance: Text
    page: Text | None = None
    sha256: Annotated[str, BeforeValidator(as_text)] | None = None
    url: Https | None = None
    short: Text | None = None

    @model_validator(mode="after")
    def hexadecimal(self) -> Source:
        if self.sha256 is not None and (len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef")):
            raise ValueError('"sha256" must be 64 digits 0-9 a-f; run "sha256sum" on the document')
        return self


class Person(Strict):
    """Somebody in the story; ``as_written`` holds the source's own spellings."""

    id: Slug
    name: Text
    role: Text
    as_written: tuple[Text, ...] = ()
    note: Text | None = None


class Work(Strict):
    """A work that editor's notes rest on."""

    id: Slug
    citation: Text
    url: Https | None = None


class CitedModel(Strict):
    paragraphs: tuple[Paragraph, ...] = ()


class CameraModel(Strict):
    places: tuple[Slug, ...] = Field(min_length=1)


class LinkModel(Strict):
    origin: Slug = Field(alias="from")
    destination: Slug = Field(alias="to")
    kind: Kind
    label: Text | None = None
    status: Status | None = None


class NoteModel(Strict):
    text: RawText
    source: Annotated[tuple[Slug, ...], BeforeValidator(as_list)] = Field(min_length=1)


class StepModel(Strict):
    id: StepId
    title: Text
    date: Edtf
    places: tuple[Slug, ...] = Field(min_length=1)
    source: CitedModel
    status: Status
    text: RawText
    date_note: Text | None = None
    undated: Flag = False
    map_date: Edtf | None = None
    people: tuple[Slug, ...] = ()
    editorial: Flag = False
    confirmed: Flag = False  # the author's word that a drafted step stays as it is, whatever the text becomes
    disputed_by: tuple[Slug, ...] = ()
    links: tuple[LinkModel, ...] = ()
    camera: CameraModel | None = None
    notes: tuple[NoteModel, ...] = ()


class SideModel(Strict):
    """What one side says: who to whom, passed on by whom; a slug is the id of a person or place, or ``authors``."""

    speaker: Text
    step: Slug
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)
    status: Status
    says: RawText
    via: Text | None = None
    hearer: Text | None = None
    date: Edtf | None = None


class JudgementModel(Strict):
    """How the authors of the source judge a claim, or, where ``open``, that they do not."""

    text: RawText
    paragraphs: tuple[Paragraph, ...] = ()
    open: Flag = False


class ClaimModel(Strict):
    """A question, and what each side says to it."""

    id: Slug
    title: Text
    sides: tuple[SideModel, ...]
    judgement: JudgementModel
    notes: tuple[NoteModel, ...] = ()


class Moment(Strict):
    """A day that the time line marks, such as the start of a war."""

    date: Edtf
    label: Text

    @model_validator(mode="after")
    def short_and_certain(self) -> Moment:
        if self.date.earliest != self.date.latest or self.date.approximate or self.date.uncertain:
            raise ValueError(f'a moment is one day, and its date is "{self.date.edtf}"; write a day: "1950-06-25"')
        if len(self.label) > MOMENT_LETTERS:
            raise ValueError(f'the label "{self.label}" has {len(self.label)} letters; write {MOMENT_LETTERS} at most')
        return self


class StoryModel(Strict):
    """The top of the file; people, works, steps and claims are read one by one: a fault in one hides no other."""

    title: Text
    summary: Text
    language: Annotated[Text, AfterValidator(check_language)]
    source: Source
    steps: list[Any] = Field(min_length=1)
    subtitle: Text | None = None
    cover: Slug | None = None  # the step whose map stands beside the title on pictures for sharing
    reference_line: Slug | None = None  # the line from which place cards measure, such as a parallel
    draft: Flag = False  # steps as another program or a first reading left them: their texts may have any length
    moments: tuple[Moment, ...] = ()
    people: list[Any] = []
    works: list[Any] = []
    claims: list[Any] = []
