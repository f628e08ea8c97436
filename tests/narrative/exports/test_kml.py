"""Linked Places, GPX and KML read back: against their published schemas, or by a library that did not write them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import fastkml.validator
import geopandas
import gpxpy
import pyogrio
import pytest
import shapely
from lxml import etree

from narrative.exports.cite import PROJECT
from narrative.story import Story
from tests.gazetteers import read_gazetteer
from tests.hostile_story import HOSTILE, body, hostile_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return hostile_story(tmp_path)


def test_linked_places_are_read_back_as_the_same_gazetteer(lake: Story, tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    path.write_bytes(body(lake, "places-geojson"))
    assert read_gazetteer(path).places == lake.gazetteer.places
    frame = geopandas.read_file(path)
    assert frame.geometry.geom_equals(geopandas.GeoSeries(list(lake.gazetteer.frame.geometry), crs=4326)).all()
    assert list(frame["title"]) == [place.title for place in lake.gazetteer.places.values()]


def test_gpx_is_read_back_with_points_areas_and_lines(lake: Story) -> None:
    gpx = gpxpy.parse(body(lake, "places-gpx"))
    assert (gpx.version, gpx.creator, gpx.name, gpx.time) == ("1.1", PROJECT, HOSTILE, None)
    assert [point.name for point in gpx.waypoints] == [HOSTILE, "Evian", "Lausanne", "The lake"]
    assert (gpx.waypoints[1].latitude, gpx.waypoints[1].longitude) == (-33.5, -6.5)
    assert gpx.waypoints[1].description is not None
    assert gpx.waypoints[1].description.startswith(f"Uncertain: {HOSTILE}")
    assert gpx.waypoints[0].description is not None
    assert "second line�with" in gpx.waypoints[0].description
    assert "Step 1, 27 May 1949: The letter" in gpx.waypoints[0].description
    assert gpx.waypoints[0].link == "https://www.geonames.org/2660646"
    assert gpx.waypoints[1].link == "https://example.org/?a=1&b='2'&c=조선"
    assert gpx.waypoints[3].description is not None
    assert gpx.waypoints[3].description.startswith("An area;")
    assert [len(track.segments) for track in gpx.tracks] == [2]
    assert {point.latitude for point in gpx.tracks[0].segments[0].points} == {46.0}
    assert len(gpx.tracks[0].segments[0].points) == 11  # 0.5 degrees in steps of 0.05


def test_gpx_has_its_elements_in_the_order_of_the_schema(lake: Story) -> None:
    order = {
        "gpx": ["metadata", "wpt", "rte", "trk", "extensions"],
        "metadata": ["name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions"],
        "wpt": ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"],
        "trk": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"],
        "trkseg": ["trkpt", "extensions"],
        "link": ["text", "type"],
    }
    root = etree.fromstring(body(lake, "places-gpx"))
    assert etree.QName(root).namespace == "http://www.topografix.com/GPX/1/1"
    for element in root.iter():
        name = etree.QName(element).localname
        found = [etree.QName(child).localname for child in element]
        assert found == sorted(found, key=order.get(name, []).index), name


@pytest.mark.parametrize("which", ["lake", "story"])
def test_gpx_is_read_by_gdal(request: pytest.FixtureRequest, which: str, tmp_path: Path) -> None:
    told: Story = request.getfixturevalue(which)
    path = tmp_path / "places.gpx"
    path.write_bytes(body(told, "places-gpx"))
    lines = [each for each in told.gazetteer.places.values() if each.geometry.geom_type.endswith("LineString")]
    waypoints, tracks = (pyogrio.read_dataframe(path, layer=layer) for layer in ("waypoints", "tracks"))
    assert list(tracks["name"]) == [each.title for each in lines]
    assert list(waypoints["name"]) == [each.title for each in told.gazetteer.places.values() if each not in lines]


@pytest.mark.parametrize("which", ["lake", "story"])
def test_kml_follows_the_schema_of_the_ogc(request: pytest.FixtureRequest, which: str, tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_bytes(body(request.getfixturevalue(which), "places-kml"))
    assert fastkml.validator.validate(file_to_validate=path)


def test_the_schema_of_the_ogc_is_really_asked(lake: Story, tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_bytes(
        body(lake, "places-kml").replace(b"<coordinates>", b"<place>").replace(b"</coordinates>", b"</place>")
    )
    with pytest.raises(AssertionError):
        fastkml.validator.validate(file_to_validate=path)


@pytest.mark.parametrize("which", ["lake", "story"])
def test_kml_is_read_by_geopandas_with_the_same_shapes(
    request: pytest.FixtureRequest, which: str, tmp_path: Path
) -> None:
    told: Story = request.getfixturevalue(which)
    path = tmp_path / "places.kml"
    path.write_bytes(body(told, "places-kml"))
    found: dict[str, tuple[str, Any]] = {}
    for layer in ("Points", "Lines", "Areas"):
        frame = geopandas.read_file(path, layer=layer)
        found.update(zip(frame["id"], zip(frame["Name"], frame.geometry, strict=True), strict=True))
    assert set(found) == set(told.gazetteer.places)
    for id, place in told.gazetteer.places.items():
        title, geometry = found[id]
        assert title == place.title
        # Lines have more points than the place has, on the same way.
        assert shapely.hausdorff_distance(shapely.force_2d(geometry), place.geometry) < 1e-5
        parts = shapely.get_num_geometries([geometry, place.geometry])
        assert parts[0] == parts[1]
        assert geometry.geom_type.removeprefix("Multi") == place.geometry.geom_type.removeprefix("Multi")


def test_kml_draws_a_place_the_paler_and_thinner_the_less_certain_it_is(lake: Story) -> None:
    root = etree.fromstring(body(lake, "places-kml"))
    kml = "{http://www.opengis.net/kml/2.2}"
    styles = {
        each.get("id"): [(f.tag.removeprefix(kml), f.text) for part in each for f in part]
        for each in root.iter(f"{kml}Style")
    }
    assert styles == {  # aabbggrr: red, brown, grey
        "certain": [("color", "ff2b2bb0"), ("color", "ff2b2bb0"), ("width", "3.0"), ("color", "402b2bb0")],
        "less-certain": [("color", "cc2b6fc8"), ("color", "cc2b6fc8"), ("width", "2.0"), ("color", "402b6fc8")],
        "uncertain": [("color", "99606060"), ("color", "99606060"), ("width", "1.5"), ("color", "40606060")],
    }
    marks = {each.get("id"): each.findtext(f"{kml}styleUrl") for each in root.iter(f"{kml}Placemark")}
    assert marks["place-geneva"] == "#certain" and marks["place-evian"] == "#uncertain"


def test_kml_keeps_hostile_texts_as_texts(lake: Story) -> None:
    document: Any = fastkml.KML.parse(io.BytesIO(body(lake, "places-kml"))).features[0]
    assert [folder.name for folder in document.features] == ["Points", "Lines", "Areas"]
    geneva, evian, _ = document.features[0].features
    fields = {each.name: each.value for each in geneva.extended_data.elements}
    assert geneva.name == HOSTILE
    assert fields["names"].endswith("제네바 (ko)")
    assert fields["addresses"].startswith("https://www.geonames.org/2660646 | https://example.org/?a=1&b='2'")
    assert (evian.style_url.url, fields["certainty"]) == ("#uncertain", "certain")
    assert "&lt;b&gt;bold" in evian.description  # a description is HTML, and this text is not
    assert evian.description.startswith("Uncertain: =1+1")
