"""Turn an area of the gazetteer into what a map of this land tints: its own outline, or a frame around its land."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.basemap.areas import sea_frame
from geo.basemap.coding import encode
from geo.basemap.cutting import recentre
from geo.basemap.layers import Level
from geo.gazetteer.antimeridian import reach
from geo.reading.kept import kept_by_shape, shelved

SMALL_DEGREES = (
    0.3  # an area smaller than this is drawn by its own outline: the coasts of the map are too coarse for it
)
AREA_PRECISION, SMALL_PRECISION = 3, 5
WET = 0.25  # of an area: the coast of a country never lies so far from the map's
FINE = 200  # an outline of its own is true to this part of the area's size


@kept_by_shape
@shelved
def at_sea(geometry: BaseGeometry, cut: float, *levels: Level) -> bool:
    """Whether a quarter or more of an area is water: a blockade, a battle, fishing grounds, not a country."""
    area = recentre(geometry, cut)
    level = finest_around(area, levels)
    return bool(shapely.intersection(area, coarse(level, drawn_to(level)[1])).area < area.area * (1 - WET))


def size_of(geometry: BaseGeometry) -> float:
    """The longer side of the box around a shape, in degrees."""
    west, south, east, north = reach(geometry)
    return float(max(east - west, north - south))


def outlined(geometry: BaseGeometry, cut: float, *levels: Level) -> bool:
    """Whether an area is filled and outlined as it is: one at sea, and one too small for the map's coasts."""
    return size_of(geometry) < SMALL_DEGREES or at_sea(geometry, cut, *levels)


def precision_of(geometry: BaseGeometry) -> int:
    """The decimals that an area's outline is sent with."""
    return SMALL_PRECISION if size_of(geometry) < SMALL_DEGREES else AREA_PRECISION


@kept_by_shape
@shelved
def area_rings(geometry: BaseGeometry, cut: float, *levels: Level) -> list[str]:
    """An area as its own outline, or as a compact frame: the page fills the land inside it, no coast is sent twice.

    levels: those of the map, the coarsest first; cut: the longitude at which its world is cut, in degrees.
    """
    area, size = recentre(geometry, cut), size_of(geometry)
    if outlined(geometry, cut, *levels):
        return rings_of(shapely.simplify(area, min(0.01, size / FINE)), precision_of(geometry))
    level = finest_around(area, levels)
    margin, tolerance = drawn_to(level)
    fine = min(tolerance, size / FINE * 2)
    frame = sea_frame(shapely.simplify(area, fine), coarse(level, tolerance), margin, fine)
    return rings_of(frame, AREA_PRECISION)


def drawn_to(level: Level) -> tuple[float, float]:
    """How far the frame of an area on this level reaches into the sea, and how far off its border may lie: degrees."""
    return (0.12, 0.01) if level.precision >= 3 else (0.6, 0.08)


def rings_of(area: BaseGeometry, precision: int) -> list[str]:
    """Every ring of every part of an area, encoded."""
    return [
        encode(ring.coords, precision)
        for part in shapely.get_parts(area)
        if isinstance(part, Polygon)
        for ring in (part.exterior, *part.interiors)
    ]


@lru_cache(maxsize=8)
def coarse(level: Level, tolerance: float) -> BaseGeometry:
    """All land of a level as one geometry, made once for all areas that lie on it.

    Only where two lands meet does a frame's line show; coasts may be coarse in it, and coarse is ten times quicker.
    """
    return shapely.simplify(shapely.union_all(level.frame.geometry), tolerance)


def finest_around(area: BaseGeometry, levels: Sequence[Level]) -> Level:
    """The most detailed level of land that holds a whole area; the coarsest, which comes first, when none does."""
    holding = [level for level in levels if shapely.box(*level.bbox).buffer(0.01).contains(area)]
    return (holding or levels[:1])[-1]
