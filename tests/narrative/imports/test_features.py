"""GeoJSON opened: its features with their lines, and the system of its coordinates."""

from __future__ import annotations

import json
from typing import Any

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload, json_of_upload
from narrative.imports.features import crs_fault, features_of, is_geojson, take_geometry, texts_at
from narrative.imports.material import Material
from tests.import_files import POINT, feature


def opened(value: Any) -> list[tuple[Any, dict[str, Any]]]:
    """The features of a file."""
    return features_of(json_of_upload(Upload("map.geojson", json.dumps(value, indent=1).encode())))


def test_a_file_of_one_feature_is_a_list_of_one() -> None:
    alone = feature(POINT)
    assert opened(alone) == [((), alone)]
    assert opened({"type": "FeatureCollection", "features": [alone, alone]}) == [
        (("features", 0), alone),
        (("features", 1), alone),
    ]


@pytest.mark.parametrize(
    ("value", "geojson"),
    [
        ({"type": "FeatureCollection"}, True),
        ({"type": "Feature"}, True),
        ({"type": "Topology"}, False),
        ([{"type": "Feature"}], False),
        (None, False),
    ],
)
def test_geojson_says_that_it_has_features(value: Any, geojson: bool) -> None:
    assert is_geojson(value) is geojson


def test_every_fault_of_the_list_is_told_at_once() -> None:
    with pytest.raises(Faults) as raised:
        opened({"type": "FeatureCollection", "crs": "EPSG:3857", "features": [3, feature(POINT), {"type": "Point"}]})
    said = str(raised.value).splitlines()
    assert len(said) == 3
    assert said[0].startswith('map.geojson:3: the coordinates are in "EPSG:3857", not in degrees of WGS 84')
    assert 'map.geojson:5: feature 1 is 3; it must be an object with "type": "Feature"' in said[1]
    assert "feature 3 is" in said[2]


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "EPSG:4326",
        "epsg:4979",
        "CRS84",
        "WGS84",
        " WGS 84 ",
    ],
)
def test_names_of_wgs_84_are_known(name: str) -> None:
    assert crs_fault({"type": "name", "properties": {"name": name}}) is None


@pytest.mark.parametrize("name", ["EPSG:3857", "EPSG:43260", "urn:ogc:def:crs:EPSG::27700", "", None])
def test_another_system_of_coordinates_is_refused_with_the_way_out(name: str | None) -> None:
    said = crs_fault({"type": "name", "properties": {"name": name}})
    assert said is not None
    assert said.endswith('such as with "ogr2ogr -t_srs EPSG:4326 new.geojson old.geojson"')


def test_a_geometry_with_a_fault_is_told_at_its_line_and_one_cut_down_is_lost_in_a_sentence() -> None:
    material = Material("map.geojson", "GeoJSON", "feature")
    document = json_of_upload(Upload("map.geojson", b'{"geometry":\n {"type": "Point",\n  "coordinates": [6, 95]}}'))
    assert take_geometry(material, document, (), "feature 1", document.value) is None
    assert [str(each)[:28] for each in material.faults] == ["map.geojson:3: feature 1: la"]
    line = {"type": "LineString", "coordinates": [[6, 46], [7, 47]]}
    both = {"geometry": {"type": "GeometryCollection", "geometries": [POINT, line]}}
    assert take_geometry(material, document, (), "feature 2", both) == line
    assert material.lost == ["feature 2: of its geometries only those of type LineString were kept."]


def test_texts_are_found_under_the_first_of_the_names_whatever_their_case() -> None:
    properties = {"Name": " Goa ", "TITLE": "", "Year": 1510, "done": True, "list": ["x"]}
    assert list(texts_at(properties, "title", "name", "year", "done", "list", "missing")) == ["Goa", "1510"]
