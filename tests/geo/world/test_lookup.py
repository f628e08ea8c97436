"""The gazetteer of the world: what it holds, in whose convention, and what happens when it is not there."""

from __future__ import annotations

import sqlite3
from importlib import metadata
from pathlib import Path

import pytest

import world_builder
from geo.world import recipe as recipe_module
from geo.world.lookup import World, WorldMissingError, load_world, world
from geo.world.recipe import recipe

try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)


@pytest.fixture(scope="module")
def loaded() -> World:
    return world()


COUNTRIES_AND_REGIONS = [
    ("United States", "US", "", 39.76, -98.5),
    ("Canada", "CA", "", 60.10867, -113.64258),
    ("Japan", "JP", "", 35.68536, 139.75309),
    ("Ontario", "CA", "08", 49.25014, -84.49983),
    ("Texas", "US", "TX", 31.25044, -99.25061),
    ("England", "GB", "ENG", 52.16045, -0.70312),
    ("Russia", "RU", "", 60, 100),
]


@pytest.mark.parametrize(("name", "country", "region", "lat", "lon"), COUNTRIES_AND_REGIONS)
def test_countries_and_regions_stand_at_geonames_points(
    loaded: World, name: str, country: str, region: str, lat: float, lon: float
) -> None:
    first = loaded.entries(name)[0]
    assert (first.country, first.region) == (country, region)
    assert (first.latitude, first.longitude) == pytest.approx((lat, lon), abs=0.001)


@pytest.mark.parametrize("spelling", ["Saint Louis", "ST. LOUIS", "saint-louis", "St Louis"])
def test_spellings_of_one_name_find_the_same_places(loaded: World, spelling: str) -> None:
    assert ("US", "MO") in {(each.country, each.region) for each in loaded.entries(spelling)}


def test_a_name_of_former_times_finds_the_city_of_today(loaded: World) -> None:
    assert loaded.entries("Mukden")[0].name == "Shenyang"


def test_an_abbreviation_counts_only_where_it_is_written_as_one(loaded: World) -> None:
    assert loaded.entries("Ind.")[0].name == "Indiana"
    assert "Indiana" not in {each.name for each in loaded.entries("in")}


def test_people_name_their_country(loaded: World) -> None:
    assert loaded.entries("Americans")[0].id == "gn:6252001"


def test_a_name_that_nothing_has_is_not_known(loaded: World) -> None:
    assert loaded.senses("Xyzzy Landing") == loaded.entries("") == ()


def test_a_county_is_known_by_the_towns_in_it(loaded: World) -> None:
    guntown = next(each for each in loaded.senses("Guntown") if each.entry.region == "MS")
    assert loaded.place(guntown.district).entry.name == "Lee County"


def test_a_file_that_is_not_there_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(WorldMissingError, match="make geoparser"):
        load_world(tmp_path / "none.sqlite")


def test_a_file_that_is_something_else_is_told_with_the_cure(tmp_path: Path) -> None:
    path = tmp_path / "world.sqlite"
    path.write_bytes(b"not a gazetteer" * 99)
    with pytest.raises(WorldMissingError, match="make geoparser"):
        load_world(path)


def test_without_the_packages_the_build_says_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recipe_module, "PACKAGES", ("no-such-package",))
    with pytest.raises(WorldMissingError, match="make geoparser"):
        world_builder.build(tmp_path / "world.sqlite")
    assert not list(tmp_path.iterdir())


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(world_builder, "read_sources", lambda: [])
    monkeypatch.setattr(world_builder, "write", broken)
    with pytest.raises(sqlite3.OperationalError):
        world_builder.build(tmp_path / "world.sqlite")
    assert not list(tmp_path.iterdir())


def test_a_second_build_writes_the_same_bytes(tmp_path: Path) -> None:
    from world_sources import Source

    places = [Source("gn:2", "Beta", 1, 2, "town"), Source("gn:1", "Alpha", 1, 2, "town", names=[("Beta", 1)])]
    for name in ("one", "two"):
        world_builder.write(tmp_path / name, places, "recipe")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert [each.id for each in World(tmp_path / "one").entries("beta")] == ["gn:2", "gn:1"]
