"""The towns of the file: where they are, and what they were called."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from geo.basemap import FOLDER
from geo.basemap.layers import Layer
from geo.basemap.reader import load_basemap
from geo.basemap.towns import Towns, towns_of

LINES = (
    "55.750\t37.600\t100\t9\tKrasnoarmeysk\n"
    "59.900\t-150.250\t200\t3\tSaint Petersburg\tPetrograd 1914-1924\tLeningrad 1924-1991\n"
    "10.000\t20.000\t0\t0\tKrasnodar\tYekaterinodar -1920\n"
)


@pytest.fixture
def three(tmp_path: Path) -> Towns:
    (tmp_path / "towns.tsv").write_text(LINES, encoding="utf-8")
    return towns_of(Layer("towns.tsv", "towns", None, "CC BY 4.0", "Towns", folder=str(tmp_path)), -30.0)


def test_longitudes_count_from_the_cut_eastward(three: Towns) -> None:
    assert three.lon.tolist() == [37.6, 209.75, 20.0]
    assert three.lat.tolist() == [55.75, 59.9, 10.0]


@pytest.mark.parametrize(
    ("place", "year", "name"),
    [
        (0, 1812, None),  # "of the Red Army" before there was one, and what it was called is not known
        (0, 1949, "Krasnoarmeysk"),
        (1, 1900, "Saint Petersburg"),
        (1, 1914, "Petrograd"),
        (1, 1949, "Leningrad"),
        (1, 1991, "Saint Petersburg"),
        (2, 1812, "Yekaterinodar"),
    ],
)
def test_a_town_is_called_as_it_was_called_then(three: Towns, place: int, year: int, name: str | None) -> None:
    assert three.name_in(place, year) == name


def test_the_shipped_file_has_towns_everywhere_and_three_in_a_half_degree_at_most() -> None:
    layer = load_basemap().towns
    assert layer is not None and layer.licence == "CC BY 4.0" and Path(layer.path).parent == FOLDER
    towns = towns_of(replace(layer), -180.0)
    assert len(towns.names) > 50_000
    assert (np.abs(towns.lat) <= 90).all() and (towns.lon >= -180).all() and (towns.lon <= 180).all()
    cells = Counter(zip(np.floor(towns.lat * 2).tolist(), np.floor(towns.lon * 2).tolist(), strict=True))
    # With three decimals a town in five hundred has come over the edge of its cell.
    assert sum(count > 3 for count in cells.values()) < 100
    assert max(map(len, towns.names)) <= 24
    assert all(name and name == name.strip() for name in towns.names)
