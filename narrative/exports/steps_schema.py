"""Turn the models of the steps' JSON into ``steps_schema.json``, which stands beside this file.

After a change here: ``python -m narrative.exports.steps_schema``.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from geo.reading.shipped import package_folder
from geo.reading.validation import OneOf
from narrative.story.json_schema import filled
from narrative.story.media_model import MEDIA_KINDS
from narrative.story.words import CertaintyWord, KindWord, StandingWord, StatusWord, WordingWord

SCHEMA = package_folder("narrative.exports") / "steps_schema.json"


class Part(BaseModel):
    """A part of the document."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


IsoDay = Annotated[
    str,
    Field(
        pattern=r"^([+-]?\d{4,10})-\d\d-\d\d$",
        description="ISO 8601, proleptic Gregorian; years are astronomical: 0000 is 1 BC, -0043 is 44 BC",
    ),
]


class DatePart(Part):
    edtf: str = Field(
        description="the date in EDTF (ISO 8601-2:2019), level 1, as the author wrote it; empty where there is none"
    )
    earliest: IsoDay | None = Field(description="the first day it may mean; null where it is open at its start")
    latest: IsoDay | None = Field(description="the last day it may mean; null where it is open at its end")
    words: str = Field(description="the date as a reader reads it, doubt included")
    approximate: bool = Field(description="EDTF's ~ or %")
    uncertain: bool = Field(description="EDTF's ? or %")


class TextPart(Part):
    markdown: str = Field(
        description="CommonMark; links to place:, person:, step: and statement: name ids of this story"
    )
    plain: str = Field(description="the words alone, paragraphs apart by a blank line")


class PlacePart(Part):
    id: str = Field(description="the id of a feature in the story's Linked Places file")
    title: str
    certainty: CertaintyWord = Field(description="how sure the place's location is")


class PersonPart(Part):
    id: str
    name: str
    role: str


class LinkPart(Part):
    origin: str = Field(serialization_alias="from", description="the id of a place")
    destination: str = Field(serialization_alias="to", description="the id of a place")
    kind: KindWord
    label: str | None
    status: StatusWord
    via: list[str] = Field(description="the ids of the places on its way, in order")
    along: str | None = Field(description="the id of a place that is a line, along which it goes")
    schematic: bool = Field(description="true where its arrow is no route")
    side: str | None = Field(description="the id of the side that moves")
    speaker: str | None = Field(description="who says that it was so: the id of a person or place, authors, or words")
    paragraphs: list[int] = Field(description="the paragraphs of the source that tell it")
    sources: list[str] = Field(description="the ids of the works and documents that it rests on")


class StatementPart(Part):
    id: str = Field(description="what statement: in the text's CommonMark names")
    says: str = Field(description="the statement in one sentence")
    standing: StandingWord = Field(description="how it stands; {standings}")
    speaker: str | None = Field(description="the id of a person or place, authors, editor, or words")
    via: str | None = Field(description="who passed it on")
    hearer: str | None = Field(description="to whom it was said")
    date: DatePart | None = Field(description="when it was said")
    paragraphs: list[int] = Field(description="the paragraphs of the source in which it stands")
    disputed_by: list[str] = Field(description="the ids of the statements or steps that speak against it")
    sources: list[str] = Field(description="the ids of the works and documents that it rests on")


class SignPart(Part):
    status: StatusWord
    partly: bool = Field(description="true where not all of what the step tells stands so")


class NotePart(Part):
    text: TextPart
    works: list[str] = Field(description="the ids of the works that the note rests on")


class MediaPart(Part):
    kind: Annotated[str, OneOf(MEDIA_KINDS)]
    file: str | None = Field(description="its path in the story's folder; null for a link")
    type: str | None = Field(description="the file's media type, by its bytes")
    url: str | None = Field(description="where it is shown elsewhere")
    alt: str = Field(description="what it shows or lets hear")
    caption: str | None
    label: str | None = Field(description="the word that stands on it where two are compared")
    credit: str | None = Field(description="who made it")
    licence: str = Field(description="the terms under which it may be shown")
    date: str | None = Field(description="when it was made, as EDTF")
    source: str | None = Field(description="where it comes from, in words or as an address")
    still: str | None = Field(description="the path of the picture that stands for it")
    captions: str | None = Field(description="the path of its WebVTT file")
    transcript: str | None = Field(description="what is said in it, as CommonMark")
    beside: MediaPart | None = Field(description="the later picture of the same view, where two are compared")


class StepPart(Part):
    id: str
    number: int = Field(ge=1, description="the step's place in the telling, from 1")
    title: str
    date: DatePart
    date_note: str | None = Field(description="why this date, where the source does not give it")
    places: list[PlacePart]
    people: list[PersonPart]
    paragraphs: list[int] = Field(description="the paragraphs of the source that the step retells, from 1")
    editorial: bool = Field(description="true where the step is the editor's own")
    status: StatusWord = Field(description="how the source vouches for it; {statuses}")
    sign: SignPart = Field(description="how the step stands as a whole: the most doubtful of its status and statements")
    statements: list[StatementPart] = Field(description="those that the text tells, in its order")
    silent: list[str] = Field(description="what the source leaves open")
    draft: bool = Field(description="true where a program has made the step and nobody has confirmed it")
    disputed_by: list[str] = Field(description="the ids of the steps that speak against this one")
    disputes: list[str] = Field(description="the ids of the steps that this one speaks against")
    links: list[LinkPart] = Field(description="what leads from place to place: {links}")
    text: TextPart
    notes: list[NotePart] = Field(description="editor's notes: what is not in the source")
    media: list[MediaPart] = Field(description="what the card shows: pictures, scans, recordings, films, links")


class SourcePart(Part):
    title: str
    authors: list[str]
    publication: str
    date: DatePart
    page: str | None
    url: str | None
    paragraphs: int
    provenance: str


class WorkPart(Part):
    id: str
    citation: str
    url: str | None


class SidePart(Part):
    id: str
    name: str


class StoryPart(Part):
    slug: str
    title: str
    subtitle: str | None
    summary: str
    language: str = Field(description="BCP 47")
    wording: WordingWord = Field(description="whose words the steps are in; {wordings}")
    source: SourcePart = Field(description="the document that the story retells")


class StepsDocument(Part):
    """The steps of one story in the order of telling."""

    version: Literal[1] = Field(description="a change that breaks readers counts it up")
    story: StoryPart
    steps: list[StepPart]
    works: list[WorkPart]
    sides: list[SidePart] = Field(description="the sides that links name")


def steps_schema() -> str:
    """The JSON Schema (2020-12) of what `narrative.exports.steps.steps_json` writes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **filled(StepsDocument.model_json_schema(by_alias=True, mode="serialization")),
    }
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(steps_schema(), encoding="utf-8")
