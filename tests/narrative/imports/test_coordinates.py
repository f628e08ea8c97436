"""Latitudes, longitudes and geometries of other programs: what is a place on the globe, and what is told otherwise."""

from __future__ import annotations

import math
from typing import Any

import pytest
import shapely

from narrative.imports import coordinates
from narrative.imports.coordinates import CoordinateError, geometry_of, is_null_island, point_of, same_place

Geometry = dict[str, Any]
SQUARE = [[[6, 46], [7, 46], [7, 47], [6, 47], [6, 46]]]


def point(lon: float, lat: float) -> Geometry:
    return {"type": "Point", "coordinates": [lon, lat]}


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (38.71, -9.14, [-9.14, 38.71]),
        (" 38.71 ", "−9.14", [-9.14, 38.71]),  # a spreadsheet's minus sign
        ("+38", ".5", [0.5, 38]),
        ("4.65e1", "6.", [6, 46.5]),
        (90, -180, [-180, 90]),
    ],
)
def test_numbers_and_texts_that_are_numbers_are_a_point(lat: object, lon: object, expected: list[float]) -> None:
    assert point_of(lat, lon) == {"type": "Point", "coordinates": expected}


@pytest.mark.parametrize(
    ("lat", "lon", "sentence"),
    [
        (None, 6, "the latitude is missing; add it, or take the other number away"),
        (46, " ", "the longitude is missing"),
        ("46,2", 6, 'the latitude "46,2" has a comma; write a point: 46.2'),
        ("46°12'", 6, "is no number; write degrees with a decimal point"),
        (math.nan, 6, "no number; write degrees"),
        (46, math.inf, "the longitude is"),
        (46, [6], "the longitude is a list, no number"),
        (100, 6, "latitude 100 is not between -90 and 90; are latitude and longitude exchanged?"),
        (100, 100, "latitude 100 is not between -90 and 90; mend it"),
        (190, 6, "latitude 190 is not between -90 and 90; mend it"),
        (46, 180.5, "longitude 180.5 is not between -180 and 180; write it in that range"),
    ],
)
def test_what_is_no_point_on_the_globe_is_told_with_its_cure(lat: object, lon: object, sentence: str) -> None:
    with pytest.raises(CoordinateError) as raised:
        point_of(lat, lon)
    assert sentence in str(raised.value)


def test_of_a_collection_the_geometries_of_the_highest_dimension_stay() -> None:
    line = {"type": "LineString", "coordinates": [[6, 46], [7, 47]]}
    lines = {"type": "MultiLineString", "coordinates": [[[1, 1], [2, 2]], [[3, 3], [4, 4]]]}
    inner = {"type": "GeometryCollection", "geometries": [lines, point(8, 48)]}
    geometry, said, _ = geometry_of({"type": "GeometryCollection", "geometries": [point(6, 46), line, inner]})
    assert geometry == {
        "type": "MultiLineString",
        "coordinates": [[[6, 46], [7, 47]], [[1, 1], [2, 2]], [[3, 3], [4, 4]]],
    }
    assert said == ["of its geometries only those of type LineString were kept"]


def test_a_collection_of_one_is_that_geometry_and_one_of_none_is_no_place() -> None:
    alone = {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": SQUARE}]}
    assert geometry_of(alone) == ({"type": "Polygon", "coordinates": SQUARE}, [], [])
    assert geometry_of({"type": "GeometryCollection", "geometries": []}) == (None, [], [])
    assert geometry_of({"type": "Point", "coordinates": []}) == (None, [], [])


def test_a_ring_that_crosses_itself_is_mended_and_said() -> None:
    bowtie = {"type": "Polygon", "coordinates": [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]]}
    geometry, lost, mended = geometry_of(bowtie)
    assert geometry is not None
    shape = shapely.geometry.shape(geometry)
    assert (geometry["type"], shape.is_valid, shape.area) == ("MultiPolygon", True, 50.0)
    assert (lost, mended) == ([], ["the Polygon crosses itself and was mended: look at its outline"])
    open_ring = {"type": "Polygon", "coordinates": [SQUARE[0][:-1]]}
    assert geometry_of(open_ring)[2] == ["a ring did not end where it starts and was closed"]
    with pytest.raises(CoordinateError, match="is not valid"):
        geometry_of({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]})


def test_well_known_text_stands_for_coordinates_in_a_collection_too() -> None:
    assert geometry_of({"type": "Point", "geowkt": "POINT(6 46)"})[0] == {"type": "Point", "coordinates": [6, 46]}
    inner = {"type": "GeometryCollection", "geometries": [{"type": "Point", "geowkt": "POINT Z (6 46 372)"}]}
    assert geometry_of(inner)[0] == {"type": "Point", "coordinates": [6, 46]}
    with pytest.raises(CoordinateError, match="cannot be read"):
        geometry_of({"type": "Point", "geowkt": "POINT 6 46"})


def test_only_type_and_coordinates_of_a_geometry_are_kept() -> None:
    assert geometry_of({**point(6, 46), "certainty": "certain", "bbox": [6, 46, 6, 46]})[0] == point(6, 46)


def test_a_fault_of_a_geometry_says_where_below_it_it_stands() -> None:
    with pytest.raises(CoordinateError, match='"type" is "Circle"; write one of Point, MultiPoint') as raised:
        geometry_of({"type": "Circle", "coordinates": [6, 46]})
    assert raised.value.loc == ("type",)
    with pytest.raises(CoordinateError, match="latitude 95") as raised:
        geometry_of({"type": "LineString", "coordinates": [[6, 46], [6, 95]]})
    assert raised.value.loc[:2] == ("coordinates", 1)


def test_a_shape_of_too_many_positions_is_refused_before_it_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coordinates, "MOST_POSITIONS", 3)
    three = {"type": "LineString", "coordinates": [[1, 1], [2, 2], [3, 3]]}
    assert geometry_of(three)[0] == three
    with pytest.raises(CoordinateError, match="the LineString has more than 3 positions; simplify it"):
        geometry_of({"type": "LineString", "coordinates": [[1, 1], [2, 2], [3, 3], [4, 4]]})


def test_the_point_where_unset_coordinates_come_to_lie_is_known() -> None:
    assert is_null_island(point(0, 0))
    assert not is_null_island(point(0, 1))
    assert not is_null_island({"type": "MultiPoint", "coordinates": [[0, 0]]})


@pytest.mark.parametrize(("degrees", "same"), [(0.000009, True), (0.00002, False)])  # one metre, two metres
def test_places_a_metre_apart_are_one(degrees: float, same: bool) -> None:
    assert same_place(point(6, 46), point(6, 46 + degrees)) is same
    assert not same_place(point(6, 46), {"type": "MultiPoint", "coordinates": [[6, 46]]})
