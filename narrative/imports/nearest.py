"""Say which place of the gazetteer lies beside a point, where the gazetteer is installed."""

from __future__ import annotations

from geo.world.lookup import WorldMissingError, world
from geo.world.nearest import nearest_town


def nearest(lat: float, lon: float) -> tuple[str, float] | None:
    """The (name, distance in km) of the town beside a point in degrees; None where nothing is known of it."""
    try:
        found = nearest_town(world(), lat, lon)
    except WorldMissingError:
        return None
    return (found[0].name, found[1]) if found else None
