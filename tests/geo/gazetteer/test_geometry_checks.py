"""The first fault of a geometry: where it stands in the coordinates, and what would cure it."""

from __future__ import annotations

from typing import Any

import pytest

from geo.gazetteer.geometry_checks import geometry_fault, position_fault

SQUARE = [[6, 46], [7, 46], [7, 47], [6, 47], [6, 46]]


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", [6, 46]),
        ("Point", [6, 46, 372.5]),  # with a height
        ("Point", [-180, 90]),
        ("MultiPoint", [[6, 46], [7, 46]]),
        ("LineString", [[6, 46], [7, 46]]),
        ("MultiLineString", [[[6, 46], [7, 46]], [[8, 46], [9, 46]]]),
        ("Polygon", [SQUARE]),
        ("Polygon", [SQUARE, [[6.4, 46.4], [6.4, 46.6], [6.6, 46.6], [6.4, 46.4]]]),
        ("MultiPolygon", [[SQUARE]]),
        ("Circle", "anything"),  # the schema says that there is no such kind
    ],
)
def test_a_sound_geometry_has_no_fault(kind: str, coordinates: Any) -> None:
    assert geometry_fault(kind, coordinates) is None


@pytest.mark.parametrize(
    ("kind", "coordinates", "loc", "sentence"),
    [
        ("MultiPoint", [[6, 46], [6, 95]], (1,), "latitude 95 is not between -90 and 90"),
        ("LineString", [], (), "the LineString is empty here"),
        (
            "LineString",
            [6, 46],
            (0,),
            "a position is 6; it must be [longitude, latitude]; check the number",
        ),
        ("LineString", [[6, 46]], (), "a line of 1 position; it needs at least 2"),
        ("Point", [[6, 46]], (), "a position is a list; it must be [longitude, latitude]"),
        ("Polygon", [SQUARE, SQUARE[:-1]], (1,), "a ring does not end where it starts"),
        ("Polygon", [SQUARE[:2] + SQUARE[:1]], (0,), "a ring of 3 positions; it needs at least 4"),
        ("MultiPolygon", [[SQUARE], [[SQUARE[:2]]]], (1, 0, 0), "a position is a list"),
        ("MultiPolygon", [7], (0,), "coordinates of a MultiPolygon have 7 where a list belongs"),
        ("Polygon", [[[6, 46], [7, 47], [7, 46], [6, 47], [6, 46]]], (), "Self-intersection[6.5 46.5]"),
    ],
)
def test_a_fault_has_its_place_in_the_coordinates_and_its_cure(
    kind: str, coordinates: Any, loc: tuple[int, ...], sentence: str
) -> None:
    found = geometry_fault(kind, coordinates)
    assert found is not None
    assert found[0] == loc and sentence in found[1]


@pytest.mark.parametrize(
    ("position", "asked"),
    [([46.2, 126.5], True), ([46.2, 200], False), ([126.5, 95], False)],
)
def test_whether_latitude_came_first_is_asked_only_where_that_would_cure_it(position: list[float], asked: bool) -> None:
    assert ("did you write latitude first?" in str(position_fault(position))) is asked


@pytest.mark.parametrize("position", [[True, 46], ["6", "46"], "6,46", None, [6], [6, 46, 1, 2]])
def test_anything_but_two_or_three_numbers_is_no_position(position: Any) -> None:
    assert "[longitude, latitude]" in str(position_fault(position))
