"""Find the town beside a point, in the gazetteer of the world."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from geo.gazetteer.toponyms import Entry
from geo.world.lookup import World

EARTH_KM = 6371.0088
FURTHEST_KM = 30.0  # what lies further away does not say what a point is
PULL_KM = 0.5  # how much nearer a town counts for every tenfold of its people: a point in a city is not its suburb


def nearest_town(world: World, lat: float, lon: float) -> tuple[Entry, float] | None:
    """The town in or beside which a point lies, with its distance in km; None where none is within 30 km.

    lat, lon: degrees, WGS 84. A larger town counts as somewhat nearer than a small one.
    """
    numbers, lats, lons, people = towns(world)
    if not len(numbers):
        return None
    km = distances_km(lat, lon, lats, lons)
    score = km - PULL_KM * np.log10(people + 1)
    at = int(np.argmin(np.where(km <= FURTHEST_KM, score, np.inf)))
    if km[at] > FURTHEST_KM:
        return None
    return world.place(int(numbers[at])).entry, float(km[at])


@lru_cache(maxsize=2)
def towns(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The numbers, latitudes, longitudes and people of all towns, read once."""
    rows = world.connection.execute("SELECT number, lat, lon, population FROM place WHERE kind = 'town'").fetchall()
    table = np.array(rows, dtype=float).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def distances_km(lat: float, lon: float, lats: np.ndarray, lons: np.ndarray) -> np.ndarray:
    """From one point to many, along great circles of a sphere: haversine.

    >>> round(float(distances_km(0, 0, np.array([0.0]), np.array([1.0]))[0]), 1)
    111.2
    """
    a, b = np.radians(lat), np.radians(lats)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lons - lon) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(half)))
