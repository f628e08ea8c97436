"""The keys of ``annotations.jsonld``: the part of the W3C Web Annotation model that this project reads and writes.

Source: Web Annotation Data Model, https://www.w3.org/TR/annotation-model/. An annotation names what a stretch of the
source says, by its position (``start`` and ``end`` count Unicode code points from 0, as the model has it) and by a
quote of the name alone. Beyond the model stand digests of the letters around a name (`narrative.source.alignment`),
so that the name is found again in a copy whose line ends, quotes or spaces differ. Bodies say, each with its purpose:

* ``classifying``: ``toponym`` (a noun that names a place), ``demonym`` (an adjective or people named after one),
  ``person``, ``date``, or ``paragraph`` for the range of a numbered paragraph;
* ``identifying``: ``places.geojson#ID`` (two for a name of both halves of a country), ``story.yaml#readings/ID`` for a
  name that may mean one place or another, ``story.yaml#people/ID``, a date as EDTF, or a paragraph's number;
* ``tagging``: ``unplaced``, a toponym of which the gazetteer has no place;
* ``linking``, of a paragraph: ``story.yaml#statements/ID``, each statement of the story that rests on it;
* ``commenting``: why it was decided so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from geo.reading.validation import quoted

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OWN_TERMS = {
    "nm": "urn:narrative-map:terms:",
    "comment": "rdfs:comment",
    "beforeDigest": "nm:beforeDigest",
    "afterDigest": "nm:afterDigest",
    "firstDigest": "nm:firstDigest",
    "lastDigest": "nm:lastDigest",
}
CONTEXT: list[Any] = [W3C_CONTEXT, OWN_TERMS]
COMMENT = (
    "Positions count Unicode code points from 0 in the text whose SHA-256 is the target's source. The text itself is "
    "not here: a quote is a name or a date only. Digests are the first 12 hexadecimal digits of the SHA-256 (UTF-8) of "
    "24 letters and digits, taken after NFKD, case folding and the removal of everything else: beforeDigest and "
    "afterDigest of those around a name, firstDigest and lastDigest of those at a paragraph's start and end."
)
SOURCE_START = "urn:sha256:"
PLACE_START = "places.geojson#"
READING_START = "story.yaml#readings/"
PERSON_START = "story.yaml#people/"
STATEMENT_START = "story.yaml#statements/"
UNPLACED = "unplaced"

Text = Annotated[str, StringConstraints(strict=True, min_length=1)]


def check_digest(value: str) -> str:
    """A digest unchanged; ValueError where it is none."""
    if not re.fullmatch(r"[0-9a-f]{12}", value):
        raise ValueError(f"the digest {quoted(value)} is not 12 digits 0-9 a-f; make the file anew")
    return value


def check_source(value: str) -> str:
    """A target's source unchanged; ValueError where it names no text by its SHA-256."""
    if not re.fullmatch(SOURCE_START + "[0-9a-f]{64}", value):
        raise ValueError(f'the source {quoted(value)} names no text; write "{SOURCE_START}" and its SHA-256')
    return value


def check_fragment(value: str) -> str:
    """An annotation's id unchanged; ValueError where it is no fragment of this file."""
    if not re.fullmatch(r"#[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f'the id {quoted(value)} is no fragment; write one such as "#p04-m02"')
    return value


Digest = Annotated[Text, AfterValidator(check_digest)]
Position = Annotated[int, Field(strict=True, ge=0)]
DIGESTS = {"TextQuoteSelector": ("before", "after"), "TextPositionSelector": ("first", "last")}


class Strict(BaseModel):
    """A part of the document in which an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class BodyModel(Strict):
    """What is said of the target: a resource has a ``source``, a text a ``value``."""

    type: Literal["SpecificResource", "TextualBody"]
    purpose: Literal["classifying", "identifying", "linking", "tagging", "commenting"]
    source: Text | None = None
    value: Text | None = None
    language: Text | None = None

    @model_validator(mode="after")
    def shaped(self) -> BodyModel:
        has, lacks = ("source", "value") if self.type == "SpecificResource" else ("value", "source")
        if getattr(self, has) is None or getattr(self, lacks) is not None:
            raise ValueError(f'a {self.type} has a "{has}" and no "{lacks}"; write it so')
        return self


class SelectorModel(Strict):
    """Where the target stands: a position, or the name itself."""

    type: Literal["TextPositionSelector", "TextQuoteSelector"]
    start: Position | None = None
    end: Position | None = None
    exact: Text | None = None
    before: Digest | None = Field(default=None, alias="beforeDigest")
    after: Digest | None = Field(default=None, alias="afterDigest")
    first: Digest | None = Field(default=None, alias="firstDigest")
    last: Digest | None = Field(default=None, alias="lastDigest")

    @model_validator(mode="after")
    def shaped(self) -> SelectorModel:
        position = self.type == "TextPositionSelector"
        if position != (self.start is not None) or position != (self.end is not None):
            raise ValueError('"start" and "end" belong to a TextPositionSelector, both of them; write them there')
        if position == (self.exact is not None):
            raise ValueError('"exact" belongs to a TextQuoteSelector; write it there')
        foreign = DIGESTS["TextQuoteSelector" if position else "TextPositionSelector"]
        if any(getattr(self, each) is not None for each in foreign):
            raise ValueError(f'"{foreign[0]}Digest" and "{foreign[1]}Digest" do not belong to a {self.type}')
        return self


class TargetModel(Strict):
    """A stretch of the source."""

    source: Annotated[Text, AfterValidator(check_source)]
    selector: list[SelectorModel] = Field(min_length=1, max_length=2)


class AnnotationModel(Strict):
    """One annotation; its ``id`` is relative to the file."""

    id: Annotated[Text, AfterValidator(check_fragment)]
    type: Literal["Annotation"]
    motivation: Literal["identifying", "classifying"]
    body: list[BodyModel] = Field(min_length=1)
    target: TargetModel


class PageModel(Strict):
    """The one page of the collection; its items are read one by one, so that a fault in one does not hide the rest."""

    id: Text
    type: Literal["AnnotationPage"]
    start_index: Annotated[int, Field(strict=True, ge=0, le=0)] = Field(alias="startIndex")
    items: list[Any] = Field(min_length=1)


class CollectionModel(Strict):
    """The top of the file."""

    context: Any = Field(alias="@context")
    id: Text
    type: Literal["AnnotationCollection"]
    label: Text
    comment: Text
    total: Position
    first: PageModel

    @model_validator(mode="after")
    def counted(self) -> CollectionModel:
        if self.context != CONTEXT:
            raise ValueError(f'"@context" must be {json.dumps(CONTEXT)}')
        if self.total != len(self.first.items):
            raise ValueError(f'"total" is {quoted(self.total)}, but there are {len(self.first.items)} items; mend it')
        return self


def document_text(id: str, label: str, items: Iterable[dict[str, Any]]) -> str:
    """The text of a file of annotations, one annotation a line, so that a change of one is a change of one line.

    >>> print(document_text("urn:x", "Marks", [{"id": "#p01"}])[-30:])
    "items": [
    {"id": "#p01"}
    ]}}
    <BLANKLINE>
    """
    rows = [f"{json.dumps(item, ensure_ascii=False)},\n" for item in items]  # of a book there are 40 MB: no copies
    top = {
        "@context": CONTEXT,
        "id": id,
        "type": "AnnotationCollection",
        "label": label,
        "comment": COMMENT,
        "total": len(rows),
    }
    head = ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in top.items())
    page = '"first": {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": [\n'
    last = rows.pop().removesuffix(",\n") if rows else ""
    rows.insert(0, f"{{{head},\n{page}")
    rows.append(f"{last}\n]}}}}\n")
    return "".join(rows)
