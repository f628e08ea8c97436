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
    page = open_page(server, viewport=SIZES[size], color_scheme=theme)
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


def test_the_keyboard_reaches_every_story_on_the_map_and_by_its_card(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(server, reduced_motion="reduce")
    cards(page)
    links = page.locator(".map a, .card a")
    expect(links).to_have_count(2 * len(list_stories()))
    links.first.focus()
    reached = []
    for _ in range(links.count()):
        reached.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert reached == [*list_stories(), *list_stories()]
    page.locator(f'.map a[data-story="{story.slug}"]').focus()
    page.keyboard.press("Enter")
    settled(page, story.steps[0].id)


def test_the_map_is_above_the_cards_and_both_begin_in_the_first_view(open_page: Open, server: str) -> None:
    page = open_page(server)
    cards(page)
    expect(page.get_by_role("navigation", name="Map of the stories")).to_be_in_viewport()
    expect(page.locator(".card").first).to_be_in_viewport()
