"""Write a draft as the files of a story folder."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from narrative.drafts.draft import Draft, sha256_of
from narrative.drafts.features import CONTEXT, features_of, shown_places
from narrative.drafts.marks import annotations_text
from narrative.drafts.media import shown_files
from narrative.drafts.parts import DraftLink, DraftPerson, DraftStep
from narrative.drafts.review import review_file
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.own_source import SOURCE_FILE
from narrative.story import DOCUMENTS_FILE, PLACES_FILE, STORY_FILE
from narrative.story.words import OWN_WORDS

HEAD = """\
A draft that a program has made of a text: every step, place and date is its reading. REVIEW.md lists what needs your
eye, the least certain first. Whatever you change here stays when "python -m narrative new" is run again. A step is
shown as a draft until you write "confirmed: true" in it, or take "draft: true" away from all.
"""
HEAD_KEYS = ("draft", "wording", "cover", "reference_line", "moments")
KEYS_IN_LINE = {"places", "people", "via", "paragraphs", "authors", "aside", "as_written", "source", "disputed_by"}
LONG = ("summary", "provenance", "date_note", "place_note")
Values = dict[str, Any]


def story_files(draft: Draft) -> dict[str, bytes]:
    """The files of the story folder, by name.

    ``story.yaml`` and ``places.geojson`` say what is decided; ``annotations.jsonld`` where the text names what;
    ``REVIEW.md``, or ``IMPORT.md`` of another program's file, what is still to be looked at; ``source.txt`` is the
    text, where the author says that it is theirs; ``documents.yaml`` is as the story brought it, and so
    are the files that steps show and drawings are drawn from.
    """
    shown = shown_places(draft)
    files = {STORY_FILE: story_yaml(draft, shown), PLACES_FILE: places_json(features_of(draft, shown))}
    if draft.text:
        files[ANNOTATIONS_FILE] = annotations_text(draft, shown, spoken_people(draft))
    elif draft.stand_off:
        files[ANNOTATIONS_FILE] = draft.stand_off
    name, review = review_file(draft, shown)
    files[name] = review
    if draft.text and draft.source.own:
        files[SOURCE_FILE] = draft.text
    if draft.documents:
        files[DOCUMENTS_FILE] = draft.documents
    shown_too = shown_files(draft.steps, draft.files, draft.kept)
    return {
        **{name: text.encode("utf-8") for name, text in files.items()},
        **{name: body for name, body in shown_too.items() if name not in files},
    }


def places_json(features: Sequence[Mapping[str, Any]], top: Mapping[str, Any] | None = None) -> str:
    """A collection of Linked Places features as JSON, with the other keys of `top`.

    >>> places_json([])[:30]
    '{\\n "type": "FeatureCollection"'
    """
    whole = {**(top or {"type": "FeatureCollection", "@context": CONTEXT}), "features": list(features)}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def story_yaml(draft: Draft, shown: Collection[str]) -> str:
    """``story.yaml``; that of a text which a program has read has a comment at its head."""
    document = yaml_of(story_values(draft, shown))
    if draft.origin == "text":
        document.yaml_set_start_comment(HEAD)
    return yaml_text(document)


def story_values(draft: Draft, shown: Collection[str]) -> Values:
    """``story.yaml`` as plain values, in the order in which an author reads it."""
    first, last = top_values(draft), {**draft_keys(draft), **draft.kept}
    first |= {key: last.pop(key) for key in HEAD_KEYS if key in last}
    source = first.pop("source")
    people = people_values(draft)
    works = {"works": last.pop("works")} if "works" in last else {}
    steps = [step_values(each, shown) for each in draft.steps]
    return {**first, "source": source, **({"people": people} if people else {}), **works, "steps": steps, **last}


def draft_keys(draft: Draft) -> Values:
    """What the story of a text that a program has read says of itself: that it is a draft, and in whose words."""
    if draft.origin != "text":
        return {}
    return {"draft": True, "wording": wording_of(draft.source.own)}


def wording_of(own: bool) -> str:
    """Whose words drafted steps are in: the source's, where these are the author's to publish, or the author's."""
    return "source" if own else OWN_WORDS


def top_values(draft: Draft) -> Values:
    """The keys above the steps that every draft has."""
    return without_nothing(
        {
            "title": draft.title.strip(),
            "subtitle": draft.subtitle or None,
            "summary": draft.summary.strip(),
            "language": draft.language,
            "source": source_values(draft),
        }
    )


def source_values(draft: Draft) -> Values:
    """What is said of the source."""
    source, kept = draft.source, dict(draft.source.kept)
    paragraphs, digest = kept.pop("paragraphs", None), kept.pop("sha256", None)
    return without_nothing(
        {
            "title": source.title,
            "authors": authors_of(source.authors),
            "publication": source.publication,
            "date": source.date or None,
            "provenance": source.provenance,
            "paragraphs": len(draft.paragraphs) or paragraphs or 1,
            "aside": list(draft.asides) or None,
            "url": source.url or None,
            **kept,
            "sha256": sha256_of(draft.text) if draft.text else digest,
        }
    )


def authors_of(words: str) -> list[str]:
    """Authors with commas between, or with semicolons where a name has a comma.

    >>> authors_of("Anna Rochat, A. Writer"), authors_of("Smith, John; "), authors_said(["Smith, John"])
    (['Anna Rochat', 'A. Writer'], ['Smith, John'], 'Smith, John;')
    """
    return [each.strip() for each in words.split(";" if ";" in words else ",") if each.strip()]


def authors_said(authors: Sequence[str]) -> str:
    """Authors as one field has them."""
    if not any("," in each for each in authors):
        return ", ".join(authors)
    return "; ".join(authors) + (";" if len(authors) == 1 else "")


def spoken_people(draft: Draft) -> set[str]:
    """The ids of the people who are in a step."""
    return {id for step in draft.steps for id in step.people}


def people_values(draft: Draft) -> list[Values]:
    """The people who are in a step, with the text's own spellings."""
    ids = spoken_people(draft)
    return [person_values(each, draft) for each in draft.people if each.id in ids]


def person_values(person: DraftPerson, draft: Draft) -> Values:
    """Somebody."""
    kept = dict(person.kept)
    written = list(dict.fromkeys([*kept.pop("as_written", []), *draft.person_names.get(person.id, ())]))
    values = {"id": person.id, "name": person.name, "as_written": written or None, "role": person.role, **kept}
    return without_nothing(values)


def step_values(step: DraftStep, shown: Collection[str]) -> Values:
    """One step as plain values; keys that no door edits stay as they were."""
    kept = dict(step.kept)
    links = [link_values(each, shown) for each in step.links if {each.origin, each.destination} <= set(shown)]
    return without_nothing(
        {
            "id": step.id,
            "title": step.title.strip(),
            "date": step.date or None,
            "undated": True if step.undated else None,
            "date_note": step.date_note or None,
            "date_as_written": step.date_as_written or None,
            "map_date": kept.pop("map_date", None),
            "places": [id for id in step.places if id in shown],
            "unplaced": True if step.unplaced else None,
            "place_note": step.place_note or None,
            "people": list(step.people) or None,
            "source": {"paragraphs": list(step.paragraphs)} if step.paragraphs else {},
            "editorial": True if step.editorial else None,
            "status": step.status,
            "disputed_by": list(step.disputed_by) or None,
            "camera": kept.pop("camera", None),
            "links": links or None,
            "text": step.text.strip() + "\n" if step.text.strip() else "",
            "confirmed": True if step.confirmed else None,
            **kept,
        }
    )


def link_values(link: DraftLink, shown: Collection[str]) -> Values:
    """A link between places that the story shows, by those on its way that it shows too."""
    values: dict[str, Any] = {"from": link.origin, "to": link.destination, "kind": link.kind}
    values |= {"label": link.label.strip() or None, "status": link.status, "side": link.side}
    via, along = [id for id in link.via if id in shown], link.along if link.along in shown else None
    way = {"via": via or None, "along": along, "schematic": link.schematic}
    told = {"speaker": link.speaker, "paragraphs": list(link.paragraphs) or None, "sources": list(link.sources) or None}
    return without_nothing({**values, **way, **told})


def without_nothing(values: Mapping[str, Any]) -> Values:
    """The keys that have a value."""
    return {key: each for key, each in values.items() if each is not None}


def flat(values: Mapping[str, Any]) -> Values:
    """The keys, those of the source as ``source.KEY``."""
    top = {key: value for key, value in values.items() if key != "source"}
    return {**top, **{f"source.{key}": value for key, value in values["source"].items()}}


def yaml_of(value: Any, key: str = "") -> Any:
    """Plain values as ruamel.yaml's, in the style of the project's stories: nothing of them is shared."""
    if isinstance(value, Mapping):
        found = CommentedMap({name: yaml_of(each, str(name)) for name, each in value.items()})
        if key in KEYS_IN_LINE and set(value) == {"paragraphs"}:
            found.fa.set_flow_style()
        return found
    if isinstance(value, (list, tuple)):
        items = CommentedSeq(yaml_of(each) for each in value)
        if key in KEYS_IN_LINE and not any(isinstance(each, Mapping) for each in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, str) and value and (key == "text" or "\n" in value):
        return LiteralScalarString(value)
    if isinstance(value, str) and key in LONG and len(value) > 100:
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
