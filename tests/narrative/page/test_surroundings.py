"""The views for which names are chosen are those that the page's camera takes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from narrative.page.stage import step_data
from narrative.page.story_map import basemap_of
from narrative.page.surroundings import SIZES, view_of, views_of, with_surroundings
from narrative.story import load_story
from tests.anywhere import Where, write_anywhere

TWO: Where = {"quito": ("Quito", -78.5, -0.2), "guayaquil": ("Guayaquil", -79.9, -2.2)}


def test_every_step_has_a_view_in_every_size(tmp_path: Path) -> None:
    story = load_story(write_anywhere(tmp_path, TWO, date="1990-05-01"))
    assert len(list(views_of(story, -30.0))) == 3 * len(SIZES)


def test_a_single_point_stands_in_the_middle_between_what_is_kept_free_above_and_below(tmp_path: Path) -> None:
    """712 px high: 72 px are kept free above and 96 below, so the point stands 12 px above the middle."""
    story = load_story(write_anywhere(tmp_path, TWO, date="1990-05-01"))
    view = view_of(step_data(story, story.steps[1]), [], 1, -30.0, 845.0, 712.0)
    assert view.zoom == 6.6
    assert view.at(281.5, -0.2) == pytest.approx((845 / 2, 712 / 2 - 12))


def test_points_that_must_be_seen_fill_what_is_left_of_the_frame() -> None:
    """40 degrees of longitude in 845 px less 96 on either side: 16.325 px to a degree."""
    step: dict[str, Any] = {"camera": [[0.0, 0.0], [40.0, 0.0]], "framed": False, "closest": 8.4}
    view = view_of(step, [], 0, -30.0, 845.0, 712.0)
    assert view.scale == pytest.approx(653 / 40)
    assert [view.at(lon, 0.0)[0] for lon in (0, 40)] == pytest.approx([96, 749])
    way = [(40.0, 0.0), (80.0, 0.0)]
    assert view_of(step, way, 0, -30.0, 845.0, 712.0).scale == pytest.approx(653 / 80)
    assert math.isclose(view_of(step | {"framed": True}, way, 0, -30.0, 845.0, 712.0).scale, 653 / 40, rel_tol=1e-9)


def test_a_place_of_the_story_is_not_named_twice_and_a_map_without_a_file_of_towns_is_drawn_too(tmp_path: Path) -> None:
    story = load_story(write_anywhere(tmp_path, TWO, date="1990-05-01"))
    basemap = basemap_of(story)
    names = set(with_surroundings(story, basemap).labels["name"])
    assert not {"Quito", "Guayaquil"} & names
    assert len(names - set(basemap.labels["name"])) >= 4
    bare = with_surroundings(story, replace(basemap, towns=None))
    assert "Towns of today" not in bare.attribution
