"""The parts of a basemap as its files hold them: land, rivers, boundaries and relief, decoded when asked for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Polygon

from geo.basemap.coding import decode
from geo.reading.days import AnyDay, first_day_of

if TYPE_CHECKING:
    import geopandas as gpd

CUT = -30.0  # where the files cut the world: at 30° W, in the Atlantic, so that the Pacific is whole

Bbox = tuple[float, float, float, float]


@dataclass(frozen=True)
class Layer:
    """One file of the basemap and whom to credit for it; a layer that lacks a credit does not load.

    start, end: ISO dates between which what it shows holds where its lines and names have no dates of their own (None:
    without end); `end` is the first day on which it no longer does. bbox: where it lies, in degrees.
    """

    file: str
    kind: str
    level: str | None
    licence: str
    attribution: str
    start: str | None = None
    end: str | None = None
    bbox: Bbox | None = None
    folder: str = ""

    @property
    def path(self) -> str:
        """The file with its folder, by which its labels and lines know it."""
        return f"{self.folder}/{self.file}"


@dataclass(frozen=True)
class Level:
    """Land at one level of detail.

    bbox: west, south, east, north in degrees. precision: decimals of the codes. polygons: per polygon its rings as
    Encoded Polylines (geo.basemap.coding), the outer one first, each closed. zoom_from: the Leaflet zoom from which
    it is drawn. over: the coarse level that it is drawn over; None for a coarse one. clipped: whether a page gets only
    the part of it around its places.
    """

    name: str
    bbox: Bbox
    precision: int
    polygons: list[list[str]]
    zoom_from: float = 0.0
    over: str | None = None
    clipped: bool = False

    def __hash__(self) -> int:
        """By what tells levels apart at a glance; ``==`` compares all of it."""
        return hash((self.name, self.bbox, len(self.polygons)))

    @cached_property
    def digest(self) -> bytes:
        """Stands for all of it, so that what is drawn of it can be kept (geo.reading.kept)."""
        return hashlib.sha256(repr(self).encode()).digest()

    @cached_property
    def frame(self) -> gpd.GeoDataFrame:
        """The polygons, decoded when first asked for; EPSG:4326 with longitudes to 330."""
        rings = [[decode(code, self.precision) for code in polygon] for polygon in self.polygons]
        import geopandas as gpd  # not for those who only ask where the world is cut

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

    kind: international or demarcation (a line of armistice); any other kind is for programs and is not drawn.
    """

    name: str
    kind: str
    start: str | None
    end: str | None
    precision: int
    code: str
    file: str = ""

    @property
    def line(self) -> LineString:
        """The line, decoded."""
        return LineString(decode(self.code, self.precision))

    def holds(self, on: AnyDay | None) -> bool:
        """Whether the line was in force on that day; without a day, whether it held for as long as the map reaches.

        >>> from geo.reading.days import Day
        >>> line = Boundary("38th Parallel", "parallel", "1945-09-02", "1950-06-25", 3, "")
        >>> line.holds(Day(1950, 6, 24)), line.holds(Day(1950, 6, 25)), line.holds(None)
        (True, False, False)
        """
        if on is None:
            return self.start is None and self.end is None
        begins = self.start is None or first_day_of(self.start) <= on
        return begins and (self.end is None or on < first_day_of(self.end))


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
