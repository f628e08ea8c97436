"""Turn the project's basemap into plain land and borders, for a map that has no tiles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from geo.basemap.coding import decode
from geo.basemap.fitting import fitted
from geo.basemap.layers import Bbox, Level
from geo.basemap.reader import Basemap, kept_basemap
from geo.reading.days import Day
from narrative.page.stage import short_credit

TODAY = Day(2025, 1, 1)  # the borders that a map without a date has; no clock, so that two renders agree
AROUND = 1.5  # of the places' extent, on each side, is drawn; a view is never so much wider
LEAST_DEGREES = 12.0
MOST_FINE_DEGREES = 25.0  # wider than this the fine land would weigh more than it shows
DECIMALS = 3


def backdrop(boxes: Sequence[Bbox], basemap: Basemap | None = None) -> dict[str, Any]:
    """Land and borders around places, as GeoJSON geometries, and whose data they are.

    Parameters
    ----------
    boxes : of each place west, south, east and north in degrees (WGS 84).

    Returns
    -------
    ``land`` (a MultiPolygon), ``borders`` (a MultiLineString, today's) and ``credit``.
    """
    part = fitted(basemap or kept_basemap(), list(boxes), TODAY, TODAY)
    view = window(boxes)
    west, _, east, _ = view.bounds
    levels = [level for level in part.levels if shapely.box(*level.bbox).covers(view)] or part.levels[:1]
    level = levels[-1] if east - west <= MOST_FINE_DEGREES else levels[0]
    land = shapely.intersection(shapely.union_all([shapely.make_valid(each) for each in polygons_of(level)]), view)
    borders = shapely.union_all([each.line for each in part.boundaries(TODAY)])
    return {
        "land": geometry(land),
        "borders": geometry(shapely.intersection(borders, view)),
        "credit": short_credit(part.attribution),
    }


def window(boxes: Sequence[Bbox]) -> shapely.Polygon:
    """What is drawn around places.

    >>> window([(6, 46, 7, 47)]).bounds, window([(0, 0, 100, 40)]).bounds
    ((-6.0, 34.0, 19.0, 59.0), (-150.0, -60.0, 180.0, 85.0))
    """
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    wide, high = max(AROUND * (east - west), LEAST_DEGREES), max(AROUND * (north - south), LEAST_DEGREES)
    return shapely.box(
        max(west - wide, -180.0), max(south - high, -85.0), min(east + wide, 180.0), min(north + high, 85.0)
    )


def polygons_of(level: Level) -> list[shapely.Polygon]:
    """A level's land, decoded."""
    rings = [[decode(code, level.precision) for code in codes] for codes in level.polygons]
    return [shapely.Polygon(outer, holes) for outer, *holes in rings if len(outer) >= 4]


def geometry(shape: Any) -> dict[str, Any]:
    """A shape as a GeoJSON geometry of few decimals."""
    import json

    snapped = shapely.set_precision(shape, 10**-DECIMALS)
    written: dict[str, Any] = json.loads(shapely.to_geojson(snapped))
    return written
