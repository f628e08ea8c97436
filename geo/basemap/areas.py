"""Turn an area of land into a small frame whose overlap with the land is that area, so that no coast is stored twice.

A page that has the land draws the tint of an area by filling the land clipped to the frame. At sea the frame keeps
well clear of the area and is simple; where the area borders on other land it follows that border.
"""

from __future__ import annotations

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

STEPS = 3  # how often the frame's reach into the sea doubles on the way to the margin
CORNERS = 2  # segments per quarter circle: a frame at sea may have corners


def sea_frame(area: BaseGeometry, land: BaseGeometry, margin: float = 0.15, tolerance: float = 0.02) -> BaseGeometry:
    """Return a polygon F with F ∩ land ≈ area, of few vertices.

    area: Polygon or MultiPolygon, in degrees (or any one unit).
    land: all land, in the same coordinates; it may be drawn a little differently from the area.
    margin: how far F reaches into the sea.
    tolerance: how far F's border with other land may lie from the area's, and how wide a strip of land counts as a
    mismatch of coasts. Returns a valid Polygon or MultiPolygon; empty for an empty area. ValueError when margin or
    tolerance is not above zero.

    An island of two halves, cut at y = 0: the frame of the upper one gives the upper half back.

    >>> from shapely.geometry import box
    >>> island, north = box(-2, -1, 2, 1), box(-2, 0, 2, 1)
    >>> frame = sea_frame(north, island, margin=0.5)
    >>> frame.intersection(island).symmetric_difference(north).area < 0.01
    True
    >>> [round(value, 1) for value in frame.bounds][2:]
    [2.5, 1.5]
    >>> sea_frame(Polygon(), island).is_empty
    True
    """
    if margin <= 0 or tolerance <= 0:
        raise ValueError(f"margin and tolerance must be above zero, not {margin} and {tolerance}")
    if shapely.is_empty(area):
        return Polygon()
    area = shapely.make_valid(area)
    reach: BaseGeometry = shapely.buffer(shapely.simplify(area, margin / 4), margin, quad_segs=CORNERS)
    # Land further away than the frame reaches does not matter, and most of a continent is further away.
    near = shapely.intersection(land, shapely.buffer(reach, 2 * tolerance, quad_segs=CORNERS))
    other = _without_slivers(shapely.difference(near, area), tolerance)
    plain = shapely.simplify(area, tolerance / 2)
    reach = shapely.union(shapely.simplify(reach, margin / 5), plain)
    if shapely.is_empty(other):
        return _tidy(reach, tolerance)
    # Sea between the two goes to the nearer one, found by letting both grow together; what is left of the reach is
    # open sea.
    frame = shapely.difference(plain, other)
    rough = shapely.simplify(other, tolerance / 2)
    for step in range(STEPS, -1, -1):
        distance = margin / 2**step
        grown = shapely.buffer(plain, distance, quad_segs=CORNERS)
        against = shapely.buffer(rough, distance, quad_segs=CORNERS)
        frame = shapely.union(frame, shapely.difference(shapely.intersection(grown, reach), against))
    frame = shapely.union(frame, shapely.difference(reach, shapely.buffer(rough, margin * 0.75, quad_segs=CORNERS)))
    frame = shapely.difference(_closed(frame, tolerance), other)
    return _tidy(frame, tolerance)


def _without_slivers(geometry: BaseGeometry, width: float) -> BaseGeometry:
    """Drop strips narrower than `width`; what is left keeps its own outline."""
    core = shapely.buffer(geometry, -width / 2, quad_segs=CORNERS)
    return shapely.intersection(geometry, shapely.buffer(core, width, quad_segs=CORNERS))


def _closed(geometry: BaseGeometry, width: float) -> BaseGeometry:
    """Fill gaps narrower than twice `width` and all holes' hair-thin remains."""
    return shapely.buffer(shapely.buffer(geometry, width, join_style="mitre"), -width, join_style="mitre")


def _tidy(geometry: BaseGeometry, tolerance: float) -> BaseGeometry:
    """Simplify, keep the polygons, fill holes that are smaller than the tolerance would show."""
    simple = shapely.make_valid(shapely.simplify(geometry, tolerance))
    least = (4 * tolerance) ** 2
    parts = [
        Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area > least])
        for part in shapely.get_parts(shapely.get_parts(simple))
        if isinstance(part, Polygon) and part.area > least
    ]
    if not parts:
        return simple
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)
