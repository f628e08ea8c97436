"""Frames whose overlap with the land is an area."""

import pytest
import shapely
from shapely.geometry import MultiPolygon, Polygon, box

from geo.basemap.areas import sea_frame

ISLAND = box(-2, -1, 2, 1)


def test_the_frame_of_an_island_reaches_into_the_sea_by_the_margin() -> None:
    frame = sea_frame(ISLAND, ISLAND, margin=0.5)
    assert frame.contains(ISLAND)
    assert frame.bounds == pytest.approx((-2.5, -1.5, 2.5, 1.5), abs=0.15)
    assert shapely.get_num_coordinates(frame) < 20


@pytest.mark.parametrize("half", [box(-2, 0, 2, 1), box(-2, -1, 2, 0)], ids=["north", "south"])
def test_the_frame_of_a_half_gives_that_half_of_the_land_back(half: Polygon) -> None:
    frame = sea_frame(half, ISLAND, margin=0.5)
    assert frame.is_valid
    assert frame.intersection(ISLAND).symmetric_difference(half).area < 0.01 * half.area


def test_an_island_of_somebody_else_s_within_the_margin_stays_out() -> None:
    islet = box(2.2, -0.1, 2.4, 0.1)
    frame = sea_frame(ISLAND, MultiPolygon([ISLAND, islet]), margin=0.5)
    assert frame.intersection(islet).area < 0.1 * islet.area
    assert frame.contains(ISLAND.buffer(-0.02))


def test_a_coast_drawn_a_little_differently_is_no_other_land() -> None:
    frame = sea_frame(ISLAND.buffer(-0.008), ISLAND, margin=0.5, tolerance=0.02)
    assert frame.contains(ISLAND)


def test_an_empty_area_has_an_empty_frame() -> None:
    assert sea_frame(Polygon(), ISLAND).is_empty


@pytest.mark.parametrize(("margin", "tolerance"), [(0, 0.02), (0.1, -1)])
def test_a_margin_or_tolerance_of_nothing_is_refused(margin: float, tolerance: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        sea_frame(ISLAND, ISLAND, margin=margin, tolerance=tolerance)
