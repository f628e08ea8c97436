"""Write a draft as the files of a story folder: ``story.yaml``, ``places.geojson``, ``annotations.jsonld``."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftPerson, DraftStep, numbers_said
from narrative.drafts.places import feature_of, shared_names
from narrative.drafts.steps import last_year
from narrative.reading.extract import SourceText
from narrative.source.annotation_parts import Mark, Paragraph, item_of
from narrative.source.web_annotations import document_text

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
HEAD = """\
A draft that "python -m narrative new" has made of a text: every step, place and date is a program's reading.
REVIEW.md lists what needs your eye, the least certain first. Whatever you change here stays when the command is run
again; "confirmed: true" in a step keeps it as it is though you have changed nothing.
"""
KEYS_IN_LINE = {"places", "people", "paragraphs", "authors", "as_written", "source"}


def draft_files(draft: Draft) -> dict[str, bytes]:
    """The files of a new folder but REVIEW.md and the state, by name."""
    files = {
        "story.yaml": story_yaml(draft),
        "places.geojson": places_json(features_of(draft)),
        "annotations.jsonld": annotations_text(draft.slug, draft.title, draft.marks, draft.source.sha256),
    }
    return {name: text.encode("utf-8") for name, text in files.items()}


def features_of(draft: Draft) -> list[dict[str, Any]]:
    """The draft's places as Linked Places features."""
    shared = shared_names(draft.places)
    return [
        feature_of(each, draft.options.language, draft.source.title or draft.title, shared) for each in draft.places
    ]


def places_json(features: Sequence[Mapping[str, Any]], top: Mapping[str, Any] | None = None) -> str:
    """A collection of Linked Places features as JSON, with the other keys of `top`.

    >>> places_json([])[:30]
    '{\\n "type": "FeatureCollection"'
    """
    whole = {**(top or {"type": "FeatureCollection", "@context": CONTEXT}), "features": list(features)}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def annotations_text(slug: str, title: str, marks: Sequence[Mark | Paragraph], sha256: str) -> str:
    """The text of ``annotations.jsonld``."""
    items = [item_of(each, sha256) for each in marks]
    return document_text(f"urn:narrative-map:annotations:{slug}", f"Places, people and dates in {title}", items)


def story_yaml(draft: Draft) -> str:
    """``story.yaml`` with a comment at its head."""
    document = yaml_of({**top_of(draft), "people": people_of(draft.people), "steps": [step_of(s) for s in draft.steps]})
    document.yaml_set_start_comment(HEAD)
    return yaml_text(document)


def top_of(draft: Draft) -> dict[str, Any]:
    """The keys above the steps, as plain values."""
    source = draft.source
    steps, places = len(draft.steps), len(draft.places)
    return {
        "title": draft.title,
        "summary": f"A draft of {steps} step{'s' * (steps != 1)} and {places} place{'s' * (places != 1)}, read by a "
        "program. Write here in a sentence or two what the story tells.",
        "language": draft.options.language,
        "source": source_of(draft, source),
    }


def source_of(draft: Draft, source: SourceText) -> dict[str, Any]:
    """What is known of the source; the rest waits for the author."""
    latest = last_year(draft.steps).get("year")
    file = f' of the file "{draft.options.file}"' if draft.options.file else ""
    return {
        "title": source.title or draft.title,
        "authors": ["author not yet named"],
        "publication": "publication not yet named",
        "date": f"{latest:04}/.." if latest else f"../{draft.options.this_year:04}",
        "provenance": f"The text{file}, its paragraphs counted from 1 and its headings left out. Write here where "
        "it is from, and whose it is.",
        "paragraphs": len(source.paragraphs),
        "sha256": source.sha256,
    }


def flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys, those of the source as ``source.KEY``."""
    top = {key: value for key, value in values.items() if key != "source"}
    return {**top, **{f"source.{key}": value for key, value in values["source"].items()}}


def people_of(people: Sequence[DraftPerson]) -> list[dict[str, Any]]:
    """The people as plain values."""
    return [
        {
            "id": each.id,
            "name": each.key,
            "as_written": list(each.spellings),
            "role": f"named in {numbers_said(each.paragraphs)}; write here who this is",
        }
        for each in people
    ]


def step_of(step: DraftStep) -> dict[str, Any]:
    """A step as plain values, as `geo.reading.yaml_lines` reads them back."""
    values: dict[str, Any] = {"id": step.id, "title": step.title, "date": step.date}
    if step.undated:
        values |= {"undated": True, "date_note": step.date_note}
    values["places"] = list(step.places)
    if step.people:
        values["people"] = list(step.people)
    return {**values, "source": {"paragraphs": list(step.paragraphs)}, "status": "stated", "text": step.text}


def yaml_of(value: Any, key: str = "") -> Any:
    """Plain values as ruamel.yaml's, in the style of the project's stories."""
    if isinstance(value, Mapping):
        found = CommentedMap({name: yaml_of(each, name) for name, each in value.items()})
        if key in KEYS_IN_LINE and set(value) == {"paragraphs"}:
            found.fa.set_flow_style()
        return found
    if isinstance(value, (list, tuple)):
        items = CommentedSeq(yaml_of(each) for each in value)
        if key in KEYS_IN_LINE and not any(isinstance(each, Mapping) for each in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and key == "text":
        return LiteralScalarString(value)
    if isinstance(value, str) and key in ("summary", "provenance", "date_note") and len(value) > 100:
        return FoldedScalarString(value)
    return value


def yaml() -> YAML:
    """A reader and writer that keeps comments, order and quotes."""
    found = YAML(typ="rt")
    found.preserve_quotes = True
    found.width = 140
    found.indent(mapping=2, sequence=4, offset=2)
    return found


def yaml_text(document: Any) -> str:
    """A document of ruamel.yaml's as text."""
    stream = io.StringIO()
    yaml().dump(document, stream)
    return stream.getvalue()
