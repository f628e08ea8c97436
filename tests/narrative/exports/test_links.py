"""Arrows as lines in GeoJSON, KML and GPX: they go by the places on their way."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas
import gpxpy
import pytest

from narrative.story import Story, load_story
from tests.hostile_story import body
from tests.routed_story import ROUTED, write_routed

BY_EVIAN = [(6.143, 46.204), (6.589, 46.401), (6.633, 46.52)]


@pytest.fixture
def routed(tmp_path: Path) -> Story:
    return load_story(write_routed(tmp_path, ROUTED.replace("label: a letter", "label: a letter, schematic: true")))


def test_the_lines_of_geojson_go_by_the_places_on_the_way(routed: Story, tmp_path: Path) -> None:
    path = tmp_path / "links.geojson"
    path.write_bytes(body(routed, "links-geojson"))
    frame = geopandas.read_file(path)
    assert list(frame["title"]) == ["a letter", "Geneva to Lausanne", "Lausanne to Geneva"]
    assert list(frame["schematic"]) == [True, False, False]
    assert list(frame.geometry.iloc[1].coords) == BY_EVIAN
    told = json.loads(path.read_bytes())["features"][1]["properties"]
    assert (told["side"], told["via"], told["along"], told["date"]) == ("The ferry", "evian", None, "1949-05-27")


def test_kml_has_a_folder_of_arrows(routed: Story, tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_bytes(body(routed, "places-kml"))
    ferry = geopandas.read_file(path, layer="Arrows").iloc[1]
    way = [point[:2] for point in ferry.geometry.coords]  # with more points between, for Google Earth
    assert [point for point in way if point in BY_EVIAN] == BY_EVIAN
    assert "by way of Evian to Lausanne (disputed). 27 May 1949: The letter." in ferry["description"]


def test_gpx_has_arrows_as_routes_but_for_those_that_are_none(routed: Story) -> None:
    routes = gpxpy.parse(body(routed, "places-gpx")).routes
    assert [route.name for route in routes] == ["Geneva to Lausanne", "Lausanne to Geneva"]
    assert [(point.longitude, point.latitude) for point in routes[0].points] == BY_EVIAN
