"""Read ``story.yaml`` as far as it can be read, and say which ids its steps use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from geo.reading.faults import Faults
from geo.reading.validation import Loc, sentences
from geo.reading.yaml_lines import YamlDocument
from narrative.story.fields import markup_in
from narrative.story.limits import MOST_MARKUP_IN_ALL
from narrative.story.overlay_schema import FlowModel, LayerModel, OverlayModel
from narrative.story.prose import reference_lines
from narrative.story.reading import ReadFile, leaves, parts_of
from narrative.story.schema import (
    ClaimModel,
    LinkSide,
    Person,
    ReadingModel,
    StatementModel,
    StepModel,
    StoryModel,
    TermModel,
    Work,
)

DRAWINGS: dict[str, type[BaseModel]] = {"layers": LayerModel, "overlays": OverlayModel, "flows": FlowModel}


@dataclass
class ReadStory(ReadFile):
    """A story as far as it could be read, for checks that cross its parts."""

    top: StoryModel | None = None
    people: dict[str, Person] = field(default_factory=dict)
    works: dict[str, Work] = field(default_factory=dict)
    sides: dict[str, LinkSide] = field(default_factory=dict)
    steps: list[tuple[int, StepModel]] = field(default_factory=list)
    claims: list[tuple[int, ClaimModel]] = field(default_factory=list)
    statements: list[tuple[int, StatementModel]] = field(default_factory=list)
    readings: list[tuple[int, ReadingModel]] = field(default_factory=list)
    terms: list[tuple[int, TermModel]] = field(default_factory=list)
    drawings: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)  # by key: layers, overlays, flows


def read_story(document: YamlDocument) -> ReadStory:
    """Validate each part of the file on its own, and keep what is sound."""
    read = ReadStory(document, faults=list(document.faults))
    raw = document.value
    markup = sum(markup_in(each) for each in leaves(raw) if isinstance(each, str))
    if markup > MOST_MARKUP_IN_ALL:
        message = f"the texts have {markup:,} signs of markup ([, * and _); {MOST_MARKUP_IN_ALL:,} are the most"
        raise Faults([*read.faults, document.fault((), message)])
    try:
        read.top = StoryModel.model_validate(raw)
    except ValidationError as error:
        read.faults.extend(document.fault(loc, sentence) for loc, sentence in sentences(error, StoryModel))
    read.people = {person.id: person for _, person in parts_of(read, "people", Person, "person")}
    read.works = {work.id: work for _, work in parts_of(read, "works", Work, "work")}
    read.sides = {side.id: side for _, side in parts_of(read, "sides", LinkSide, "side")}
    read.steps = list(parts_of(read, "steps", StepModel, "step"))
    read.claims = list(parts_of(read, "claims", ClaimModel, "claim"))
    read.statements = list(parts_of(read, "statements", StatementModel, "statement"))
    read.readings = list(parts_of(read, "readings", ReadingModel, "reading"))
    read.terms = list(parts_of(read, "terms", TermModel, "term"))
    read.drawings = {key: list(parts_of(read, key, model, key[:-1])) for key, model in DRAWINGS.items()}
    return read


def uses_of(document: YamlDocument, index: int, step: StepModel, texts: bool = True) -> Iterator[tuple[str, str, int]]:
    """Every (kind, id, line) that a step refers to; without ``texts``, outside its texts only."""
    base: Loc = ("steps", index)
    plain: list[tuple[Loc, str, str]] = []
    plain += [((*base, "places", number), "place", id) for number, id in enumerate(step.places)]
    plain += [((*base, "people", number), "person", id) for number, id in enumerate(step.people)]
    plain += [((*base, "disputed_by", number), "step", id) for number, id in enumerate(step.disputed_by)]
    for number, link in enumerate(step.links):
        plain += [
            ((*base, "links", number, "from"), "place", link.origin),
            ((*base, "links", number, "to"), "place", link.destination),
        ]
        plain += [((*base, "links", number, "sources", inner), "work", id) for inner, id in enumerate(link.sources)]
        plain += [((*base, "links", number, "via", inner), "place", id) for inner, id in enumerate(link.via)]
        plain += [((*base, "links", number, "along"), "place", link.along)] if link.along else []
        plain += [((*base, "links", number, "side"), "side", link.side)] if link.side else []
    if step.camera:
        plain += [((*base, "camera", "places", number), "place", id) for number, id in enumerate(step.camera.places)]
    for number, note in enumerate(step.notes):
        plain += [((*base, "notes", number, "source", inner), "work", id) for inner, id in enumerate(note.source)]
    for loc, kind, id in plain:
        yield kind, id, document.line(loc)
    for loc, text in texts_of(index, step) if texts else ():
        for offset, kind, id in reference_lines(text):
            yield kind, id, document.text_line(loc, offset)


def texts_of(index: int, step: StepModel) -> Iterator[tuple[Loc, str]]:
    """The CommonMark of a step, of its notes, and the words of its recordings."""
    yield ("steps", index, "text"), step.text
    for number, note in enumerate(step.notes):
        yield ("steps", index, "notes", number, "text"), note.text
    for number, each in enumerate(step.media):
        if each.transcript:
            yield ("steps", index, "media", number, "transcript"), each.transcript
