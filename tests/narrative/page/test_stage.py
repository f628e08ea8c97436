"""What the page's map is told of places and steps."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from geo.basemap.coding import encode
from geo.gazetteer.reader import Place
from narrative.page.stage import focus, place_data, short_credit, step_data, tone
from narrative.page.story_map import extent
from narrative.story import Story, load_story
from tests.stories import STORY, places, write_story

CUT = -30.0


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


def place_at(lake: Story, geometry: BaseGeometry, **more: Any) -> Place:
    return replace(lake.gazetteer.places["geneva"], geometry=geometry, **more)


@pytest.mark.parametrize(("rank", "hidden"), [(1, False), (3, False), (4, True), (5, True)])
def test_a_place_of_the_fourth_rank_shows_only_when_a_step_lights_it(lake: Story, rank: int, hidden: bool) -> None:
    data = place_data(place_at(lake, Point(6.143, 46.204), rank=rank), None, CUT)
    assert (data["rank"], data["hidden"]) == (rank, hidden)


def test_a_point_is_told_with_its_place_to_four_decimals(lake: Story) -> None:
    assert place_data(place_at(lake, Point(6.14326, 46.20444)), None, CUT) == {
        "id": "geneva",
        "title": "Geneva",
        "kind": "point",
        "at": [6.1433, 46.2044],
        "certainty": "certain",
        "rank": 1,
        "hidden": False,
    }


@pytest.mark.parametrize(("east", "hidden"), [(140.0, False), (140.1, True)])
def test_an_area_wider_than_14_degrees_shows_only_when_a_step_lights_it(lake: Story, east: float, hidden: bool) -> None:
    data = place_data(place_at(lake, box(126, 34, east, 42)), None, CUT)
    assert (data["kind"], data["hidden"]) == ("area", hidden)


def test_a_country_s_label_is_all_that_the_camera_shows_of_it(lake: Story) -> None:
    narrow, wide = (place_at(lake, box(126, 34, east, 42)) for east in (140.0, 140.1))
    assert (extent(narrow), focus(narrow)) == ((126.0, 34.0, 140.0, 42.0), [[126.0, 34.0], [140.0, 42.0]])
    label = wide.label_point
    assert extent(wide) == (label.x, label.y, label.x, label.y)
    assert focus(wide) == [[round(label.x, 4), round(label.y, 4)]]


def test_the_line_of_reference_always_shows_and_another_only_when_a_step_lights_it(lake: Story) -> None:
    line = place_at(lake, LineString([(124, 38), (129, 38)]), id="parallel")
    own, other = place_data(line, "parallel", CUT), place_data(line, None, CUT)
    assert (own["kind"], own["hidden"], "other" in own, "water" in own) == ("line", False, False, False)
    assert (other["hidden"], other["other"]) == (True, True)
    assert own["lines"] == [encode([(124.0, 38.0), (129.0, 38.0)], 3)] and own["precision"] == 3


@pytest.mark.parametrize(("type", "water"), [("river", True), ("Stream", True), ("canal", True), ("front", False)])
def test_a_river_is_drawn_as_water(lake: Story, type: str, water: bool) -> None:
    line = place_at(lake, LineString([(24, 54), (24, 56)]), types=(type,))
    assert place_data(line, None, CUT).get("water", False) is water


def test_a_line_west_of_the_cut_lies_in_the_far_east_of_the_page(lake: Story) -> None:
    line = place_at(lake, LineString([(-77, 38), (-29, 38)]))
    assert place_data(line, None, CUT)["lines"] == [encode([(283.0, 38.0), (-29.0, 38.0)], 3)]


def test_a_step_is_told_whole(lake: Story) -> None:
    assert step_data(lake, lake.steps[0]) == {
        "date": "1949-05-27",
        "places": ["geneva", "evian"],
        "camera": [[6.143, 46.204], [6.589, 46.401]],
        "closest": 8.4,
        "framed": False,
        "links": [
            {
                "from": "geneva",
                "to": "evian",
                "kind": "message",
                "status": "disputed",
                "label": "a letter",
                "words": "a message from Geneva to Evian: a letter (disputed)",
                "ends": [[6.143, 46.204], [6.589, 46.401]],
                "disputedBy": "the-denial",
                "disputedWords": "Disputed: go to “The denial”",
            }
        ],
    }


def test_the_camera_keeps_off_a_single_point_as_no_card_says_more_than_its_surroundings(tmp_path: Path) -> None:
    document = places()
    document["features"][2]["geometry"] = {
        "type": "Polygon",
        "coordinates": [[[6.6, 46.5], [6.7, 46.5], [6.7, 46.6], [6.6, 46.6], [6.6, 46.5]]],
        "certainty": "certain",
    }
    text = STORY.replace("places: [geneva]", "places: [geneva, evian]\n    camera: {places: [evian]}")
    story = load_story(write_story(tmp_path, text, document))
    assert [(step_data(story, step)["closest"], step_data(story, step)["framed"]) for step in story.steps] == [
        (8.4, False),  # two places, and a link
        (8.4, False),  # an area has a size of its own
        (6.6, True),  # one point, by the camera's own choice
    ]


def test_a_step_lights_the_ends_of_its_links_and_borders_have_the_date_of_its_map(tmp_path: Path) -> None:
    text = STORY.replace("[geneva, evian]", "[lausanne]").replace(
        "27\n    places", "27\n    map_date: 1950-06\n    places"
    )
    story = load_story(write_story(tmp_path, text))
    data = step_data(story, story.steps[0])
    assert (data["places"], data["date"]) == (["lausanne", "geneva", "evian"], "1950-06-01")
    assert data["camera"] == [[6.633, 46.52]]  # the links' ends are lit, and not looked for


def test_a_link_that_is_stated_leads_to_no_other_side(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, STORY.replace("label: a letter", "status: stated")))
    link = step_data(story, story.steps[0])["links"][0]
    assert (link["status"], link["label"], "disputedBy" in link) == ("stated", "", False)


def test_six_areas_in_a_row_are_told_apart_by_their_patterns_where_colours_are_not_seen() -> None:
    tones = [tone(index) for index in range(7)]
    assert len({(each["colour"], each["pattern"]) for each in tones[:6]}) == 6
    assert tones[6] == tones[0]
    assert all(one["pattern"] != two["pattern"] for one, two in itertools.pairwise(tones))


def test_a_short_credit_names_each_maker_once_and_leaves_remarks_out() -> None:
    whole = (
        "Land: Natural Earth · Rivers: Natural Earth, public domain · No borders of 1812 · Shores: GSHHG (a, b), LGPL"
    )
    assert short_credit(whole) == "Natural Earth · GSHHG"
