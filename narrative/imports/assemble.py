"""Turn what an importer found into the files of a story folder, every gap filled openly or refused with its cure."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable
from typing import Any

from anyascii import anyascii
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString

from geo.reading.faults import Fault, Faults
from geo.reading.validation import slug_like
from narrative.imports.fields import counted
from narrative.imports.html_text import prose_of_plain
from narrative.imports.marks import annotations_file
from narrative.imports.material import Choices, FoundPlace, ImportedStory, Material, Record
from narrative.imports.report import report
from narrative.story.dates import parse_date
from narrative.story.schema import RESERVED, RESERVED_STARTS

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
YEAR = re.compile(r"(?<![\d.,/-])(1\d{3}|20\d{2})(?![\d.,/-]\d|\d)")


def assembled(material: Material, choices: Choices) -> ImportedStory:
    """The story folder of an import. Raises Faults where a step cannot have a date or a place."""
    if not material.records and not material.faults:
        material.fault(1, f"there is no {material.unit} to make a step of; look into the file")
    if material.faults:
        raise Faults(material.faults)
    language = choices.language or material.language or "en"
    place_missing_steps(material)
    date_steps(material, choices)
    used = [key for key in material.places if any(key in record.places for record in material.records)]
    ids = unique_ids({key: material.places[key].title for key in used}, "place", kept_ids(material, used))
    steps = unique_ids({str(at): record.title for at, record in enumerate(material.records)}, "step", step=True)
    files = {
        "story.yaml": story_yaml(material, choices, language, ids, steps),
        "places.geojson": places_geojson(material, language, ids),
    }
    if marks := annotations_file(material, choices.slug, ids):
        files["annotations.jsonld"] = marks
    say_certainty(material, ids)
    files["IMPORT.md"] = report(material, choices, list(steps.values()), len(ids))
    lost, look = tuple(material.lost), tuple(material.look)
    return ImportedStory(choices.slug, material.program, files, lost, look, len(steps), len(ids))


def place_missing_steps(material: Material) -> None:
    """Leave the map where it is for a step without a place, and say so; refuse a file without any place."""
    if not material.places:
        sentence = f"no {material.unit} has a place, and a step needs one; add latitude and longitude"
        raise Faults([Fault(material.file, 1, sentence)])
    placed = [record for record in material.records if record.places]
    before: Record | None = None
    for record in material.records:
        if record.places:
            before = record
            continue
        near = before or placed[0]
        record.places = list(near.places)
        titles = ", ".join(material.places[key].title for key in near.places)
        word = "before" if before else "after"
        material.look.append(f"{record.where} has no place: the map stays at {titles}, as in the step {word} it.")


def date_steps(material: Material, choices: Choices) -> None:
    """Give each step without a date the year in its title, or else a bracket that says that it is one."""
    open_records = [record for record in material.records if record.date is None]
    for record in open_records:
        years = set(YEAR.findall(record.title))
        if len(years) == 1:
            record.date = years.pop()
            record.date_note = f"The date is the year in the title. {said_of(record)}"
            material.look.append(f"{record.where}: its date is the year in its title, {record.date}.")
    bracket = choices.date or span_of(record.date for record in material.records)
    for record in open_records:
        if record.date is not None:
            continue
        if bracket is None:
            sentence = (
                f"no {material.unit} has a date that can be read, and a step needs one; say when the story "
                'takes place, in EDTF, such as "--date 1790/1815"'
            )
            raise Faults([Fault(material.file, record.line, sentence)])
        record.date, record.undated = bracket, True
        source = "the years given at the import" if choices.date else "the years of the other steps"
        record.date_note = f"{said_of(record)} The dates here are {source}."
        material.look.append(f"{record.where}: {said_of(record)} The step is undated, within {bracket}.")


def said_of(record: Record) -> str:
    """What the file says of a step's date, as a sentence."""
    return f"The file writes “{record.said_date}”." if record.said_date else "The file gives no date."


def span_of(dates: Iterable[str | None]) -> str | None:
    """The years from the first to the last of some EDTF dates.

    >>> span_of(["1793-05", None, "1815/.."]), span_of([None])
    ('1793/1815', None)
    """
    bounds = [parse_date(each) for each in dates if each]
    years = [each.year for date in bounds for each in (date.earliest, date.latest) if 1 < each.year < 9999]
    if not years:
        return None
    first, last = f"{min(years):04}", f"{max(years):04}"
    return first if first == last else f"{first}/{last}"


def kept_ids(material: Material, used: list[str]) -> dict[str, str]:
    """The ids that whole Linked Places features bring along."""
    features = {key: material.places[key].feature for key in used}
    return {key: feature["id"] for key, feature in features.items() if feature}


def unique_ids(
    titles: dict[str, str], word: str, kept: dict[str, str] | None = None, step: bool = False
) -> dict[str, str]:
    """An id for each title: a slug of it in Latin letters, with a number where one is taken.

    >>> list(unique_ids({"a": "Порт-Артур", "b": "Port Artur", "c": "!", "d": "map"}, "step", step=True).values())
    ['port-artur', 'port-artur-2', 'step-3', 'map-step']
    """
    found: dict[str, str] = {}
    taken = set((kept or {}).values())
    for number, (key, title) in enumerate(titles.items(), 1):
        if kept and key in kept and kept[key] not in found.values():
            found[key] = kept[key]
            continue
        id = slug_like(anyascii(title))[:60].strip("-") or f"{word}-{number}"
        if step and (id in RESERVED or id.startswith(RESERVED_STARTS) or id.endswith("-title")):
            id = f"{id}-step" if id in RESERVED or id.endswith("-title") else f"step-{id}"
        plain, again = id, 2
        while id in taken or id in found.values():
            id, again = f"{plain}-{again}", again + 1
        found[key] = id
    return found


def story_yaml(
    material: Material, choices: Choices, language: str, ids: dict[str, str], steps: dict[str, str]
) -> bytes:
    """The file of the story."""
    title = choices.title or material.title or choices.slug.replace("-", " ").capitalize()
    total = material.paragraphs or len(material.records)
    author = choices.author or material.author
    unit = "paragraph" if material.paragraphs else material.unit
    source = {
        "title": title,
        "authors": flow([author or "Author not named in the file"]),
        "publication": f"{material.program} file",
        "date": choices.today.isoformat(),
        "provenance": (
            f"Imported from {material.file}, {counted(total, unit)}, each counted as one paragraph. The file does "
            "not say when it was written: the date is that of the import."
        ),
        "paragraphs": total,
        **({"sha256": material.sha256} if material.sha256 else {}),
    }
    if not author:
        material.look.append("The file names no author: write who wrote the story under source, authors.")
    top: dict[str, Any] = {"title": title}
    if material.subtitle:
        top["subtitle"] = material.subtitle
    summary = material.summary or f"{counted(len(steps), 'step')} imported from {material.program}."
    top |= {"summary": folded(summary), "language": language, "draft": True, "source": source}
    if people := [each for each in material.people if any(each in record.people for record in material.records)]:
        role = "named in the text"
        top["people"] = [{"id": id, "name": material.people[id], "role": role} for id in people]
    works: list[dict[str, str]] = []
    written = [step_of(material, record, steps[str(at)], ids, works) for at, record in enumerate(material.records)]
    if works:
        top["works"] = works
    top["steps"] = written
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = 120
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(top, stream)
    return stream.getvalue().encode("utf-8")


def step_of(
    material: Material, record: Record, id: str, ids: dict[str, str], works: list[dict[str, str]]
) -> CommentedMap:
    """One step; its media become works with a note that links to them."""
    at = material.records.index(record) + 1
    text = record.text.strip()
    if not text:
        text = prose_of_plain(record.title)
        material.look.append(f"{record.where} has no text: its title stands in its place.")
    if record.linked:
        text = re.sub(r"\]\(place:(place-\d+)\)", lambda match: f"](place:{ids[match[1]]})", text)
    step = CommentedMap(id=id, title=record.title, date=record.date)
    if record.undated:
        step["undated"] = True
    if record.date_note:
        step["date_note"] = record.date_note
    step["places"] = flow([ids[key] for key in dict.fromkeys(record.places)])
    if record.people:
        step["people"] = flow(list(dict.fromkeys(record.people)))
    step["source"] = CommentedMap(paragraphs=flow(record.paragraphs or [at]))
    step["status"] = "stated"
    step["text"] = LiteralScalarString(text + "\n")
    notes = []
    for number, media in enumerate(record.media, 1):
        work = f"{id}-media" + (f"-{number}" if number > 1 else "")
        works.append({"id": work, "citation": media.words or f"Media of {record.where}", "url": str(media.address)})
        words = prose_of_plain(media.words) + ": " if media.words else ""
        sentence = f"{words}[the {material.unit}’s picture or film](<{media.address}>), which is not shown here."
        notes.append(CommentedMap(text=sentence[:1].upper() + sentence[1:], source=work))
    if notes:
        step["notes"] = notes
    return step


def flow(values: list[Any]) -> CommentedSeq:
    """A list on one line."""
    sequence = CommentedSeq(values)
    sequence.fa.set_flow_style()
    return sequence


def folded(text: str) -> FoldedScalarString:
    """A long line of text below ">-"."""
    return FoldedScalarString(text)


def places_geojson(material: Material, language: str, ids: dict[str, str]) -> bytes:
    """The gazetteer, in Linked Places Format as this project reads it."""
    features = []
    seen: dict[tuple[str, str], str] = {}
    uris = {place_uri(material.places[key], id) for key, id in ids.items()}
    for key, id in ids.items():
        place = material.places[key]
        feature = whole_feature(place, id, uris) if place.feature else new_feature(material, place, id, language)
        for name in feature["names"]:
            other = seen.setdefault((name["toponym"].casefold(), name["lang"]), id)
            if other != id and "note" not in name:
                name["note"] = "One of several places of this name in the imported file."
                material.look.append(f"Two places are called {name['toponym']}, {other} and {id}; are they one?")
        features.append(feature)
    document = {"type": "FeatureCollection", "@context": CONTEXT, "features": features}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def place_uri(place: FoundPlace, id: str) -> str:
    """The "@id" of a place."""
    return str(place.feature["@id"]) if place.feature else f"urn:narrative-map:place:{id}"


def whole_feature(place: FoundPlace, id: str, uris: set[str]) -> dict[str, Any]:
    """A feature that is kept as it stands, without relations to places that are not here."""
    feature = dict(place.feature or {}, id=id)
    if "relations" in feature:
        feature["relations"] = [each for each in feature["relations"] if each["relationTo"] in uris]
    return feature


def new_feature(material: Material, place: FoundPlace, id: str, language: str) -> dict[str, Any]:
    """A place as a feature."""
    citation = [{"label": f"{material.program} file, {material.file}"}]
    named = [(toponym, lang or "und") for toponym, lang in place.names]
    own = [] if any(toponym == place.title and lang != "und" for toponym, lang in named) else [(place.title, language)]
    pairs = dict.fromkeys([*own, *(each for each in named if each != (place.title, "und"))])
    feature: dict[str, Any] = {
        "type": "Feature",
        "id": id,
        "@id": place_uri(place, id),
        "properties": {"title": place.title, "rank": 2, "ccodes": place.ccodes},
        "names": [{"toponym": toponym, "lang": lang, "citations": citation} for toponym, lang in pairs],
        "types": place.types,
        "when": place.when,
        "geometry": {**place.geometry, "certainty": place.certainty, "reason": place.reason, "citations": citation},
        "links": [{"type": "closeMatch", "identifier": link} for link in place.links],
        "descriptions": [{"value": place.description, "lang": language}] if place.description else [],
    }
    feature["geometry"] = {key: value for key, value in feature["geometry"].items() if value is not None}
    return {key: value for key, value in feature.items() if value not in (None, [])}


def say_certainty(material: Material, ids: dict[str, str]) -> None:
    """Say that places are certain only because the format has no word for doubt."""
    certain = [key for key in ids if material.places[key].certainty == "certain" and not material.places[key].feature]
    if certain:
        sentence = (
            f"{counted(len(certain), 'place')} from the file {'stands' if len(certain) == 1 else 'stand'} as certain, "
            "because it says of none that it is doubtful; mark those that are."
        )
        material.look.append(sentence)
