"""Read a GeoJSON file: each feature is a place, and a step in the order of the file.

Source: RFC 7946, https://www.rfc-editor.org/rfc/rfc7946. What its features' properties are called is nobody's
standard: the names below are those that QGIS, geojson.io, uMap and Google My Maps write.
"""

from __future__ import annotations

from typing import Any

from geo.reading.faults import Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text
from geo.reading.validation import Loc
from narrative.imports.features import features_of, is_geojson, take_geometry, texts_at
from narrative.imports.fields import add_record, media_of, take_html, take_media, take_place, take_title
from narrative.imports.loose_dates import loose_date
from narrative.imports.material import Choices, FoundPlace, Import, Material, Record

TITLES = ("title", "name", "headline", "label", "titel", "nom", "nombre", "nome")
TEXTS = ("text", "description", "desc", "body", "popup", "notes", "comment", "beschreibung")
STARTS = ("start", "start_date", "startdate", "begin", "from")
ENDS = ("end", "end_date", "enddate", "until", "to")
DATES = ("edtf", "date", "when", "year", "datum", "time")
PLACE_NAMES = ("place", "place_name", "location", "toponym")
PICTURES = ("image", "img", "media", "photo", "picture", "video")
STYLE = ("marker-", "stroke", "fill", "_umap", "styleurl", "stylehash", "icon")
KNOWN = {*TITLES, *TEXTS, *STARTS, *ENDS, *DATES, *PLACE_NAMES, *PICTURES}
EVEN_KEPT = {"id", "step", "number"}  # the order of the file says these


def read_geojson(upload: Upload, choices: Choices) -> Material:
    """Read features in their order. Raises Faults."""
    document = json_of_upload(upload)
    material = Material(upload.name, "GeoJSON", "feature")
    features = features_of(document)
    material.count(len(features))
    top = document.value
    if top["type"] == "FeatureCollection":
        named = {key: top.get(key) for key in ("title", "name", "description")}
        material.title = next(texts_at(named, "title", "name"), None)
        material.summary = next(texts_at(named, "description"), None)
    for number, (loc, feature) in enumerate(features, 1):
        if not take_feature(material, document, loc, number, feature):
            break
    if not material.places and not material.faults:
        raise Faults([document.fault(("features",), "no feature has a geometry; a story needs a place")])
    return material


def take_feature(material: Material, document: JsonDocument, loc: Loc, number: int, feature: dict[str, Any]) -> bool:
    """One feature as a place and a record; False once there are too many."""
    where, line = f"feature {number}", document.line(loc)
    properties = feature.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    name = take_title(material, line, where, next(texts_at(properties, *PLACE_NAMES), ""))
    title = take_title(material, line, where, next(texts_at(properties, *TITLES), "")) or name or f"Place {number}"
    prose, inside = take_html(material, line, where, next(texts_at(properties, *TEXTS), ""))
    media = [media_of(address, "") for address in texts_at(properties, *PICTURES)]
    geometry = take_geometry(material, document, loc, where, feature)
    places = [take_place(material, line, where, FoundPlace(name or title, geometry))] if geometry else []
    date, said = dated(properties)
    say_unkept(material, properties)
    record = Record(line, where, title, prose, places, date=date, said_date=said)
    record.media = take_media(material, where, [*media, *inside])
    return add_record(material, record)


def dated(properties: dict[str, Any]) -> tuple[str | None, str | None]:
    """The (EDTF, wording that could not be read) of a feature's date.

    >>> dated({"Start": "1793-05", "End": "1793-07"}), dated({"year": 1793}), dated({"date": "long ago"})
    (('1793-05/1793-07', None), ('1793', None), (None, 'long ago'))
    """
    start, end = next(texts_at(properties, *STARTS), ""), next(texts_at(properties, *ENDS), "")
    sides = [loose_date(each) for each in (start, end)]
    if sides[0] and "/" not in sides[0]:
        spanned = f"{sides[0]}/{sides[1]}" if sides[1] and sides[1] != sides[0] else sides[0]
        return loose_date(spanned) or sides[0], None
    said = next(texts_at(properties, *DATES), start)
    for each in texts_at(properties, *DATES):
        if date := loose_date(line_of_text(each)):
            return date, None
    return None, line_of_text(said) or None


def say_unkept(material: Material, properties: dict[str, Any]) -> None:
    """The properties that a story has no room for."""
    for key in properties:
        name = line_of_text(key)
        folded = name.lower()
        if folded.startswith(STYLE):
            material.lose("The features' colours and markers were not kept.")
        elif folded not in KNOWN | EVEN_KEPT and properties[key] not in (None, ""):
            material.lose(f'What features have as "{name[:40]}" was not kept.')


FORMAT = Import(
    name="geojson",
    label="GeoJSON, a step for every feature",
    loses="Styles and the properties that a step has no room for.",
    endings=(".geojson", ".json"),
    recognises=is_geojson,
    read=read_geojson,
)
