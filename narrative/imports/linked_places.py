"""Read a Linked Places file, as the World Historical Gazetteer writes it: each place is a step, in the file's order.

The project's own reader (`geo.gazetteer.lpf`) is strict, so that an author's slip is found. Files of others are read
here as liberally as sense allows, written strictly, and what was left out is said. A feature that passes the strict
reader as it stands is kept whole.

Source: Linked Places Format 1.2, https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

import copy
import re
from typing import Any

from pydantic import ValidationError

from geo.gazetteer.certainties import CERTAIN, CERTAINTIES
from geo.gazetteer.lpf import FeatureModel, PropertiesModel, check_identifier
from geo.reading.faults import Faults
from geo.reading.json_lines import UNPRINTABLE, JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text
from geo.reading.validation import Loc, quoted
from geo.reading.wording import counted
from narrative.imports.coordinates import leaves_of
from narrative.imports.features import features_of, is_geojson, take_geometry, texts_at
from narrative.imports.fields import add_record, take_html, take_place, take_title
from narrative.imports.geojson import DATES, ENDS, PLACE_NAMES, STARTS, TITLES, dated
from narrative.imports.linked_parts import (
    NameKey,
    citations_of,
    clean,
    descriptions_of,
    is_uri,
    items_at,
    links_of,
    names_of,
    relations_of,
    say_others,
    time_in_words,
    types_of,
    when_of,
)
from narrative.imports.loose_dates import is_date
from narrative.imports.material import Choices, FoundPlace, Import, Material, Record
from narrative.story.dates import edtf_year
from narrative.story.reading import leaves

ADDRESSES = (
    (re.compile(r"https?://(?:www\.|sws\.)?geonames\.org/(\d+)(?:[/#?].*)?"), "gn:"),
    (re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(Q\d+)(?:[/#?].*)?"), "wd:"),
    (re.compile(r"https?://(?:www\.)?viaf\.org/viaf/(\d+)(?:[/#?].*)?"), "viaf:"),
    (re.compile(r"https?://vocab\.getty\.edu/(?:page/)?tgn/(\d+)(?:[/#?-].*)?"), "tgn:"),
    (re.compile(r"https?://pleiades\.stoa\.org/places/(\d+)(?:[/#?].*)?"), "pl:"),
)
TOP = ("type", "@context", "features", "title", "name", "description", "citation", "indexing", "license", "crs", "bbox")
FEATURE = (
    *("type", "id", "@id", "@context", "properties", "names", "types", "when", "geometry", "links", "relations"),
    *("descriptions", "depictions", "ccodes", "certainty", "bbox"),
)
GEOMETRY = ("type", "coordinates", "geowkt", "certainty", "reason", "citations", "when", "bbox")
YEAR = re.compile(r"([+-]?\d{1,9})((?:-\d\d){0,2})(?:T.*)?")


def is_linked_places(value: Any) -> bool:
    """Whether GeoJSON is Linked Places: its features have names."""
    features = value.get("features") if is_geojson(value) else None
    listed = features if isinstance(features, list) else []
    named = [each for each in listed if isinstance(each, dict) and isinstance(each.get("names"), list)]
    return bool(named) or (isinstance(features, list) and "linkedplaces" in str(value.get("@context")))


def read_linked_places(upload: Upload, choices: Choices) -> Material:
    """Read places in their order, each with a step. Raises Faults."""
    document = json_of_upload(upload)
    material = Material(upload.name, "Linked Places", "place")
    take_features(material, document, features_of(document))
    top = document.value if isinstance(document.value, dict) else {}
    citation = top.get("citation") or top.get("indexing")
    named = {**top, **(citation if isinstance(citation, dict) else {})}
    material.title = next(texts_at(named, "title", "name"), None)
    material.summary = next(texts_at(named, "description"), None)
    say_others(material, {key: value for key, value in top.items() if top.get("type") != "Feature"}, TOP, "files")
    if not material.places and not material.faults:
        raise Faults([document.fault(("features",), "no place has a geometry; add one, or take another file")])
    return material


def take_features(material: Material, document: JsonDocument, features: list[tuple[Loc, dict[str, Any]]]) -> None:
    """Make a step of every feature, and a place, or several where its geometries differ in time or doubt."""
    material.count(len(features))
    addresses: set[str] = set()
    for number, (loc, feature) in enumerate(features, 1):
        where, line = f"{material.unit} {number}", document.line(loc)
        places = places_of_feature(material, document, loc, where, feature)
        if not places:
            continue
        text, _ = take_html(material, line, where, places[0].description)
        keys = [take_place(material, line, where, place) for place in places]
        addresses |= {own for place in places if (own := address_of(place))}
        record = Record(line, where, places[0].title, text, list(dict.fromkeys(keys)))
        date_record(material, record, feature)
        if not add_record(material, record):
            break
    keep_relations(material, addresses)
    material.look.append("Each place has become a step, in the order of the file: order, merge and write them anew.")


def address_of(place: FoundPlace) -> str | None:
    """The "@id" that a place keeps of the file."""
    return (place.feature or place.kept).get("@id")


def keep_relations(material: Material, addresses: set[str]) -> None:
    """Leave out relations to places that are not there."""
    left_out = 0
    for place in material.places.values():
        for whole in (place.kept, place.feature or {}):
            if relations := whole.get("relations"):
                own = whole.get("@id")
                there = [each for each in relations if each["relationTo"] in addresses and each["relationTo"] != own]
                left_out += len(relations) - len(there)
                whole["relations"] = there
    if left_out:
        material.lose(f"{counted(left_out, 'relation')} to places that are not in the file could not be kept.")


def date_record(material: Material, record: Record, feature: dict[str, Any]) -> None:
    """The date of a step: from the feature's ``when``, else its geometry's, else what its properties say."""
    raw = feature.get("geometry")
    geometry = raw if isinstance(raw, dict) else {}
    parts = [each.get("when") for each in leaves_of(geometry)] if geometry.get("type") == "GeometryCollection" else []
    spans = [span for when in parts if isinstance(when, dict) for span in items_at(when, "timespans")]
    when = next((each for each in (feature.get("when"), geometry.get("when")) if each), {"timespans": spans})
    record.date, said = date_of_when(when)
    properties = feature.get("properties")
    if record.date is None and not said:
        record.date, said = dated(properties if isinstance(properties, dict) else {})
        if record.date:
            say_properties(material, feature, (*DATES, *STARTS, *ENDS))
            return
    say_properties(material, feature)
    words = time_in_words(when) if isinstance(when, dict) and (when.get("timespans") or when.get("periods")) else ""
    record.said_date = said or words or None
    if record.date is None:
        return
    doubt = when.get("certainty") if isinstance(when, dict) else None
    if isinstance(doubt, str) and doubt in CERTAINTIES and CERTAINTIES[doubt].doubtful:
        record.date = "/".join(side if side in ("", "..") else f"{side}?" for side in record.date.split("/"))
        record.date_note = f"The file writes “{words}” and calls this time {CERTAINTIES[doubt].word}."
    elif said:
        record.date_note = f"The file writes “{said}”, of which not all could be read."
    elif len(items_at(when, "timespans")) > 1:
        record.date_note = f"The file gives several times, {words}: the date here is from the first to the last."
    elif "between" in words or "“" in words or '"' in words:
        record.date_note = f"The file writes “{words}”."


def places_of_upload(upload: Upload) -> tuple[Material, list[tuple[FoundPlace, set[str]]]]:
    """The places of a Linked Places or GeoJSON file, each with the addresses under which it is known. Raises Faults."""
    document = json_of_upload(upload)
    material = Material(upload.name, "Linked Places", "place")
    found = []
    for number, (loc, feature) in enumerate(features_of(document), 1):
        place = place_of_feature(material, document, loc, f"place {number}", feature)
        if place is not None:
            own = [each for each in (feature.get("id"), feature.get("@id")) if isinstance(each, (str, int))]
            addresses = {str(each) for each in own} | {short_identifier(str(each)) or str(each) for each in own}
            found.append((place, addresses | set(place.identifiers)))
    return material, found


def place_of_feature(
    material: Material, document: JsonDocument, loc: Loc, where: str, feature: dict[str, Any]
) -> FoundPlace | None:
    """One feature as a place; None where it has no geometry, which is told."""
    line = document.line(loc)
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    names = names_of(material, where, feature)
    title = next(texts_at(properties, *TITLES, *PLACE_NAMES), "") or next((name for name, _ in names), "")
    title = take_title(material, line, where, title)
    geometry = take_geometry(material, document, loc, where, feature)
    if not title:
        material.note(document.fault(loc, f'{where}: it has no name; add "title" to its "properties"'))
        return None
    raw = feature.get("geometry")
    raw = raw if isinstance(raw, dict) else {}
    if geometry is None:
        if not (raw.get("coordinates") or raw.get("geowkt")):
            material.lose(f"{where}: {quoted(title)} has no geometry, so it is left out.")
        return None
    certainty, reason = certainty_of(raw, feature.get("certainty"), properties.get("certainty"))
    place = FoundPlace(title, geometry, certainty, reason, list(names))
    place.feature = sound_feature(feature, geometry)
    if place.feature is None:
        take_parts(material, where, feature, place, names)
    else:
        place.identifiers = [each["identifier"] for each in place.feature.get("links") or ()]
        place.description = " ".join(each["value"] for each in place.feature.get("descriptions") or ())
    return place


def take_parts(
    material: Material, where: str, feature: dict[str, Any], place: FoundPlace, names: dict[NameKey, dict[str, Any]]
) -> None:
    """Everything of a feature but its title, its geometry and its certainty."""
    raw = [feature.get(key) for key in ("properties", "geometry")]
    properties, geometry = (each if isinstance(each, dict) else {} for each in raw)
    links = links_of(material, where, feature, short_identifier)
    place.identifiers = [each["identifier"] for each in links]
    place.types = types_of(material, where, feature)
    codes = [*items_at(properties, "ccodes"), *items_at(feature, "ccodes")]
    place.ccodes = [each for each in dict.fromkeys(map(str, codes)) if re.fullmatch("[A-Z]{2}", each)]
    if len(place.ccodes) < len(set(map(str, codes))):
        material.lose(f"{where}: of its codes of countries only those of two capital letters were kept.")
    descriptions = descriptions_of(material, where, feature)
    place.description = " ".join(each["value"] for each in descriptions)
    inside = {
        "when": when_of(material, where, geometry.get("when"), "the geometry"),
        "citations": citations_of(material, where, geometry.get("citations")),
    }
    own = line_of_text(feature.get("@id"))
    place.kept = {
        key: value
        for key, value in {
            "@id": own if is_uri(own) else None,
            "names": names,
            "when": when_of(material, where, feature.get("when"), "the place"),
            "links": links,
            "geometry": {key: value for key, value in inside.items() if value},
            "descriptions": descriptions,
            "relations": relations_of(material, where, feature),
            "depictions": clean(items_at(feature, "depictions")),
        }.items()
        if value
    }
    if place.kept.get("depictions"):
        material.notice("The places' depictions stand in places.geojson, and are not shown.")
    if own and "@id" not in place.kept:
        material.lose(f'{where}: its "@id" {quoted(own, 80)} is no address, so it was not kept.')
    if geometry.get("type") != "GeometryCollection":
        say_others(material, geometry, GEOMETRY, "geometries")
    say_others(material, feature, FEATURE, "places")


def say_properties(material: Material, feature: dict[str, Any], used: tuple[str, ...] = ()) -> None:
    """Name the properties for which there is no room; `used` are those that date the step."""
    properties = feature.get("properties")
    for key, value in properties.items() if isinstance(properties, dict) else ():
        folded = line_of_text(key).lower()
        if folded in (*TITLES, *PLACE_NAMES, "ccodes", "certainty", *used) or value in (None, "", [], {}):
            continue
        if sound_properties(folded):
            continue
        material.lose(f'What places have in "properties" as {quoted(line_of_text(key))} was not kept.')


def sound_properties(key: str) -> bool:
    """Whether a property is one of this project's own, which only a feature that is kept whole has."""
    return key in PropertiesModel.model_fields


def places_of_feature(
    material: Material, document: JsonDocument, loc: Loc, where: str, feature: dict[str, Any]
) -> list[FoundPlace]:
    """The places of a feature: one, or one for each geometry that has a time or a doubt of its own."""
    raw = feature.get("geometry")
    parts = leaves_of(raw) if isinstance(raw, dict) and raw.get("type") == "GeometryCollection" else []
    own = [{key: each.get(key) for key in ("when", "certainty", "citations")} for each in parts]
    if len(parts) < 2 or all(each == own[0] for each in own):
        if parts:
            feature = {**feature, "geometry": {**own[0], **{k: v for k, v in feature["geometry"].items() if v}}}
        place = place_of_feature(material, document, loc, where, feature)
        return [place] if place else []
    found = []
    for number, part in enumerate(parts, 1):
        rest = feature if number == 1 else {key: value for key, value in feature.items() if key != "@id"}
        place = place_of_feature(material, document, loc, where, {**rest, "geometry": part})
        if place is None:
            continue
        words = time_in_words(part["when"]) if part.get("when") else CERTAINTIES[place.certainty].word
        note = f"Geometry {number} of {len(parts)} that the file gives “{place.title}”: {words}."
        for details in place.kept.get("names", {}).values():
            details.setdefault("note", note)
        place.kept["note"] = note
        found.append(place)
    material.look.append(
        f"{where}: it has {len(parts)} geometries with a time or a doubt of their own, and each has become a place."
    )
    return found


def short_identifier(address: str) -> str | None:
    """An address in another gazetteer as `geo.gazetteer.lpf` writes it; None where it is none that may be kept.

    >>> short_identifier("http://sws.geonames.org/2267057/"), short_identifier("wd:Q597")
    ('gn:2267057', 'wd:Q597')
    >>> short_identifier("GN:2267057")
    'gn:2267057'
    >>> short_identifier("http://example.org/x")
    """
    address = line_of_text(address)
    for pattern, scheme in ADDRESSES:
        if match := pattern.fullmatch(address):
            return scheme + match[1]
    scheme, colon, local = address.partition(":")
    address = f"{scheme.lower().replace('pleiades', 'pl')}{colon}{local}"
    try:
        return check_identifier(address)
    except ValueError:
        return None


def certainty_of(*parts: Any) -> tuple[str, str | None]:
    """How sure a place is, and why not surer."""
    for part in parts:
        said = part.get("certainty") if isinstance(part, dict) else part
        if isinstance(said, str) and said in CERTAINTIES and CERTAINTIES[said].doubtful:
            reason = line_of_text(part.get("reason")) if isinstance(part, dict) else ""
            return said, reason or "The imported file calls the place so, and does not say why."
    return CERTAIN, None


def date_of_when(when: Any) -> tuple[str | None, str | None]:
    """The (EDTF, what could not be read) of a feature's ``when``: from its first span's start to its last one's end.

    >>> span = {"start": {"earliest": "1415", "latest": "1416"}, "end": {"in": "1668-02"}}
    >>> date_of_when({"timespans": [span]}), date_of_when({"timespans": [{"start": {"in": "-0500"}}]})
    (('1415/1668-02', None), ('-0500/..', None))
    >>> date_of_when({"timespans": [{"start": {"in": "1755-11-01"}, "end": {"in": "1755-11-01"}}]})
    ('1755-11-01', None)
    """
    spans = [each for each in items_at(when, "timespans") if isinstance(each, dict)] if isinstance(when, dict) else []
    if not spans:
        return None, None
    first, last = (
        bound(spans[0].get("start"), "in", "earliest", "latest"),
        bound(spans[-1].get("end"), "in", "latest", "earliest"),
    )
    start, end = iso(first), iso(last)
    unread = (first and not start) or (last and not end)
    said = f"from {first} to {last}" if first and last else f"from {first}" if first else f"until {last}"
    if start and end:
        date = start if start == end else f"{start}/{end}"
    elif start or end:
        date = f"{start}/.." if start else f"../{end}"
    else:
        return None, said if unread else None
    return (date, said if unread else None) if is_date(date) else (None, said)


def bound(side: Any, *keys: str) -> str:
    """The first of some keys that a side of a time span has."""
    return next((text for key in keys if isinstance(side, dict) and (text := line_of_text(side.get(key)))), "")


def iso(text: str) -> str | None:
    """An ISO 8601 date, of any age, as EDTF, or None.

    >>> [iso(each) for each in ("-0500", "79-08-24", "-43-03-15", "-12000", "soon")]
    ['-0500', '0079-08-24', '-0043-03-15', 'Y-12000', None]
    """
    match = YEAR.fullmatch(text)
    found = edtf_year(int(match[1])) + match[2] if match else ""
    return found if found and is_date(found) else None


def sound_feature(feature: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any] | None:
    """A feature that the strict reader takes as it stands, without the paragraphs of another source; or None."""
    if is_spoilt(feature):  # first: pydantic cannot say what is wrong with half a character
        return None
    try:
        FeatureModel.model_validate(feature)
    except ValidationError:
        return None
    names = [(each["toponym"].casefold(), each["lang"]) for each in feature["names"]]
    if len(set(names)) < len(names):
        return None
    kept = copy.deepcopy(feature)
    for name in kept["names"]:
        name.pop("paragraphs", None)
    kept["geometry"].update(geometry)
    return kept


def is_spoilt(value: Any) -> bool:
    """Whether a text in a value has a control character."""
    return any(isinstance(leaf, str) and UNPRINTABLE.search(leaf) for leaf in leaves(value))


FORMAT = Import(
    name="linked-places",
    label="Linked Places Format, a step for every place",
    loses="Properties that a place has no room for, relations to places that are not there, what is not well formed.",
    endings=(".json", ".geojson", ".jsonld"),
    recognises=is_linked_places,
    read=read_linked_places,
)
