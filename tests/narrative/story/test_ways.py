"""Ways of arrows: through places, along lines, and what is no way."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.story import load_story
from narrative.story.describe import link_words, map_words
from narrative.story.ways import way_of
from tests.routed_story import ALONG, BY_EVIAN, ROUTED, write_routed
from tests.stories import places, write_story


def test_an_arrow_leads_through_the_places_on_its_way_in_order(tmp_path: Path) -> None:
    story = load_story(write_routed(tmp_path))
    letter, ferry, rowers = story.steps[0].links
    assert way_of(story.gazetteer.places, letter) == [(6.143, 46.204), (6.589, 46.401)]
    assert way_of(story.gazetteer.places, ferry) == [(6.143, 46.204), (6.589, 46.401), (6.633, 46.52)]
    # From Lausanne to the line's northern end, then back along it to the point nearest to Geneva.
    way = way_of(story.gazetteer.places, rowers)
    corners = [(6.633, 46.52), (6.5, 46.3), (6.5, 46.0), (6.143, 46.0), (6.143, 46.204)]
    assert [point for point in way if point in corners] == corners
    assert all(lon == 6.5 or lat == 46.0 for lon, lat in way[1:-1])


def test_a_step_is_at_the_places_on_the_way_but_its_map_does_not_light_them_and_nothing_ends_there(
    tmp_path: Path,
) -> None:
    story = load_story(write_routed(tmp_path, ROUTED.replace("places: [geneva, evian]", "places: [geneva]")))
    assert (story.steps[0].lit_places, story.steps[0].way_places) == (("geneva", "evian", "lausanne"), ("shore",))
    assert [step.id for step in story.steps_at("shore")] == ["the-letter"]
    assert story.moves_at("shore") == ()


def test_a_way_and_a_side_are_told_in_words(tmp_path: Path) -> None:
    story = load_story(write_routed(tmp_path))
    _, ferry, rowers = story.steps[0].links
    said = "a movement of troops (The ferry) from Geneva by way of Evian to Lausanne (disputed)"
    assert link_words(story, ferry) == said
    assert said in map_words(story, story.steps[0])
    assert link_words(story, rowers) == "a journey (The rowers) from Lausanne along the shore to Geneva (disputed)"


@pytest.mark.parametrize(
    ("more", "schematic"),
    [("", True), (", schematic: false", False), (", via: [lausanne]", False)],
    ids=["an area's end", "the author says so", "a way"],
)
def test_an_arrow_from_or_to_an_area_is_no_route_unless_it_has_a_way(
    tmp_path: Path, more: str, schematic: bool
) -> None:
    document = places()
    shore = [[[6.5, 46.3], [6.7, 46.3], [6.6, 46.5], [6.5, 46.3]]]
    document["features"][1]["geometry"] |= {"type": "Polygon", "coordinates": shore}
    text = ROUTED.split("sides:")[0] + ROUTED[ROUTED.index("steps:") :].replace(f"      {BY_EVIAN}\n", "")
    text = text.replace(f"      {ALONG}\n", "").replace("label: a letter", f"label: a letter{more}")
    story = load_story(write_story(tmp_path, text, document))
    assert story.steps[0].links[0].schematic is schematic
    assert ("(disputed, schematic)" in link_words(story, story.steps[0].links[0])) is schematic


def test_between_points_an_arrow_is_a_route_unless_the_author_says_that_it_is_none(tmp_path: Path) -> None:
    text = ROUTED.replace("label: a letter", "label: a letter, schematic: true")
    assert [link.schematic for link in load_story(write_routed(tmp_path, text)).steps[0].links] == [True, False, False]
