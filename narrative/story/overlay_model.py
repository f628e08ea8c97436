"""What an author draws on the map as values: flows, old maps, coloured regions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.basemap.warping import ControlPoint
from narrative.story.dates import Date

LonLat = tuple[float, float]


@dataclass(frozen=True)
class Use:
    """That a step shows a drawing (its id): in one direction ``only``, as strong as ``opacity`` says, else as it is."""

    id: str
    only: str | None = None
    opacity: float | None = None


@dataclass(frozen=True)
class Drawing:
    """What every drawing has: ``says`` is CommonMark, ``sources`` are ids of works, ``path`` its file."""

    id: str
    title: str
    path: Path
    credit: str
    licence: str
    date: Date | None
    url: str | None
    sources: tuple[str, ...]
    says: str | None

    @property
    def words(self) -> str:
        """Its title with whose it is, within a sentence: "The army (Minard, 1869)"."""
        return f"{self.title} ({self.credit})"

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that it is drawn from."""
        return (self.path,)


@dataclass(frozen=True)
class FlowPoint:
    """A point of a flow: degrees, and how strong it is from here on; ``line`` is that of the file."""

    lon: float
    lat: float
    strength: float
    line: int = 0


@dataclass(frozen=True)
class Branch:
    """A stretch of a flow in one direction; each point's strength holds until the next."""

    direction: str
    group: str
    points: tuple[FlowPoint, ...]


@dataclass(frozen=True)
class Direction:
    """A direction of a flow: its id, its name, and one of the colours of sides."""

    id: str
    name: str
    colour: str


@dataclass(frozen=True)
class ChartPoint:
    """A value of a chart, at a longitude in degrees; ``date`` where it is known."""

    lon: float
    value: float
    date: Date | None = None


@dataclass(frozen=True)
class Chart:
    """A line of values beside a flow; ``second`` is the unit, factor and offset of another scale.

    ``direction`` is the one that it belongs to, None where it belongs to all.
    """

    title: str
    path: Path
    unit: str
    points: tuple[ChartPoint, ...]
    second: tuple[str, float, float] | None = None
    direction: str | None = None

    def in_second(self, value: float) -> float | None:
        """A value on the other scale, None where there is none.

        >>> Chart("Cold", Path("t.csv"), "°Ré", (), ("°C", 1.25, 0.0)).in_second(-21)
        -26.25
        """
        return value * self.second[1] + self.second[2] if self.second else None


@dataclass(frozen=True)
class Flow(Drawing):
    """A band along a route, as wide as what moves there is strong."""

    unit: str = ""
    directions: tuple[Direction, ...] = ()
    branches: tuple[Branch, ...] = ()
    chart: Chart | None = None

    @property
    def strongest(self) -> float:
        """The greatest strength of any of its points."""
        return max(point.strength for branch in self.branches for point in branch.points)

    @property
    def files(self) -> tuple[Path, ...]:
        """Its file and its chart's."""
        return (self.path, *((self.chart.path,) if self.chart else ()))

    def branches_of(self, only: str | None) -> tuple[Branch, ...]:
        """Its branches, or those of one direction."""
        return tuple(each for each in self.branches if only in (None, each.direction))


@dataclass(frozen=True)
class OldMap(Drawing):
    """A scan of ``size`` pixels with its control points, warped by a transformation (``kind``), cut to ``mask``."""

    beside: tuple[Path, ...] = ()
    size: tuple[int, int] = (0, 0)
    points: tuple[ControlPoint, ...] = ()
    kind: str = ""
    mask: tuple[tuple[float, float], ...] = ()
    opacity: float = 1.0

    @property
    def files(self) -> tuple[Path, ...]:
        """The scan and the file of its control points."""
        return (self.path, *self.beside)


@dataclass(frozen=True)
class Region:
    """An area with its name and its value, None where there is no figure; EPSG:4326."""

    name: str
    value: float | None
    geometry: BaseGeometry


@dataclass(frozen=True)
class Layer(Drawing):
    """Regions coloured by a value; each of ``limits`` is the least value of the class above it."""

    unit: str = ""
    regions: tuple[Region, ...] = ()
    limits: tuple[float, ...] = ()
    palette: str = ""
    no_data: str = ""
    opacity: float = 1.0

    def class_of(self, value: float | None) -> int | None:
        """The number of a value's class, from 0; None where there is no value."""
        return None if value is None else bisect_right(self.limits, value)


@dataclass(frozen=True)
class Tiles:
    """Tiles from a server, which a reader may ask for."""

    url: str
    name: str
    attribution: str
    most_zoom: int

    @property
    def host(self) -> str:
        """The server, as a Content-Security-Policy names it: "https://tiles.example"."""
        return "/".join(self.url.split("/")[:3])


@dataclass(frozen=True)
class Drawn:
    """All drawings of a story, by their ids in the order of the file: what lies lowest comes first."""

    layers: Mapping[str, Layer] = field(default_factory=dict)
    overlays: Mapping[str, OldMap] = field(default_factory=dict)
    flows: Mapping[str, Flow] = field(default_factory=dict)
    tiles: Tiles | None = None

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __iter__(self) -> Iterator[Drawing]:
        yield from self.layers.values()
        yield from self.overlays.values()
        yield from self.flows.values()

    def __getitem__(self, id: str) -> Drawing:
        return {each.id: each for each in self}[id]
