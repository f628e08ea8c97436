"""The page Places in a browser: map, table, card and address follow each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from narrative.story import Story
from tests.conftest import DESKTOP, PHONE, Heard
from tests.narrative.app.test_source_page_browser import choose_first_row, go_to

Open = Callable[..., Page]
SIZES: dict[str, Any] = {"desktop": DESKTOP, "phone": PHONE}


def atlas_of(page: Page) -> FrameLocator:
    return page.frame_locator(".atlas iframe")


def chosen(page: Page, story: Story, place: str) -> None:
    """Wait until map, card and address have a place, and it alone."""
    atlas_of(page).locator(f'html[data-settled="{place}"]').wait_for(state="attached")
    expect(atlas_of(page).locator(".place[aria-current]")).to_have_attribute("data-place", place)
    expect(page.get_by_role("heading", level=2).first).to_have_text(story.gazetteer.places[place].title)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("place") == [place])


@pytest.mark.parametrize("size", SIZES)
def test_map_table_card_and_address_follow_each_other(open_page: Open, server: str, story: Story, size: str) -> None:
    page = open_page(f"{server}/places?story={story.slug}", SIZES[size], reduced_motion="reduce")
    atlas_of(page).locator('html[data-settled="all"]').wait_for(state="attached")
    atlas_of(page).locator("html").evaluate("html => { html.myMark = 38 }")
    entries = page.evaluate("history.length")
    atlas_of(page).locator('.place[data-place="mukden"] .label').click()
    chosen(page, story, "mukden")
    choose_first_row(page)
    chosen(page, story, next(iter(story.gazetteer.places)))
    atlas_of(page).locator('.place[data-place="seoul"]').press("Enter")
    chosen(page, story, "seoul")
    atlas_of(page).locator(".back").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("Take the places along")
    page.wait_for_url(lambda url: "place" not in parse_qs(urlsplit(url).query))
    assert page.evaluate("history.length") == entries
    assert atlas_of(page).locator("html").evaluate("html => html.myMark") == 38
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_an_address_opens_its_place_and_a_reload_keeps_what_was_chosen(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(f"{server}/places?story={story.slug}&place=pyongyang", reduced_motion="reduce")
    chosen(page, story, "pyongyang")
    atlas_of(page).locator('.place[data-place="seoul"]').press("Enter")
    chosen(page, story, "seoul")
    page.reload()
    chosen(page, story, "seoul")
    go_to(page, "Claims")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")


def test_a_host_without_our_routes_shows_the_same_map_inline(
    open_page: Open, server_without_routes: str, story: Story
) -> None:
    page = open_page(f"{server_without_routes}/?story={story.slug}", reduced_motion="reduce")
    page.get_by_test_id("stTopNavLink").filter(has_text="Places").first.click()
    atlas_of(page).locator('html[data-settled="all"]').wait_for(state="attached")
    assert page.locator(".atlas iframe").get_attribute("src") is None
    atlas_of(page).locator('.place[data-place="mukden"] .label').click()
    chosen(page, story, "mukden")


def test_a_host_that_answers_the_maps_address_with_something_else_shows_it_inline(
    open_page: Open, heard: Heard, server: str, story: Story
) -> None:
    page = open_page()
    page.route("**/atlas/*", lambda route: route.fulfill(status=404, body="<p>Not here</p>", content_type="text/html"))
    page.goto(f"{server}/places?story={story.slug}")
    page.locator(".atlas iframe[srcdoc]").wait_for()
    atlas_of(page).locator('html[data-settled="all"]').wait_for(state="attached")
    assert all("404" in each for each in heard.console)
    heard.console.clear()
