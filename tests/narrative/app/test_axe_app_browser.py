"""axe-core on the app: its sidebar, each of its pages, and a reader's copy of the source beside the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from narrative.story import Story
from tests.annotated import TEXT
from tests.axe import COLOURS, violations
from tests.conftest import DESKTOP, PHONE, Lake
from tests.narrative.app.test_app_browser import settled
from tests.narrative.app.test_source_page_browser import at_door, choose_first_row, give, go_to

Open = Callable[..., Page]
# Streamlit shuts its sidebar after a choice on what says that it is a phone, not on every narrow window.
AGENT = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile"
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "user_agent": AGENT, "is_mobile": True, "has_touch": True},
}
# Streamlit's own, out of reach: around the uploader's button, which is sound, lies an area to drop files on, which
# has role="presentation" from react-dropzone and, from Streamlit, a label and tabindex="-1" (streamlit#15928). Minor.
STREAMLITS = {"presentation-role-conflict": 'data-testid="stFileUploaderDropzone"'}
# The pages with a table to choose from, and the only heading before something is chosen.
CHOSEN_FROM = {
    "Places": "Take the places along",
    "People": "Take the steps along",
    "Time line": "Take the steps along",
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def at_rest(page: Page) -> None:
    """Wait until the script has run and nothing fades any more: Streamlit fades what a run may yet replace."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale=true]")).to_have_count(0)
    page.wait_for_function("document.getAnimations().every((each) => each.playState === 'finished')")


def turn(page: Page, theme: Literal["light", "dark"]) -> None:
    """Let the reader's system be light or dark: the app follows while it runs, and needs no visit for each theme."""
    if page.evaluate(f"matchMedia('(prefers-color-scheme: {theme})').matches"):
        return
    before = page.evaluate(GROUND)
    page.emulate_media(color_scheme=theme)
    page.wait_for_function(f"before => {GROUND} !== before", arg=before)
    at_rest(page)


def in_both_themes(page: Page, but: dict[str, str] | None = None) -> list[str]:
    """What axe finds on the page in the theme that it has, and of colours in the other one, which it then keeps."""
    at_rest(page)
    one, other = THEMES if page.evaluate("matchMedia('(prefers-color-scheme: light)').matches") else THEMES[::-1]
    found = [f"{one}: {each}" for each in violations(page, but=but)]
    turn(page, other)
    return found + [f"{other}: {each}" for each in violations(page, but=but, only=COLOURS)]


@pytest.mark.parametrize("size", SIZES)
def test_the_apps_own_parts_have_no_violation(open_page: Open, server: str, story: Story, size: str) -> None:
    page = open_page(f"{server}/?story={story.slug}", **SIZES[size], reduced_motion="reduce")
    settled(page, story.steps[0].id)
    at_rest(page)
    shown = page.get_by_test_id("stExpandSidebarButton")
    found = []
    if shown.is_visible():  # a phone starts with it shut
        shown.click()
    expect(shown).to_be_visible(visible=False)
    found += in_both_themes(page)
    page.get_by_test_id("stSidebarHeader").hover()
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(shown).to_be_visible()
    found += in_both_themes(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES)
def test_the_apps_pages_have_no_violation(open_page: Open, server: str, story: Story, size: str) -> None:
    page = open_page(f"{server}/?story={story.slug}", **SIZES[size], reduced_motion="reduce")
    settled(page, story.steps[0].id)
    found = []
    for title in ["Places", "People", "Time line", "Claims", "Documents", "Source", "About"]:
        go_to(page, title)
        expect(page.get_by_role("heading", level=1)).to_have_text("The source" if title == "Source" else title)
        found += [f"{title}: {each}" for each in in_both_themes(page, STREAMLITS)]
        if title in CHOSEN_FROM:
            choose_first_row(page)
            expect(page.get_by_role("heading", level=2).first).not_to_have_text(CHOSEN_FROM[title])
            found += [f"{title}, one chosen: {each}" for each in in_both_themes(page)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES)
def test_a_source_that_is_opened_has_no_violation(open_page: Open, lake: Lake, size: str) -> None:
    page = at_door(open_page, lake, **SIZES[size], reduced_motion="reduce")
    give(page, TEXT)
    expect(page.locator(".source article")).to_have_count(3)
    settled(page, "the-letter")
    found = in_both_themes(page)
    assert not found, "\n".join(found)
