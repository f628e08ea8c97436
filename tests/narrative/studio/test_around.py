"""What lies around a pin of the studio's map."""

from __future__ import annotations

import pytest

from narrative.studio.around import MOST_TOWNS, REACH_DEGREES, around


@pytest.mark.parametrize(
    ("lat", "lon", "town"), [(53.9, 27.56, "Minsk"), (-33.9, 151.2, "Sydney"), (21.3, -157.9, "Honolulu")]
)
def test_the_largest_towns_around_are_named(lat: float, lon: float, town: str) -> None:
    towns = around(lat, lon)["towns"]
    assert town in [each["name"] for each in towns]
    assert len(towns) <= MOST_TOWNS
    assert all(abs(each["lat"] - lat) <= REACH_DEGREES for each in towns)


def test_across_the_180th_meridian_there_are_towns_too() -> None:
    assert "Nasinu" in [each["name"] for each in around(-18.1, -179.9)["towns"]]


def test_rivers_that_come_near_are_there_and_no_others() -> None:
    assert "Rhine" in {each["name"] for each in around(50.9, 6.96)["rivers"]}
    assert "Rhine" not in {each["name"] for each in around(-33.9, 151.2)["rivers"]}
