"""Every story on one map: its frame, its points, and what lies west and east of where the map is cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.app.start_map import start_data
from narrative.story import Story, load_story
from tests.anywhere import CAMPAIGN, write_anywhere


@pytest.fixture
def two(stories: Path) -> Path:
    """A folder with the first story and a campaign of 1812."""
    write_anywhere(stories, CAMPAIGN, title="The Campaign")
    return stories


def test_every_frame_and_point_lies_on_the_map_and_a_frame_holds_most_of_its_points(two: Path, story: Story) -> None:
    data = start_data([load_story(two / "elsewhere"), story])
    for card in data["stories"]:
        left, top, width, height = card["frame"]
        assert left >= 0 and top >= 0 and left + width <= 100 and top + height <= 100
        assert all(0 < x < 100 and 0 < y < 100 for x, y in card["points"])
        inside = [
            left - 0.1 <= x <= left + width + 0.1 and top - 0.1 <= y <= top + height + 0.1 for x, y in card["points"]
        ]
        assert sum(inside) > len(inside) / 2
        assert card["chart"]["land"].startswith("M")
    campaign, korea = (card["frame"] for card in data["stories"])
    assert campaign[0] + campaign[2] < korea[0] and campaign[1] < korea[1]
    assert data["map"]["land"].startswith("M")


def test_stories_on_both_sides_of_the_antimeridian_and_of_the_atlantic_are_on_one_map(tmp_path: Path) -> None:
    where = {"a": ("Apia", -171.8, -13.8), "b": ("Suva", 178.4, -18.1), "c": ("Recife", -34.9, -8.0)}
    found = start_data([load_story(write_anywhere(tmp_path, where))])
    (points,) = (card["points"] for card in found["stories"])
    assert points[1][0] < points[0][0] < points[2][0]  # Fiji, then Samoa, then Brazil, from west to east
