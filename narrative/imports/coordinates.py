"""Turn latitudes and longitudes, or a GeoJSON geometry, into a checked geometry, or into a sentence with the cure."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import shapely
from shapely.errors import ShapelyError

from geo.gazetteer.geometry_checks import DEPTH, geometry_fault, structure_faults
from geo.reading.limits import MOST_POSITIONS
from geo.reading.validation import Loc, quoted

SIMPLE = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


class CoordinateError(ValueError):
    """Coordinates that are at no place on the globe; its text is a sentence, ``loc`` where below the geometry."""

    def __init__(self, sentence: str, loc: Loc = ()) -> None:
        super().__init__(sentence)
        self.loc = loc


def point_of(lat: object, lon: object) -> dict[str, Any] | None:
    """A point as GeoJSON; None where neither number is given. Numbers may be text, as spreadsheets write them.

    Raises
    ------
    CoordinateError
        Where one is missing, is no number, or lies out of range.

    Examples
    --------
    >>> point_of("38.71", -9.14)
    {'type': 'Point', 'coordinates': [-9.14, 38.71]}
    >>> point_of(None, "")
    >>> point_of(109.6, 18.2)
    Traceback (most recent call last):
    narrative.imports.coordinates.CoordinateError: latitude 109.6 is not between -90 and 90; are latitude and longitude exchanged?
    """  # noqa: E501
    given = [None if each is None or (isinstance(each, str) and not each.strip()) else each for each in (lat, lon)]
    if given == [None, None]:
        return None
    for name, each in zip(("latitude", "longitude"), given, strict=True):
        if each is None:
            raise CoordinateError(f"the {name} is missing; add it, or take the other number away")
    y, x = number_of(given[0], "latitude"), number_of(given[1], "longitude")
    if not -90 <= y <= 90:
        hint = "are latitude and longitude exchanged?" if abs(y) <= 180 and abs(x) <= 90 else "mend it"
        raise CoordinateError(f"latitude {y:g} is not between -90 and 90; {hint}")
    if not -180 <= x <= 180:
        raise CoordinateError(f"longitude {x:g} is not between -180 and 180; write it in that range")
    return {"type": "Point", "coordinates": [x, y]}


def number_of(value: object, name: str) -> float:
    """A number, or text that is one, as degrees."""
    if isinstance(value, str):
        text = value.strip().replace("−", "-")
        if re.fullmatch(r"[+-]?\d+,\d+", text):
            raise CoordinateError(f"the {name} {quoted(value)} has a comma; write a point: {text.replace(',', '.')}")
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text):
            raise CoordinateError(f"the {name} {quoted(value)} is no number; write degrees with a decimal point")
        value = float(text)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise CoordinateError(f"the {name} is {quoted(value)}, no number; write degrees with a decimal point")
    return float(value)


def geometry_of(value: Any) -> tuple[dict[str, Any] | None, list[str], list[str]]:
    """A GeoJSON geometry that a place may have, what was left out of it and what was mended; None for none.

    A collection becomes the parts of its highest dimension: areas before lines before points. An area whose ring
    crosses itself, or does not end where it starts, is mended. Coordinates may be well-known text (``geowkt``).

    >>> point = {"type": "Point", "coordinates": [6, 46]}
    >>> geometry_of({"type": "GeometryCollection", "geometries": [point, point]})[0]
    {'type': 'MultiPoint', 'coordinates': [[6, 46], [6, 46]]}
    >>> geometry_of({"type": "Point", "geowkt": "POINT (6 46)"})[0]
    {'type': 'Point', 'coordinates': [6.0, 46.0]}
    >>> geometry_of(None)
    (None, [], [])
    """
    if value is None:
        return None, [], []
    if not isinstance(value, dict):
        raise CoordinateError(f"the geometry is {quoted(value)}; it must be an object {{ … }} or null")
    value = with_coordinates(value)
    kind = value.get("type")
    said: list[str] = []
    if kind == "GeometryCollection":
        parts = [each for each in leaves_of(value) if each.get("type") in SIMPLE and each.get("coordinates")]
        if not parts:
            return None, [], []
        value, said = merged(parts)
        kind = value["type"]
    if kind not in SIMPLE:
        raise CoordinateError(f'the geometry\'s "type" is {quoted(kind)}; write one of {", ".join(SIMPLE)}', ("type",))
    coordinates = value.get("coordinates")
    if coordinates in (None, []):
        return None, said, []
    if count_numbers(coordinates, 2 * MOST_POSITIONS) > 2 * MOST_POSITIONS:
        raise CoordinateError(f"the {kind} has more than {MOST_POSITIONS} positions; simplify it")
    coordinates, mended = mended_rings(kind, coordinates)
    if found := geometry_fault(kind, coordinates):
        if area := valid_area(kind, coordinates):
            return area, said, [*mended, f"the {kind} crosses itself and was mended: look at its outline"]
        loc, sentence = found
        raise CoordinateError(sentence, ("coordinates", *loc))
    return {"type": kind, "coordinates": coordinates}, said, mended


def with_coordinates(value: dict[str, Any]) -> dict[str, Any]:
    """A geometry whose well-known text (Linked Places' ``geowkt``) is GeoJSON where it has no coordinates."""
    words = value.get("geowkt") or value.get("wkt")
    if value.get("coordinates") or value.get("geometries") or not isinstance(words, str):
        return value
    return {**value, **geometry_of_wkt(words)}


def geometry_of_wkt(words: str) -> dict[str, Any]:
    """Well-known text as GeoJSON. Raises CoordinateError.

    >>> geometry_of_wkt("LINESTRING (1 2, 3 4)")
    {'type': 'LineString', 'coordinates': [[1.0, 2.0], [3.0, 4.0]]}
    """
    try:
        shape = shapely.from_wkt(words.strip().removeprefix("SRID=4326;"))
    except (ShapelyError, ValueError, TypeError):
        raise CoordinateError(
            f"the well-known text {quoted(words, 60)} cannot be read; write one such as POINT (6 46)"
        ) from None
    found: dict[str, Any] = json.loads(shapely.to_geojson(shapely.force_2d(shape)))
    return found


def mended_rings(kind: str, coordinates: Any) -> tuple[Any, list[str]]:
    """Coordinates whose open rings are closed, and a sentence where one was.

    >>> mended_rings("Polygon", [[[0, 0], [1, 0], [1, 1]]])[0]
    [[[0, 0], [1, 0], [1, 1], [0, 0]]]
    """
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(coordinates, list):
        return coordinates, []
    if kind == "MultiPolygon":
        pairs = [mended_rings("Polygon", each) for each in coordinates]
        return [each for each, _ in pairs], next((said for _, said in pairs if said), [])
    open_rings = [ring for ring in coordinates if isinstance(ring, list) and len(ring) > 2 and ring[0] != ring[-1]]
    if not open_rings:
        return coordinates, []
    closed = [[*ring, ring[0]] if any(ring is each for each in open_rings) else ring for ring in coordinates]
    return closed, ["a ring did not end where it starts and was closed"]


def valid_area(kind: str, coordinates: Any) -> dict[str, Any] | None:
    """What a self-crossing area encloses; None where it is none, or has another fault.

    >>> bowtie = [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]
    >>> valid_area("Polygon", bowtie)["type"], shapely.geometry.shape(valid_area("Polygon", bowtie)).area
    ('MultiPolygon', 50.0)
    """
    if kind not in ("Polygon", "MultiPolygon") or next(structure_faults(kind, coordinates, DEPTH[kind], ()), None):
        return None
    try:
        shape = shapely.make_valid(shapely.geometry.shape({"type": kind, "coordinates": coordinates}))
    except (ShapelyError, ValueError, TypeError):
        return None
    areas = [part for part in shapely.get_parts(shape) if part.geom_type.endswith("Polygon")]
    if not areas:
        return None
    whole: dict[str, Any] = json.loads(shapely.to_geojson(shapely.union_all(areas)))
    return whole if geometry_fault(whole["type"], whole["coordinates"]) is None else None


def leaves_of(collection: dict[str, Any], depth: int = 0) -> list[dict[str, Any]]:
    """The simple geometries of a collection, those of inner collections too."""
    found: list[dict[str, Any]] = []
    inner = collection.get("geometries")
    for each in inner if isinstance(inner, list) and depth < 5 else []:
        if isinstance(each, dict):
            inside = with_coordinates(each)
            found += leaves_of(inside, depth + 1) if inside.get("type") == "GeometryCollection" else [inside]
    return found


def merged(parts: list[dict[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    """Simple geometries as one of their highest dimension."""
    for word in ("Polygon", "LineString", "Point"):
        kept = [each for each in parts if each["type"].endswith(word)]
        if kept:
            break
    said = [] if len(kept) == len(parts) else [f"of its geometries only those of type {word} were kept"]
    if len(kept) == 1:
        return kept[0], said
    coordinates: list[Any] = []
    for each in kept:
        inner = each.get("coordinates")
        coordinates += inner if each["type"].startswith("Multi") and isinstance(inner, list) else [inner]
    return {"type": f"Multi{word}", "coordinates": coordinates}, said


def count_numbers(value: Any, most: int) -> int:
    """How many numbers nested lists hold; counting stops beyond `most`."""
    total, open_lists = 0, [value]
    while open_lists and total <= most:
        each = open_lists.pop()
        if isinstance(each, list):
            open_lists.extend(each)
        else:
            total += 1
    return total


def is_null_island(geometry: dict[str, Any]) -> bool:
    """Whether a geometry is the point 0, 0, where coordinates that were never set come to lie."""
    return geometry["type"] == "Point" and list(geometry["coordinates"][:2]) == [0, 0]


def same_place(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two geometries are one to about a metre."""
    if one["type"] != other["type"]:
        return False
    shapes = [shapely.geometry.shape(each) for each in (one, other)]
    return bool(shapely.equals_exact(shapes[0], shapes[1], tolerance=1e-5))
