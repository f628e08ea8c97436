"""How near the maps of other programs come to a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from shapely import Point, box
from shapely.geometry.base import BaseGeometry

from narrative.exports.storymaps import zoom_of
from narrative.story import load_story
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
