"""The start page in a real browser: links that the mouse and the keyboard reach, and axe in each look."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from narrative.story import Story, list_stories
from tests.axe import violations
from tests.conftest import DESKTOP, PHONE
from tests.narrative.app.test_app_browser import settled

Open = Callable[..., Page]
FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  return at.dataset.story;
}"""
SIZES = {"desktop": DESKTOP, "phone": PHONE}


def cards(page: Page) -> None:
    page.get_by_role("heading", level=2).nth(len(list_stories()) - 1).wait_for()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_start_page_has_no_violation(open_page: Open, server: str, theme: str, size: str) -> None:
    page = open_page(server, viewport=SIZES[size], color_scheme=theme, reduced_motion="reduce")
    cards(page)
    found = violations(page)
    assert not found, "\n".join(found)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_card_opens_its_story_and_the_sidebar_leads_back_and_to_the_other(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(server, reduced_motion="reduce")
    cards(page)
    page.get_by_role("heading", name=story.title).get_by_role("link").click()
    settled(page, story.steps[0].id)
    assert parse_qs(urlsplit(page.url).query)["story"] == [story.slug]
    page.get_by_role("link", name="All stories on a map").click()
    cards(page)
    other = next(slug for slug in list_stories() if slug != story.slug)
    page.locator(f'.card a[data-story="{other}"]').click()
    page.wait_for_url(f"{server}/?story={other}**")
    expect(page.get_by_test_id("stSidebar").get_by_role("link", name=story.title)).to_be_visible()


def test_the_start_page_leads_to_the_studio(open_page: Open, server: str) -> None:
    page = open_page(server, reduced_motion="reduce")
    cards(page)
    page.get_by_role("link", name="Make a map of a text of your own").click()
    expect(page.get_by_role("heading", name="Studio", level=1)).to_be_visible()


def test_every_story_on_the_map_can_be_hovered_and_opened(open_page: Open, server: str, story: Story) -> None:
    page = open_page(server, reduced_motion="reduce")
    atlas = page.frame_locator(".atlas iframe")
    atlas.locator('html[data-settled="all"]').wait_for(state="attached")
    for slug in list_stories():
        place = atlas.locator(f'.place[data-place="{slug}"]')
        place.locator(".label").hover()
        expect(place).to_have_class("place point is-lit is-hovered")
    atlas.locator(f'.place[data-place="{story.slug}"] .label').click()
    settled(page, story.steps[0].id)
    assert parse_qs(urlsplit(page.url).query)["story"] == [story.slug]


def test_the_keyboard_reaches_every_story_on_the_map_and_by_its_card(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(server, reduced_motion="reduce")
    cards(page)
    atlas = page.frame_locator(".atlas iframe")
    atlas.locator('html[data-settled="all"]').wait_for(state="attached")
    expect(atlas.locator('.place[tabindex="0"]')).to_have_count(len(list_stories()))
    links = page.locator(".card a")
    expect(links).to_have_count(len(list_stories()))
    links.first.focus()
    reached = []
    for _ in range(links.count()):
        reached.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert reached == list_stories()  # and nothing between them: the maps of the cards are pictures
    atlas.locator(f'.place[data-place="{story.slug}"]').press("Enter")
    settled(page, story.steps[0].id)


def test_a_card_has_a_still_map_of_its_story(open_page: Open, server: str) -> None:
    page = open_page(server, reduced_motion="reduce")
    cards(page)
    for index in range(len(list_stories())):
        page.locator(".card").nth(index).scroll_into_view_if_needed()
        frame = page.locator(".card iframe").nth(index).content_frame
        frame.locator('html[data-inert][data-settled="all"]').wait_for(state="attached")
        expect(frame.locator(".map-tools")).to_be_hidden()


def test_the_map_is_above_the_cards_and_both_begin_in_the_first_view(open_page: Open, server: str) -> None:
    page = open_page(server, reduced_motion="reduce")
    cards(page)
    expect(page.locator(".atlas iframe")).to_be_in_viewport()
    expect(page.locator(".card").first).to_be_in_viewport()
