"""Bands and charts as SVG, by numbers that can be reckoned by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from narrative.page.flow_drawing import chart_svg, flow_svg, quadrangles, side_at, ticks
from narrative.story import load_story
from tests.drawings import write_flow


def test_stretches_meet_at_their_corners_and_step_where_the_strength_changes() -> None:
    one, two = quadrangles([(0, 0), (10, 0), (20, 0)], [8, 4, 4])
    assert one[1] == (10.0, 4.0) and one[2] == (10.0, -4.0)
    assert two[0] == (10.0, 2.0) and two[3] == (10.0, -2.0)


def test_a_bend_of_a_right_angle_is_mitred() -> None:
    x, y = side_at([(0, 0), (10, 0), (10, 10)], 1)
    assert (x, y) == pytest.approx((-1.0, 1.0))  # on the diagonal, √2 long
    assert side_at([(0, 0), (10, 0), (0, 0)], 1) == (0.0, -1.0)  # who turns on his heel has no corner


def test_the_picture_of_a_flow_is_sound_and_names_its_places(tmp_path: Path) -> None:
    story = load_story(write_flow(tmp_path))
    svg = flow_svg(story, story.drawn.flows["letters"])
    drawing = fromstring(svg[: svg.index("</svg>") + 6])
    assert len(drawing.findall("path")) == 2
    assert {each.text for each in drawing.findall("text")} >= {"Geneva", "Lausanne"}
    assert drawing.get("aria-label") == (
        "Letters over the lake: there from 4,000 to 1,000 letters, and back from 1,000 to 50 letters"
    )


def test_a_chart_has_west_at_the_left_and_both_units(tmp_path: Path) -> None:
    chart = load_story(write_flow(tmp_path)).drawn.flows["letters"].chart
    assert chart is not None
    svg = chart_svg(chart)
    xs = [float(each) for each in re.findall(r'<circle cx="([\d.]+)"', svg)]
    assert xs == sorted(xs) and len(xs) == 3
    assert "−21 °Ré (−26.25 °C), June 1949" in svg
    fromstring(svg)


def test_a_chart_of_one_value_still_has_a_scale() -> None:
    assert ticks(0, 0) == [0.0]
    assert ticks(0, 100) == [0, 50, 100]
