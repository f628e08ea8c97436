"""Name what lies around a pin of the studio's map, so that it is not empty there: towns, and rivers that are known."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from geo.basemap.coding import decode
from geo.basemap.reader import kept_basemap
from geo.basemap.towns import Towns, towns_of

REACH_DEGREES = 3.0  # to the north and the south of the pin
MOST_TOWNS, MOST_RIVERS = 24, 60
APART_DEGREES = 0.25  # between two towns that are named


def around(lat: float, lon: float) -> dict[str, Any]:
    """The largest towns around a point in degrees, apart from each other, and the rivers there as they are coded."""
    wide = REACH_DEGREES / max(np.cos(np.radians(lat)), 0.2)
    return {"towns": towns_around(lat, lon, wide), "rivers": rivers_around(lat, lon, wide)}


def towns_around(lat: float, lon: float, wide: float) -> list[dict[str, Any]]:
    """Towns in a box of `wide` degrees to either side, the largest first."""
    towns = towns_known()
    east = (towns.lon - lon + 180) % 360 - 180
    near = np.flatnonzero((np.abs(towns.lat - lat) <= REACH_DEGREES) & (np.abs(east) <= wide))
    found: list[dict[str, Any]] = []
    for at in near[np.argsort(-towns.people[near], kind="stable")]:
        spot = (float(towns.lat[at]), float((towns.lon[at] + 180) % 360 - 180))
        if all(abs(spot[0] - each["lat"]) + abs(spot[1] - each["lon"]) > APART_DEGREES for each in found):
            found.append({"name": towns.names[at], "lat": round(spot[0], 4), "lon": round(spot[1], 4)})
        if len(found) == MOST_TOWNS:
            break
    return found


def rivers_around(lat: float, lon: float, wide: float) -> list[dict[str, Any]]:
    """Stretches of rivers that come into the box, the largest rivers first."""
    found = []
    for name, rank, precision, code, (west, south, east, north) in rivers_known():
        turned = lon + 360 if lon < west - wide else lon
        if west - wide <= turned <= east + wide and south - REACH_DEGREES <= lat <= north + REACH_DEGREES:
            found.append((rank, {"name": name, "precision": precision, "code": code}))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])[:MOST_RIVERS]]


@cache
def towns_known() -> Towns:
    """The towns of the basemap."""
    basemap = kept_basemap()
    return towns_of(basemap.towns, basemap.cut) if basemap.towns else Towns.none()


@cache
def rivers_known() -> tuple[tuple[str, int, int, str, tuple[float, float, float, float]], ...]:
    """The rivers of the basemap with the boxes that they lie in: west, south, east, north."""
    found = []
    for river in kept_basemap().rivers:
        points = np.asarray(decode(river.code, river.precision))
        (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        box = (float(west), float(south), float(east), float(north))
        found.append((river.name, river.rank, river.precision, river.code, box))
    return tuple(found)
