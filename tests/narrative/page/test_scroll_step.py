"""A step of a plain scroller, and what the page's script is told of it."""

from __future__ import annotations

import shapely

from narrative.page.scroll_step import ScrollStep, box_of, plain_data

POINT = ScrollStep("geneva", "Geneva", "", [(6.14, 46.2)])
LINE = ScrollStep("way", "The way", "", [(6, 46), (7, 47)], shape=shapely.LineString([(6, 46), (7, 47)]))


def test_the_camera_frames_the_points_and_only_shapes_that_are_there_are_told() -> None:
    assert plain_data([POINT]) == {"steps": {"geneva": [[6.14, 46.2]]}}
    assert plain_data([POINT, LINE]) == {
        "steps": {"geneva": [[6.14, 46.2]], "way": [[6.0, 46.0], [7.0, 47.0]]},
        "shapes": {"way": {"type": "LineString", "coordinates": [[6.0, 46.0], [7.0, 47.0]]}},
    }


def test_a_step_reaches_from_its_westernmost_to_its_easternmost_point() -> None:
    assert box_of(LINE) == (6, 46, 7, 47)
    assert box_of(POINT) == (6.14, 46.2, 6.14, 46.2)
