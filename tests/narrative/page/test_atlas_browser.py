"""The atlas in a browser: a place is chosen by mouse, keyboard and message, and a picture of it cannot be pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from narrative.page.atlas import stories_atlas, story_atlas
from narrative.story import Story, list_stories, load_story, stories_folder
from tests.axe import violations
from tests.conftest import DESKTOP, PHONE

Open = Callable[..., Page]
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(scope="module")
def files(story: Story, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of the atlas of the first story's places, of that of all stories, and of a page with a frame."""
    folder: Path = tmp_path_factory.mktemp("atlas")
    stories = [load_story(stories_folder() / slug) for slug in list_stories()]
    (folder / "places.html").write_bytes(story_atlas(story).body)
    (folder / "stories.html").write_bytes(stories_atlas(stories).body)
    (folder / "around.html").write_text(
        """<!DOCTYPE html><html lang="en"><title>Around</title>
<iframe src="places.html" title="Map" width="900" height="500"></iframe><script>
const said = document.documentElement.dataset;
addEventListener("message", ({data}) => {
  if (data.source === "narrative-map") said[data.type] = data.place ?? "none";
});
</script></html>""",
        encoding="utf-8",
    )
    return {name: (folder / f"{name}.html").as_uri() for name in ("places", "stories", "around")}


def settled(page: Page, chosen: str) -> None:
    page.wait_for_selector(f'html[data-settled="{chosen}"]', state="attached")


@pytest.mark.parametrize("size", SIZES)
def test_a_place_pressed_is_chosen_and_the_way_back_leads_to_all(
    open_page: Open, files: dict[str, str], size: str
) -> None:
    page = open_page(files["places"], SIZES[size], reduced_motion="reduce")
    settled(page, "all")
    expect(page.locator(".place[aria-current]")).to_have_count(0)
    page.locator('.place[data-place="pyongyang"] .label').click()
    settled(page, "pyongyang")
    expect(page.locator(".place[aria-current]")).to_have_attribute("data-place", "pyongyang")
    page.locator(".map-tools .back").click()
    settled(page, "all")
    expect(page.locator(".place[aria-current]")).to_have_count(0)


def test_every_place_that_shows_is_reached_by_keyboard(open_page: Open, files: dict[str, str]) -> None:
    page = open_page(files["places"], reduced_motion="reduce")
    settled(page, "all")
    shown = page.locator('.place[data-place]:not([display="none"])')
    assert shown.count() >= 12
    assert {shown.nth(index).get_attribute("tabindex") for index in range(shown.count())} == {"0"}
    page.locator('.place[data-place="mukden"]').press("Enter")
    settled(page, "mukden")
    page.keyboard.press("Escape")
    settled(page, "all")


def test_it_tells_the_page_around_it_what_is_pressed_and_shows_what_that_asks_for(
    open_page: Open, files: dict[str, str]
) -> None:
    page = open_page(files["around"], reduced_motion="reduce")
    frame = page.frame_locator("iframe")
    frame.locator('html[data-settled="all"]').wait_for(state="attached")
    expect(page.locator("html")).to_have_attribute("data-ready", "none")
    frame.locator('.place[data-place="seoul"]').press("Enter")
    expect(page.locator("html")).to_have_attribute("data-place", "seoul")
    command = "frames[0].postMessage({target: 'narrative-map', version: 1, type: 'place', place: %s}, '*')"
    page.evaluate(command % "'moscow'")
    frame.locator('html[data-settled="moscow"]').wait_for(state="attached")
    page.evaluate(command % "'nowhere'")
    frame.locator('html[data-settled="all"]').wait_for(state="attached")
    expect(page.locator("html")).to_have_attribute("data-place", "seoul")  # what it is told it does not tell again


def test_a_still_one_shows_the_places_asked_for_and_nothing_to_press(open_page: Open, files: dict[str, str]) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto("about:blank")
    page.evaluate("name = 'places=moscow,pyongyang,seoul,korea-south&still='")
    page.goto(files["places"])
    page.wait_for_selector("html[data-inert]", state="attached")
    settled(page, "moscow,pyongyang,seoul,korea-south")
    shown = page.locator('.place[data-place]:not([display="none"])')
    ids = {shown.nth(index).get_attribute("data-place") for index in range(shown.count())}
    assert ids - {"parallel-38"} == {"moscow", "pyongyang", "seoul", "korea-south"}
    expect(page.locator('.place[data-place="moscow"]')).to_have_class("place point is-lit is-away")  # named at the edge
    expect(page.locator(".place[aria-current]")).to_have_count(0)
    expect(page.locator(".map-tools")).to_be_hidden()
    expect(page.locator('.place[tabindex="0"]')).to_have_count(0)


def test_every_story_is_on_the_map_of_all_by_its_name(open_page: Open, files: dict[str, str]) -> None:
    page = open_page(files["stories"], reduced_motion="reduce")
    settled(page, "all")
    for slug in list_stories():
        place = page.locator(f'.place[data-place="{slug}"]')
        expect(place).to_have_attribute("tabindex", "0")
        expect(place.locator(".label")).not_to_be_empty()
        assert place.locator(".dot").count() > 3
        place.locator(".label").hover()
        expect(place).to_have_class("place point is-lit is-hovered")


@pytest.mark.parametrize("name", ["places", "stories"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_no_violation(open_page: Open, files: dict[str, str], name: str, theme: str) -> None:
    page = open_page(files[name], color_scheme=theme, reduced_motion="reduce")
    settled(page, "all")
    found = violations(page)
    assert not found, "\n".join(found)
