"""Drawings for other programs: GeoJSON, and annotations that are read back as they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import shape

from geo.basemap.georeference import read_georeference
from narrative.exports.drawings import drawings_geojson, georeferences
from narrative.exports.registry import EXPORTS
from narrative.story import Story, load_story
from tests.drawings import write_maps
from tests.stories import write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_maps(tmp_path))


def test_flows_are_lines_with_strengths_and_regions_areas_with_values(lake: Story) -> None:
    features = json.loads(drawings_geojson(lake))["features"]
    assert all(shape(each["geometry"]).is_valid for each in features)
    kinds = [(each["properties"]["drawing"], each["geometry"]["type"]) for each in features]
    assert kinds == [("fish", "Polygon")] * 4 + [("sheet", "MultiPoint")] + [("letters", "LineString")] * 3
    assert [each["properties"]["strength"] for each in features[5:]] == [4000, 2000, 1000]
    assert [(each["properties"]["value"], each["properties"]["class"]) for each in features[:4]] == [
        (1.0, 1),
        (2.0, 2),
        (30, 3),
        (None, None),
    ]
    assert features[-1]["properties"]["credit"] == "The Post Office"
    assert features[-1]["properties"]["steps"] == "the-letter | the-denial"


def test_an_old_map_goes_out_as_it_came_in(lake: Story, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(georeferences(lake))
    found, sheet = read_georeference(path), lake.drawn.overlays["sheet"]
    assert (found.points, found.kind, found.size) == (sheet.points, sheet.kind, (400.0, 300.0))
    assert json.loads(path.read_text())["@context"][0] == "http://iiif.io/api/extension/georef/1/context.json"


def test_a_story_without_drawings_has_no_such_files(lake: Story, tmp_path: Path) -> None:
    names = ("drawings-geojson", "georeference")
    assert all(EXPORTS[each].fits(lake) for each in names)
    plain = load_story(write_story(tmp_path))
    assert not any(EXPORTS[each].fits(plain) for each in names)
