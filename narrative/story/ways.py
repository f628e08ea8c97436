"""Turn a link of a story into the line on which it is drawn: straight, through places on its way, or along a line."""

from __future__ import annotations

from collections.abc import Mapping

import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geo.gazetteer.reader import Place
from narrative.story.step_model import Link

MOST_POINTS = 24  # of a river or road: more are not seen at the width of an arrow
FINEST_DEGREES = 0.004
PIECES = 12  # none is longer than a twelfth, so that the curve that the page draws keeps to the line


def way_of(places: Mapping[str, Place], link: Link) -> list[tuple[float, float]]:
    """The (lon, lat) in degrees of a link's way, from its beginning to its end: two or more points.

    An area or a line stands for its label's point. Along a line the way leads from where it is nearest to the beginning
    to where it is nearest to the end, whichever way the line was drawn.
    """
    start, end = (places[id].label_point for id in link.ends)
    if link.along:
        between = [Point(xy) for xy in along(places[link.along].geometry, start, end).coords]
    else:
        between = [places[id].label_point for id in link.via]
    points = [(point.x, point.y) for point in (start, *between, end)]
    return [point for index, point in enumerate(points) if not index or point != points[index - 1]]


def along(line: BaseGeometry, start: Point, end: Point) -> LineString:
    """The stretch of a line between two points beside it, in that direction, thinned to what an arrow shows.

    >>> way = along(LineString([(0, 0), (1, 0), (1, 1), (1, 2)]), Point(1.1, 1.5), Point(0.5, -0.1))
    >>> way.coords[0], way.coords[-1], round(way.length, 9), len(way.coords)
    ((1.0, 1.5), (0.5, 0.0), 2.0, 13)
    """
    whole = joined(line)
    stretch = substring(whole, whole.project(start), whole.project(end))
    if isinstance(stretch, Point):
        stretch = LineString([stretch, stretch])
    tolerance = FINEST_DEGREES
    while shapely.get_num_coordinates(thin := shapely.simplify(stretch, tolerance)) > MOST_POINTS:
        tolerance *= 1.5
    longest = max(stretch.length / PIECES, FINEST_DEGREES)
    return LineString(shapely.get_coordinates(shapely.segmentize(thin, longest)))


def joined(line: BaseGeometry) -> LineString:
    """The pieces of a line as one, each set on at the end that is nearest to it: gaps, as at a reservoir, are bridged.

    >>> list(joined(shapely.MultiLineString([[(0, 0), (1, 0)], [(3, 0), (2, 0)]])).coords)
    [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (3.0, 0.0)]
    """
    pieces = [list(part.coords) for part in shapely.get_parts(shapely.line_merge(line))]
    pieces.sort(key=lambda piece: -LineString(piece).length)
    whole = pieces.pop(0)
    while pieces:
        choices = [
            (Point(whole[-at]).distance(Point(piece[-side])), index, at, side)
            for index, piece in enumerate(pieces)
            for at in (0, 1)  # whole[0] is its beginning, whole[-1] its end
            for side in (0, 1)
        ]
        _, index, at, side = min(choices)
        piece = pieces.pop(index)
        head, tail = (whole, piece[::-1] if side else piece) if at else (piece if side else piece[::-1], whole)
        whole = head + tail
    return LineString(whole)
