"""Turn the project's basemap into plain land, rivers and names of towns, for a map that has no tiles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geo.basemap.coding import decode
from geo.basemap.fitting import fitted
from geo.basemap.layers import Bbox, Level
from geo.basemap.reader import Basemap, kept_basemap
from geo.basemap.towns import Towns, towns_of
from geo.reading.days import Day
from narrative.page.stage import short_credit

TODAY = Day(2025, 1, 1)  # of a map without a date; no clock, so that two renders agree
AROUND = 1.5  # of the places' extent, on each side, is drawn; a view is never so much wider
LEAST_DEGREES = 12.0
MOST_FINE_DEGREES = 25.0  # wider than this the fine land would weigh more than it shows
DECIMALS = 3
CLOSEST = 9  # the nearest zoom: closer, the land would be a few straight lines, and no name in view
NAMED_FROM = 4
APART_PX = (110.0, 34.0)  # two names are so far apart in one of both directions
REACH_PX = 600.0  # from a place, what a view of it shows
MOST_NAMES = 500


def backdrop(boxes: Sequence[Bbox], basemap: Basemap | None = None) -> dict[str, Any]:
    """Land, rivers and towns around places, and whose data they are. No borders: the basemap has those of a few years.

    Parameters
    ----------
    boxes : of each place west, south, east and north in degrees (WGS 84).

    Returns
    -------
    ``land`` and ``rivers`` as GeoJSON geometries; ``names`` of towns, each with its point and the zoom
    from which there is room for it; ``closest``, the nearest zoom that shows anything; ``credit``.
    """
    part = fitted(basemap or kept_basemap(), list(boxes), TODAY, TODAY)
    view = window(boxes)
    west, _, east, _ = view.bounds
    land, rivers = shapely.MultiPolygon(), shapely.MultiLineString()
    for level in part.levels if east - west <= MOST_FINE_DEGREES else part.levels[:1]:
        window_of_it = shapely.intersection(shapely.box(*level.bbox), view)  # in it the finer level takes the place
        land = finer(land, polygons_of(level), window_of_it)
        rivers = finer(rivers, [each.line for each in part.rivers if each.level == level.name], window_of_it)
    towns = [part.towns.attribution] if part.towns else []
    return {
        "land": geometry(land),
        "rivers": geometry(rivers),
        "names": town_names(part, boxes, view),
        "closest": CLOSEST,
        "credit": short_credit(" · ".join([part.attribution, *towns])),
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


def finer(coarse: Any, shapes: Sequence[Any], window: Any) -> Any:
    """What is drawn, with a window of it drawn anew."""
    drawn = shapely.intersection(shapely.union_all([shapely.make_valid(each) for each in shapes]), window)
    whole = shapely.union_all([shapely.difference(coarse, window), drawn])
    parts = shapely.get_parts(whole)  # a line that only touches the window's edge leaves a point there
    return shapely.union_all(parts[shapely.get_dimensions(parts) == shapely.get_dimensions(coarse)])


def town_names(part: Basemap, boxes: Sequence[Bbox], view: shapely.Polygon) -> list[dict[str, Any]]:
    """The towns of a view, the largest first, each from the zoom at which it is clear of those before it.

    The closer the zoom, the nearer to the places: what no view of them shows has no name.
    """
    if part.towns is None:
        return []
    towns = towns_of(part.towns, part.cut)
    west, south, east, north = view.bounds
    within = (towns.lon >= west) & (towns.lon <= east) & (towns.lat >= south) & (towns.lat <= north)
    order = [int(each) for each in np.argsort(-towns.people, kind="stable") if within[each]]
    far = np.min(
        [np.maximum(away(towns.lon, box[0], box[2]), away(towns.lat, box[1], box[3])) for box in boxes], axis=0
    )
    named: list[dict[str, Any]] = []
    xs, ys = np.zeros(0), np.zeros(0)
    for zoom in range(NAMED_FROM, CLOSEST + 1):
        px = 256 * 2**zoom / 360  # to a degree of longitude, and to one of `y`
        taken = {(each["at"][0], each["at"][1]) for each in named}
        for index in order:
            x, y, at = towns.lon[index], mercator_degrees(towns.lat[index]), point_of(towns, index)
            if len(named) == MOST_NAMES or far[index] * px > REACH_PX or tuple(at) in taken:
                continue
            if np.all((np.abs(xs - x) * px >= APART_PX[0]) | (np.abs(ys - y) * px >= APART_PX[1])):
                xs, ys = np.append(xs, x), np.append(ys, y)
                named.append({"name": towns.names[index], "at": at, "from": zoom})
    return named


def away(at: Any, low: float, high: float) -> Any:
    """How far coordinates lie outside of a stretch; 0 within it."""
    return np.maximum(np.maximum(low - at, at - high), 0.0)


def point_of(towns: Towns, index: int) -> list[float]:
    """Longitude and latitude of a town, rounded."""
    return [round(float(towns.lon[index]), DECIMALS), round(float(towns.lat[index]), DECIMALS)]


def mercator_degrees(lat: float) -> float:
    """A latitude's height on the Mercator map, in degrees of the equator.

    >>> round(mercator_degrees(60.0), 2)
    75.46
    """
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


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
