"""Check GeoJSON coordinates by hand, position by position, before shapely sees them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.validation import explain_validity

from geo.reading.validation import Loc, quoted

DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}  # positions in a line or ring


def geometry_fault(kind: str, coordinates: Any) -> tuple[Loc, str] | None:
    """The first fault of a geometry as (location below ``coordinates``, sentence), or None.

    Positions are (lon, lat) in degrees, -180 to 180 and -90 to 90; a height as third number is allowed.

    >>> geometry_fault("Point", [125.36, 37.93])
    >>> geometry_fault("Point", [37.93, 125.36])
    ((), 'latitude 125.36 is not between -90 and 90; write [longitude, latitude]: did you write latitude first?')
    >>> geometry_fault("MultiLineString", [[[125, 38]]])
    ((0,), 'a line of 1 position; it needs at least 2')
    """
    if kind not in DEPTH:
        return None  # the schema has said so
    found = next(structure_faults(kind, coordinates, DEPTH[kind], ()), None)
    if found:
        return found
    try:
        geometry = shapely.geometry.shape({"type": kind, "coordinates": coordinates})
    except (ShapelyError, ValueError, TypeError) as error:
        return (), f"shapely cannot build this {kind}: {error}"
    if geometry.is_empty:
        return (), f'the {kind} is empty; give it coordinates, or a Point with "certainty": "uncertain"'
    if not geometry.is_valid:
        return (), f"the {kind} is not valid: {explain_validity(geometry)} (lon lat); shapely.make_valid mends it"
    return None


def structure_faults(kind: str, value: Any, depth: int, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Faults of nesting, of range, and of lines and rings that are too short or open."""
    if depth == 0:
        sentence = position_fault(value)
        if sentence:
            yield loc, sentence
        return
    if not isinstance(value, list):
        yield loc, f"coordinates of a {kind} have {quoted(value)} where a list belongs; check the number of brackets"
        return
    if not value:
        yield loc, f'the {kind} is empty here; give it coordinates, or a Point with "certainty": "uncertain"'
        return
    for index, each in enumerate(value):
        yield from structure_faults(kind, each, depth - 1, (*loc, index))
    if depth == 1 and kind in LEAST:
        word = "ring" if "Polygon" in kind else "line"
        if len(value) < LEAST[kind]:
            positions = "1 position" if len(value) == 1 else f"{len(value)} positions"
            yield loc, f"a {word} of {positions}; it needs at least {LEAST[kind]}"
        elif word == "ring" and value[0] != value[-1]:
            yield loc, "a ring does not end where it starts; repeat its first position at its end"


def position_fault(value: Any) -> str | None:
    """What is wrong with one position, or None."""
    if not isinstance(value, list) or not all(type(each) in (int, float) for each in value):
        return f"a position is {quoted(value)}; it must be [longitude, latitude]; check the number of brackets"
    if len(value) not in (2, 3):
        return f"a position of {len(value)} numbers; write [longitude, latitude]"
    lon, lat = value[:2]
    if not -90 <= lat <= 90:
        hint = ": did you write latitude first?" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        return f"latitude {lat} is not between -90 and 90; write [longitude, latitude]{hint}"
    if not -180 <= lon <= 180:
        return f"longitude {lon} is not between -180 and 180; write it in that range"
    return None
