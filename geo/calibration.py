"""Turn the resolver's share of the vote into a probability that holds: of those that say 0.8 eight in ten are right."""

from __future__ import annotations

from geo.candidates import Option

UNPLACED = 0.4


def calibrated(best: Option | None, share: float, held: bool) -> float:
    """The probability that the chosen option lies within 161 km of the truth."""
    if best is None:
        return UNPLACED
    return round(share, 4)
