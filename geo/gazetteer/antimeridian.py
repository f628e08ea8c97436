"""Turn shapes that cross the 180th meridian into the halves that GeoJSON asks for, and say how far a shape reaches."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

WHOLE_CIRCLE, HALF_CIRCLE = 360.0, 180.0
WIDEST_DEGREES = 90.0  # of an area that is read as crossing: one that is wider is meant as it is written


def halved(geometry: BaseGeometry) -> BaseGeometry:
    """An area in degrees whose ring leaps from one end of the world to the other, cut at 180° (RFC 7946, 3.1.9).

    Programs write such an area in one piece; read as it stands it would lie around the globe the other way. Anything
    else comes back as it is.

    >>> bering = shapely.Polygon([(-178, 48), (179, 48), (179, 47), (-178, 47)])
    >>> halved(bering).bounds, [part.bounds for part in halved(bering).geoms]
    ((-180.0, 47.0, 180.0, 48.0), [(179.0, 47.0, 180.0, 48.0), (-180.0, 47.0, -178.0, 48.0)])
    >>> halved(box(-180, 60, 180, 90)) == box(-180, 60, 180, 90)
    True
    """
    parts = shapely.get_parts(geometry)
    if not all(isinstance(part, Polygon) for part in parts):
        return geometry
    pieces = [piece for part in parts for piece in halves(part)]
    return geometry if len(pieces) == len(parts) else MultiPolygon(pieces)


def halves(polygon: Polygon) -> list[Polygon]:
    """The polygon, or what of it lies on either side of 180° where its ring crosses that."""
    lons = shapely.get_coordinates(polygon.exterior)[:, 0]
    leaps = np.abs(np.diff(lons))
    if not ((leaps > HALF_CIRCLE) & (leaps < WHOLE_CIRCLE)).any():
        return [polygon]
    turned = shapely.transform(polygon, lambda lonlat: np.column_stack([lonlat[:, 0] % WHOLE_CIRCLE, lonlat[:, 1]]))
    west, _, east, _ = turned.bounds
    if east - west > WIDEST_DEGREES or not turned.is_valid:
        return [polygon]
    sides = [
        turned.intersection(box(0, -90, HALF_CIRCLE, 90)),
        translate(turned.intersection(box(HALF_CIRCLE, -90, WHOLE_CIRCLE, 90)), xoff=-WHOLE_CIRCLE),
    ]
    return [part for side in sides for part in shapely.get_parts(side) if isinstance(part, Polygon)]


def reach(geometry: BaseGeometry) -> tuple[float, float, float, float]:
    """West, south, east and north of a shape, in degrees; across the 180th meridian east is more than 180.

    >>> reach(shapely.union(box(179, 47, 180, 48), box(-180, 47, -178, 48)))
    (179.0, 47.0, 182.0, 48.0)
    >>> reach(box(-10, 40, 20, 60)), reach(box(-180, 60, 180, 90))
    ((-10.0, 40.0, 20.0, 60.0), (-180.0, 60.0, 180.0, 90.0))
    """
    west, south, east, north = geometry.bounds
    if east - west > HALF_CIRCLE:
        sides = shapely.bounds(shapely.get_parts(geometry))[:, [0, 2]]
        turned = sides + WHOLE_CIRCLE * (sides[:, 1:] <= 0)
        if np.ptp(turned) < min(east - west, HALF_CIRCLE):
            return (float(turned.min()), south, float(turned.max()), north)
    return (west, south, east, north)
