"""The one projection of the maps that Python draws: Web Mercator in degrees of longitude at the equator."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.basemap.layers import CUT

WIDTH, HEIGHT = 640.0, 480.0  # of the drawing; it is scaled to the room that there is


def east_of(lon: float, cut: float) -> float:
    """A longitude in the range of a map whose world is cut at ``cut``, in degrees: what lies west of it comes last.

    >>> east_of(-77.0, -30.0), east_of(37.6, -30.0)
    (283.0, 37.6)
    """
    return lon + 360 if lon < cut else lon


def mercator(lat: float) -> float:
    """Where a latitude stands on the Mercator map, in degrees.

    >>> round(mercator(0), 6), round(mercator(45), 3), round(mercator(-45), 3)
    (0.0, 50.499, -50.499)
    """
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def latitude(y: float) -> float:
    """The latitude of a height on the Mercator map.

    >>> round(latitude(mercator(38)), 6)
    38.0
    """
    return math.degrees(math.atan(math.sinh(math.radians(y))))


@dataclass(frozen=True)
class Extent:
    """A window of the Mercator map, in its own units (degrees of longitude at the equator)."""

    west: float
    south: float
    east: float
    north: float
    cut: float = CUT  # the longitude at which the world is cut
    height: float = HEIGHT  # of the drawing

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands in the drawing; x from the left, y from the top."""
        x = (east_of(lon, self.cut) - self.west) / (self.east - self.west) * WIDTH
        return x, (self.north - mercator(lat)) / (self.north - self.south) * self.height
