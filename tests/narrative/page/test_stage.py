"""What the page's map is told of places and steps."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely import LineString, MultiLineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.basemap.coding import decode, encode
from geo.basemap.reader import kept_basemap
from geo.gazetteer.reader import Place
from narrative.page.stage import (
    areas_data,
    closest_to,
    codes_of,
    focus,
    link_words_data,
    place_data,
    short_credit,
    stage_data,
    step_data,
    tone,
    vocabulary_data,
)
from narrative.page.story_map import basemap_of, extent
from narrative.story import Story, load_story
from narrative.story.words import CERTAINTIES
from tests.anywhere import reshape, write_anywhere
from tests.odd_shapes import PLACES, SHAPES
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
    assert own["lines"] == [encode([(124.0, 38.0), (129.0, 38.0)], 3)] and "lines" not in other


@pytest.mark.parametrize(("type", "water"), [("river", True), ("Stream", True), ("canal", True), ("front", False)])
def test_a_river_is_drawn_as_water(lake: Story, type: str, water: bool) -> None:
    line = place_at(lake, LineString([(24, 54), (24, 56)]), types=(type,))
    assert place_data(line, None, CUT).get("water", False) is water


def test_a_line_west_of_the_cut_lies_in_the_far_east_of_the_page(lake: Story) -> None:
    line = place_at(lake, LineString([(-77, 38), (-29, 38)]))
    assert codes_of(line, CUT) == [encode([(283.0, 38.0), (-29.0, 38.0)], 3)]


def test_the_camera_comes_nearer_to_points_that_would_else_lie_on_each_other(lake: Story) -> None:
    def at(*lons: float) -> list[Place]:
        return [place_at(lake, Point(lon, 55.5)) for lon in lons]

    assert closest_to(at(35.79, 35.82), False) == 10.4  # Borodino and its outwork, 3 km apart
    assert (closest_to(at(28.22, 28.5), False), closest_to(at(28.0, 28.5), False)) == (9.4, 8.4)
    assert closest_to(at(35.8), True) == 6.6


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
                "disputedBy": "the-denial",
            }
        ],
    }


def test_what_links_are_in_words_follows_the_first_view(lake: Story) -> None:
    words = ["a message from Geneva to Evian: a letter (disputed)", "Disputed: go to “The denial”"]
    assert link_words_data(lake) == {"the-letter": [words]}


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
    assert short_credit("Land: An Atlas: The World, 1949") == "An Atlas: The World"


def test_the_vocabulary_comes_as_data_with_kinds_in_the_order_of_counts() -> None:
    data = vocabulary_data()
    assert list(data["kinds"]) == ["journey", "message", "movement"]
    assert data["kinds"]["movement"] == {
        "one": "movement of troops",
        "many": "movements of troops",
        "short": "troops",
        "widths": (3.0, 10.0),
        "head": (20.0, 10.0),
        "dash": [],
        "thin": False,
        "glyph": "",
        "personal": False,
    }
    message = data["kinds"]["message"]
    assert (message["short"], message["dash"], message["thin"], message["personal"]) == (
        "message",
        (9.0, 4.0),
        True,
        True,
    )
    assert message["glyph"].startswith('<rect x="-7.5"')
    assert list(data["statuses"]) == ["stated", "reported", "disputed"]
    assert data["statuses"]["stated"] == {
        "word": "stated",
        "mark": '<circle r="5.5" fill="currentColor"/>',
        "doubted": False,
    }
    assert 'r="4.6"' in data["statuses"]["reported"]["mark"]  # the sign of the time line, where it has one of its own
    assert list(data["doubts"]) == [each.id for each in CERTAINTIES.values() if each.doubtful]
    assert all(each["words"].startswith("place ") for each in data["doubts"].values())
    assert [each["sign"] for each in data["doubts"].values()] == [
        f" {each.sign}" if each.sign else "" for each in CERTAINTIES.values() if each.doubtful
    ]
    assert data["doubts"]["uncertain"]["sign"] == " ?"


def test_the_stage_is_told_of_places_steps_and_the_order(lake: Story) -> None:
    basemap = kept_basemap()
    data = stage_data(lake, basemap, ["land", "labels"])
    assert data["parts"] == ["land", "labels"]
    assert data["world"] == {"cut": -30.0, "origin": [7, 46]}
    assert [each["id"] for each in data["places"]] == ["geneva", "evian", "lausanne"]
    assert list(data["steps"]) == ["the-letter", "the-denial", "read-on"]
    assert data["steps"]["the-denial"]["places"] == ["lausanne"]
    assert data["order"] == {"date": [1, 0, 2], "moved": [1]}
    assert data["words"]["closer"] == "Closer" and set(data["kinds"]) == {"journey", "message", "movement"}
    assert data["attribution"] == basemap.attribution and data["credit"] == short_credit(basemap.attribution)


def test_a_line_of_reference_of_the_story_is_no_other_line_on_its_stage(tmp_path: Path) -> None:
    document = places()
    line = {"type": "LineString", "coordinates": [[6.0, 46.0], [7.0, 46.0]], "certainty": "certain"}
    document["features"][2]["geometry"] = line
    text = STORY.replace("language: en", "language: en\nreference_line: lausanne")
    data = stage_data(load_story(write_story(tmp_path, text, document)), kept_basemap(), [])
    assert "other" not in data["places"][2]
    without = stage_data(load_story(write_story(tmp_path, STORY, document)), kept_basemap(), [])
    assert without["places"][2]["other"] is True


def test_a_line_in_parts_comes_in_parts(lake: Story) -> None:
    parts = MultiLineString([[(1, 2), (3, 4)], [(5, 6), (7, 8)]])
    data = place_data(place_at(lake, parts, short="Gva"), "geneva", CUT)
    codes = [encode([(1.0, 2.0), (3.0, 4.0)], 3), encode([(5.0, 6.0), (7.0, 8.0)], 3)]
    assert codes_of(place_at(lake, parts), CUT) == codes
    assert data["short"] == "Gva"


def test_a_box_is_in_focus_by_two_corners_to_four_decimals_and_a_point_by_itself(lake: Story) -> None:
    assert focus(place_at(lake, box(1.00001, 2.00004, 3.00006, 4))) == [[1.0, 2.0], [3.0001, 4.0]]
    assert focus(place_at(lake, Point(6.14326, 46.20444))) == [[6.1433, 46.2044]]


def test_areas_come_with_tones_in_the_order_of_the_gazetteer_and_say_where_they_are_at_sea(tmp_path: Path) -> None:
    document = places()
    for feature, (west, south) in zip(document["features"], [(10.0, 48.0), (-20.0, 45.0), (0, 0)], strict=True):
        if west:
            ring = list(box(west, south, west + 1, south + 1).exterior.coords)
            feature["geometry"] = {"type": "Polygon", "coordinates": [ring], "certainty": "certain"}
    data = areas_data(load_story(write_story(tmp_path, STORY, document)).gazetteer.places.values(), kept_basemap())
    assert [(each["id"], each["tone"], each.get("outlined", False), each["precision"]) for each in data] == [
        ("geneva", {"colour": "warm", "pattern": "rising"}, False, 3),
        ("evian", {"colour": "cool", "pattern": "falling"}, True, 3),
    ]
    (ring,) = data[1]["rings"]
    assert Polygon(decode(ring, 3)).equals(box(-20, 45, -19, 46))
    assert all(each["rings"] for each in data)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(reshape(write_anywhere(tmp_path_factory.mktemp("odd"), PLACES), SHAPES))


def test_a_place_in_several_spots_is_told_with_all_of_them(odd: Story) -> None:
    data = place_data(odd.gazetteer.places["capitals"], None, CUT)
    assert data["spots"] == [[-0.1, 51.5], [2.35, 48.85], [4.35, 50.85]] and data["at"] == data["spots"][0]
    assert "spots" not in place_data(odd.gazetteer.places["village"], None, CUT)


def test_an_area_at_sea_has_its_outline_and_a_country_has_none(odd: Story, story: Story) -> None:
    tinted = {each["id"]: each for each in areas_data(odd.gazetteer.places.values(), basemap_of(odd))}
    assert {id for id, each in tinted.items() if each.get("outlined")} == {"block", "bering", "tract"}
    west, south = (min(each) for each in zip(*decode(tinted["block"]["rings"][0], 3), strict=True))
    assert (west % 360, south) == (320.0, 47.0)
    assert not any("outlined" in each for each in areas_data(story.gazetteer.places.values(), basemap_of(story)))


def test_an_area_across_180_degrees_is_one_ring_of_its_own_corners(odd: Story) -> None:
    bering = next(each for each in areas_data(odd.gazetteer.places.values(), basemap_of(odd)) if each["id"] == "bering")
    assert len(bering["rings"]) == 1
    lons = [lon % 360 for lon, _ in decode(bering["rings"][0], 3)]
    assert (min(lons), max(lons)) == (179.3, 182.9)
    assert focus(odd.gazetteer.places["bering"]) == [[179.3, 47.1], [-177.1, 49.0]]
    assert place_data(odd.gazetteer.places["bering"], None, CUT)["hidden"] is False


def test_a_tract_keeps_each_of_its_corners_and_the_camera_comes_near(odd: Story) -> None:
    tract = next(each for each in areas_data(odd.gazetteer.places.values(), basemap_of(odd)) if each["id"] == "tract")
    corners = {(round(lon % 360, 5), lat) for lon, lat in decode(tract["rings"][0], tract["precision"])}
    assert corners == {(lon, lat) for lon, lat in SHAPES["tract"]["coordinates"][0]}
    near = next(step for step in odd.steps if step.id == "at-tract")
    # At this zoom a degree is 256 * 2 ** 10.4 / 360 = 961 pixels wide.
    assert step_data(odd, near)["closest"] == 10.4


def test_an_arrow_from_or_to_an_area_is_schematic_and_one_between_points_is_none(tmp_path: Path) -> None:
    document, told = places(), []
    plain = load_story(write_story(tmp_path))
    told.append(step_data(plain, plain.steps[0])["links"][0])
    shore = [[[6.5, 46.3], [6.7, 46.3], [6.6, 46.5], [6.5, 46.3]]]
    document["features"][1]["geometry"] |= {"type": "Polygon", "coordinates": shore}
    wide = load_story(write_story(tmp_path, gazetteer=document))
    told.append(step_data(wide, wide.steps[0])["links"][0])
    assert [each.get("schematic", False) for each in told] == [False, True]
