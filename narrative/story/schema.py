"""The keys of ``story.yaml``: a strict schema, in which an unknown key is a fault."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from geo.reading.validation import check_language
from narrative.story.dates import UNDATED, Date
from narrative.story.fields import (
    DATE_FORM,
    ONE_OR_MORE,
    Edtf,
    Flag,
    Https,
    Paragraph,
    RawText,
    Slug,
    StepId,
    Text,
    as_date,
    as_list,
    as_text,
)
from narrative.story.media_schema import MediaModel
from narrative.story.overlay_schema import FlowUse, LayerUse, OverlayUse, TilesModel
from narrative.story.words import (
    MOMENT_LETTERS,
    OWN_WORDS,
    CertaintyWord,
    ColourWord,
    KindWord,
    PatternWord,
    StandingWord,
    StatusWord,
    WordingWord,
)


class Strict(BaseModel):
    """A part of the document: values cannot change, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


class Hand(Strict):
    """One of the hands through which the source came: an archive, a book, a newspaper, a message, a site."""

    what: Text
    """What it was then, in a few words."""
    date: Annotated[Date | None, BeforeValidator(as_date), DATE_FORM] = None
    """When, as EDTF."""
    note: Text | None = None
    """What happened to it there."""


class Source(Strict):
    """The document that a story retells; ``paragraphs`` is their number, ``short`` how notes cite it."""

    title: Text
    """The document's title, as it stands there."""
    authors: tuple[Text, ...] = Field(min_length=1)
    """Who wrote it, each by name."""
    publication: Text
    """The paper, book or archive in which it stands."""
    paragraphs: Paragraph
    """How many paragraphs it has; each is cited by some step, but for those under ``aside``."""
    provenance: Text
    """How this text came to the editor, and what is known of its making."""
    date: Annotated[Date, BeforeValidator(as_date), DATE_FORM] = Field(default_factory=lambda: UNDATED)
    """When it was published, as EDTF; left out where nobody knows."""
    aside: tuple[Paragraph, ...] = ()
    """The paragraphs that tell nothing: by-lines, notes, lists of works."""
    page: Text | None = None
    """The page or pages on which it stands."""
    hands: tuple[Hand, ...] = ()
    """Through what it came to the reader, the oldest first: documents, archives, a book, a newspaper, a site."""
    sha256: Annotated[str, BeforeValidator(as_text)] | None = None
    """The SHA-256 of the text that the annotations belong to, 64 digits 0-9 a-f."""
    url: Https | None = None
    """Where it can be read, an https address."""
    short: Text | None = None
    """How notes and cards cite it in a word or two."""

    @model_validator(mode="after")
    def hexadecimal(self) -> Source:
        if self.sha256 is not None and (len(self.sha256) != 64 or set(self.sha256) - set("0123456789abcdef")):
            raise ValueError('"sha256" must be 64 digits 0-9 a-f; run "sha256sum" on the document')
        return self


class Person(Strict):
    """Somebody in the story; ``as_written`` holds the source's own spellings."""

    id: Slug
    """The word by which steps name the person: lower-case letters, digits, single hyphens."""
    name: Text
    """The name as the story writes it."""
    role: Text
    """What the person was at the time, in a few words."""
    as_written: tuple[Text, ...] = ()
    """The source's own spellings of the name."""
    note: Text | None = None
    """What a reader should know besides, such as a doubt about who is meant."""


class Work(Strict):
    """A work that editor's notes and statements rest on."""

    id: Slug
    """The word by which notes name the work."""
    citation: Text
    """The work in full, as a bibliography has it."""
    url: Https | None = None
    """Where it can be read or found, an https address."""


class CitedModel(Strict):
    """What of the source a step rests on."""

    paragraphs: tuple[Paragraph, ...] = ()
    """The numbers of the source's paragraphs, counted from 1."""


class CameraModel(Strict):
    """What the camera frames, instead of all the step's places."""

    places: tuple[Slug, ...] = Field(min_length=1)
    """The ids of the places that the camera frames."""


class LinkModel(Strict):
    """What leads from place to place, with its direction."""

    origin: Slug = Field(alias="from")
    """The id of the place where it begins."""
    destination: Slug = Field(alias="to")
    """The id of the place where it ends."""
    kind: KindWord
    """What travels: {kinds}."""
    label: Text | None = None
    """What is lettered on the link."""
    status: StatusWord | None = None
    """How the source vouches for it, where that differs from the step."""
    speaker: Text | None = None
    """Who says that it was so, where somebody does: the id of a person or place, authors, or words."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The paragraphs of the source that tell it, where they are not all of the step's."""
    sources: Annotated[tuple[Slug, ...], BeforeValidator(as_list), ONE_OR_MORE] = ()
    """The ids of the works or documents that it rests on."""
    via: tuple[Slug, ...] = ()
    """The ids of the places on its way, in order: it is drawn through them."""
    along: Slug | None = None
    """The id of a place whose geometry is a line (a river, a road): it is drawn along that line."""
    schematic: Flag | None = None
    """true where the arrow is no route; without it, an arrow from or to an area is none unless it has a way."""
    side: Slug | None = None
    """The id of the side that moves, one of the story's sides."""


class LinkSide(Strict):
    """A side whose links have a colour and a pattern of their own: an army, a government."""

    id: Slug
    """The word by which links name the side."""
    name: Text
    """The side's name, as the map's key has it."""
    colour: ColourWord
    """The colour of its links: {colours}."""
    pattern: PatternWord
    """What runs along the middle of its links: {patterns}."""


class NoteModel(Strict):
    """An editor's note: what is not in the source, and the works it rests on."""

    text: RawText
    """What the editor adds and the source does not say, as CommonMark."""
    source: Annotated[tuple[Slug, ...], BeforeValidator(as_list), ONE_OR_MORE] = Field(min_length=1)
    """The ids of the works or documents that it rests on, one or a list."""


class StepModel(Strict):
    """One step: one card of text and one view of the map."""

    id: StepId
    """The step's address in the page: lower-case letters, digits, single hyphens."""
    title: Text
    """The heading of the card."""
    places: tuple[Slug, ...] = Field(min_length=1)
    """The ids of the places that the map lights up and the camera shows."""
    source: CitedModel
    """What the step rests on."""
    status: StatusWord
    """{statuses}."""
    text: RawText
    """What happened, in our own words, as CommonMark of {card} words; place:, person:, step:, statement: are links."""
    date: Annotated[Date | None, BeforeValidator(as_date), DATE_FORM] = None
    """When it happened, as EDTF: 1949-05-27, 1949-10-15~ (about), 1949-21 (spring), 1949-04/1949-05, -0043 (44 BC)."""
    date_note: Text | None = None
    """What the date rests on, where the source does not give it plainly."""
    date_as_written: Text | None = None
    """The source's own words for the date, where they say more: "18 Brumaire, year VIII", or one that is not read."""
    undated: Flag = False
    """true where the source gives no date: a date beside it is then the editor's bracket, for the map and the order."""
    map_date: Edtf | None = None
    """The date of the map's borders, where it is not the step's."""
    people: tuple[Slug, ...] = ()
    """The ids of the people who take part."""
    editorial: Flag = False
    """true where the step is the editor's own and not in the source."""
    confirmed: Flag = False
    """The author's word that a drafted step is as it should be: it is no draft any more, whatever the text becomes."""
    unplaced: Flag = False
    """true where the source names no place: the places are then the editor's guess, and drawn as one."""
    place_note: Text | None = None
    """What the places rest on, where the source does not name them."""
    disputed_by: tuple[Slug, ...] = ()
    """The ids of the steps that speak against this one."""
    links: tuple[LinkModel, ...] = ()
    """What leads from place to place on the map: {links}."""
    camera: CameraModel | None = None
    """What the camera frames, where it is not the step's places."""
    overlays: tuple[OverlayUse, ...] = ()
    """The old maps that the map shows."""
    layers: tuple[LayerUse, ...] = ()
    """The coloured regions that the map shows."""
    flows: tuple[FlowUse, ...] = ()
    """The flows that the map shows."""
    notes: tuple[NoteModel, ...] = ()
    """The editor's notes."""
    silent: tuple[Text, ...] = ()
    """What the source leaves open, each in a few words: who fired first."""
    formerly: tuple[Slug, ...] = ()
    """The ids that the step had before: an address with one of them leads to it."""
    media: tuple[MediaModel, ...] = ()
    """Pictures, scans, recordings, films and links to them, which the step's card shows."""

    @model_validator(mode="after")
    def dated(self) -> StepModel:
        if self.date is None and not self.undated:
            raise ValueError('missing "date"; add it, or "undated: true" where the source gives none')
        return self


class StatementModel(Strict):
    """What one document says, in a sentence that can be true or false; a slug is a person's or place's id."""

    id: Slug
    """The word by which texts name it: [words](statement:ID)."""
    says: Text
    """The statement in one sentence of our own words."""
    standing: StandingWord
    """{standings}."""
    speaker: Text | None = None
    """Who says it: the id of a person or place, authors, editor, or words that start with a capital."""
    via: Text | None = None
    """Who passed it on."""
    hearer: Text | None = None
    """To whom it was said."""
    date: Annotated[Date | None, BeforeValidator(as_date), DATE_FORM] = None
    """When it was said, as EDTF."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The paragraphs of the source in which it stands."""
    disputed_by: tuple[Slug, ...] = ()
    """The ids of the statements or steps that speak against it."""
    sources: Annotated[tuple[Slug, ...], BeforeValidator(as_list), ONE_OR_MORE] = ()
    """The ids of the works or documents that it rests on; what the editor adds needs one."""


class SideModel(Strict):
    """What one side says: who to whom, passed on by whom; a slug is the id of a person or place, or ``authors``."""

    speaker: Text
    """Who says it: the id of a person or place, authors, or words."""
    step: Slug
    """The id of the step that tells it."""
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)
    """The paragraphs of the source in which it stands."""
    status: StatusWord
    """How this word stands in the source."""
    says: RawText
    """What this side says, as CommonMark."""
    via: Text | None = None
    """Who passed it on."""
    hearer: Text | None = None
    """To whom it was said."""
    date: Annotated[Date | None, BeforeValidator(as_date), DATE_FORM] = None
    """When it was said, as EDTF."""


class JudgementModel(Strict):
    """How the authors of the source judge a claim, or, where ``open``, that they do not."""

    text: RawText
    """The judgement in our own words, as CommonMark."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The paragraphs of the source that hold it."""
    open: Flag = False
    """true where the authors leave the question open."""


class ClaimModel(Strict):
    """A question, and what each side says to it."""

    id: Slug
    """The claim's address in the page."""
    title: Text
    """The question."""
    sides: tuple[SideModel, ...]
    """What each side says to it."""
    judgement: JudgementModel
    """What the authors of the source make of it."""
    notes: tuple[NoteModel, ...] = ()
    """The editor's notes."""


class ChoiceModel(Strict):
    """One of the places that a name may mean, and what speaks for it."""

    place: Slug
    """The id of the place."""
    certainty: CertaintyWord
    """How sure it is that this place is meant."""
    says: Text
    """What speaks for it, in a sentence or two."""
    sources: Annotated[tuple[Slug, ...], BeforeValidator(as_list), ONE_OR_MORE] = ()
    """The ids of the works or documents that it rests on."""


class ReadingModel(Strict):
    """A name that the source writes and that may mean one place or another."""

    id: Slug
    """The word by which steps, links, cameras and texts name whichever place is chosen."""
    name: Text
    """The name as the source writes it."""
    places: tuple[ChoiceModel, ...]
    """The places that it may mean, two or more; the first is taken unless the reader chooses."""
    paragraphs: tuple[Paragraph, ...] = ()
    """The paragraphs of the source that write it."""


class TermModel(Strict):
    """A word of the source's translation, and what probably stood in the original."""

    id: Slug
    """The term's address in the page."""
    written: Text
    """The word or words as the source has them; some step that cites a paragraph of the term's quotes them."""
    likely: Text
    """What probably stood in the original."""
    language: Annotated[Text, AfterValidator(check_language)]
    """The language of the original, as BCP 47."""
    certainty: CertaintyWord
    """How sure it is that this stood there."""
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)
    """The paragraphs of the source that have the word."""
    says: Text | None = None
    """What the original means, and what follows from it."""
    sources: Annotated[tuple[Slug, ...], BeforeValidator(as_list), ONE_OR_MORE] = ()
    """The ids of the works or documents that it rests on."""


class Moment(Strict):
    """A day that the time line marks, such as the start of a war."""

    date: Edtf
    """One day, as EDTF."""
    label: Text
    """What stands beside its line, {moment} letters at most."""

    @model_validator(mode="after")
    def short_and_certain(self) -> Moment:
        if self.date.earliest != self.date.latest or self.date.approximate or self.date.uncertain:
            raise ValueError(f'a moment is one day, and its date is "{self.date.edtf}"; write a day: "1950-06-25"')
        if len(self.label) > MOMENT_LETTERS:
            raise ValueError(f'the label "{self.label}" has {len(self.label)} letters; write {MOMENT_LETTERS} at most')
        return self


class StoryModel(Strict):
    """The top of the file; people, works, steps … are read one by one: a fault in one hides no other."""

    title: Text
    """The story's title."""
    summary: Text
    """The story in a sentence, for cards and search."""
    language: Annotated[Text, AfterValidator(check_language)]
    """The language of the text, as BCP 47: en, ko, zh-Hant."""
    source: Source
    """The document that the story retells."""
    steps: list[Any] = Field(min_length=1)
    """The steps in the order of telling."""
    subtitle: Text | None = None
    """A line below the title."""
    formerly: tuple[Slug, ...] = ()
    """The addresses that the story had before: on a published site each leads to it."""
    cover: Slug | None = None
    """The id of the step whose map stands beside the title on pictures for sharing."""
    reference_line: Slug | None = None
    """The id of the line from which place cards measure, such as a parallel."""
    draft: Flag = False
    """true while steps are as a program left them: each is shown as a draft until it is confirmed, of any length."""
    wording: WordingWord = OWN_WORDS
    """Whose words the steps are in, which the page says; {wordings}."""
    moments: tuple[Moment, ...] = ()
    """Days that the time line marks."""
    seas: tuple[Text, ...] = ()
    """Waters that the basemap knows by two names: those of the names that stand first on this story's maps."""
    sides: list[Any] = []
    """The sides whose links are told apart on the map."""
    people: list[Any] = []
    """The people of the story."""
    works: list[Any] = []
    """The works on which the editor's notes rest."""
    claims: list[Any] = []
    """Questions to which the source has more than one answer."""
    statements: list[Any] = []
    """What the texts' [words](statement:ID) say, each with its own standing."""
    readings: list[Any] = []
    """Names of the source that may mean one place or another; a reader chooses."""
    overlays: list[Any] = []
    """Old maps: scans that are warped so that they lie on ours."""
    layers: list[Any] = []
    """Regions coloured by a value."""
    tiles: TilesModel | None = None
    """Tiles from a server that a reader may ask for; nothing depends on them."""
    flows: list[Any] = []
    """Bands along a route, as wide as what moves there is strong."""
    terms: list[Any] = []
    """Words of the translation, with what probably stood in the original."""
