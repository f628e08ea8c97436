"""Turn a draft into the files of a story folder."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from narrative.source.alignment import fold, inner_digests, outer_digests
from narrative.source.annotation_parts import Mark, Paragraph, item_of
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.web_annotations import document_text
from narrative.story import PLACES_FILE, STORY_FILE
from narrative.story.dates import parse_date
from narrative.studio.draft import Draft, DraftLink, DraftPerson, DraftPlace, DraftStep, Spot, changed, sha256_of
from narrative.studio.places_file import places_document, shown_places, without_nothing
from narrative.studio.review import review_of

SOURCE_FILE, REVIEW_FILE, DRAFT_FILE = "source.txt", "REVIEW.md", "studio.json"
LINE = 140


def to_story_files(draft: Draft) -> dict[str, bytes]:
    """The files of the story folder, by name.

    ``story.yaml`` and ``places.geojson`` say what is decided; ``annotations.jsonld`` where the text names what;
    ``REVIEW.md`` what is still to be looked at; ``source.txt`` is the text, where the author says that it is theirs;
    ``studio.json`` the draft itself, so that the same work comes back.
    """
    shown = shown_places(draft)
    files = {
        STORY_FILE: yaml_text(story_document(draft, shown)),
        PLACES_FILE: json.dumps(places_document(draft, shown), ensure_ascii=False, indent=1) + "\n",
        REVIEW_FILE: review_of(draft),
    }
    if annotations := annotations_text(draft, shown):
        files[ANNOTATIONS_FILE] = annotations
    if draft.text and draft.source.own:
        files[SOURCE_FILE] = draft.text
    encoded = {name: text.encode("utf-8") for name, text in files.items()}
    return {**encoded, DRAFT_FILE: draft_file(draft, encoded)}


def draft_file(draft: Draft, files: Mapping[str, bytes]) -> bytes:
    """The draft with the digests of the files that were made of it: where these differ, the files are newer."""
    texts = {name: sha256_of(files[name].decode("utf-8")) for name in (STORY_FILE, PLACES_FILE)}
    value = draft.model_dump(mode="json", exclude_defaults=True)
    if draft.text and not draft.source.own:
        value = {key: each for key, each in value.items() if key not in ("text", "marks", "paragraphs")}
        value["marks"] = [each.model_dump(mode="json", exclude_defaults=True) for each in draft.marks]
        value["paragraphs"] = draft.paragraphs
        value["text_sha256"] = sha256_of(draft.text)
    return (json.dumps({"files": texts, "draft": value}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def story_document(draft: Draft, shown: Mapping[str, DraftPlace]) -> dict[str, Any]:
    """``story.yaml`` as plain values, in the order in which an author reads it."""
    source = draft.source
    people = {id for step in draft.steps for id in step.people}
    kept = dict(draft.kept)
    steps = [step_document(each, shown) for each in draft.steps]
    top: dict[str, Any] = {
        "title": draft.title.strip(),
        "subtitle": draft.subtitle or None,
        "summary": draft.summary.strip(),
        "language": draft.language,
    }
    top |= {key: kept.pop(key) for key in ("cover", "reference_line", "moments") if key in kept}
    top["source"] = {
        "title": source.title,
        "authors": [each.strip() for each in source.authors.split(",") if each.strip()],
        "publication": source.publication,
        "date": source.date,
        "provenance": source.provenance,
        "paragraphs": len(draft.paragraphs) or 1,
        "url": source.url or None,
        **source.kept,
    }
    if draft.text:
        top["source"]["sha256"] = sha256_of(draft.text)
    top["source"] = without_nothing(top["source"])
    top["people"] = [person_document(each, draft) for each in draft.people if each.id in people] or None
    top |= {key: kept.pop(key) for key in ("works",) if key in kept}
    return without_nothing({**top, "steps": steps, **kept})


def step_document(step: DraftStep, shown: Mapping[str, DraftPlace]) -> dict[str, Any]:
    """One step; keys that the studio does not know stay as they were."""
    kept = {key: each for key, each in step.kept.items() if key not in ("editorial",)}
    return without_nothing(
        {
            "id": step.id,
            "title": step.title.strip(),
            "date": step.date,
            **{key: kept.pop(key) for key in ("undated", "date_note", "map_date") if key in kept},
            "places": [id for id in step.places if id in shown],
            "people": list(step.people) or None,
            "source": {"paragraphs": list(step.paragraphs)} if step.paragraphs else {},
            "editorial": True if step.editorial else None,
            "status": step.status,
            "disputed_by": list(step.disputed_by) or None,
            **{key: kept.pop(key) for key in ("camera",) if key in kept},
            "links": [link_document(each) for each in step.links if {each.origin, each.destination} <= set(shown)]
            or None,
            "text": step.text.strip() + "\n" if step.text.strip() else "",
            **kept,
        }
    )


def link_document(link: DraftLink) -> dict[str, Any]:
    """An arrow between places that the story shows."""
    values = {"from": link.origin, "to": link.destination, "kind": link.kind}
    return without_nothing({**values, "label": link.label.strip() or None, "status": link.status})


def person_document(person: DraftPerson, draft: Draft) -> dict[str, Any]:
    """Somebody, with the text's own spellings."""
    written = [draft.words_of(each) for each in draft.marks if each.person == person.id]
    spellings = list(dict.fromkeys(" ".join(each.split()) for each in written))
    kept = dict(person.kept)
    spellings = list(dict.fromkeys([*kept.pop("as_written", []), *spellings]))
    return without_nothing(
        {"id": person.id, "name": person.name, "as_written": spellings or None, "role": person.role, **kept}
    )


def yaml_text(document: Mapping[str, Any]) -> str:
    """A document as YAML that a person would have written: block text for what has lines, no anchors, no wrapping."""
    yaml = YAML()
    yaml.width, yaml.allow_unicode = LINE, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda *_: True
    out = io.StringIO()
    yaml.dump(blocks(document), out)
    return out.getvalue()


def blocks(value: Any) -> Any:
    """Text of several lines as a YAML block."""
    if isinstance(value, Mapping):
        return {key: blocks(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [blocks(each) for each in value]
    return LiteralScalarString(value) if isinstance(value, str) and "\n" in value else value


def annotations_text(draft: Draft, shown: Mapping[str, DraftPlace]) -> str:
    """``annotations.jsonld``; a text that is not here keeps the annotations that were read with its story."""
    if not draft.text:
        return draft.stand_off
    folded, counts = fold(draft.text), dict.fromkeys(range(len(draft.paragraphs) + 1), 0)
    parts: list[Mark | Paragraph] = []
    for number, (start, end) in enumerate(draft.paragraphs, 1):
        parts.append(Paragraph(f"#p{number:02}", number, start, end, *inner_digests(folded, start, end)))
    people = {id for step in draft.steps for id in step.people}
    for spot in (told_mark(each, shown, people) for each in draft.marks):
        exact = draft.words_of(spot) if spot else ""
        if spot is None or not fold(exact).letters:
            continue
        number = draft.paragraph_of(spot.start)
        counts[number] += 1
        id = f"#p{number:02}-m{counts[number]:02}"
        date = parse_date(spot.date) if spot.date else None
        around = outer_digests(folded, spot.start, spot.end)
        parts.append(
            Mark(id, spot.form, spot.start, spot.end, exact, *around, spot.places, spot.person, date, spot.comment)
        )
    digest = sha256_of(draft.text)
    items = [item_of(each, digest) for each in sorted(parts, key=lambda part: (part.start, -part.end))]
    return document_text(f"urn:narrative-map:annotations:{draft.slug}", f"Names in {draft.source.title}", items)


def told_mark(spot: Spot, shown: Mapping[str, DraftPlace], people: set[str]) -> Spot | None:
    """A mark as far as the story knows what it names; a place that lies nowhere is unplaced, a stranger no mark."""
    if spot.form == "date":
        return spot
    if spot.form == "person":
        return spot if spot.person in people else None
    return changed(spot, places=tuple(id for id in spot.places if id in shown))
