"""Open a GeoJSON or Linked Places file: its features, with the system of its coordinates checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from geo.reading.faults import Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.limits import MOST_FAULTS
from geo.reading.validation import Loc, quoted
from narrative.imports.coordinates import CoordinateError, geometry_of
from narrative.imports.material import Material

WGS84 = re.compile(r"CRS:?84h?$|EPSG:+(?:[\d.]*:)?(4326|4979)$|OGC:+(?:[\d.]*:)?CRS84h?$|^WGS ?84$", re.IGNORECASE)
REPROJECT = 'turn it into WGS 84 first, such as with "ogr2ogr -t_srs EPSG:4326 new.geojson old.geojson"'


def is_geojson(value: Any) -> bool:
    """Whether a JSON value is GeoJSON with features."""
    return isinstance(value, dict) and value.get("type") in ("FeatureCollection", "Feature")


def features_of(document: JsonDocument) -> list[tuple[Loc, dict[str, Any]]]:
    """The features of a file with their locations.

    Raises
    ------
    Faults
        Where the top is no collection, coordinates are not in WGS 84, or a feature is none.
    """
    top = document.value
    if not is_geojson(top):
        kind = top.get("type") if isinstance(top, dict) else top
        sentence = f'"type" is {quoted(kind)}; write "FeatureCollection", with a list "features"'
        raise Faults([document.fault(("type",), sentence)])
    foreign = crs_fault(top.get("crs"))
    faults = [document.fault(("crs",), foreign)] if foreign else []
    if top["type"] == "Feature":
        found: list[tuple[Loc, dict[str, Any]]] = [((), top)]
    else:
        features = top.get("features")
        if not isinstance(features, list) or not features:
            what = "empty" if features == [] else quoted(features)
            raise Faults([*faults, document.fault(("features",), f'"features" is {what}; it must list the places')])
        found = []
        for index, feature in enumerate(features):
            if len(faults) >= MOST_FAULTS:
                break
            if isinstance(feature, dict) and feature.get("type", "Feature") == "Feature":
                found.append((("features", index), feature))
            else:
                sentence = f'feature {index + 1} is {quoted(feature)}; it must be an object with "type": "Feature"'
                faults.append(document.fault(("features", index), sentence))
    if faults:
        raise Faults(faults)
    return found


def crs_fault(crs: Any) -> str | None:
    """What is wrong with the system of coordinates that a file names; None for WGS 84 or none.

    >>> crs_fault({"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}})
    >>> crs_fault({"type": "name", "properties": {"name": "EPSG:3857"}}).split(";")[0]
    'the coordinates are in "EPSG:3857", not in degrees of WGS 84'
    """
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else crs
    if isinstance(name, str) and WGS84.search(name.strip()):
        return None
    return f"the coordinates are in {quoted(name, 80)}, not in degrees of WGS 84; {REPROJECT}"


def take_geometry(
    material: Material, document: JsonDocument, loc: Loc, where: str, feature: dict[str, Any]
) -> dict[str, Any] | None:
    """The geometry of a feature, checked; None where it has none, or a faulty one."""
    try:
        geometry, left_out, mended = geometry_of(feature.get("geometry"))
    except CoordinateError as error:
        material.note(document.fault((*loc, "geometry", *error.loc), f"{where}: {error}"))
        return None
    for sentence in left_out:
        material.lose(f"{where}: {sentence}.")
    for sentence in mended:
        material.notice(f"{where}: {sentence}.")
    return geometry


def texts_at(properties: dict[str, Any], *keys: str) -> Iterator[str]:
    """The texts and numbers that stand under the first of some keys, without regard to case."""
    folded = {str(key).strip().lower(): value for key, value in properties.items()}
    for key in keys:
        value = folded.get(key)
        if isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value).strip():
            yield str(value).strip()
