"""The projection: degrees into the drawing, and back."""

from __future__ import annotations

import pytest

from geo.basemap.projection import HEIGHT, WIDTH, Extent, east_of, latitude, mercator

SQUARE_EDGE = 85.0511288  # the latitude at which the Mercator map of the world is square


def test_the_map_of_the_world_is_a_square() -> None:
    assert mercator(SQUARE_EDGE) == pytest.approx(180, abs=1e-5)
    assert mercator(-SQUARE_EDGE) == pytest.approx(-180, abs=1e-5)


@pytest.mark.parametrize("lat", [-80, -33.9, 0, 37.57, 60, 85])
def test_a_latitude_comes_back(lat: float) -> None:
    assert latitude(mercator(lat)) == pytest.approx(lat)


def test_a_degree_at_60_north_is_as_high_as_two_at_the_equator() -> None:
    assert mercator(60.05) - mercator(59.95) == pytest.approx(2 * (mercator(0.05) - mercator(-0.05)), rel=1e-3)


@pytest.mark.parametrize(
    ("lon", "cut", "found"),
    [(-77, -30, 283), (-30, -30, -30), (-30.1, -30, 329.9), (127, -170, 127), (-171.8, -170, 188.2)],
)
def test_what_lies_west_of_the_cut_comes_last(lon: float, cut: float, found: float) -> None:
    assert east_of(lon, cut) == pytest.approx(found)


def test_corners_and_middle_of_a_window_are_those_of_the_drawing() -> None:
    window = Extent(west=100, south=0, east=164, north=48)
    assert window.at(100, latitude(48)) == pytest.approx((0, 0))
    assert window.at(164, 0) == pytest.approx((WIDTH, HEIGHT))
    assert window.at(132, latitude(24)) == pytest.approx((WIDTH / 2, HEIGHT / 2))


def test_a_window_across_the_antimeridian_has_america_to_the_right_of_asia() -> None:
    window = Extent(west=160, south=0, east=224, north=48)
    assert window.at(-168, 0)[0] == pytest.approx((192 - 160) * 10)


def test_a_drawing_of_another_height_is_filled_to_its_foot() -> None:
    assert Extent(0, 0, 64, 24, height=240).at(0, 0) == pytest.approx((0, 240))
