"""Read LP-TSV, the table that stands for Linked Places: each row is a place, as a feature of Linked Places would be.

Source: LP-TSV 0.5, https://github.com/LinkedPasts/linked-places-format/blob/main/tsv_0.5.md
"""

from __future__ import annotations

import re
from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Row, Upload, rows_of_upload
from geo.reading.validation import Loc
from narrative.imports.linked_places import take_features
from narrative.imports.material import Choices, Import, Material
from narrative.imports.table_lines import TableDocument, unknown_columns

AAT = "aat:"
CLOSE = "closeMatch"
SPATIAL = ("lon", "lat", "geowkt", "geo_wkt")
KNOWN = {
    *("id", "title", "title_source", "title_uri", "start", "end", "attestation_year", "ccodes", "matches", "variants"),
    *("types", "aat_types", "description", "geo_source", "geo_id", *SPATIAL),
}


def is_linked_places_table(header: str) -> bool:
    """Whether the first line of a table is that of LP-TSV."""
    names = {each.strip().strip('"').lower() for each in re.split(r"[\t,;]", header)}
    return {"title", "title_source"} <= names


def read_linked_places_table(upload: Upload, choices: Choices) -> Material:
    """Read the rows as places, each with a step. Raises Faults."""
    rows = rows_of_upload(upload)
    if not rows:
        raise Faults([Fault(upload.name, 1, "there is no row below the header; a story needs a place")])
    material = Material(upload.name, "LP-TSV", "place")
    features: list[tuple[Loc, dict[str, Any]]] = []
    for index, row in enumerate(rows):
        features.append((("features", index), feature_of_row(row)))
    whole = {"features": [each for _, each in features]}
    take_features(material, TableDocument(upload.name, "", whole, rows=tuple(row.line for row in rows)), features)
    for name in unknown_columns(rows, KNOWN):
        material.lose(f'The column "{name}" was not kept.')
    if not material.places and not material.faults:
        raise Faults([Fault(upload.name, 1, "no place has longitude and latitude, or geowkt; a story needs a place")])
    return material


def feature_of_row(row: Row) -> dict[str, Any]:
    """A row as Linked Places has it in JSON."""
    source: dict[str, Any] = {"label": row.get("title_source") or row.get("title_uri")}
    if row.get("title_uri"):
        source["@id"] = row.get("title_uri")
    if row.get("attestation_year"):
        source["year"] = row.get("attestation_year")
    names: list[dict[str, Any]] = [{"toponym": row.get("title"), "citations": [source] if source["label"] else []}]
    names += [{"toponym": each} for each in many(row, "variants")]
    labels, codes = many(row, "types"), many(row, "aat_types")
    types = [{"label": label} for label in labels]
    for at, code in enumerate(codes):
        identifier = code if code.startswith(AAT) else AAT + code
        if at < len(types):
            types[at]["identifier"] = identifier
        else:
            types.append({"identifier": identifier})
    span = {key: side for key in ("start", "end") if (side := side_of(row.get(key)))}
    feature: dict[str, Any] = {
        "type": "Feature",
        "@id": row.get("id") if ":" in row.get("id") else "",
        "properties": {"title": row.get("title"), "ccodes": many(row, "ccodes")},
        "names": names,
        "types": types,
        "links": [link_of(each) for each in many(row, "matches")],
        "geometry": geometry_of_row(row),
        "descriptions": [{"value": row.get("description")}] if row.get("description") else [],
    }
    if span:
        feature["when"] = {"timespans": [span]}
    elif row.get("attestation_year"):
        year = row.get("attestation_year")
        feature["when"] = {"timespans": [{"start": {"in": year}, "end": {"in": year}}], "label": f"attested {year}"}
    return feature


def many(row: Row, column: str) -> list[str]:
    """The values of a cell, apart by semicolons."""
    return [each.strip() for each in row.get(column).split(";") if each.strip()]


def side_of(text: str) -> dict[str, str]:
    """A start or an end: a date, or two with a slash between.

    >>> side_of("-0299/-0200"), side_of("1640"), side_of("")
    ({'earliest': '-0299', 'latest': '-0200'}, {'in': '1640'}, {})
    """
    early, _, late = text.partition("/")
    return {"earliest": early, "latest": late} if late else {"in": early} if early else {}


def link_of(match: str) -> dict[str, str]:
    """A match as a link: "closeMatch" unless the cell says which type it is.

    >>> link_of("wd:Q71"), link_of("exactMatch:gn:2660646")
    ({'type': 'closeMatch', 'identifier': 'wd:Q71'}, {'type': 'exactMatch', 'identifier': 'gn:2660646'})
    """
    kind, _, rest = match.partition(":")
    return {"type": kind, "identifier": rest} if kind.endswith("Match") else {"type": CLOSE, "identifier": match}


def geometry_of_row(row: Row) -> dict[str, Any] | None:
    """Where a place lies, as GeoJSON with its citation; None where the row does not say."""
    geometry: dict[str, Any] = {}
    if words := row.get("geowkt") or row.get("geo_wkt"):
        geometry = {"type": words.partition("(")[0].strip().title(), "geowkt": words}
    elif row.get("lon") or row.get("lat"):
        geometry = {"type": "Point", "geowkt": f"POINT ({number(row.get('lon'))} {number(row.get('lat'))})"}
    if geometry and (row.get("geo_source") or row.get("geo_id")):
        geometry["citations"] = [{"label": row.get("geo_source") or row.get("geo_id"), "@id": row.get("geo_id")}]
    return geometry or None


def number(text: str) -> str:
    """A number with a decimal point."""
    return text.replace(",", ".") if text.count(",") == 1 else text


FORMAT = Import(
    name="lp-tsv",
    label="LP-TSV, the table of Linked Places (TSV, CSV or XLSX), a step for every place",
    loses="The names of parents, and columns that a place has no room for.",
    endings=(".tsv", ".csv", ".xlsx"),
    recognises=is_linked_places_table,
    read=read_linked_places_table,
    holds="table",
)
