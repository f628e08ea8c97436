"""Read folders of map data into one checked Basemap: land, rivers, boundaries, lettering, relief, and their credits.

The files stand beside the programs that derive them (data/basemap/README.md). Longitudes run from -30 to 330 degrees:
the map is cut in the Atlantic, so that the Pacific is whole. ``geo.basemap.fitting`` chooses what a story needs of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from geo.basemap import FOLDER
from geo.basemap.coding import decode
from geo.basemap.layers import CUT, Bbox, Boundary, Layer, Level, Relief, River
from geo.reading.days import AnyDay
from geo.reading.faults import Fault, Faults

REGIONS = "regions"  # each folder in it holds finer levels of one part of the world
MANIFEST = "manifest.json"
CREDITS = ("title", "maker", "licence", "source", "attribution")
CURE = "run data/basemap/derive.py to make it again"
TIMELESS = ("ocean", "sea", "range", "river")
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
    "file",
    "geometry",
)


@dataclass(frozen=True, eq=False)  # known by its identity: what is drawn of it can be kept (geo.reading.kept)
class Basemap:
    """All that is drawn below a story. `labels` has the columns of LABEL_COLUMNS, start and end as EDTF or None.

    cut: where the world is cut, in degrees; longitudes run from there to 360 degrees further east. remark: what a
    reader of the map should know that is no credit. towns: the file of the world's towns; credited where one of them is
    lettered (``geo.basemap.context``).
    """

    layers: tuple[Layer, ...]
    land: dict[str, Level]
    rivers: tuple[River, ...]
    all_boundaries: tuple[Boundary, ...]
    labels: gpd.GeoDataFrame
    relief: dict[str, Relief]
    cut: float = CUT
    remark: str = ""
    towns: Layer | None = None

    def boundaries(self, on: AnyDay | None = None) -> tuple[Boundary, ...]:
        """The boundaries of a day; without a day those that held throughout."""
        return tuple(each for each in self.all_boundaries if each.holds(on))

    @property
    def attribution(self) -> str:
        """One line for the map: each credit once, in the manifests' order, and the remark."""
        credits = dict.fromkeys(layer.attribution for layer in self.layers)
        return " · ".join([*credits, *([self.remark] if self.remark else [])])

    @property
    def levels(self) -> list[Level]:
        """The levels of land, the coarsest first."""
        return sorted(self.land.values(), key=lambda level: level.zoom_from)


def load_basemap(folder: Path = FOLDER, own: Path | None = None) -> Basemap:
    """Read and check the folder, the regions in it, and a story's own folder of the same form where it has one.

    Raises Faults, all at once, for what is missing, broken or without credit.
    """
    regions = sorted(path.parent for path in folder.glob(f"{REGIONS}/*/{MANIFEST}"))
    folders = [folder, *regions, *([own] if own is not None and own.is_dir() else [])]
    faults: list[Fault] = []
    parts = [_read(each, faults) for each in folders]
    if faults:
        raise Faults(faults)
    rows = [row for part in parts for row in part.labels]
    frame = gpd.GeoDataFrame(pd.DataFrame(rows, columns=list(LABEL_COLUMNS)), geometry="geometry", crs=4326)
    return Basemap(
        layers=tuple(layer for part in parts for layer in part.layers),
        land={name: level for part in parts for name, level in part.land.items()},
        rivers=tuple(river for part in parts for river in part.rivers),
        all_boundaries=tuple(line for part in parts for line in part.boundaries),
        labels=frame,
        relief={name: relief for part in parts for name, relief in part.relief.items()},
        towns=next((towns for part in parts for towns in part.towns), None),
    )


def kept_basemap(folder: Path = FOLDER, own: Path | None = None) -> Basemap:
    """The basemap as `load_basemap` reads it, and the same object again until a file of the folders changes.

    Stories without a folder of their own share one.
    """
    own = own if own is not None and own.is_dir() else None
    found = (path for each in (folder, own) if each is not None for path in sorted(each.rglob("*.*")))
    stats = ((path, path.stat()) for path in found if "__pycache__" not in path.parts)
    return _loaded(folder, own, tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats))


@lru_cache(maxsize=8)
def _loaded(folder: Path, own: Path | None, stamp: tuple[tuple[str, int, int], ...]) -> Basemap:
    return load_basemap(folder, own)


@dataclass(frozen=True)
class _Folder:
    """What one folder holds."""

    layers: list[Layer] = field(default_factory=list)
    land: dict[str, Level] = field(default_factory=dict)
    rivers: list[River] = field(default_factory=list)
    boundaries: list[Boundary] = field(default_factory=list)
    labels: list[dict[str, Any]] = field(default_factory=list)
    relief: dict[str, Relief] = field(default_factory=dict)
    towns: list[Layer] = field(default_factory=list)


def _read(folder: Path, faults: list[Fault]) -> _Folder:
    """One folder by its manifest; faults grow."""
    found = _Folder()
    entries = _json(folder / MANIFEST, "layers", faults)
    for entry in entries:
        layer = _layer(entry, folder, faults)
        if layer is None:
            continue
        (found.towns if layer.kind == "towns" else found.layers).append(layer)
        path = folder / layer.file
        if not path.is_file():
            faults.append(Fault(str(path), 1, f"there is no such file; {CURE}"))
            continue
        try:
            _take(found, layer, entry, path)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            faults.append(Fault(str(path), getattr(error, "lineno", 1), f"{what}; {CURE}"))
    return found


def _take(found: _Folder, layer: Layer, entry: dict[str, Any], path: Path) -> None:
    """Put one file where it belongs; what is broken in it raises one of four errors."""
    level = str(layer.level)
    if layer.kind == "relief":
        if path.read_bytes()[8:12] != b"WEBP":
            raise ValueError("this is no WebP picture")
        found.relief[level] = Relief(level, tuple(entry["bbox"]), path)
        return
    if layer.kind == "towns":
        return  # read when a map needs names (geo.basemap.towns)
    data = json.loads(path.read_text(encoding="utf-8"))
    if layer.kind == "land":
        drawn = (float(entry["zoom_from"]), entry["over"], bool(entry.get("clipped")))
        found.land[level] = _checked(Level(level, tuple(data["bbox"]), data["precision"], data["polygons"], *drawn))
    elif layer.kind == "rivers":
        found.rivers.extend(_river(line, level, data["precision"]) for line in data["lines"])
    elif layer.kind == "boundaries":
        found.boundaries.extend(_boundary(line, layer) for line in data["lines"])
    elif layer.kind == "labels":
        found.labels.extend(_label(each, layer) for each in data["features"])
    else:
        raise ValueError(f"the manifest calls it {layer.kind!r}, which is no kind of layer")


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
    return Layer(
        file=entry["file"],
        kind=str(entry.get("kind")),
        level=entry.get("level"),
        start=entry.get("from"),
        end=entry.get("to"),
        bbox=_box(entry),
        folder=str(folder),
        licence=str(entry["licence"]),
        attribution=str(entry["attribution"]),
    )


def _box(entry: dict[str, Any]) -> Bbox | None:
    """Where a layer of the manifest lies, if it says so."""
    sides = entry.get("bbox")
    return (sides[0], sides[1], sides[2], sides[3]) if isinstance(sides, list) and len(sides) == 4 else None


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


def _boundary(line: dict[str, Any], layer: Layer) -> Boundary:
    decode(line["code"], line["precision"])
    start, end = line["from"] or layer.start, line["to"] or layer.end
    return Boundary(line["name"], line["kind"], start, end, line["precision"], line["code"], layer.path)


def _label(feature: dict[str, Any], layer: Layer) -> dict[str, Any]:
    """A row of the labels' frame; seas, ranges and rivers are taken to bear their names at all times."""
    properties = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"]
    if not (CUT <= lon <= CUT + 360 and -90 <= lat <= 90):
        raise ValueError(f"label {properties['name']!r} lies at {lon}, {lat}, which is off the map")
    row = {
        key: properties[key]
        for key in ("name", "kind", "min_zoom", "max_zoom", "rank", "alternative", "modern", "geonames")
    }
    start, end = (None, None) if properties["kind"] in TIMELESS else (layer.start, layer.end)
    return row | {
        "start": properties["from"] or start,
        "end": properties["to"] or end,
        "file": layer.path,
        "geometry": Point(lon, lat),
    }
