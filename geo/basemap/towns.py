"""Read the file of the world's towns into arrays, and say what a town was called in a year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from geo.basemap.layers import Layer
from geo.basemap.projection import mercator

# Names that only the revolution of 1917 and what came of it could give; no list of those before them is at hand.
AFTER_1917 = re.compile(
    r"Lenin|Stalin|Sovet|Soviet|Oktyabr|Komsomol|Kommunar|Proletar|Pervomay|Krasno(arm|gvard|znam|dar)|Zheleznodorozh"
    r"|Elektr[oė]|Energ|Dzy?[ae]rzh[iy]n|Zelenograd|Kirov|Kalinin|Vatutin|Zhukov|Gagarin|Frunze|Kuybyshev|Chapa|Engels|Marks\b"
)
REVOLUTION = 1917


@dataclass(frozen=True)
class Towns:
    """The towns of a file, one place in each array: degrees, height on the Mercator map, people, number of names.

    former: of some towns, by their place, the names that they had before, each with its first and last year.
    """

    lon: np.ndarray
    lat: np.ndarray
    y: np.ndarray
    people: np.ndarray
    known_as: np.ndarray
    names: tuple[str, ...]
    former: dict[int, tuple[tuple[str, int, int], ...]]

    @classmethod
    def none(cls) -> Towns:
        """No town at all.

        >>> len(Towns.none().names)
        0
        """
        empty = np.zeros(0)
        return cls(empty, empty, empty, empty, empty, (), {})

    def name_in(self, index: int, year: int) -> str | None:
        """What a town was called in a year, as far as the file knows; None where it cannot have borne today's name."""
        for name, first, last in self.former.get(index, ()):
            if first <= year < last:
                return name
        name = self.names[index]
        return None if year < REVOLUTION and AFTER_1917.search(name) else name


def towns_of(layer: Layer, cut: float) -> Towns:
    """The towns of a layer, with their longitudes on a world cut at ``cut``."""
    path = Path(layer.path)
    stat = path.stat()
    return _read(path, stat.st_mtime_ns, stat.st_size, cut)


@lru_cache(maxsize=2)
def _read(path: Path, mtime_ns: int, size: int, cut: float) -> Towns:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    lat, lon = (np.array([float(row[place]) for row in rows]) for place in (0, 1))
    return Towns(
        lon=np.where(lon < cut, lon + 360.0, lon),
        lat=lat,
        y=np.array([mercator(each) for each in lat]),
        people=np.array([float(row[2]) for row in rows]),
        known_as=np.array([float(row[3]) for row in rows]),
        names=tuple(row[4] for row in rows),
        former={place: tuple(map(_span, row[5:])) for place, row in enumerate(rows) if len(row) > 5},
    )


def _span(text: str) -> tuple[str, int, int]:
    """A former name with its years, as the file has it: "Leningrad 1924-1991"."""
    name, _, years = text.rpartition(" ")
    first, last = years.split("-")
    return name, int(first or -9999), int(last)
