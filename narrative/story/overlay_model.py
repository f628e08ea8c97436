"""What an author draws on the map as values: flows, old maps, coloured regions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
class Drawn:
    """All drawings of a story, by their ids in the order of the file."""

    flows: Mapping[str, Flow] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __iter__(self) -> Iterator[Drawing]:
        yield from self.flows.values()

    def __getitem__(self, id: str) -> Drawing:
        return {each.id: each for each in self}[id]
