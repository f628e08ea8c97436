"""Turn a draft into the files of a story folder."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import LiteralScalarString

from narrative.alignment import fold, inner_digests, outer_digests
from narrative.annotation_parts import Mark, Paragraph, item_of
from narrative.annotations import ANNOTATIONS_FILE
from narrative.dates import parse_date
from narrative.story import PLACES_FILE, STORY_FILE
from narrative.studio.draft import Draft, DraftPerson, DraftPlace, DraftStep, Guess, Spot, changed, sha256_of
from narrative.studio.review import review_of
from narrative.web_annotations import document_text

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
SOURCE_FILE, REVIEW_FILE, DRAFT_FILE = "source.txt", "REVIEW.md", "studio.json"
LINE = 140
STUDIO = "the author, in the studio"


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


def shown_places(draft: Draft) -> dict[str, DraftPlace]:
    """The places that go into the story: placed, not rejected, and used by a step or an arc."""
    used = {id for step in draft.steps for id in step.places}
    used |= {str(each) for step in draft.steps for each in linked(step)}
    used |= {str(draft.kept.get("reference_line"))}
    used |= {id for step in draft.steps for id in references_in(step)}
    rivals = {id for each in draft.places if each.id in used for id in rivals_of(each)}
    rivals |= {each.id for each in draft.places if used & set(rivals_of(each))}
    return {
        each.id: each
        for each in draft.places
        if each.geometry is not None and each.state != "rejected" and each.id in used | rivals
    }


def linked(step: DraftStep) -> Iterable[str]:
    """The places of a step's arcs and of its camera."""
    for each in step.kept.get("links") or ():
        yield from (each.get("from", ""), each.get("to", ""))
    yield from (step.kept.get("camera") or {}).get("places") or ()


def references_in(step: DraftStep) -> Iterable[str]:
    """The places to which a step's text links."""
    from narrative.prose import references

    return [id for scheme, id in references(step.text) if scheme == "place"]


def rivals_of(place: DraftPlace) -> list[str]:
    """The ids of the places that may be meant instead of one that was read from a file."""
    start = "urn:narrative-map:place:"
    return [str(each.get("relationTo", "")).removeprefix(start) for each in place.kept.get("relations") or ()]


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
            **{key: kept.pop(key) for key in ("camera", "links") if key in kept},
            "text": step.text.strip() + "\n" if step.text.strip() else "",
            **kept,
        }
    )


def person_document(person: DraftPerson, draft: Draft) -> dict[str, Any]:
    """Somebody, with the text's own spellings."""
    written = [draft.words_of(each) for each in draft.marks if each.person == person.id]
    spellings = list(dict.fromkeys(" ".join(each.split()) for each in written))
    kept = dict(person.kept)
    spellings = list(dict.fromkeys([*kept.pop("as_written", []), *spellings]))
    return without_nothing(
        {"id": person.id, "name": person.name, "as_written": spellings or None, "role": person.role, **kept}
    )


def without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that have a value."""
    return {key: each for key, each in values.items() if each is not None}


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


def places_document(draft: Draft, shown: Mapping[str, DraftPlace]) -> dict[str, Any]:
    """``places.geojson`` in Linked Places Format."""
    return {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "features": [feature_of(draft, each, shown) for each in shown.values()],
    }


def feature_of(draft: Draft, place: DraftPlace, shown: Mapping[str, DraftPlace]) -> dict[str, Any]:
    """One place; what a file said of it and the studio does not touch stays."""
    kept = dict(place.kept)
    known = kept.pop("geometry", None)  # None where the author has put the place elsewhere than a file did
    geometry = {**(known or {}), **(place.geometry or {})}
    geometry["certainty"] = place.certainty
    geometry.pop("reason", None)
    if reason := reason_of(place):
        geometry["reason"] = reason
    if known is None:
        geometry["citations"] = [{"label": located_by(place)}]
    properties = {"rank": 2, **(kept.pop("properties", None) or {}), "title": place.title}
    if place.guesses and place.guess:
        properties["geoparsing"] = geoparsing_of(place)
    relations = [
        each for each in kept.pop("relations", None) or () if str(each.get("relationTo")).rsplit(":", 1)[-1] in shown
    ]
    links = kept.pop("links", None)
    if links is None and place.guess.startswith("gn:"):
        links = [{"type": "closeMatch", "identifier": place.guess}]
    descriptions = kept.pop("descriptions", None)
    if place.description:
        descriptions = [{"value": place.description, "lang": draft.language}]
    return without_nothing(
        {
            "type": "Feature",
            "id": place.id,
            "@id": kept.pop("@id", f"urn:narrative-map:place:{place.id}"),
            "properties": properties,
            "names": names_of(draft, place, shown, kept.pop("names", None)),
            "geometry": geometry,
            "links": links,
            "relations": relations or None,
            "descriptions": descriptions,
            **{key: each for key, each in kept.items() if key not in ("type", "id")},
        }
    )


def names_of(
    draft: Draft, place: DraftPlace, shown: Mapping[str, DraftPlace], kept: list[dict[str, Any]] | None
) -> list[dict[str, Any]]:
    """Every spelling with the paragraphs that write it so; a spelling that two places share says whose it is."""
    spelled: dict[str, list[int]] = {}
    for mark in draft.marks:
        if place.id in mark.places:
            words = " ".join(draft.words_of(mark).split())
            spelled.setdefault(words, []).append(draft.paragraph_of(mark.start))
    if kept:
        known = {str(each.get("toponym", "")).casefold() for each in kept}
        fresh = [words for words in spelled if words.casefold() not in known]
    else:
        fresh = list(spelled) or [place.title]
    names = [dict(each) for each in kept or ()]
    once: set[str] = set()
    for words in fresh:
        if words.casefold() in once:
            continue
        once.add(words.casefold())
        paragraphs = sorted({each for each in spelled.get(words, ()) if each})
        name: dict[str, Any] = {"toponym": words, "lang": draft.language}
        if paragraphs:
            name |= {"citations": [{"label": draft.source.title or "the text"}], "paragraphs": paragraphs}
        if any(other.id != place.id and words.casefold() in casefolded(draft, other) for other in shown.values()):
            name["note"] = f"the place that this story calls “{place.title}” ({place.id})"
        names.append(name)
    return names


def casefolded(draft: Draft, place: DraftPlace) -> set[str]:
    """All names of a place, without case."""
    names = [*draft.spellings(place.id), *(str(each.get("toponym", "")) for each in place.kept.get("names") or ())]
    return {" ".join(each.split()).casefold() for each in names} or {place.title.casefold()}


def reason_of(place: DraftPlace) -> str:
    """Why it lies there, in words; a doubtful place must have some."""
    if place.state == "proposed" and place.guess:
        others = ", ".join(label_of(each) for each in place.guesses[1:4])
        said = f"Proposed by the studio with a probability of {place.probability:.2f} and not yet confirmed"
        return f"{said}: {place.reason or 'no reason was given'}" + (f" Also possible: {others}." if others else "")
    if place.certainty == "certain":
        return ""
    return place.reason or "The author marks it so without giving a reason."


def geoparsing_of(place: DraftPlace) -> dict[str, Any]:
    """What was proposed, what else it may be, and whether the author has confirmed it."""
    chosen = next((each for each in place.guesses if each.id == place.guess), None)
    return {
        "entry": place.guess,
        "probability": chosen.probability if place.state == "accepted" and chosen else place.probability,
        "reason": place.reason or "chosen by the author",
        "candidates": [
            {"id": each.id, "name": each.name, "lat": each.lat, "lon": each.lon, "probability": each.probability}
            for each in place.guesses
        ],
        "confirmed": place.state == "accepted",
    }


def label_of(guess: Guess) -> str:
    """A candidate as a reader tells it from its namesakes."""
    return ", ".join(each for each in (guess.name, guess.region, guess.country) if each)


def located_by(place: DraftPlace) -> str:
    """Who says that it lies there."""
    return {"gn": "GeoNames", "ne": "Natural Earth", "hist": "the project’s list of historical names"}.get(
        place.guess.split(":")[0], STUDIO
    )


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
