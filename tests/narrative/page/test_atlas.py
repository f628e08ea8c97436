"""The page's map alone: of a story's places, and of several stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from narrative.page.atlas import from_the_middle, narrow_places, stories_atlas, story_atlas, width_of
from narrative.page.value import Page
from narrative.story import Story, load_story
from tests.anywhere import CAMPAIGN, write_anywhere
from tests.stories import write_story


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_story(tmp_path_factory.mktemp("lake")))


@pytest.fixture(scope="module")
def atlas(lake: Story) -> Page:
    return story_atlas(lake)


def given(page: Page) -> dict[str, Any]:
    """What the page's script is started with."""
    start = page.rest.index("narrativeMap.atlas(map, ") + len("narrativeMap.atlas(map, ")
    found: dict[str, Any] = json.JSONDecoder().raw_decode(page.rest[start:])[0]
    return found


def test_it_holds_every_place_and_a_view_of_each(lake: Story, atlas: Page) -> None:
    data = given(atlas)
    assert [place["id"] for place in data["places"]] == list(lake.gazetteer.places) == list(data["views"])
    assert not any(place["hidden"] for place in data["places"] if place["kind"] == "point")
    assert data["views"]["evian"]["camera"] == [data["places"][1]["at"]]
    assert data["date"] in {step.map_day.earliest.isoformat() for step in lake.steps}


def test_it_is_one_file_without_the_storys_text_that_asks_nothing_of_the_network(lake: Story, atlas: Page) -> None:
    assert f'data-story="{lake.slug}" data-atlas="places"' in atlas.html
    assert 'class="step"' not in atlas.html and 'id="story"' not in atlas.html
    assert "https://cdn" not in atlas.html and " src=" not in atlas.rest.partition("<script")[0]
    assert atlas.policy in atlas.head and "default-src 'none'" in atlas.policy
    assert story_atlas(lake).body == atlas.body


def test_it_is_drawn_of_the_same_parts_as_the_page(atlas: Page) -> None:
    names = [part.name for part in atlas.parts]
    assert {"borders", "labels", "areas", "fonts", "relief-world"} <= set(names)
    assert not {"timeline", "claims", "explorer", "still"} & set(names)


def test_a_story_on_the_map_of_all_is_one_place_in_as_many_spots_as_it_has_places(tmp_path: Path, lake: Story) -> None:
    campaign = load_story(write_anywhere(tmp_path, CAMPAIGN, title="The Campaign"))
    data = given(stories_atlas([campaign, lake]))
    assert [(each["id"], each["title"]) for each in data["places"]] == [
        ("elsewhere", "The Campaign"),
        (lake.slug, lake.title),
    ]
    assert [len(each.get("spots", [0])) for each in data["places"]] == [len(CAMPAIGN), len(narrow_places(lake))]
    assert data["lit"] is True
    assert len(data["views"]["elsewhere"]["camera"]) == 5  # of six


def test_the_places_of_both_sides_of_the_antimeridian_lie_side_by_side(tmp_path: Path) -> None:
    where = {"a": ("Apia", -171.8, -13.8), "b": ("Suva", 178.4, -18.1), "c": ("Recife", -34.9, -8.0)}
    story = load_story(write_anywhere(tmp_path, where))
    data = given(stories_atlas([story]))
    cut = data["world"]["cut"]
    east = [(lon - cut) % 360 for lon, _ in (data["places"][0]["spots"])]
    assert max(east) - min(east) == pytest.approx(-34.9 - 178.4 + 360, abs=0.1)


def test_the_nearest_to_the_middle_come_first(story: Story) -> None:
    places = from_the_middle(narrow_places(story), -30.0)
    assert {place.id for place in places[:6]} & {"seoul", "pyongyang", "parallel-38"}
    assert places[-1].id == "moscow"
    assert all(width_of(place) <= 14 for place in places)
