"""A name stands on what it names, or not at all: read back from the page in ten sizes of its frame."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from narrative.serving.build import build
from narrative.story import Step, list_stories, load_story, stories_folder
from tests.anywhere import Where, write_anywhere
from tests.conftest import Heard, page_for_many
from tests.map_names import READ, SIZES, StoryGround, walk

STRIDE = 5  # of the steps, one in five is looked at in a size, and the next one in the next: every step in two sizes
FADING = """() => new Promise((done) => {
  const watch = new MutationObserver(() => {
    if (!document.documentElement.dataset.settled) return;
    watch.disconnect();
    const faint = document.querySelectorAll('.layer-base, .place.is-dim .label');
    done([...faint].map((node) => +getComputedStyle(node).opacity));
  });
  watch.observe(document.documentElement, {attributes: true, attributeFilter: ['data-settled']});
  story.goto('two-divisions');
})"""
SEA: Where = {
    "grounds": ("Fishing grounds of the Bay", -5.0, 46.0),
    "brittany": ("The peninsula of Brittany", -3.0, 48.2),
    "bordeaux": ("Bordeaux", -0.58, 44.84),
    "paris": ("Paris", 2.35, 48.86),
}
OUTLINES: dict[str, Any] = {  # in degrees
    "grounds": [[-7.5, 45.0], [-3.0, 45.0], [-3.0, 46.8], [-7.5, 46.8], [-7.5, 45.0]],
    "brittany": [[-4.6, 47.9], [-1.6, 47.4], [-1.6, 48.6], [-4.6, 48.6], [-4.6, 47.9]],
}
SHORT = {"grounds": "Grounds", "brittany": "Brittany"}


@pytest.fixture(scope="module", params=list_stories())
def walked(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, Heard, StoryGround]]:
    """A story's page that is led through all sizes, what is heard of it, and where its places lie."""
    slug = request.param
    if slug == list_stories()[0]:
        index = request.getfixturevalue("built")
    else:
        index = build(stories_folder() / slug, tmp_path_factory.mktemp("walked"))[0]
    with page_for_many(browser, index.as_uri(), reduced_motion="reduce") as (page, heard):
        yield page, heard, StoryGround(load_story(stories_folder() / slug))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_lit_place_is_named_where_it_lies_and_no_name_lies_on_another_thing(
    walked: tuple[Page, Heard, StoryGround], size: tuple[int, int]
) -> None:
    page, heard, ground = walked
    steps: tuple[Step, ...] = ground.story.steps[SIZES.index(size) % STRIDE :: STRIDE]
    assert walk(page, ground, size, steps) == []
    assert heard == Heard()


def test_a_sea_is_named_on_the_sea_and_a_peninsula_by_its_short_name_where_the_map_is_small(
    browser: Browser, tmp_path: Path
) -> None:
    home = write_anywhere(tmp_path, SEA)
    file = home / "places.geojson"
    document = json.loads(file.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["id"] in OUTLINES:
            feature["geometry"] |= {"type": "Polygon", "coordinates": [OUTLINES[feature["id"]]]}
            feature["properties"]["short"] = SHORT[feature["id"]]
    file.write_text(json.dumps(document), encoding="utf-8")
    ground = StoryGround(load_story(home))
    index = build(home, tmp_path / "out")[0]
    with page_for_many(browser, index.as_uri(), reduced_motion="reduce") as (page, heard):
        lettered = {}
        for size in ((1280, 800), (390, 844)):
            assert walk(page, ground, size, ground.story.steps) == []
            walk(page, ground, size, ground.story.steps[:1])
            lettered[size] = {
                each["id"]: (" ".join(line["text"] for line in each["lines"]), bool(each["leader"]))
                for each in page.evaluate(READ)["places"]
            }
        assert heard == Heard()
    assert lettered[1280, 800]["grounds"] == ("Fishing grounds of the Bay", False)
    assert lettered[390, 844]["brittany"] == ("Brittany", False)


def test_the_page_says_that_it_has_settled_when_every_label_stands_at_its_full_strength(
    open_page: Callable[..., Page], built: Path
) -> None:
    page = open_page(built.as_uri())
    page.wait_for_selector("html[data-settled]", state="attached")
    strengths = page.evaluate(FADING)
    assert len(strengths) > 5 and set(strengths) == {1}
