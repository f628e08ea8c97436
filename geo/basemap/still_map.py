"""Turn places and the basemap's land into small maps that need no tiles: paths and points, ready to draw."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemap.cutting import recentre
from geo.basemap.layers import Level
from geo.basemap.outlines import outlined
from geo.basemap.projection import HEIGHT, WIDTH, Extent, east_of, latitude, mercator
from geo.basemap.reader import Basemap
from geo.gazetteer.antimeridian import reach
from geo.gazetteer.certainties import CERTAINTIES
from geo.gazetteer.limits import WIDE_DEGREES
from geo.gazetteer.reader import Place

MARGIN = 0.12  # of the extent, on every side
NEAR_DEGREES = 12.0
LEAST_DEGREES = 1.0
LETTER_PX, LINE_PX, POINT_PX = 7.6, 16.0, 6.0  # of a label as it is drawn on a wide screen
WIDE_SCALE, PHONE_SCALE = 0.85, 0.55  # the drawing's width, of WIDTH, on a screen and on a phone
AREA_DEGREES = 2.0  # what is wider, or a sea, is named across itself, without a point
OUTSIDE = 0.05


def places_maps(places: Iterable[Place], basemap: Basemap) -> list[dict[str, Any]]:
    """One map of the places that lie together and, where others lie far from them, one of all.

    Each has ``title``, ``width`` and ``height``, ``land`` and ``lines`` (SVG path data; also the outlines of areas at
    sea and of small ones), and ``places`` with ``id``, ``title``, ``name`` (as the map writes it), ``x`` and ``y``
    (percent), ``certainty``, whether it is ``doubtful``, ``kind`` ("point", "area", "line") and ``label``: "wide" where
    there is room for its name on a wide screen only, "always", or "". A place in several spots stands there once for
    each, with its name at the first.
    """
    points = [place for place in places if narrow(place)]
    if not points:
        return []
    near = near_places(points, basemap.cut)
    if len(near) == len(points):
        return [drawn("All places", points, basemap)]
    return [drawn("Where most of the places lie", near, basemap), drawn("All places", points, basemap)]


def near_places(points: list[Place], cut: float) -> list[Place]:
    """Those of the places that lie together, around the middle one; all, where none does."""
    lons = {each.id: east_of(each.label_point.x, cut) for each in points}
    middle = [median(lons.values()), median(each.label_point.y for each in points)]
    near = [
        each
        for each in points
        if max(abs(lons[each.id] - middle[0]), abs(each.label_point.y - middle[1])) < NEAR_DEGREES
    ]
    return near or points


def narrow(place: Place) -> bool:
    """Whether a place is small enough to be marked: no country."""
    west, _, east, _ = reach(place.geometry)
    return bool(east - west <= WIDE_DEGREES)


def drawn(title: str, places: list[Place], basemap: Basemap) -> dict[str, Any]:
    """One map that holds these places."""
    extent = extent_of(places, basemap.cut)
    labels = labelled(places, extent)
    return {
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "land": land_path(basemap, extent),
        "lines": [
            {"id": each.id, "title": each.title, "path": path}
            for each in places
            if (path := drawn_path(each, basemap, extent))
        ],
        "places": [
            {
                "id": each.id,
                "title": each.title,
                "x": round(x / WIDTH * 100, 2),
                "y": round(y / HEIGHT * 100, 2),
                "certainty": each.certainty,
                "doubtful": CERTAINTIES[each.certainty].doubtful,
                "name": map_name(each),
                "kind": kind_of(each),
                "label": "" if index else labels.get(each.id, ""),
            }
            for each in places
            for index, spot in enumerate(spots(each))
            for x, y in [extent.at(*spot)]
        ],
    }


def map_name(place: Place) -> str:
    """A place's name as a map writes it: with the sign of its doubt."""
    return f"{place.title} {CERTAINTIES[place.certainty].sign}".rstrip()


def is_line(place: Place) -> bool:
    """Whether a place is a line, such as a border."""
    return place.geometry.geom_type.endswith("LineString")


def kind_of(place: Place) -> str:
    """How a place is marked: a line by its course, a wide area or a sea by its name alone, anything else by a point."""
    west, south, east, north = reach(place.geometry)
    if is_line(place):
        return "line"
    wide = max(east - west, north - south) > AREA_DEGREES and "Point" not in place.geometry.geom_type
    return "area" if wide or "sea" in place.types else "point"


def label_spot(place: Place) -> tuple[float, float]:
    """Longitude and latitude of a place's label."""
    return place.label_point.x, place.label_point.y


def anchor(place: Place) -> tuple[float, float]:
    """Longitude and latitude of a place's mark: a line is named at its eastern end."""
    if not is_line(place):
        return label_spot(place)
    x, y = max(tuple(each[:2]) for each in shapely.get_coordinates(place.geometry).tolist())
    return x, y


def spots(place: Place) -> list[tuple[float, float]]:
    """Longitude and latitude of each mark of a place: more than one where it lies in several points."""
    points = shapely.get_parts(place.geometry)
    return [(point.x, point.y) for point in points] if "Point" in place.geometry.geom_type else [anchor(place)]


def extent_of(places: Iterable[Place], cut: float) -> Extent:
    """The window that holds the places' points, with a margin, in the drawing's proportions."""
    points = [spot for each in places for spot in (spots(each) if not is_line(each) else [label_spot(each)])]
    lons = [east_of(lon, cut) for lon, _ in points]
    west, east = min(lons), max(lons)
    south, north = min(mercator(lat) for _, lat in points), max(mercator(lat) for _, lat in points)
    width = max(east - west, LEAST_DEGREES) * (1 + 2 * MARGIN)
    height = max(north - south, LEAST_DEGREES) * (1 + 2 * MARGIN)
    width, height = max(width, height * WIDTH / HEIGHT), max(height, width * HEIGHT / WIDTH)
    x, y = (west + east) / 2, (south + north) / 2
    return Extent(x - width / 2, y - height / 2, x + width / 2, y + height / 2, cut)


def land_path(basemap: Basemap, extent: Extent) -> str:
    """The land within a window, of the level that fits it, as SVG path data."""
    return path_of_land(level_for(basemap, box_around(extent)), extent)


def box_around(extent: Extent) -> BaseGeometry:
    """A window and a little more, in degrees: the edge of what is cut must not show."""
    box = shapely.box(extent.west, latitude(extent.south), extent.east, latitude(extent.north))
    return box.buffer((extent.east - extent.west) * OUTSIDE, join_style="mitre")


def path_of_land(level: Level, extent: Extent) -> str:
    """The land of a level within a window, to about a pixel, as SVG path data."""
    land = level.frame.geometry.clip(box_around(extent).bounds)
    degrees_per_px = (extent.east - extent.west) / WIDTH
    parts = shapely.get_parts(land.simplify(degrees_per_px * 0.7).to_numpy())
    rings = [
        ring
        for part in parts
        if part.geom_type == "Polygon" and part.area > (2 * degrees_per_px) ** 2
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join(path_of(ring.coords, extent) + "Z" for ring in rings)


def level_for(basemap: Basemap, box: BaseGeometry) -> Level:
    """The most detailed land that fills a window, of those that are not too fine to be worth drawing."""
    holding = [level for level in basemap.land.values() if shapely.box(*level.bbox).contains(box)]
    return min(holding or basemap.levels[:1], key=lambda level: shapely.box(*level.bbox).area)


def drawn_path(place: Place, basemap: Basemap, extent: Extent) -> str:
    """A line's course, or the outline of an area that has one, as SVG path data; empty for anything else."""
    if is_line(place):
        return line_path(place.geometry, extent)
    if "Polygon" not in place.geometry.geom_type or not outlined(place.geometry, basemap.cut, *basemap.levels):
        return ""
    rings = shapely.get_rings(recentre(place.geometry, basemap.cut))
    return "".join(path_of(ring.coords, extent) + "Z" for ring in rings)


def line_path(geometry: BaseGeometry, extent: Extent) -> str:
    """A line as SVG path data."""
    return "".join(path_of(part.coords, extent) for part in shapely.get_parts(geometry))


def path_of(coordinates: Iterable[tuple[float, ...]], extent: Extent) -> str:
    """One run of points as SVG path data."""
    points = [extent.at(lon, lat) for lon, lat, *_ in coordinates]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def labelled(places: list[Place], extent: Extent) -> dict[str, str]:
    """Whose names there is room for: "always", or "wide" for a wide screen only; important places come first.

    The name of an area comes last: it covers no point.
    """
    found: dict[str, str] = {}
    for name, scale in (("wide", WIDE_SCALE), ("always", PHONE_SCALE)):
        taken: list[BaseGeometry] = []
        dots = {each.id: dot for each in places if (dot := dot_of(each, extent, scale))}
        for place in sorted(places, key=lambda each: (kind_of(each) == "area", each.rank)):
            box = label_box(place, extent, scale)
            others = [dot for id, dot in dots.items() if id != place.id]
            if (
                box.bounds[0] > 0
                and box.bounds[2] < WIDTH * scale
                and not any(box.intersects(other) for other in (*taken, *others))
            ):
                taken.append(box)
                found[place.id] = name
    return found


def dot_of(place: Place, extent: Extent, scale: float) -> BaseGeometry | None:
    """The point of a place in pixels, which no other's name may cover."""
    x, y = extent.at(*anchor(place))
    return shapely.Point(x * scale, y * scale) if kind_of(place) == "point" else None


def label_box(place: Place, extent: Extent, scale: float) -> BaseGeometry:
    """The room that a name takes, in pixels: to the right of a point, across an area."""
    x, y = (value * scale for value in extent.at(*anchor(place)))
    width = LETTER_PX * len(map_name(place))
    left = x - width / 2 if kind_of(place) == "area" else x - POINT_PX
    return shapely.box(left, y - LINE_PX / 2, left + width + 2 * POINT_PX, y + LINE_PX / 2)
