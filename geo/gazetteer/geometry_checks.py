"""Check GeoJSON coordinates by hand, position by position, before shapely sees them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Any

import numpy as np
import shapely
from shapely.errors import ShapelyError
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from geo.reading.validation import Loc, quoted

DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
LEAST = {"LineString": 2, "MultiLineString": 2, "Polygon": 4, "MultiPolygon": 4}  # positions in a line or ring
MANY = 32  # positions: as many or more are looked at together
VALID = "Valid Geometry"  # what shapely says of one


def geometry_fault(kind: str, coordinates: Any) -> tuple[Loc, str] | None:
    """The first fault of a geometry as (location below ``coordinates``, sentence), or None.

    Positions are (lon, lat) in degrees, -180 to 180 and -90 to 90; a height as third number is allowed.

    >>> geometry_fault("Point", [125.36, 37.93])
    >>> geometry_fault("Point", [37.93, 125.36])
    ((), 'latitude 125.36 is not between -90 and 90; write [longitude, latitude]: did you write latitude first?')
    >>> geometry_fault("MultiLineString", [[[125, 38]]])
    ((0,), 'a line of 1 position; it needs at least 2')
    """
    return examined_geometry(kind, coordinates)[1]


def examined_geometry(kind: str, coordinates: Any) -> tuple[BaseGeometry | None, tuple[Loc, str] | None]:
    """A geometry and None, or None and its first fault as `geometry_fault` tells it; of an unknown kind neither."""
    if kind not in DEPTH:
        return None, None  # the schema has said so
    found = next(structure_faults(kind, coordinates, DEPTH[kind], ()), None)
    if found:
        return None, found
    try:
        geometry = geometry_of(kind, coordinates)
    except (ShapelyError, ValueError, TypeError) as error:
        return None, ((), f"shapely cannot build this {kind}: {error}")
    if geometry.is_empty:
        return None, ((), f'the {kind} is empty; give it coordinates, or a Point with "certainty": "uncertain"')
    if "Point" not in kind and (why := explain_validity(geometry)) != VALID:
        return None, ((), f"the {kind} is not valid: {why} (lon lat); shapely.make_valid mends it")
    return geometry, None


def geometry_of(kind: str, coordinates: Any) -> BaseGeometry:
    """The geometry of positions that have been looked at; areas are built an array a ring, which is what takes time.

    >>> geometry_of("Polygon", [[[0, 0], [4, 0], [4, 4], [0, 0]], [[2, 1], [3, 1], [3, 2], [2, 1]]])
    <POLYGON ((0 0, 4 0, 4 4, 0 0), (2 1, 3 1, 3 2, 2 1))>
    """
    try:
        if kind == "Polygon":
            return polygon_of(coordinates)
        if kind == "MultiPolygon":
            areas: BaseGeometry = shapely.multipolygons([polygon_of(each) for each in coordinates])
            return areas
    except (ShapelyError, ValueError, TypeError, OverflowError):
        pass  # shapely's own way says what is wrong in words that are known
    return shapely.geometry.shape({"type": kind, "coordinates": coordinates})


def polygon_of(rings: list[list[list[float]]]) -> shapely.Polygon:
    """An area of its outline and the outlines of its holes."""
    shell, *holes = (shapely.linearrings(np.array(ring, dtype=float)) for ring in rings)
    return shapely.Polygon(shell, holes)


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
    for index, each in enumerate([] if depth == 1 and are_sound(value) else value):
        yield from structure_faults(kind, each, depth - 1, (*loc, index))
    if depth == 1 and kind in LEAST:
        word = "ring" if "Polygon" in kind else "line"
        if len(value) < LEAST[kind]:
            positions = "1 position" if len(value) == 1 else f"{len(value)} positions"
            yield loc, f"a {word} of {positions}; it needs at least {LEAST[kind]}"
        elif word == "ring" and value[0] != value[-1]:
            yield loc, "a ring does not end where it starts; repeat its first position at its end"


def are_sound(positions: list[Any]) -> bool:
    """Whether many positions are sound, all looked at together; where not, `position_fault` says which, and why.

    >>> are_sound([[125.36, 37.93, 12]] * 40), are_sound([[37.93, 125.36]] * 40), are_sound([[True, 1]] * 40)
    (True, False, False)
    """
    if len(positions) < MANY or set(map(type, positions)) != {list} or not set(map(len, positions)) <= {2, 3}:
        return False
    if not set(map(type, chain.from_iterable(positions))) <= {int, float}:
        return False
    try:
        lons, lats = (np.fromiter(map(itemgetter(at), positions), float, len(positions)) for at in (0, 1))
    except OverflowError:  # a whole number of hundreds of digits
        return False
    return bool((np.abs(lats) <= 90).all() and (np.abs(lons) <= 180).all())


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
