"""Read a Linked Places file, as the World Historical Gazetteer writes it: each place is a step, in the file's order.

The project's own reader (`geo.gazetteer.lpf`) is strict, so that an author's slip is found. Files of others are read
here as liberally as sense allows, written strictly, and what was left out is said. A feature that passes the strict
reader as it stands is kept whole.

Source: Linked Places Format 1.2, https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

import copy
import re
from typing import Any, cast

from pydantic import ValidationError

from geo.gazetteer.certainties import CERTAIN, CERTAINTIES
from geo.gazetteer.lpf import FeatureModel, WhenModel, check_identifier
from geo.reading.faults import Faults
from geo.reading.json_lines import UNPRINTABLE, JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text
from geo.reading.validation import LANGUAGE, Loc, quoted
from narrative.imports.features import features_of, is_geojson, take_geometry, texts_at
from narrative.imports.fields import add_record, take_html, take_place, take_title
from narrative.imports.geojson import PLACE_NAMES, TITLES
from narrative.imports.html_text import plain_of_html
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
LINK_TYPES = ("exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso")
YEAR = re.compile(r"([+-]?\d{1,9})((?:-\d\d){0,2})(?:T.*)?")


def is_linked_places(value: Any) -> bool:
    """Whether GeoJSON is Linked Places: its features have names."""
    features = value.get("features") if is_geojson(value) else None
    named = [each for each in features or [] if isinstance(each, dict) and isinstance(each.get("names"), list)]
    return bool(named) or (isinstance(features, list) and "linkedplaces" in str(value.get("@context")))


def read_linked_places(upload: Upload, choices: Choices) -> Material:
    """Read places in their order, each with a step. Raises Faults."""
    document = json_of_upload(upload)
    material = Material(upload.name, "Linked Places", "place")
    top = document.value if isinstance(document.value, dict) else {}
    citation = top.get("citation") or top.get("indexing")
    named = {**top, **(citation if isinstance(citation, dict) else {})}
    for number, (loc, feature) in enumerate(features_of(document), 1):
        where, line = f"place {number}", document.line(loc)
        place = place_of_feature(material, document, loc, where, feature)
        if place is None:
            continue
        text, _ = take_html(material, line, where, place.description)
        key = take_place(material, line, where, place)
        date, note = date_of_when(feature.get("when"))
        record = Record(line, where, place.title, text, [key], date=date, said_date=note)
        if date and note:
            record.date_note = f"The file writes “{note}”, of which one end could not be read."
        if not add_record(material, record):
            break
    material.title = next(texts_at(named, "title", "name"), None)
    material.summary = next(texts_at(named, "description"), None)
    if not material.places and not material.faults:
        raise Faults([document.fault(("features",), "no place has a geometry; add one, or take another file")])
    material.look.append("Each place has become a step, in the order of the file: order, merge and write them anew.")
    return material


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
    title = next(texts_at(properties, *TITLES, *PLACE_NAMES), "") or (names[0][0] if names else "")
    title = take_title(material, line, where, title)
    geometry = take_geometry(material, document, loc, where, feature)
    if not title:
        material.faults.append(document.fault(loc, f'{where}: it has no name; add "title" to its "properties"'))
        return None
    if geometry is None:
        raw = feature.get("geometry")
        if not (isinstance(raw, dict) and raw.get("coordinates")):
            material.lose(f"{where}: {quoted(title)} has no geometry, so it is left out.")
        return None
    certainty, reason = certainty_of(feature.get("geometry"), feature.get("certainty"))
    place = FoundPlace(title, geometry, certainty, reason, names)
    place.identifiers = identifiers_of(material, where, feature)
    place.types = types_of(feature)
    place.ccodes = [
        each for each in items_at(properties, "ccodes") if isinstance(each, str) and re.fullmatch("[A-Z]{2}", each)
    ]
    place.description = " ".join(
        plain_of_html(line_of_text(each.get("value"))) for each in objects(feature, "descriptions")
    )
    place.when = sound_when(feature.get("when"))
    place.feature = sound_feature(feature, geometry)
    if place.feature is None:
        say_unkept(material, feature)
    return place


def names_of(material: Material, where: str, feature: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The (toponym, language or None) of a feature, each once."""
    found: dict[tuple[str, str | None], None] = {}
    for each in objects(feature, "names"):
        toponym = line_of_text(each.get("toponym"))
        lang = line_of_text(each.get("lang")) or None
        if "@" in toponym and re.fullmatch(r".+@[a-z]{2,3}(-\w+)*", toponym):
            toponym, _, lang = toponym.rpartition("@")
        if lang and not LANGUAGE.fullmatch(lang):
            material.lose(f"{where}: the language {quoted(lang)} of a name is no BCP 47 tag, so it was not kept.")
            lang = None
        if toponym:
            found[toponym, lang] = None
    return list(found)


def short_identifier(address: str) -> str | None:
    """An address in another gazetteer as `geo.gazetteer.lpf` writes it; None where it is none that may be kept.

    >>> short_identifier("http://sws.geonames.org/2267057/"), short_identifier("wd:Q597")
    ('gn:2267057', 'wd:Q597')
    >>> short_identifier("GN:2267057")
    'gn:2267057'
    >>> short_identifier("http://example.org/x")
    """
    address = address.strip()
    for pattern, scheme in ADDRESSES:
        if match := pattern.fullmatch(address):
            return scheme + match[1]
    scheme, colon, local = address.partition(":")
    address = f"{scheme.lower().replace('pleiades', 'pl')}{colon}{local}"
    try:
        return check_identifier(address)
    except ValueError:
        return None


def identifiers_of(material: Material, where: str, feature: dict[str, Any]) -> list[str]:
    """The identifiers of a feature that may be kept, and the feature's own address in a gazetteer."""
    found = []
    for each in objects(feature, "links"):
        address = line_of_text(each.get("identifier") or each.get("@id"))
        if short := short_identifier(address):
            found.append(short)
        elif address:
            material.lose(f"{where}: the link to {quoted(address, 80)} is of no register known here, and was not kept.")
    own = short_identifier(line_of_text(feature.get("@id")))
    return list(dict.fromkeys([*found, *([own] if own else [])]))


def types_of(feature: dict[str, Any]) -> list[dict[str, str]]:
    """The kinds of a place that have both an identifier and a label."""
    found = []
    for each in objects(feature, "types"):
        sources = objects(each, "sourceLabels")
        label = line_of_text(each.get("label")) or (line_of_text(sources[0].get("label")) if sources else "")
        identifier = line_of_text(each.get("identifier"))
        if label and identifier:
            found.append({"identifier": identifier, "label": label})
    return found


def certainty_of(*parts: Any) -> tuple[str, str | None]:
    """How sure a place is, and why not surer."""
    for part in parts:
        said = part.get("certainty") if isinstance(part, dict) else part
        if said in CERTAINTIES and CERTAINTIES[said].doubtful:
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


def sound_when(when: Any) -> dict[str, Any] | None:
    """A ``when`` that the strict reader takes, or None."""
    try:
        WhenModel.model_validate(when)
    except ValidationError:
        return None
    if is_spoilt(when):
        return None
    return cast("dict[str, Any]", copy.deepcopy(when))


def sound_feature(feature: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any] | None:
    """A feature that the strict reader takes as it stands, without the paragraphs of another source; or None."""
    try:
        FeatureModel.model_validate(feature)
    except ValidationError:
        return None
    if is_spoilt(feature):
        return None
    kept = copy.deepcopy(feature)
    for name in kept["names"]:
        name.pop("paragraphs", None)
    kept["geometry"].update(geometry)
    return kept


def is_spoilt(value: Any) -> bool:
    """Whether a text in a value has a control character."""
    return any(isinstance(leaf, str) and UNPRINTABLE.search(leaf) for leaf in leaves(value))


def say_unkept(material: Material, feature: dict[str, Any]) -> None:
    """What a feature has that was not kept."""
    for key in ("relations", "depictions"):
        if feature.get(key):
            material.lose(f"The places' {key} were not kept.")
    if feature.get("when") and sound_when(feature["when"]) is None:
        material.lose('Some places\' "when" could not be kept in places.geojson; their steps have what could be read.')
    if any(each.get("citations") or each.get("when") for each in objects(feature, "names")):
        material.lose("The citations and dates of names were not kept.")


def objects(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list; none where there is no list."""
    return [each for each in items_at(value, key) if isinstance(each, dict)]


def items_at(value: dict[str, Any], key: str) -> list[Any]:
    """A list under a key; empty where there is none."""
    found = value.get(key)
    return found if isinstance(found, list) else []


FORMAT = Import(
    name="linked-places",
    label="Linked Places Format, a step for every place",
    loses="Depictions, relations to places that are not there, and what is not well formed.",
    endings=(".json", ".geojson", ".jsonld"),
    recognises=is_linked_places,
    read=read_linked_places,
)
