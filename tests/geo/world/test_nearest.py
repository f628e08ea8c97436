"""The town beside a point, out of a gazetteer of three."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from geo.world.lookup import World
from geo.world.nearest import distances_km, nearest_town

TOWNS = [  # number, name, latitude, longitude, people
    (1, "Cityburg", 46.0, 6.0, 1_000_000),
    (2, "Suburb", 46.05, 6.0, 900),
    (3, "Far Town", 46.0, 7.0, 900),
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    path = tmp_path / "world.sqlite"
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, lat REAL, lon REAL, kind TEXT, "
            "country TEXT, region TEXT, population INTEGER, district INTEGER, years TEXT, texts INTEGER, fame INTEGER)"
        )
        for number, name, lat, lon, people in TOWNS:
            row = (number, f"gn:{number}", name, lat, lon, "town", "CH", "", people, 0, "", 0, 0)
            database.execute(f"INSERT INTO place VALUES ({','.join('?' * len(row))})", row)
        row = (9, "gn:9", "A river", 46.5, 6.5, "river", "CH", "", 0, 0, "", 0, 0)
        database.execute(f"INSERT INTO place VALUES ({','.join('?' * len(row))})", row)
    database.close()
    return World(path)


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [(46.001, 6.0, "Cityburg"), (46.007, 6.0, "Cityburg"), (46.0501, 6.0, "Suburb"), (46.0, 6.99, "Far Town")],
)
def test_the_nearest_town_is_found_and_a_large_one_counts_as_nearer(
    world: World, lat: float, lon: float, name: str
) -> None:
    found = nearest_town(world, lat, lon)
    assert found is not None
    assert found[0].name == name
    assert found[1] < 1


def test_what_lies_far_from_every_town_has_none(world: World) -> None:
    assert nearest_town(world, 46.5, 6.5) is None


def test_a_degree_of_latitude_is_111_km_and_the_world_is_round() -> None:
    assert distances_km(0, 179.5, np.array([1.0, 0.0]), np.array([179.5, -179.5])).round(1).tolist() == [111.2, 111.2]
