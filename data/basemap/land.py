"""Derive land at three levels of detail: Natural Earth 50m and 10m, and GSHHG for Korea, as encoded polygons.

Writes land-hemisphere.json, land-north-east-asia.json and land-korea.json beside itself. Each file has one bounding
box and one precision, and its polygons as lists of rings (the outer one first), each ring an Encoded Polyline
(closed: the first vertex comes again at the end). Shores are simplified by effective area (Visvalingam), which keeps
a coast's character where Douglas-Peucker leaves spikes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely
from shapely import Geometry
from shapely.geometry import MultiPolygon, Point, Polygon, box
from sources import HERE, Packages, packages, polygons_of, write

sys.path.insert(0, str(HERE.parent.parent))
from geo.basemap.coding import encode
from geo.basemap.cutting import recentre

Window = tuple[float, float, float, float]
Reservoirs = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Detail:
    """How finely a level is drawn: tolerance and lengths in degrees, areas in square degrees on the map."""

    name: str
    bbox: Window
    precision: int
    tolerance: float
    least_island: float
    least_lake: float
    focus: Window  # where the story looks most closely
    focus_tolerance: float


EURASIA: Window = (14.0, 12.0, 182.0, 76.0)
EAST: Window = (110.0, 30.0, 146.0, 48.0)
WEST_COAST: Window = (124.4, 36.7, 127.2, 38.4)
HEMISPHERE = Detail("hemisphere", (-30.0, -12.0, 330.0, 78.0), 2, 0.42, 0.2, 0.4, EURASIA, 0.15)
NORTH_EAST_ASIA = Detail("north-east-asia", (105.0, 22.0, 150.0, 56.0), 2, 0.022, 0.001, 0.006, EAST, 0.011)
KOREA = Detail("korea", (123.5, 33.0, 131.5, 43.6), 3, 0.0026, 0.00007, 0.0006, WEST_COAST, 0.0014)
# Water that the sources draw but that was not there in 1950: a point in each, its name and the year in which it
# filled. From general knowledge, and only where the lake is large enough to be drawn. Kept are Supung 1943, Hwachon
# 1944, Fengman 1942 and Rybinsk 1941.
LATER_RESERVOIRS = (
    (0.2, 7.2, "Volta, 1965"),
    (48.5, 54.4, "Kuybyshev, 1955"),
    (111.2, 62.4, "Vilyuy, 1967"),
    (101.9, 55.6, "Bratsk, 1967"),
    (127.7, 54.3, "Zeya, 1974"),
    (111.6, 32.8, "Danjiangkou, 1967"),
    (119.0, 29.6, "Xin'an, 1959"),
    (114.5, 23.9, "Xinfeng, 1959"),
    (124.1, 41.9, "Dahuofang, 1958"),
    (124.2, 42.5, "Qinghe, 1958"),
)


def land(source: Packages) -> dict[str, Geometry]:
    """Land of each level, simplified and snapped to the grid of its precision."""
    wide = recentre(source.natural_earth("50m", "land").union_all())
    middle = clipped(source.natural_earth("10m", "land"), NORTH_EAST_ASIA.bbox)
    near = shores(source.gshhg(grown(KOREA.bbox, 1)), KOREA.bbox)
    return {
        HEMISPHERE.name: finish(wide, HEMISPHERE),
        NORTH_EAST_ASIA.name: finish(middle, NORTH_EAST_ASIA),
        KOREA.name: finish(near, KOREA),
    }


def grown(window: Window, by: float) -> Window:
    """The window with `by` degrees more on each side, so that simplifying cannot move the cut edge."""
    west, south, east, north = window
    return (west - by, south - by, east + by, north + by)


def clipped(frame: gpd.GeoDataFrame, window: Window) -> Geometry:
    """All the frame's polygons within the window and a degree around it, as one geometry."""
    around = box(*grown(window, 1))
    parts = frame.geometry[frame.intersects(around)]
    return parts.intersection(around).union_all()


def shores(gshhg: gpd.GeoDataFrame, window: Window) -> Geometry:
    """Land with the lakes cut out of it and the islands in the lakes put back."""
    by_level = {level: clipped(rows, window) for level, rows in gshhg.groupby("level")}
    whole = by_level[1]
    if 2 in by_level:
        whole = shapely.difference(whole, by_level[2])
    return shapely.union(whole, by_level[3]) if 3 in by_level else whole


def simplified(geometry: Geometry, detail: Detail) -> Geometry:
    """Simplify more finely where the story looks; the step between the two is smaller than a pixel."""
    focus = box(*detail.focus)
    return shapely.union(
        shapely.difference(without_small_triangles(geometry, detail.tolerance), focus),
        shapely.intersection(without_small_triangles(geometry, detail.focus_tolerance), focus),
    )


def without_small_triangles(geometry: Geometry, tolerance: float) -> MultiPolygon:
    """Drop the vertices whose triangle is smaller than tolerance², without letting shores cross."""
    parts = polygons_of(geometry)
    return MultiPolygon(polygons_of(shapely.geometrycollections(shapely.coverage_simplify(parts, tolerance))))


def finish(geometry: Geometry, detail: Detail, later: Reservoirs = LATER_RESERVOIRS) -> MultiPolygon:
    """Simplify, cut to the box, snap to the grid (which also mends what rounding would break), and drop specks."""
    grid = 10.0**-detail.precision
    snapped = shapely.set_precision(shapely.make_valid(simplified(geometry, detail)), grid)
    inside = shapely.set_precision(shapely.intersection(snapped, box(*detail.bbox)), grid)
    kept = []
    for part in polygons_of(inside):
        if part.area < detail.least_island:
            continue
        lakes = [
            ring
            for ring in part.interiors
            if Polygon(ring).area >= detail.least_lake and not is_later(Polygon(ring), later)
        ]
        kept.append(shapely.normalize(Polygon(part.exterior, lakes)))
    return MultiPolygon(sorted(kept, key=lambda part: (-part.area, part.bounds)))


def is_later(lake: Polygon, later: Reservoirs) -> bool:
    """Whether the lake is a reservoir that filled later than the map."""
    return any(lake.distance(Point(lon, lat)) < 0.06 for lon, lat, _ in later)


def as_json(geometry: MultiPolygon, detail: Detail) -> bytes:
    """The file's bytes: one polygon per line, so that a change can be read."""
    rings = [[list(ring.coords) for ring in (part.exterior, *part.interiors)] for part in geometry.geoms]
    lines = [json.dumps([encode(ring, detail.precision) for ring in part]) for part in rings]
    head = f'{{"level":"{detail.name}","precision":{detail.precision},"bbox":{json.dumps(detail.bbox)},"polygons":[\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode("ascii")


def main(source: Packages, folder: Path = HERE) -> None:
    """Write the three levels."""
    levels = land(source)
    for detail in (HEMISPHERE, NORTH_EAST_ASIA, KOREA):
        write(folder / f"land-{detail.name}.json", as_json(levels[detail.name], detail))


if __name__ == "__main__":
    main(packages(__doc__))
