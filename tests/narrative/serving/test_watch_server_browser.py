"""What an author sees while writing: the page anew on its step, faults above the last good version."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import axe
from tests.conftest import PATIENCE_MS, PHONE
from tests.running_app import watch_on
from tests.stories import BROKEN_TWICE, RETOLD, STORY, line_of, write_story

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_story(tmp_path_factory.mktemp("watched"))


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """The watcher's address, for all tests of this file."""
    with watch_on(home) as found:
        yield found


@pytest.fixture
def story_file(home: Path, address: str) -> Path:
    """The story as it was at first; a change by another test is undone before the page opens."""
    file = home / "story.yaml"
    file.write_text(STORY, encoding="utf-8")
    return file


def open_on(open_page: Callable[..., Page], address: str, step: str, **options: object) -> Page:
    page = open_page(f"{address}?step={step}", **options)
    expect(page.locator("iframe.shown")).to_have_count(1)
    on_step(page, step)
    return page


def on_step(page: Page, step: str) -> None:
    """The page that is read has come to rest on a step, and nothing of another page is left."""
    expect(page.frame_locator("iframe.shown").locator(f'html[data-settled="{step}"]')).to_have_count(1)
    expect(page.locator("iframe")).to_have_count(1)
    expect(page).to_have_url(re.compile(rf"\?step={step}$"))


def test_a_save_shows_the_story_anew_on_its_step(
    open_page: Callable[..., Page], address: str, story_file: Path
) -> None:
    page = open_on(open_page, address, "the-denial")
    story_file.write_text(RETOLD, encoding="utf-8")
    expect(page.frame_locator("iframe.shown").locator("h1").first).to_contain_text("The Lake Crossed")
    on_step(page, "the-denial")


def test_the_step_that_is_gone_gives_way_to_the_nearest_and_one_renamed_to_itself(
    open_page: Callable[..., Page], address: str, story_file: Path
) -> None:
    page = open_on(open_page, address, "read-on")
    story_file.write_text(STORY.replace("id: read-on", "id: further-reading"), encoding="utf-8")
    on_step(page, "further-reading")
    story_file.write_text(STORY[: STORY.index("  - id: read-on")], encoding="utf-8")
    on_step(page, "the-denial")


def test_who_reads_the_title_stays_there(open_page: Callable[..., Page], address: str, story_file: Path) -> None:
    page = open_page(address)
    expect(page.locator("iframe.shown")).to_have_count(1)
    story_file.write_text(RETOLD, encoding="utf-8")
    title = page.frame_locator("iframe.shown").locator("h1").first
    expect(title).to_contain_text("The Lake Crossed")
    expect(title).to_be_in_viewport()
    assert page.url == address


def test_faults_lie_above_the_last_good_version_and_go_when_mended(
    open_page: Callable[..., Page], address: str, story_file: Path
) -> None:
    page = open_on(open_page, address, "the-denial")
    story_file.write_text(BROKEN_TWICE, encoding="utf-8")
    panel = page.locator("#faults")
    expect(panel).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("2 faults")
    for word in ("rumoured", "kind: rumour"):
        expect(panel).to_contain_text(f"story.yaml:{line_of(BROKEN_TWICE, word)}")
    expect(panel).to_contain_text("write stated, reported or disputed")
    expect(page).to_have_title(re.compile("^2 faults · "))
    on_step(page, "the-denial")
    assert axe.violations(page) == []
    page.frame_locator("iframe.shown").locator("body").press("Escape")  # the author's hand is in the story
    expect(panel).to_be_hidden()
    page.get_by_role("button", name="2 faults").press("Enter")
    expect(panel).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="2 faults")).to_be_focused()
    story_file.write_text(STORY, encoding="utf-8")
    expect(page.get_by_role("button", name="2 faults")).to_be_hidden()
    expect(page).not_to_have_title(re.compile("fault"))
    on_step(page, "the-denial")


def test_faults_fit_a_phone_in_the_dark(open_page: Callable[..., Page], address: str, story_file: Path) -> None:
    page = open_on(open_page, address, "the-letter", viewport=PHONE, color_scheme="dark")
    story_file.write_text(BROKEN_TWICE, encoding="utf-8")
    expect(page.locator("#faults")).to_be_visible()
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("#faults").bounding_box()
    assert (
        box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] and box["height"] <= 0.61 * PHONE["height"]
    )
