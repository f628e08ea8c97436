"""The story's computed lines and areas, by numbers that can be checked by hand."""

import json
from pathlib import Path

import pytest
from pyproj import Geod
from shapely.geometry import MultiLineString, Point, shape
from shapely.geometry.base import BaseGeometry

PLACES = Path(__file__).resolve().parents[3] / "data/stories/stalin-kim-and-the-38th-parallel/places.geojson"
GEOD = Geod(ellps="WGS84")


def km2(geometry: BaseGeometry) -> float:
    return abs(GEOD.geometry_area_perimeter(geometry)[0]) / 1e6


@pytest.fixture(scope="module")
def places() -> dict[str, BaseGeometry]:
    features = json.loads(PLACES.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: shape(feature["geometry"]) for feature in features}


@pytest.mark.parametrize(
    ("town", "lon", "lat", "half"),
    [
        ("Ongjin", 125.3619, 37.9347, "south"),
        ("Kaesong", 126.5544, 37.9708, "south"),
        ("Inchon", 126.7052, 37.4565, "south"),
        ("Seoul", 126.9784, 37.5660, "south"),
        ("Cheju", 126.5300, 33.3800, "south"),
        ("Haeju", 125.7147, 38.0406, "north"),
        ("Chongjin", 129.7758, 41.7956, "north"),
        ("Pyongyang", 125.7543, 39.0339, "north"),
        ("Sinuiju", 124.3981, 40.1006, "north"),
    ],
)
def test_a_town_lies_in_its_half_of_korea(
    places: dict[str, BaseGeometry], town: str, lon: float, lat: float, half: str
) -> None:
    other = {"south": "north", "north": "south"}[half]
    assert places[f"korea-{half}"].distance(Point(lon, lat)) < 0.005, town
    assert not places[f"korea-{other}"].contains(Point(lon, lat)), town


def test_the_parallel_runs_along_38_degrees_for_about_303_km_in_two_pieces(places: dict[str, BaseGeometry]) -> None:
    line = places["parallel-38"]
    assert isinstance(line, MultiLineString)
    assert len(line.geoms) == 2
    assert {lat for piece in line.geoms for _, lat in piece.coords} == {38.0}
    assert GEOD.geometry_length(line.segmentize(0.01)) / 1000 == pytest.approx(303, rel=0.02)


def test_the_ongjin_peninsula_has_about_984_km2_south_of_the_parallel(places: dict[str, BaseGeometry]) -> None:
    peninsula = places["ongjin-peninsula"]
    assert km2(peninsula) == pytest.approx(984, rel=0.05)
    assert peninsula.bounds[3] == 38.0
    assert peninsula.contains(Point(125.3619, 37.9347))


@pytest.mark.parametrize(
    ("country", "million_km2"),
    [("soviet-union", 22.1), ("china", 8.2), ("united-states", 9.4), ("canada", 9.3), ("japan", 0.37)],
)
def test_a_country_has_about_its_area(places: dict[str, BaseGeometry], country: str, million_km2: float) -> None:
    assert km2(places[country]) / 1e6 == pytest.approx(million_km2, rel=0.06)


@pytest.mark.parametrize(
    "name",
    ["korea-north", "korea-south", "ongjin-peninsula", "china", "soviet-union", "united-states", "japan", "canada"],
)
def test_an_area_is_valid_and_within_the_world(places: dict[str, BaseGeometry], name: str) -> None:
    west, south, east, north = places[name].bounds
    assert places[name].is_valid
    assert west >= -180 and east <= 180 and south >= -90 and north <= 90
