"""Measure lines, areas and the way to a line of reference on the ellipsoid (WGS 84), in kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from geo.reading.kept import kept_by_shape, shelved

Side = Literal["north", "south", "across"]

WGS84 = Geod(ellps="WGS84")
STEP_DEGREES = 0.05  # a parallel is no geodesic: 0.05 degrees of 38 N bow by less than 1 m
TOUCH_DEGREES = 0.001  # coordinates are rounded; an area cut at a parallel still lies on one side of it
PRECISE_KM = 0.001


@dataclass(frozen=True)
class Distance:
    """The shortest way to a line: ``km`` on the ellipsoid, and the side on which the place lies.

    ``side`` is None where the line is no parallel of latitude, such as a river: it has no north.
    """

    km: float
    side: Side | None


def distance_to_line(geometry: BaseGeometry, line: BaseGeometry) -> Distance:
    """How far a place lies from a line, and on which side where the line is a parallel of latitude.

    Parameters
    ----------
    geometry : point, line or area, (lon, lat) in degrees.
    line : line or lines, such as a river or a parallel cut to the land, (lon, lat) in degrees.

    Returns
    -------
    Distance
        ``side`` is "across" where the geometry lies on both sides; its ``km`` is still the way to the nearest part of
        the line, so that it is more than 0 for a country far away which the same latitude crosses.

    Raises
    ------
    ValueError
        If either geometry is empty.

    Examples
    --------
    One degree of latitude between 38 and 39 N is 111.01 km (WGS 84):

    >>> from shapely import LineString, Point, box
    >>> line = LineString([(125, 38), (128, 38)])
    >>> distance = distance_to_line(Point(126.5, 39), line)
    >>> round(distance.km, 2), distance.side
    (111.01, 'north')
    >>> distance_to_line(box(125.2, 37.7, 125.8, 38.0), line)
    Distance(km=0.0, side='south')
    >>> distance_to_line(Point(126.5, 38.5), LineString([(125, 38), (126, 39), (126, 40)])).side is None
    True
    """
    if geometry.is_empty or line.is_empty:
        raise ValueError("an empty geometry has no distance to a line; give both some coordinates")
    latitudes = shapely.get_coordinates(line)[:, 1]
    if np.ptp(latitudes) > TOUCH_DEGREES:
        return Distance(nearest_km(geometry, line), None)
    latitude = float(np.mean(latitudes))
    _, south, _, north = geometry.bounds
    side: Side = "across"
    if south >= latitude - TOUCH_DEGREES and north > latitude + TOUCH_DEGREES:
        side = "north"
    elif north <= latitude + TOUCH_DEGREES and south < latitude - TOUCH_DEGREES:
        side = "south"
    return Distance(nearest_km(geometry, line), side)


@kept_by_shape
@shelved
def nearest_km(geometry: BaseGeometry, line: BaseGeometry) -> float:
    """The shortest geodesic distance between two geometries, in km; 0.0 where they touch.

    An azimuthal equidistant map shows distances from its centre true. So: look from a point of the geometry, find the
    nearest pair there, look again from the point found, until the distance no longer changes.
    """
    line = shapely.segmentize(line, STEP_DEGREES)
    if geometry.intersects(line):
        return 0.0
    here, there = (shapely.get_coordinates(point)[0] for point in shapely.shortest_line(geometry, line).boundary.geoms)
    best = km_between(here, there)
    for _ in range(8):
        flat, back = looking_from(here)
        pair = shapely.shortest_line(shapely.transform(geometry, flat), shapely.transform(line, flat))
        here, there = back(shapely.get_coordinates(pair))
        found = km_between(here, there)
        if abs(found - best) < PRECISE_KM:
            return min(found, best)
        best = min(found, best)
    return best


def looking_from(centre: np.ndarray) -> tuple[partial[np.ndarray], partial[np.ndarray]]:
    """Functions on (n, 2) coordinates: degrees to metres on a map centred there, and back."""
    lon, lat = (float(each) for each in centre)
    crs = f"+proj=aeqd +lon_0={lon!r} +lat_0={lat!r} +ellps=WGS84"
    to_map = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    return partial(projected, to_map), partial(projected, to_degrees)


def projected(transformer: Transformer, coordinates: np.ndarray) -> np.ndarray:
    """(n, 2) coordinates through a pyproj transformer."""
    return np.column_stack(transformer.transform(coordinates[:, 0], coordinates[:, 1]))


def km_between(here: np.ndarray, there: np.ndarray) -> float:
    """Kilometres of the geodesic between two (lon, lat)."""
    return float(WGS84.inv(here[0], here[1], there[0], there[1])[2]) / 1000


def length_km(line: BaseGeometry) -> float:
    """The geodesic length of a line or lines, (lon, lat) in degrees; 0.0 for a point or nothing.

    >>> from shapely import LineString
    >>> round(length_km(LineString([(126, 38), (126, 39)])), 2)
    111.01
    >>> length_km(LineString())
    0.0
    """
    return 0.0 if line.is_empty else float(WGS84.geometry_length(line)) / 1000


def area_km2(area: BaseGeometry) -> float:
    """The geodesic area of a polygon or polygons, (lon, lat) in degrees, whichever way rings run; else 0.0.

    >>> from shapely import Point, box
    >>> round(area_km2(box(126, 37, 127, 38)))
    9814
    >>> area_km2(box(126, 37, 127, 38).reverse()) == area_km2(box(126, 37, 127, 38))
    True
    >>> area_km2(Point(126, 38))
    0.0
    """
    if area.is_empty or not area.geom_type.endswith("Polygon"):
        return 0.0
    return float(WGS84.geometry_area_perimeter(shapely.orient_polygons(area))[0]) / 1_000_000
