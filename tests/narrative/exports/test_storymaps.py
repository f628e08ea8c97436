"""A story as StoryMapJS, leaflet-storymaps and plain GeoJSON want it, and how near their maps come to a place."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import geopandas
import pytest
from shapely import Point, box
from shapely.geometry.base import BaseGeometry

from narrative.exports.registry import EXPORTS
from narrative.exports.storymaps import zoom_of
from narrative.story import Story, load_story
from tests.stories import write_story


@pytest.mark.parametrize(
    ("geometry", "zoom"),
    [
        (Point(6.1, 46.2), 8),
        (box(0, 0, 45, 10), 3),  # 360 / 45 = 2 ** 3
        (box(0, 0, 10, 45), 3),
        (box(-170, -10, 170, 10), 2),  # never further off than this
        (box(6, 46, 6.001, 46.001), 12),  # nor nearer
    ],
)
def test_a_point_is_seen_at_zoom_8_and_an_area_as_large_as_the_view(
    tmp_path: Path, geometry: BaseGeometry, zoom: int
) -> None:
    place = load_story(write_story(tmp_path)).gazetteer.places["geneva"]
    assert zoom_of(replace(place, geometry=geometry)) == zoom


def test_slides_chapters_and_features_are_as_their_programs_want_them(story: Story) -> None:
    storymap = json.loads(EXPORTS["storymapjs"].function(story))["storymap"]
    assert storymap["slides"][0]["type"] == "overview"
    for slide in storymap["slides"][1:]:
        assert set(slide["location"]) == {"name", "lat", "lon", "zoom", "line"}
        assert isinstance(slide["location"]["zoom"], int)
    rows = list(csv.DictReader(io.StringIO(EXPORTS["leaflet-storymaps"].function(story).decode("utf-8-sig"))))
    assert len(rows) == len(story.steps)
    assert all(float(row["Latitude"]) and float(row["Longitude"]) and row["Marker"] == "Numbered" for row in rows)
    frame = geopandas.read_file(io.BytesIO(EXPORTS["steps-geojson"].function(story)))
    assert frame["id"].tolist() == [step.id for step in story.steps]
