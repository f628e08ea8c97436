"""Turn the resolver's share of the vote into a probability that holds: of those that say 0.8 eight in ten are right.

The numbers in calibration.json are fitted by benchmarks/geoparsing/calibrate.py on documents that are not reported on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from geo.geoparsing.candidates import OWN, Option
from geo.reading.shipped import package_folder

FITTED = package_folder("geo.geoparsing") / "calibration.json"
OWN_PROBABILITY = 0.99  # the author has placed the name; the text may still mean another
Curve = Sequence[tuple[float, float]]


def calibrated(best: Option | None, share: float, held: bool) -> float:
    """The probability that the chosen option, or for None the hint of an unplaced name, lies within 161 km.

    >>> calibrated(None, 0.0, False) < 0.6
    True
    """
    if best is not None and best.path == OWN:
        return OWN_PROBABILITY
    return round(interpolated(curves()[group(best, held)], share), 4)


def group(best: Option | None, held: bool) -> str:
    """Which curve an answer belongs to: how its name was found, and whether its container stands beside it."""
    if best is None:
        return "unplaced"
    return "held" if held else best.path


@lru_cache(maxsize=1)
def curves() -> dict[str, Curve]:
    """The fitted curves."""
    found: dict[str, Curve] = json.loads(FITTED.read_text(encoding="utf-8"))
    return found


def interpolated(curve: Curve, share: float) -> float:
    """The value of a curve of (share, probability) at a share; level beyond its ends.

    >>> interpolated([(0.0, 0.2), (1.0, 0.8)], 0.5), interpolated([(0.4, 0.3)], 0.9)
    (0.5, 0.3)
    """
    before = curve[0]
    for at, value in curve:
        if share <= at:
            if at == before[0]:
                return value
            return before[1] + (value - before[1]) * (share - before[0]) / (at - before[0])
        before = (at, value)
    return before[1]
