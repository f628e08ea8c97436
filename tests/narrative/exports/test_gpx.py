"""GPX read back by a library that did not write it, and by GDAL."""

from __future__ import annotations

from pathlib import Path

import gpxpy
import pyogrio
import pytest
from lxml import etree

from narrative.story import Story
from narrative.story.references import PROJECT
from tests.hostile_story import HOSTILE, body


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
        "rte": ["name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"],
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
