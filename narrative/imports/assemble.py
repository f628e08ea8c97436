"""Turn what an importer found into a draft, every gap filled openly or refused with its cure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from geo.reading.faults import Fault, Faults
from geo.reading.wording import counted
from narrative.drafts.commonmark import commonmark
from narrative.drafts.draft import Draft
from narrative.drafts.features import PLACE_URI
from narrative.drafts.ids import Ids
from narrative.drafts.opened import draft_of_values
from narrative.drafts.parts import Spot, changed
from narrative.imports.material import KEY, Choices, FoundPlace, Material, Record
from narrative.story.dates import edtf_year, parse_date
from narrative.story.words import CERTAIN

YEAR = re.compile(r"(?<![\d.,/-])(1\d{3}|20\d{2})(?![\d.,/-]\d|\d)")
MOST_SAID = 200  # letters of a date that could not be read
Values = dict[str, Any]


def assembled(material: Material, choices: Choices) -> Draft:
    """The draft of an import. Raises Faults where a step cannot have a date or a place."""
    if not material.records and not material.faults:
        material.fault(1, f"there is no {material.unit} to make a step of; look into the file")
    if material.faults:
        raise Faults(material.faults)
    language = choices.language or material.language or "en"
    place_missing_steps(material)
    date_steps(material, choices)
    used = [key for key in material.places if any(key in record.places for record in material.records)]
    ids = place_ids(material, used)
    names = Ids()
    steps = [names.step(record.title) for record in material.records]
    story = story_values(material, choices, language, ids, steps)
    features = features_of(material, language, ids)
    say_certainty(material, ids)
    try:
        draft = changed(draft_of_values(choices.slug, story, features), origin="file", program=material.program)
        return changed(
            draft,
            file=material.file,
            read_on=choices.today.isoformat(),
            lost=tuple(material.lost),
            look=tuple(material.look),
            text=material.text,
            paragraphs=tuple(material.paragraphs),
            marks=tuple(spot_with_ids(each, ids) for each in material.spots),
        )
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        where, said = ".".join(map(str, found["loc"])), found["msg"].removeprefix("Value error, ")
        raise Faults([Fault(material.file, 1, f"{where}: {said}; mend it in the file")]) from None


def spot_with_ids(spot: Spot, ids: dict[str, str]) -> Spot:
    """A mark whose place is given by its id in place of its key; that of a place which no step shows is unplaced."""
    return changed(spot, places=tuple(ids[key] for key in spot.places if key in ids)) if spot.places else spot


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
        record.place_note = f"The file gives no place; the map shows that of the step {word} this one."
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
    return f"The file writes “{record.said_date[:MOST_SAID]}”." if record.said_date else "The file gives no date."


def span_of(dates: Iterable[str | None]) -> str | None:
    """The years from the first to the last of some EDTF dates.

    >>> span_of(["1793-05", None, "1815/.."]), span_of([None])
    ('1793/1815', None)
    """
    bounds = [parse_date(each) for each in dates if each]
    years = [date.earliest.year for date in bounds if not date.open_start]
    years += [date.latest.year for date in bounds if not date.open_end]
    if not years:
        return None
    first, last = edtf_year(min(years)), edtf_year(max(years))
    return first if first == last else f"{first}/{last}"


def place_ids(material: Material, used: list[str]) -> dict[str, str]:
    """An id for each place: its own, that a whole Linked Places feature brings along, or one made of its title."""
    features = {key: material.places[key].feature for key in used}
    found: dict[str, str] = {}
    for key, feature in features.items():
        if feature and feature["id"] not in found.values():
            found[key] = feature["id"]
    given = Ids(set(found.values()))
    return {key: found.get(key) or given.new(material.places[key].title, "place") for key in used}


def story_values(material: Material, choices: Choices, language: str, ids: dict[str, str], steps: list[str]) -> Values:
    """The story as ``story.yaml`` will have it."""
    title = choices.title or material.title or choices.slug.replace("-", " ").capitalize()
    total = len(material.paragraphs) or len(material.records)
    author = choices.author or material.author
    unit = "paragraph" if material.paragraphs else material.unit
    if not author:
        material.look.append("The file names no author: write who wrote the story under source, authors.")
    source = {
        "title": title,
        "authors": [author or "Author not named in the file"],
        "publication": f"{material.program} file",
        "date": choices.today.isoformat(),
        "provenance": (
            f"Imported from {material.file}, {counted(total, unit)}, each counted as one paragraph. The file does "
            "not say when it was written: the date is that of the import."
        ),
        "paragraphs": total,
    }
    role = "named in the text"
    people = [id for id in material.people if any(id in record.people for record in material.records)]
    works: list[Values] = []
    written = [
        step_values(material, record, id, number, ids, works)
        for number, (record, id) in enumerate(zip(material.records, steps, strict=True), 1)
    ]
    return {
        "title": title,
        "subtitle": material.subtitle,
        "summary": material.summary or f"{counted(len(steps), 'step')} imported from {material.program}.",
        "language": language,
        "draft": True,
        "wording": "imported",
        "source": source,
        "people": [{"id": id, "name": material.people[id], "role": role} for id in people],
        **({"works": works} if works else {}),
        "steps": written,
    }


def step_values(
    material: Material, record: Record, id: str, number: int, ids: dict[str, str], works: list[Values]
) -> Values:
    """One step; its media become works with a note that links to them."""
    text = record.text.strip()
    if not text:
        text = commonmark(record.title)
        material.look.append(f"{record.where} has no text: its title stands in its place.")
    step: Values = {"id": id, "title": record.title, "date": record.date}
    if record.undated:
        step["undated"] = True
    if record.date_note:
        step["date_note"] = record.date_note
    step["places"] = [ids[key] for key in dict.fromkeys(record.places)]
    if record.place_note:
        step |= {"unplaced": True, "place_note": record.place_note}
    step["people"] = list(dict.fromkeys(record.people))
    step["source"] = {"paragraphs": record.paragraphs or [number]}
    step["text"] = re.sub(rf"{KEY}(place-\d+)", lambda found: ids[found[1]], text)
    notes = []
    for at, media in enumerate(record.media, 1):
        work = f"{id}-media" + (f"-{at}" if at > 1 else "")
        works.append({"id": work, "citation": media.words or f"Media of {record.where}", "url": str(media.address)})
        words = f"{commonmark(media.words)}: [the" if media.words else "[The"
        sentence = f"{words} {material.unit}’s picture or film](<{media.address}>), which is not shown here."
        notes.append({"text": sentence[:1].upper() + sentence[1:], "source": work})
    if notes:
        step["notes"] = notes
    return step


def features_of(material: Material, language: str, ids: dict[str, str]) -> list[Values]:
    """The places in Linked Places Format as this project reads it; two of one name are told."""
    features = []
    seen: dict[tuple[str, str], str] = {}
    for key, id in ids.items():
        place = material.places[key]
        feature = dict(place.feature, id=id) if place.feature else new_feature(material, place, id, language)
        for name in feature["names"]:
            other = seen.setdefault((name["toponym"].casefold(), name["lang"]), id)
            if other != id and "note" not in name:
                material.look.append(f"Two places are called {name['toponym']}, {other} and {id}; are they one?")
        features.append(feature)
    return features


def new_feature(material: Material, place: FoundPlace, id: str, language: str) -> Values:
    """A place as a feature."""
    citation = [{"label": f"{material.program} file, {material.file}"}]
    named = [(toponym, lang or "und") for toponym, lang in place.names]
    own = [] if any(toponym == place.title and lang != "und" for toponym, lang in named) else [(place.title, language)]
    pairs = dict.fromkeys([*own, *(each for each in named if each != (place.title, "und"))])
    feature: Values = {
        "type": "Feature",
        "id": id,
        "@id": f"{PLACE_URI}{id}",
        "properties": {"title": place.title, "rank": 2, **({"ccodes": place.ccodes} if place.ccodes else {})},
        "names": [{"toponym": toponym, "lang": lang, "citations": citation} for toponym, lang in pairs],
        "types": place.types,
        "when": place.when,
        "geometry": {**place.geometry, "certainty": place.certainty, "reason": place.reason, "citations": citation},
        "links": [{"type": "closeMatch", "identifier": each} for each in place.identifiers],
        "descriptions": [{"value": place.description, "lang": language}] if place.description else [],
    }
    return {key: value for key, value in feature.items() if value not in (None, [])}


def say_certainty(material: Material, ids: dict[str, str]) -> None:
    """Say that places are certain only because the format has no word for doubt."""
    certain = [key for key in ids if material.places[key].certainty == CERTAIN and not material.places[key].feature]
    if certain:
        sentence = (
            f"{counted(len(certain), 'place')} from the file {'stands' if len(certain) == 1 else 'stand'} as certain, "
            "because it says of none that it is doubtful; mark those that are."
        )
        material.look.append(sentence)
