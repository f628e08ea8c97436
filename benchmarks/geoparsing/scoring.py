"""Turn gold and predicted coordinates into figures, by the formulas of the corpus's own scorer."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

HALF_WAY_ROUND_KM = 20039.0
NEAR_KM = 161.0
EARTH_KM = 6371.0088


@dataclass(frozen=True)
class Answer:
    """One gold mention with coordinates and what was said of it; ``lat`` is None where nothing was."""

    gold: tuple[float, float]
    lat: float | None
    lon: float | None
    probability: float
    unplaced: bool = False

    @property
    def error_km(self) -> float:
        """How far off the answer is; half the way round the Earth where there is none."""
        if self.lat is None or self.lon is None:
            return HALF_WAY_ROUND_KM
        return distance_km(*self.gold, self.lat, self.lon)


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance on a sphere of 6371.0088 km (haversine).

    >>> round(distance_km(0, 0, 0, 90)), round(distance_km(52.5, 13.4, 52.5, 13.4))
    (10008, 0)
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def figures(answers: Sequence[Answer]) -> dict[str, float]:
    """Accuracy within 161 km over all, coverage, accuracy of those answered, mean and median error in km."""
    errors = [each.error_km for each in answers]
    answered = sum(each.lat is not None for each in answers)
    near = sum(error <= NEAR_KM for error in errors)
    return {
        "mentions": len(answers),
        "coverage": answered / len(answers),
        "A@161": near / len(answers),
        "A@161 answered": near / max(1, answered),
        "mean km": statistics.fmean(errors),
        "median km": statistics.median(errors),
    }


def without_hints(answers: Sequence[Answer]) -> list[Answer]:
    """The same with nothing said where a mention was unplaced and its neighbour's place was given."""
    return [Answer(each.gold, None, None, 0.0) if each.unplaced else each for each in answers]


def reliability(answers: Sequence[Answer], bins: int = 10) -> tuple[list[tuple[float, float, int]], float]:
    """(mean probability, share within 161 km, mentions) of each tenth, and the expected calibration error."""
    rows = []
    for low in range(bins):
        inside = [
            each for each in answers if each.lat is not None and min(bins - 1, int(each.probability * bins)) == low
        ]
        if inside:
            said = statistics.fmean(each.probability for each in inside)
            right = statistics.fmean(each.error_km <= NEAR_KM for each in inside)
            rows.append((said, right, len(inside)))
    total = sum(count for *_, count in rows)
    return rows, sum(abs(said - right) * count for said, right, count in rows) / max(1, total)
