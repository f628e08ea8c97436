"""Turn what an importer found into a draft, every gap filled openly or refused with its cure."""

from __future__ import annotations

import re
from typing import Any

import shapely
from pydantic import ValidationError

from geo.gazetteer.lpf import WhenModel
from geo.gazetteer.timespans import span_of as time_span
from geo.reading.faults import Fault, Faults, on_a_line
from geo.reading.uploads import line_of_text
from geo.reading.validation import quoted
from geo.reading.wording import counted
from narrative.drafts.commonmark import commonmark
from narrative.drafts.draft import Draft
from narrative.drafts.features import PLACE_URI
from narrative.drafts.ids import Ids
from narrative.drafts.opened import draft_of_values
from narrative.drafts.parts import Spot, changed
from narrative.imports.gathering import gather, span_of
from narrative.imports.local_media import media_values, take_files
from narrative.imports.material import KEY, Choices, FoundPlace, Material, Record
from narrative.imports.tidying import tidy
from narrative.reading.text_dates import dates_in
from narrative.story.dates import parse_date
from narrative.story.words import CERTAIN, CERTAINTIES

YEAR = re.compile(r"(?<![\d.,/-])(1\d{3}|20\d{2})(?![\d.,/-]\d|\d)")
UNNAMED = "Unnamed place"
GUESSED = next(each.id for each in CERTAINTIES.values() if each.doubtful)  # a point without a name
MOST_SAID = 200  # letters of a date that could not be read
LINKED = re.compile(rf"(\[(?:\\.|[^\]\\])*\])\(place:{KEY}([\w-]+)\)")  # words of a text that lead to a place
Values = dict[str, Any]


def assembled(material: Material, choices: Choices) -> Draft:
    """The draft of an import. Raises Faults where a step cannot have a date or a place."""
    if not material.records and not material.faults:
        material.fault(1, f"there is no {material.unit} to make a step of; look into the file")
    tidy(material)
    if material.faults:
        raise Faults(material.faults)
    language = choices.language or material.language or "en"
    name_places(material, choices)
    place_missing_steps(material)
    date_steps(material, choices)
    gather(material)
    files = take_files(material, choices)
    keep_times(material)
    shown = {key for record in material.records for key in record.places}
    used = [key for key in material.places if key in shown]
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
            lost=tuple(map(on_a_line, material.lost)),  # they quote the file, and are printed
            look=tuple(map(on_a_line, material.look)),
            text=material.text,
            files=files,
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


def name_places(material: Material, choices: Choices) -> None:
    """Give a place whose file has no name for it that of the gazetteer's nearest place, as a guess, or none."""
    for place in material.places.values():
        if place.named:
            continue
        point = shapely.geometry.shape(place.geometry).representative_point()
        found = choices.nearest(point.y, point.x) if choices.nearest else None
        headline = place.title
        if found is None:
            place.title = UNNAMED
            place.kept = {**place.kept, "note": "The file has no name for it."}
            material.notice(f"The file has no name for the place of {quoted(headline, 60)}: it is an “{UNNAMED}”.")
            continue
        name, distance = found
        away = "less than 1 km" if distance < 1 else f"{distance:.0f} km"
        place.title = name
        if place.certainty == CERTAIN:
            place.certainty = GUESSED
            why = f"The file has no name for this point; {name} is the gazetteer’s nearest place, {away} away."
            place.reason = f"{place.reason} {why}" if place.reason else why
        material.notice(
            f"The file has no name for the place of {quoted(headline, 60)}: it is called {name}, after the gazetteer’s "
            f"nearest place, {away} away. Is that it?"
        )


def place_missing_steps(material: Material) -> None:
    """Let the map stay where it is for a step without a place, drawn as a guess; refuse a file without any place."""
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
    """Give each step without a date the one in its title, or else a bracket that says that it is one."""
    open_records = [record for record in material.records if record.date is None]
    for record in open_records:
        if not record.said_date and (found := date_of_title(record.title)):
            record.date = found
            record.date_note = f"The date is the one in the title. {said_of(record)}"
            material.look.append(f"{record.where}: its date is the one in its title, {found}.")
    for record in open_records:
        if record.date is None and record.said_date and (found := with_year(material, choices, record)):
            record.date = found
            record.date_note = f"{said_of(record)} The year is the only one that is given here, and doubtful."
            material.look.append(f"{record.where}: {said_of(record)} It was given the year {found[:4]}; is that right?")
        if record.date is None and (found := date_of_title(record.title)):
            record.date = found
            record.date_note = f"The date is the one in the title. {said_of(record)}"
            material.look.append(f"{record.where}: {said_of(record)} Its date is the one in its title, {found}.")
    bracket = choices.date or span_of(record.date for record in material.records)
    for record in open_records:
        if record.date is not None:
            continue
        record.date, record.undated = bracket or "", True
        if bracket is None:
            record.date_note = said_of(record)
            material.look.append(f"{record.where}: {said_of(record)} The step is undated.")
            continue
        source = "the years given at the import" if choices.date else "the years of the other steps"
        record.date_note = f"{said_of(record)} The dates here are {source}."
        material.look.append(f"{record.where}: {said_of(record)} The step is undated, within {bracket}.")


def date_of_title(title: str) -> str | None:
    """The one date in a title, as EDTF; None where it has none, or several.

    >>> date_of_title("3 March 1874: Köln"), date_of_title("Köln 1874"), date_of_title("From 1874 to 1880: 2 rivers")
    ('1874-03-03', '1874', '1874/1880')
    >>> date_of_title("1874, and again in 1880")
    """
    found = {each.edtf for each in dates_in(title)}
    if len(found) == 1:
        return found.pop()
    years = set(YEAR.findall(title))
    return years.pop() if len(years) == 1 and not found else None


def with_year(material: Material, choices: Choices, record: Record) -> str | None:
    """A day and a month without a year ("Sept 3"), with the one year that is given beside it, as doubtful EDTF.

    The year is that of the author's choice, or the one of all other steps, or that of the steps on both sides.
    """
    if re.search(r"\d{3}", record.said_date or ""):  # it has a year of its own, which could not be read
        return None
    at = next(number for number, each in enumerate(material.records) if each is record)
    dated = [each for each in material.records if each.date and not each.undated]
    sides = [next((each.date for each in some if each.date), None) for some in
             (reversed(material.records[:at]), material.records[at + 1 :])]  # fmt: skip
    for dates in ([choices.date], [each.date for each in dated], sides):
        year = span_of(dates) if None not in dates else None
        if year and len(year) == 4:
            break
    else:
        return None
    found = dates_in(record.said_date or "", year=int(year))
    edtf = found[0].edtf if len(found) == 1 else ""
    return f"{edtf}?" if re.fullmatch(rf"{year}-\d\d(-\d\d)?", edtf) else None


def keep_times(material: Material) -> None:
    """Leave out the time of a place that a step shows at another time, which no story may; that is told."""
    for record in material.records:
        if not record.date:
            continue
        date = parse_date(record.date)
        for place in (material.places[key] for key in record.places):
            for part in parts_with_time(place):
                if time_span(WhenModel.model_validate(part["when"])).meets(date.earliest, date.latest):
                    continue
                del part["when"]
                material.lose(
                    f"{record.where}: the time of {quoted(place.title)} does not meet the step's date, so it is not "
                    "in places.geojson."
                )


def parts_with_time(place: FoundPlace) -> list[Values]:
    """The parts of a place's feature that say when it was there."""
    wholes = [each for each in (place.kept, place.feature) if each]
    parts = [*wholes, *(each["geometry"] for each in wholes if "geometry" in each)]
    return [each for each in parts if each.get("when")]


def said_of(record: Record) -> str:
    """What the file says of a step's date, as a sentence."""
    said = line_of_text(record.said_date)
    return f"The file writes “{said[:MOST_SAID]}”." if said else "The file gives no date."


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
    total = len(material.paragraphs) or max(number for record in material.records for number in record.paragraphs)
    author = choices.author or material.author
    unit = "paragraph" if material.paragraphs else material.unit
    if not author:
        material.look.append("The file names no author: write who wrote the story under source, authors.")
    source = {
        "title": title,
        "authors": [author or "Author not named in the file"],
        "publication": f"{material.program} file",
        "provenance": (
            f"Imported from {material.file}, {counted(total, unit)}, each counted as one paragraph. The file does "
            "not say when it was written."
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
    """One step; media that it cannot show become works with a note that links to them."""
    text = record.text.strip()
    if not text:
        text = commonmark(record.title)
        material.look.append(f"{record.where} has no text: its title stands in its place.")
    step: Values = {"id": id, "title": record.title, **({"date": record.date} if record.date else {})}
    if record.undated:
        step["undated"] = True
    if record.date_note:
        step["date_note"] = record.date_note
    step["places"] = [ids[key] for key in dict.fromkeys(record.places)]
    if record.place_note:
        step |= {"unplaced": True, "place_note": record.place_note}
    step["people"] = list(dict.fromkeys(record.people))
    step["source"] = {"paragraphs": record.paragraphs or [number]}
    step["text"] = LINKED.sub(
        lambda link: f"{link[1]}(place:{ids[link[2]]})" if link[2] in ids else link[1][1:-1], text
    )
    notes = []
    for at, media in enumerate(record.media, 1):
        work = f"{id}-media" + (f"-{at}" if at > 1 else "")
        works.append({"id": work, "citation": media.words or f"Media of {record.where}", "url": str(media.address)})
        words = f"{commonmark(media.words)}: [the" if media.words else "[The"
        sentence = f"{words} {material.unit}’s picture or film](<{media.address}>), which is not shown here."
        notes.append({"text": sentence[:1].upper() + sentence[1:], "source": work})
    if notes:
        step["notes"] = notes
    return step | media_values(record)


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
    """A place as a feature; parts that the file has stand as they are."""
    citation = [{"label": f"{material.program} file, {material.file}"}]
    kept = dict(place.kept)
    details: dict[tuple[str, str | None], Values] = kept.pop("names", {})
    note = kept.pop("note", None)
    named = [(toponym, lang or "und") for toponym, lang in place.names]
    own = [] if any(toponym == place.title and lang != "und" for toponym, lang in named) else [(place.title, language)]
    said = {(toponym, lang or "und"): each for (toponym, lang), each in details.items()}
    names: dict[tuple[str, str], Values] = {}
    for toponym, lang in [*own, *(each for each in named if not own or each != (place.title, "und"))]:
        more = said.get((toponym, lang)) or (said.get((toponym, "und"), {}) if (toponym, lang) in own else {})
        name = {"toponym": toponym, "lang": lang, "citations": citation, **({"note": note} if note else {}), **more}
        names.setdefault((toponym.casefold(), lang), name)
    feature: Values = {
        "type": "Feature",
        "id": id,
        "@id": f"{PLACE_URI}{id}",
        "properties": {"title": place.title, "rank": 2, **({"ccodes": place.ccodes} if place.ccodes else {})},
        "names": list(names.values()),
        "types": place.types,
        "when": None,
        "links": [{"type": "closeMatch", "identifier": each} for each in place.identifiers],
        "descriptions": [{"value": place.description, "lang": language}] if place.description else [],
        **kept,
        "geometry": {
            **place.geometry,
            "certainty": place.certainty,
            "reason": place.reason,
            "citations": citation,
            **kept.get("geometry", {}),
        },
    }
    return {key: value for key, value in feature.items() if value not in (None, [])}


def say_certainty(material: Material, ids: dict[str, str]) -> None:
    """Say that places are certain only because the file does not say that they are doubtful."""
    certain = [key for key in ids if material.places[key].certainty == CERTAIN and not material.places[key].feature]
    if certain:
        verb, they = ("stands", "it is") if len(certain) == 1 else ("stand", "they are")
        material.look.append(
            f"{counted(len(certain), 'place')} from the file {verb} as certain, because it does not say that {they} "
            "doubtful; mark those that are."
        )
