"""Read data/basemap into one checked Basemap: land, rivers, boundaries, lettering, relief, and whom to credit for them.

The files stand beside the programs that derive them (data/basemap/README.md). Longitudes run from -30 to 330 degrees:
the map is cut in the Atlantic, so that the Pacific is whole.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point, Polygon

from geo.coding import decode
from geo.faults import Fault, Faults

FOLDER = Path(__file__).resolve().parent.parent / "data" / "basemap"
MANIFEST = "manifest.json"
CREDITS = ("title", "maker", "licence", "source", "attribution")
CURE = "run data/basemap/derive.py to make it again"
LABEL_COLUMNS = (
    "name",
    "kind",
    "min_zoom",
    "max_zoom",
    "rank",
    "start",
    "end",
    "alternative",
    "modern",
    "geonames",
    "geometry",
)

Bbox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layer:
    """One file of the basemap and whom to credit for it; a layer that lacks a credit does not load."""

    file: str
    kind: str
    level: str | None
    title: str
    maker: str
    licence: str
    source: str
    attribution: str


@dataclass(frozen=True)
class Level:
    """Land at one level of detail.

    bbox: west, south, east, north in degrees. precision: decimals of the codes. polygons: per polygon its rings as
    Encoded Polylines (geo.coding), the outer one first, each closed.
    """

    name: str
    bbox: Bbox
    precision: int
    polygons: list[list[str]]

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """The polygons, decoded when first asked for; EPSG:4326 with longitudes to 330."""
        rings = [[decode(code, self.precision) for code in polygon] for polygon in self.polygons]
        return gpd.GeoDataFrame(geometry=[Polygon(outer, holes) for outer, *holes in rings], crs=4326)


@dataclass(frozen=True)
class River:
    """One stretch of a river; rank is Natural Earth's scalerank, 1 for the largest."""

    name: str
    level: str
    rank: int
    precision: int
    code: str

    @property
    def line(self) -> LineString:
        """The stretch, decoded."""
        return LineString(decode(self.code, self.precision))


@dataclass(frozen=True)
class Boundary:
    """A line between states, which held from `start` until the day before `end` (ISO dates; None: beyond this map's
    time).

    kind: international, parallel (the 38th, on land) or demarcation (1953).
    """

    name: str
    kind: str
    start: str | None
    end: str | None
    precision: int
    code: str

    @property
    def line(self) -> LineString:
        """The line, decoded."""
        return LineString(decode(self.code, self.precision))

    def holds(self, on: datetime.date | None) -> bool:
        """Whether the line was in force on that day; without a day, whether it held for as long as the map reaches.

        >>> line = Boundary("38th Parallel", "parallel", "1945-09-02", "1950-06-25", 3, "")
        >>> line.holds(datetime.date(1950, 6, 24)), line.holds(datetime.date(1950, 6, 25)), line.holds(None)
        (True, False, False)
        """
        if on is None:
            return self.start is None and self.end is None
        day = on.isoformat()
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Relief:
    """Grey WebP in Web Mercator over bbox (degrees), for the blend mode hard-light; grey 128 changes nothing."""

    level: str
    bbox: Bbox
    path: Path

    @cached_property
    def bytes(self) -> bytes:
        """The file."""
        return self.path.read_bytes()


@dataclass(frozen=True, eq=False)  # known by its identity: what is drawn of it can be kept (geo.kept)
class Basemap:
    """All that is drawn below a story. `labels` has the columns of LABEL_COLUMNS, start and end as EDTF or None."""

    layers: tuple[Layer, ...]
    land: dict[str, Level]
    rivers: tuple[River, ...]
    all_boundaries: tuple[Boundary, ...]
    labels: gpd.GeoDataFrame
    relief: dict[str, Relief]

    def boundaries(self, on: datetime.date | None = None) -> tuple[Boundary, ...]:
        """The boundaries of a day; without a day those that held throughout."""
        return tuple(each for each in self.all_boundaries if each.holds(on))

    @property
    def attribution(self) -> str:
        """One line for the map: each credit once, in the manifest's order."""
        return " · ".join(dict.fromkeys(layer.attribution for layer in self.layers))


def load_basemap(folder: Path = FOLDER) -> Basemap:
    """Read and check the folder. Raises Faults, all at once, for what is missing, broken or without credit."""
    faults: list[Fault] = []
    entries = _json(folder / MANIFEST, "layers", faults)
    layers = tuple(layer for entry in entries if (layer := _layer(entry, folder, faults)))
    land: dict[str, Level] = {}
    rivers: list[River] = []
    boundaries: list[Boundary] = []
    relief: dict[str, Relief] = {}
    labels: list[dict[str, Any]] = []
    for layer, entry in ((layer, entry) for layer in layers for entry in entries if entry.get("file") == layer.file):
        path = folder / layer.file
        if not path.is_file():
            faults.append(Fault(str(path), 1, f"there is no such file; {CURE}"))
            continue
        try:
            if layer.kind == "relief":
                if path.read_bytes()[8:12] != b"WEBP":
                    raise ValueError("this is no WebP picture")
                relief[str(layer.level)] = Relief(str(layer.level), tuple(entry["bbox"]), path)
                continue
            data = json.loads(path.read_text(encoding="utf-8"))
            if layer.kind == "land":
                land[str(layer.level)] = _checked(
                    Level(str(layer.level), tuple(data["bbox"]), data["precision"], data["polygons"])
                )
            elif layer.kind == "rivers":
                rivers += [_river(line, str(layer.level), data["precision"]) for line in data["lines"]]
            elif layer.kind == "boundaries":
                boundaries += [_boundary(line) for line in data["lines"]]
            elif layer.kind == "labels":
                labels += [_label(each) for each in data["features"]]
            else:
                raise ValueError(f"the manifest calls it {layer.kind!r}, which is no kind of layer")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            faults.append(Fault(str(path), getattr(error, "lineno", 1), f"{what}; {CURE}"))
    if faults:
        raise Faults(faults)
    frame = gpd.GeoDataFrame(pd.DataFrame(labels, columns=list(LABEL_COLUMNS)), geometry="geometry", crs=4326)
    return Basemap(layers, land, tuple(rivers), tuple(boundaries), frame, relief)


def kept_basemap(folder: Path = FOLDER) -> Basemap:
    """The basemap as `load_basemap` reads it, and the same object again until a file of the folder changes."""
    files = ((path, path.stat()) for path in sorted(folder.iterdir()) if path.is_file())
    return _loaded(folder, tuple((path.name, stat.st_mtime_ns, stat.st_size) for path, stat in files))


@lru_cache(maxsize=2)
def _loaded(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Basemap:
    return load_basemap(folder)


def _json(path: Path, key: str, faults: list[Fault]) -> list[dict[str, Any]]:
    """The list under `key` in a JSON file; faults grow and the list is empty when there is none."""
    if not path.is_file():
        faults.append(Fault(str(path), 1, f"there is no such file; {CURE}"))
        return []
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))[key]
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            raise TypeError(f"{key} must be a list of layers")
        return entries
    except (ValueError, KeyError, TypeError) as error:
        what = f"no {error}" if isinstance(error, KeyError) else str(error)
        faults.append(Fault(str(path), getattr(error, "lineno", 1), f"{what}; {CURE}"))
        return []


def _layer(entry: dict[str, Any], folder: Path, faults: list[Fault]) -> Layer | None:
    """A layer of the manifest, or None and a fault per credit that it lacks."""
    name = entry.get("file") or "a layer without a file"
    lacking = [key for key in CREDITS if not str(entry.get(key) or "").strip()]
    for key in lacking:
        faults.append(Fault(str(folder / MANIFEST), 1, f"{name} has no {key}; say it, or leave the layer out"))
    if lacking or "file" not in entry:
        return None
    return Layer(entry["file"], str(entry.get("kind")), entry.get("level"), *(str(entry[key]) for key in CREDITS))


def _checked(level: Level) -> Level:
    """The level, if its rings can be decoded and lie in its box; ValueError otherwise."""
    west, south, east, north = level.bbox
    for polygon in level.polygons:
        for code in polygon:
            points = decode(code, level.precision)
            if len(points) < 4 or points[0] != points[-1]:
                raise ValueError("a ring is not closed")
            if not all(west <= lon <= east and south <= lat <= north for lon, lat in points):
                raise ValueError("a ring leaves the box of its level")
    return level


def _river(line: dict[str, Any], level: str, precision: int) -> River:
    decode(line["code"], precision)
    return River(line["name"], level, line["scalerank"], precision, line["code"])


def _boundary(line: dict[str, Any]) -> Boundary:
    decode(line["code"], line["precision"])
    return Boundary(line["name"], line["kind"], line["from"], line["to"], line["precision"], line["code"])


def _label(feature: dict[str, Any]) -> dict[str, Any]:
    """A row of the labels' frame."""
    properties = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"]
    if not (-30 <= lon <= 330 and -90 <= lat <= 90):
        raise ValueError(f"label {properties['name']!r} lies at {lon}, {lat}, which is off the map")
    row = {
        key: properties[key]
        for key in ("name", "kind", "min_zoom", "max_zoom", "rank", "alternative", "modern", "geonames")
    }
    return row | {"start": properties["from"], "end": properties["to"], "geometry": Point(lon, lat)}
