"""axe-core on all that a reader can see: the page in each view, the app's own parts, what is printed, plain pages.

A failing test prints each violation with its rule, impact, element and cure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from axe import violations
from conftest import DESKTOP, PHONE, Heard
from narrative.handout import render_handout
from narrative.printing import Theme
from narrative.story import Story
from narrative.strip import render_strip
from pictures import pictures_of
from test_app_browser import settled as app_settled

Open = Callable[..., Page]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
ODD_SIZES = {"small": {"width": 320, "height": 640}, "low": {"width": 640, "height": 400}}
THEMES = ["light", "dark"]
DISPUTED, CARD_OF = "two-divisions", "kanggye"


def at_title(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def at(step: str) -> Callable[[Page], None]:
    """Goes to a step and waits until it has settled."""

    def go(page: Page) -> None:
        page.evaluate("(id) => window.story.goto(id)", step)
        page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")

    return go


def at_contents(page: Page) -> None:
    page.locator(".contents summary").click()
    expect(page.locator(".contents ol")).to_be_visible()


def at_place_card(page: Page) -> None:
    opened_card(page, f".step a[href='#place-{CARD_OF}']")


def at_person_card(page: Page) -> None:
    opened_card(page, ".step a[href^='#person-']")


def opened_card(page: Page, selector: str) -> None:
    """The card behind a link of the text, opened by the keyboard where its step is being read."""
    link = page.locator(selector).first
    step = link.evaluate("link => { const id = link.closest('.step').id; window.story.goto(id); return id; }")
    page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def at_time_line(page: Page) -> None:
    """The line by date, with the keyboard on it."""
    page.get_by_role("switch").click()
    page.wait_for_selector("html[data-order='date'][data-settled]", state="attached")
    page.get_by_role("slider").focus()


def at_appendix(page: Page) -> None:
    page.locator("#works").scroll_into_view_if_needed()
    expect(page.locator("#works")).to_be_in_viewport()


def at_explored_map(page: Page) -> None:
    page.get_by_role("button", name="Closer").click()
    expect(page.locator(".map-tools .back")).to_be_visible()


VIEWS: dict[str, Callable[[Page], None]] = {
    "title": at_title,
    "step": at("fighting-at-ongjin"),
    "arcs": at("kim-asks-stalin"),
    "contents": at_contents,
    "place card": at_place_card,
    "person card": at_person_card,
    "time line": at_time_line,
    "explored map": at_explored_map,
    "appendix": at_appendix,
}


@pytest.fixture(scope="module")
def shown(browser: Browser, built: Path) -> Iterator[Callable[..., Page]]:
    """``shown(viewport, **context options)``: the page, settled on its title; one context for each look."""
    contexts: dict[str, BrowserContext] = {}

    def show(viewport: Any, **options: Any) -> Page:
        key = f"{viewport} {options}"
        if key not in contexts:
            contexts[key] = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        page = contexts[key].new_page()
        page.goto(built.as_uri())
        page.wait_for_selector("html[data-settled]", state="attached")
        return page

    yield show
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("view", VIEWS)
def test_the_page_has_no_violation(shown: Callable[..., Page], view: str, theme: str, size: str):
    page = shown(SIZES[size], color_scheme=theme)
    VIEWS[view](page)
    found = violations(page)
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", ODD_SIZES)
@pytest.mark.parametrize("view", ["title", "step", "place card", "time line"])
def test_the_page_has_no_violation_in_a_small_or_a_low_frame(shown: Callable[..., Page], view: str, size: str):
    page = shown(ODD_SIZES[size])
    VIEWS[view](page)
    found = violations(page)
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("media", ["forced", "print", "no scripts"])
def test_the_page_has_no_violation_in_other_media(shown: Callable[..., Page], media: str):
    options: dict[str, Any] = {"forced_colors": "active"} if media == "forced" else {}
    page = shown(DESKTOP, **options)
    if media == "print":
        page.emulate_media(media="print")
    if media == "no scripts":
        page.evaluate("document.documentElement.removeAttribute('data-live')")
    found = violations(page)
    assert not found, "\n".join(found)


def test_the_map_of_every_step_has_no_violation(shown: Callable[..., Page], story: Story):
    """Each step lights other places and draws other arcs; axe looks at the map alone, which is quick."""
    page = shown(DESKTOP)
    found = []
    for step in story.steps:
        at(step.id)(page)
        found += [f"{step.id}: {each}" for each in violations(page, ".folium-map", ("region",))]
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_contact_sheet_has_no_violation(open_page: Open, story: Story, tmp_path: Path, theme: Theme):
    file = tmp_path / "strip.html"
    file.write_text(render_strip(story, pictures_of(story), 4, 1600, theme), encoding="utf-8")
    found = violations(open_page(file.as_uri(), viewport={"width": 1600, "height": 900}, offline=True))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_handout_has_no_violation(open_page: Open, story: Story, tmp_path: Path, paper: str):
    file = tmp_path / "handout.html"
    file.write_text(render_handout(story, pictures_of(story), paper), encoding="utf-8")
    found = violations(open_page(file.as_uri(), offline=True), off=("target-size",))  # nobody taps on paper
    assert not found, "\n".join(found)


@pytest.mark.parametrize("theme", THEMES)
def test_a_plain_page_has_no_violation(open_page: Open, server: str, heard: Heard, theme: str):
    page = open_page(f"{server}/embed/no-such-story", color_scheme=theme)
    found = violations(page)
    heard.console.clear()  # the browser logs the 404
    assert not found, "\n".join(found)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sidebar", ["open", "shut"])
def test_the_apps_own_parts_have_no_violation(
    open_page: Open, server: str, story: Story, sidebar: str, theme: str, size: str
):
    page = open_page(server, viewport=SIZES[size], color_scheme=theme, reduced_motion="reduce")
    app_settled(page, story.steps[0].id)
    shown = page.get_by_test_id("stExpandSidebarButton").is_visible()  # a phone starts with it shut
    if sidebar == "open" and shown:
        page.get_by_test_id("stExpandSidebarButton").click()
    if sidebar == "shut" and not shown:
        page.get_by_test_id("stSidebarHeader").hover()
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible(visible=sidebar == "shut")
    found = violations(page)
    assert not found, "\n".join(found)
