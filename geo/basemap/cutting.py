"""Cut the world elsewhere than the basemap's files do: here land, lines and boxes change their turn, nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.basemap.coding import encode
from geo.basemap.layers import CUT, Bbox, Boundary, Level, River
from geo.basemap.reader import Basemap

WHOLE_CIRCLE = 360.0


def recut(basemap: Basemap, cut: float) -> Basemap:
    """The same map with the world cut elsewhere; longitudes then run from there."""
    if cut == basemap.cut:
        return basemap
    labels = basemap.labels.copy()
    labels.geometry = [moved(lon, lat, cut) for lon, lat in zip(labels.geometry.x, labels.geometry.y, strict=True)]
    layers = [replace(layer, bbox=layer.bbox and box_after(layer.bbox, cut)) for layer in basemap.layers]
    return replace(
        basemap,
        cut=cut,
        layers=tuple(layers),
        land={name: recut_level(level, cut) for name, level in basemap.land.items()},
        rivers=tuple(replace(river, code=code) for river in basemap.rivers for code in recut_line(river, cut)),
        all_boundaries=tuple(
            replace(each, code=code) for each in basemap.all_boundaries for code in recut_line(each, cut)
        ),
        labels=labels,
        relief={name: replace(each, bbox=picture_box(each.bbox, cut)) for name, each in basemap.relief.items()},
    )


def recut_level(level: Level, cut: float) -> Level:
    """A level's land in the new range, joined again where the old cut went through it."""
    window = box(cut, -90, cut + WHOLE_CIRCLE, 90)
    seams = [CUT + turn * WHOLE_CIRCLE for turn in (-1, 0, 1)]
    parts = [part for polygon in level.frame.geometry for part in in_window(polygon, window)]
    torn = [part for part in parts if any(abs(side - seam) < 1e-6 for side in part.bounds[::2] for seam in seams)]
    whole = [part for part in parts if part not in torn] + list(shapely.get_parts(shapely.union_all(torn)))
    return replace(level, bbox=box_after(level.bbox, cut), polygons=codes_of(whole, level.precision))


def in_window(geometry: BaseGeometry, window: BaseGeometry) -> list[BaseGeometry]:
    """What of a geometry lies in a window of longitudes, wherever the turns of the globe bring it in."""
    turned = [translate(geometry, xoff=turn * WHOLE_CIRCLE) for turn in (-1, 0, 1)]
    found = [each if window.contains(each) else each.intersection(window) for each in turned if each.intersects(window)]
    return [part for each in found for part in shapely.get_parts(each) if not part.is_empty]


def recut_line(line: River | Boundary, cut: float) -> list[str]:
    """The codes of a line in the new range: more than one where the cut goes through it."""
    window = box(cut, -90, cut + WHOLE_CIRCLE, 90)
    return [
        encode([(x, y) for x, y, *_ in part.coords], line.precision)
        for part in in_window(line.line, window)
        if isinstance(part, LineString)
    ]


def moved(lon: float, lat: float, cut: float) -> Point:
    """A point in the new range."""
    return Point((lon - cut) % WHOLE_CIRCLE + cut, lat)


def picture_box(bbox: Bbox, cut: float) -> Bbox:
    """Where a picture lies in the new range; one around the globe stays, and is drawn on every turn."""
    return bbox if bbox[2] - bbox[0] >= WHOLE_CIRCLE else box_after(bbox, cut)


def box_after(bbox: Bbox, cut: float) -> Bbox:
    """A box in the new range: all of it for one around the globe, else whole turns further, its middle within it."""
    west, south, east, north = bbox
    if east - west >= WHOLE_CIRCLE:
        return (cut, south, cut + WHOLE_CIRCLE, north)
    middle = (west + east) / 2
    by = (middle - cut) % WHOLE_CIRCLE + cut - middle
    return (west + by, south, east + by, north)


def recentre(geometry: BaseGeometry, cut: float = CUT) -> BaseGeometry:
    """Move what lies west of the cut to the east end: longitudes in [-180, 180] become [-30, 330] for a cut at 30° W,
    as the basemap's files have them.

    >>> recentre(shapely.Point(-77, 39)).wkt, recentre(shapely.Point(127, 37)).wkt
    ('POINT (283 39)', 'POINT (127 37)')
    """
    west = shapely.intersection(geometry, box(-180, -90, cut, 90))
    east = shapely.intersection(geometry, box(cut, -90, cut + 360, 90))
    if shapely.is_empty(west):
        return east
    return shapely.union(east, translate(west, xoff=360))


def shifted(bbox: Bbox, cut: float) -> Bbox:
    """A box whose longitudes count from the cut eastward: what lies west of it comes 360 degrees further east.

    >>> shifted((-77.0, 38.9, -77.0, 38.9), -30.0), shifted((-20.0, 64.0, -18.0, 65.0), -30.0)
    ((283.0, 38.9, 283.0, 38.9), (-20.0, 64.0, -18.0, 65.0))
    """
    west, south, east, north = bbox
    by = WHOLE_CIRCLE if west < cut else 0.0
    return (west + by, south, east + by, north)


def codes_of(parts: Iterable[BaseGeometry], precision: int) -> list[list[str]]:
    """Polygons, however nested, as the codes of their rings."""
    polygons = [each for part in parts for each in shapely.get_parts(part) if isinstance(each, Polygon) and each.area]
    return [
        [encode([(x, y) for x, y, *_ in ring.coords], precision) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
    ]
