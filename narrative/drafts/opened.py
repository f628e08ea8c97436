"""Turn a story folder, or the plain values of one, into a draft: what no door edits is kept as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geo.reading.yaml_lines import YamlInt, read_yaml
from narrative.drafts.draft import Draft, sha256_of
from narrative.drafts.parts import DraftPerson, DraftPlace, DraftSource, DraftStep, Guess, Spot, changed
from narrative.drafts.story_files import authors_said
from narrative.reading.extract import paragraph_ranges
from narrative.source.annotations import ANNOTATIONS_FILE, Annotations, load_annotations
from narrative.source.own_source import SOURCE_FILE
from narrative.story import DOCUMENTS_FILE, PLACES_FILE, STORY_FILE, load_story
from narrative.story.words import AUTHORS_OWN

EDITED = {"id", "title", "date", "places", "people", "source", "status", "disputed_by", "editorial", "text"}
TOP = {"title", "subtitle", "summary", "language", "source", "people", "steps"}
SOURCE = {"title", "authors", "publication", "date", "provenance", "url"}
GEOMETRY = {"type", "coordinates", "certainty", "reason"}
Values = Mapping[str, Any]


def draft_of_folder(folder: Path) -> Draft:
    """The draft of a finished story.

    Raises
    ------
    Faults
        Of the story.
    """
    story = load_story(folder)
    values = plain(read_yaml(folder / STORY_FILE, "").value)
    # A reading's id stands in the file where the story has the place that is read: the file's own words are kept.
    own = ("places", "text") if story.readings else ()
    values["steps"] = [
        {**each, **without(read_step(step), own)} for each, step in zip(values["steps"], story.steps, strict=True)
    ]
    values |= {each: getattr(story, each) for each in ("title", "subtitle", "summary", "language")}
    values["people"] = [{**each, **read_person(story.people[each["id"]])} for each in values.get("people") or ()]
    values["source"] |= read_source(story.source)
    features = json.loads((folder / PLACES_FILE).read_text(encoding="utf-8-sig"))["features"]
    draft = draft_of_values(story.slug, values, features)
    names = {name for step in story.steps for media in step.media for name in media.names}
    names |= {path.relative_to(folder).as_posix() for each in story.drawn for path in each.files}
    if names:
        draft = changed(draft, files={name: (folder / name).read_bytes() for name in sorted(names)})
    if (folder / DOCUMENTS_FILE).is_file():
        draft = changed(draft, documents=(folder / DOCUMENTS_FILE).read_text(encoding="utf-8-sig"))
    annotations, text = folder / ANNOTATIONS_FILE, folder / SOURCE_FILE
    if not text.is_file():
        stand_off = annotations.read_text(encoding="utf-8") if annotations.is_file() else ""
        return changed(draft, stand_off=stand_off)
    draft = changed(
        draft, source=changed(draft.source, own=True, kept=without(draft.source.kept, ("paragraphs", "sha256")))
    )
    read = load_annotations(annotations) if annotations.is_file() else None
    return with_text(draft, text.read_text(encoding="utf-8"), read)


def read_step(step: Any) -> dict[str, Any]:
    """What the story's own reader makes of the keys of a step that the draft has fields for."""
    return {
        "title": step.title,
        "date": (step.bracket or step.date).edtf,
        "places": list(step.places),
        "people": list(step.people),
        "source": {"paragraphs": list(step.paragraphs)},
        "status": step.status,
        "editorial": step.editorial,
        "text": step.text,
    }


def read_person(person: Any) -> dict[str, Any]:
    """The same of somebody."""
    return {"name": person.name, "role": person.role}


def read_source(source: Any) -> dict[str, Any]:
    """The same of the source."""
    return {
        "title": source.title,
        "authors": list(source.authors),
        "publication": source.publication,
        "date": source.date.edtf,
        "provenance": source.provenance,
        "paragraphs": source.paragraphs,
        "url": source.url,
    }


def draft_of_values(slug: str, story: Values, features: Iterable[Values]) -> Draft:
    """The draft of a story's documents, which are sound: plain values as ``story.yaml`` and ``places.geojson`` hold."""
    source = story["source"]
    return Draft(
        slug=slug,
        title=story["title"],
        subtitle=story.get("subtitle") or "",
        summary=story["summary"],
        language=story["language"],
        source=DraftSource(
            title=source["title"],
            authors=authors_said(source["authors"]),
            publication=source["publication"],
            date=source.get("date") or "",
            provenance=source["provenance"],
            url=source.get("url") or "",
            kept=without(source, SOURCE),
        ),
        places=tuple(place_of_feature(each) for each in features),
        people=tuple(
            DraftPerson(
                id=each["id"],
                name=each["name"],
                role=each["role"],
                state="accepted",
                kept=without(each, ("id", "name", "role")),
            )
            for each in story.get("people") or ()
        ),
        steps=tuple(step_of_values(each) for each in story["steps"]),
        kept=without(story, TOP),
    )


def step_of_values(step: Values) -> DraftStep:
    """A step as ``story.yaml`` has it."""
    return DraftStep(
        id=step["id"],
        title=step["title"],
        date=step.get("date") or "",
        places=step["places"],
        people=step.get("people") or (),
        paragraphs=(step.get("source") or {}).get("paragraphs") or (),
        status=step.get("status") or AUTHORS_OWN,
        disputed_by=step.get("disputed_by") or (),
        editorial=bool(step.get("editorial")),
        text=step["text"].strip(),
        kept=without(step, EDITED),
    )


def place_of_feature(feature: Values) -> DraftPlace:
    """A place as ``places.geojson`` has it. What a program has read is to be confirmed."""
    raw, properties = feature["geometry"], dict(feature["properties"])
    read = properties.pop("geoparsing", None) or {}
    proposed = bool(read) and not read.get("confirmed")
    links = [each["identifier"] for each in feature.get("links") or ()]
    gn = next((each for each in links if each.startswith("gn:")), "")
    said = raw.get("reason") or ""
    return DraftPlace(
        id=feature["id"],
        title=properties["title"],
        state="proposed" if proposed else "accepted",
        certainty=raw["certainty"],
        reason=read.get("reason", "") if proposed else said or read.get("reason", ""),
        probability=read.get("probability", 0.0),
        geometry={"type": raw["type"], "coordinates": raw["coordinates"]},
        guess=read.get("entry") or (gn if raw["type"] == "Point" else ""),
        guesses=tuple(guess_of_values(each) for each in read.get("candidates", ())[:20]),
        kept={
            **without(feature, ("type", "id")),
            "properties": properties,
            "geometry": without(raw, GEOMETRY),
        },
    )


def guess_of_values(candidate: Values) -> Guess:
    """A candidate as a file has it, its country told from its name.

    >>> guess_of_values({"id": "gn:1", "name": "Vilnius, LT", "lat": 54.7, "lon": 25.3, "probability": 0.7}).country
    'LT'
    """
    found = re.fullmatch(r"(.+), ([A-Z]{2})", candidate["name"])
    named = {"name": found[1], "country": found[2]} if found else {}
    return Guess.model_validate({**candidate, **named})


def with_text(draft: Draft, text: str, annotations: Annotations | None) -> Draft:
    """A story's draft with its own text and the marks in it, where these were made of that very text."""
    if annotations is None or sha256_of(text) != annotations.sha256:
        return changed(draft, text=text, paragraphs=paragraph_ranges(text), stand_off="")
    marks = tuple(
        Spot(
            start=each.start,
            end=each.end,
            form=each.form,
            places=each.places,
            person=each.person,
            date=each.date.edtf if each.date else None,
            comment=each.comment,
            reading=each.reading,
        )
        for each in annotations.marks
    )
    paragraphs = tuple((each.start, each.end) for each in annotations.paragraphs)
    return changed(draft, text=text, marks=marks, paragraphs=paragraphs, stand_off="")


def without(values: Values, keys: Iterable[str]) -> dict[str, Any]:
    """A mapping without some of its keys."""
    left_out = set(keys)
    return {key: each for key, each in values.items() if key not in left_out}


def plain(value: Any) -> Any:
    """What a YAML file says, as plain JSON values.

    >>> plain({"a": (1, "b"), 2: None})
    {'a': [1, 'b'], '2': None}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, YamlInt):
        return int(value) if str(int(value)) == value.written else value.written
    return value
