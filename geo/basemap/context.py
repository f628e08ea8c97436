"""Letter what surrounds a story's places (towns, rivers, ranges, waters), so that no close view of its map is blank.

A view with little to recognise it by gets the neighbouring towns by importance and distance, apart from each other, the
rivers that run through it, and what of the relief has a name. A view that has enough stays as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import Point

from geo.basemap.fitting import held
from geo.basemap.layers import Layer, Level
from geo.basemap.natural_names import natural_features, river_name
from geo.basemap.projection import east_of, latitude, mercator
from geo.basemap.reader import LABEL_COLUMNS, Basemap
from geo.basemap.towns import Towns, towns_of
from geo.gazetteer.names import fold
from geo.reading.days import AnyDay

ENOUGH = 9  # features in a view, from which on nothing is added to it
MOST = 12  # features that a view of WIDE_PX is filled up to; a smaller one has room for fewer
WIDE_PX = 700.0
RIVERS, NATURAL = 3, 2  # names of rivers, of ranges and waters that are added to a view at most
EDGE_PX = 18.0  # from the frame's edge, where no name has room
APART_PX = (84.0, 30.0)  # between two towns, across and down: room for a name
RIVER_PX = 70.0  # how long a river shows at least to be named
SAME_DEGREES = 0.1  # between two points of one town in two lists
EARLIER = 0.6  # zoom levels before the view from which a name shows
LAST_ZOOM, NATURAL_LAST_ZOOM = 11.0, 7.4  # the points of ranges and waters are good to some 20 km
FAR = 0.9  # orders of magnitude of people that a town at the frame's edge must be larger to be as near
OLD_YEAR = 1900  # before it a town's size of today says less than by how many names it is known
RANK = 20  # of the first town: after all names that a basemap has itself


@dataclass(frozen=True)
class View:
    """What a camera shows: its middle in degrees of longitude and of the Mercator map, Leaflet zoom, size in pixels.

    lit: how many of the story's own places it is about, which are no context.

    >>> View(10.0, 0.0, 0.0, 256.0, 256.0).at(100.0, 0.0)
    (192.0, 128.0)
    """

    lon: float
    y: float
    zoom: float
    width: float
    height: float
    lit: int = 0

    @property
    def scale(self) -> float:
        """Pixels to a degree of longitude."""
        return float(256 * 2**self.zoom / 360)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point stands in the frame, in pixels from its upper left corner."""
        return self.x_of(lon), self.y_of(mercator(lat))

    def x_of(self, lon: Any) -> Any:
        """The same of a longitude, or of an array of them."""
        return (lon - self.lon) * self.scale + self.width / 2

    def y_of(self, y: Any) -> Any:
        """The same of a height on the Mercator map."""
        return (self.y - y) * self.scale + self.height / 2

    def shows(self, x: Any, y: Any) -> Any:
        """Whether a point of the frame is far enough from its edge to be named; arrays too."""
        across = (x > EDGE_PX) & (x < self.width - EDGE_PX)
        return across & (y > EDGE_PX) & (y < self.height - EDGE_PX)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north, in degrees."""
        across, down = self.width / 2 / self.scale, self.height / 2 / self.scale
        return self.lon - across, latitude(self.y - down), self.lon + across, latitude(self.y + down)


@dataclass(frozen=True)
class Known:
    """A place of the story itself: its names, folded, its point in degrees, and whether views not about it show it."""

    names: frozenset[str]
    lon: float
    lat: float
    shown: bool = True


def with_context(
    basemap: Basemap, views: Iterable[View], known: Sequence[Known], first: AnyDay, last: AnyDay
) -> Basemap:
    """The same map with the names that its views lack.

    views: of every step in the sizes that are to have context; longitudes in the basemap's range. known: the story's
    own places, which are not named twice. first, last: the days of the earliest and the latest map: a town is called
    as it was then where the list of former names says so, else as today, and the credit says "of today".
    """
    found = _Context(basemap, known, first, last)
    for view in sorted(views, key=lambda each: each.zoom):
        found.fill(view)
    if not found.rows:
        return basemap
    rows = pd.DataFrame(found.rows, columns=list(LABEL_COLUMNS))
    labels = gpd.GeoDataFrame(pd.concat([basemap.labels, rows], ignore_index=True), geometry="geometry", crs=4326)
    return replace(basemap, labels=labels, layers=(*basemap.layers, *credited(basemap, found.rows)))


def credited(basemap: Basemap, rows: Iterable[dict[str, Any]]) -> tuple[Layer, ...]:
    """The file of towns, where one of them is lettered and the map does not credit the same maker already."""
    towns = basemap.towns
    if towns is None or not any(row["kind"] == "city" for row in rows):
        return ()
    maker = towns.attribution.partition(": ")[2]
    return () if any(maker in layer.attribution for layer in basemap.layers) else (towns,)


class Spots:
    """Points on the world's map, which a view shows all at once: longitudes, and heights on the Mercator map."""

    def __init__(self, lons: Iterable[float] = (), ys: Iterable[float] = ()) -> None:
        self.lons = np.array(list(lons), dtype=float)
        self.ys = np.array(list(ys), dtype=float)

    def seen_from(self, view: View) -> tuple[np.ndarray, np.ndarray]:
        """Where each stands in a view, in pixels."""
        return view.x_of(self.lons), view.y_of(self.ys)


class Labels:
    """Names on the map in columns, to which more are added: name, kind, point, zooms between which each shows."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.kinds: list[str] = []
        self.cities: list[tuple[float, float]] = []
        self._columns = np.zeros((4, 256))  # longitude, height on the Mercator map, least and most zoom
        self._kinds: dict[str, np.ndarray] = {}

    def add(self, name: str, kind: str, lon: float, lat: float, least: float, most: float) -> None:
        """One more, after those that there are."""
        at = len(self.names)
        if at == self._columns.shape[1]:
            self._columns = np.hstack([self._columns, np.zeros_like(self._columns)])
            self._kinds = {each: np.append(old, np.zeros(at, dtype=bool)) for each, old in self._kinds.items()}
        self._columns[:, at] = lon, mercator(lat), least, most
        self._kinds.setdefault(kind, np.zeros(self._columns.shape[1], dtype=bool))[at] = True
        self.names.append(name)
        self.kinds.append(kind)
        if kind == "city":
            self.cities.append((lon, lat))

    def seen_from(self, view: View) -> tuple[np.ndarray, np.ndarray]:
        """Where each stands in a view, in pixels."""
        lons, ys, *_ = self._columns[:, : len(self.names)]
        return view.x_of(lons), view.y_of(ys)

    def held_at(self, zoom: float) -> np.ndarray:
        """Which of them show at a zoom."""
        _, _, least, most = self._columns[:, : len(self.names)]
        return np.asarray((least <= zoom) & (zoom <= most))

    def of_kind(self, kind: str) -> np.ndarray:
        """Which of them are of a kind."""
        return self._kinds.get(kind, np.zeros(self._columns.shape[1], dtype=bool))[: len(self.names)]


@dataclass(frozen=True)
class Rivers:
    """The named stretches of rivers of one level: name, rank and line of each, and where to look for them."""

    rows: tuple[tuple[str, int, Any], ...]
    tree: shapely.STRtree

    @classmethod
    def of(cls, basemap: Basemap, level: str) -> Rivers:
        """Those of a level, decoded once: every view asks for them."""
        rows = tuple(
            (name, river.rank, river.line)
            for river in basemap.rivers
            if river.level == level and (name := river_name(river.name))
        )
        return cls(rows, shapely.STRtree([line for _, _, line in rows]))

    def meeting(self, frame: Any) -> list[tuple[str, int, Any]]:
        """Those that may run through a frame, in the order of the file."""
        return [self.rows[index] for index in np.sort(self.tree.query(frame))]


class _Context:
    """The names that are added, view by view; what one view got another one has."""

    def __init__(self, basemap: Basemap, known: Sequence[Known], first: AnyDay, last: AnyDay) -> None:
        self.basemap = basemap
        self.known = Spots([each.lon for each in known], [mercator(each.lat) for each in known])
        self.shown = np.array([each.shown for each in known], dtype=bool)
        self.year = first.year
        self.rows: list[dict[str, Any]] = []
        towns = towns_of(basemap.towns, basemap.cut) if basemap.towns else Towns.none()
        self.towns = towns
        self.weights = weights(towns, self.year)
        # Of each label name, kind, point and the zooms between which it shows.
        self.labels = Labels()
        for row in basemap.labels.to_dict("records"):
            if held(row["start"], row["end"], first, last):
                point = row["geometry"]
                self.labels.add(row["name"], row["kind"], point.x, point.y, row["min_zoom"], row["max_zoom"])
        self.taken = {name for each in known for name in each.names} | {fold(name) for name in self.labels.names}
        self.free = self.apart_from_named(known)
        self.natural = natural_features(basemap.cut)
        self.rivers = {level.name: Rivers.of(basemap, level.name) for level in basemap.levels}

    def apart_from_named(self, known: Sequence[Known]) -> np.ndarray:
        """Which towns lie where none of the story's or the basemap's does."""
        points = [(each.lon, each.lat) for each in known] + self.labels.cities
        free = np.ones(len(self.towns.names), dtype=bool)
        order = np.argsort(self.towns.lat, kind="stable")
        lats = self.towns.lat[order]
        for lon, lat in points:
            first, last = np.searchsorted(lats, (lat - SAME_DEGREES, lat + SAME_DEGREES))
            near = order[first:last]
            beside = np.abs(self.towns.lon[near] - lon) * math.cos(math.radians(lat)) < SAME_DEGREES
            free[near[beside & (np.abs(self.towns.lat[near] - lat) < SAME_DEGREES)]] = False
        return free

    def fill(self, view: View) -> None:
        """Add to one view what it lacks."""
        x, y = self.labels.seen_from(view)
        spots = view.shows(x, y) & self.labels.held_at(view.zoom)
        own_x, own_y = self.known.seen_from(view)
        own = int(np.count_nonzero(view.shows(own_x, own_y) & self.shown))
        have = int(np.count_nonzero(spots)) + max(0, own - view.lit)
        if have >= ENOUGH:
            return
        cities = spots & self.labels.of_kind("city")
        points = [(float(one), float(two)) for one, two in zip(x[cities], y[cities], strict=True)]
        have += self.add_rivers(view)
        have += self.add_natural(view)
        most = round(MOST * min(1.0, math.sqrt(view.width * view.height) / WIDE_PX + 0.2))
        # A place further from the frame than a name's room keeps no town away.
        around = (np.abs(own_x - view.width / 2) < view.width / 2 + APART_PX[0]) & (
            np.abs(own_y - view.height / 2) < view.height / 2 + APART_PX[1]
        )
        points += [(float(one), float(two)) for one, two in zip(own_x[around], own_y[around], strict=True)]
        self.add_towns(view, most - have, points)

    def add_towns(self, view: View, wanted: int, points: list[tuple[float, float]]) -> None:
        """The most important and nearest, each with room beside those before it."""
        x, y = view.x_of(self.towns.lon), view.y_of(self.towns.y)
        inside = np.flatnonzero(view.shows(x, y) & self.free)
        off = np.hypot((x[inside] - view.width / 2) / view.width, (y[inside] - view.height / 2) / view.height)
        worth = self.weights[inside] - FAR * 2 * off
        for index in inside[np.argsort(-worth, kind="stable")]:
            if wanted <= 0:
                return
            here = (float(x[index]), float(y[index]))
            name = self.towns.name_in(int(index), self.year)
            if name is None or any(close(here, other) for other in points):
                continue
            if not self.taken.isdisjoint({fold(name), fold(self.towns.names[index])}):
                continue
            points.append(here)
            wanted -= 1
            self.free[index] = False
            rank = RANK + int(10 - self.weights[index])
            self.add(name, "city", float(self.towns.lon[index]), float(self.towns.lat[index]), view, rank)

    def add_rivers(self, view: View) -> int:
        """Names of the largest rivers that run through a view far enough; how many."""
        frame = shapely.box(*view.box)
        here = view.shows(*self.labels.seen_from(view)) & self.labels.of_kind("river")
        named = {self.labels.names[index] for index in np.flatnonzero(here)}
        longest: dict[str, tuple[int, float, Any]] = {}
        for level in drawn(self.basemap.levels, view):
            for name, rank, line in self.rivers[level.name].meeting(frame):
                if name in named:
                    continue
                for part in shapely.get_parts(shapely.intersection(line, frame)):
                    length = part.length * view.scale
                    if length >= RIVER_PX and length > longest.get(name, (0, 0.0, None))[1]:
                        longest[name] = (rank, length, part)
        added = 0
        for name, (rank, _, part) in sorted(longest.items(), key=lambda each: (each[1][0], -each[1][1], each[0])):
            spot = shapely.line_interpolate_point(part, 0.5, normalized=True)
            if added < RIVERS and view.shows(*view.at(spot.x, spot.y)):
                self.add(name, "river", spot.x, spot.y, view, 4 + rank)
                added += 1
        return added

    def add_natural(self, view: View) -> int:
        """Names of ranges, deserts and waters in a view that is not too close for where they stand; how many."""
        if view.zoom > NATURAL_LAST_ZOOM - 0.4:
            return 0
        added = 0
        for each in self.natural:
            if added < NATURAL and fold(each.name) not in self.taken and view.shows(*view.at(each.lon, each.lat)):
                self.add(each.name, each.kind, each.lon, each.lat, view, 8)
                added += 1
        return added

    def add(self, name: str, kind: str, lon: float, lat: float, view: View, rank: int) -> None:
        """One name, from a little before this view's zoom on."""
        least = round(max(0.0, view.zoom - EARLIER), 1)
        most = NATURAL_LAST_ZOOM if kind in ("range", "sea") else LAST_ZOOM
        self.labels.add(name, kind, lon, lat, least, most)
        if kind != "river":  # which is named again where another view shows another stretch
            self.taken.add(fold(name))
        row = dict.fromkeys(LABEL_COLUMNS) | {"name": name, "kind": kind, "min_zoom": least, "max_zoom": most}
        file = self.basemap.towns.path if kind == "city" and self.basemap.towns else ""
        self.rows.append(row | {"rank": rank, "file": file, "geometry": Point(lon, lat)})


def weights(towns: Towns, year: int) -> np.ndarray:
    """How important each town is, in orders of magnitude of its people; on an old map also by its number of names."""
    people = np.log10(towns.people + 300.0)
    return people if year >= OLD_YEAR else people / 2 + np.log10(towns.known_as + 1.0) * 1.5


def close(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two points of a frame are too close for both to be named."""
    return abs(one[0] - other[0]) < APART_PX[0] and abs(one[1] - other[1]) < APART_PX[1]


def drawn(levels: Sequence[Level], view: View) -> Iterator[Level]:
    """The levels whose rivers a view shows: the finest that covers it, else all that are drawn at its zoom."""
    shown = [level for level in levels if level.zoom_from <= view.zoom or level is levels[0]]
    west, south, east, north = view.box
    for level in reversed(shown):
        yield level
        box = level.bbox
        if box[0] <= west and box[1] <= south and box[2] >= east and box[3] >= north:
            return


def known_place(names: Iterable[str], lon: float, lat: float, cut: float, shown: bool = True) -> Known:
    """A place of a story on a world cut at ``cut``.

    >>> known_place(["Mukden", "Shenyang"], 123.4, 41.8, -30.0).names == frozenset({"mukden", "shenyang"})
    True
    """
    return Known(frozenset(fold(name) for name in names if re.search(r"\w", name)), east_of(lon, cut), lat, shown)
