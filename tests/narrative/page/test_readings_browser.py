"""Readings in a real browser: the doubt only where it belongs, and the switch to the page that reads otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from narrative.serving.build import build
from tests.conftest import PHONE, served
from tests.stories import READ, write_story

Open = Callable[..., Page]
OTHER = "reading-eviana-lausanne.html"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built folder of the invented story with a reading."""
    home = tmp_path_factory.mktemp("readings")
    build(write_story(home, READ), home / "out")
    return home / "out"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.fixture
def lake(folder: Path) -> str:
    return (folder / "index.html").as_uri()


def at(page: Page, step: str) -> Page:
    page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")
    return page


def doubts(page: Page) -> list[str]:
    """The places that are drawn as doubtful, by what they are called."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('[data-place].doubtful')].map((each) => each.getAttribute('aria-label'))"
    )
    assert len(found) == page.locator("[data-place] .halo").count()
    return found


def test_the_question_mark_stands_only_where_the_name_is_used(open_page: Open, lake: str) -> None:
    other = lake.replace("index.html", OTHER)
    page = at(open_page(other + "#the-letter", reduced_motion="reduce"), "the-letter")
    label = page.locator('[data-place="lausanne"] .label')
    assert doubts(page) == ["Lausanne, place uncertain"]
    expect(label).to_have_text("Lausanne ?")
    expect(page.locator(".key")).to_contain_text("place uncertain")
    page.evaluate("story.goto('the-denial')")
    at(page, "the-denial")
    assert doubts(page) == []
    expect(label).to_have_text("Lausanne")
    expect(page.locator(".key")).not_to_contain_text("uncertain")
    page.evaluate("story.goto('the-letter')")
    at(page, "the-letter")
    assert doubts(page) == ["Lausanne, place uncertain"]


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desktop", "phone"])
def test_the_switch_leads_to_the_other_page_on_the_same_step(open_page: Open, lake: str, viewport: object) -> None:
    more = {"viewport": viewport} if viewport else {}
    page = at(open_page(lake + "?order=date#the-letter", reduced_motion="reduce", **more), "the-letter")
    line = page.locator("#the-letter .read-as")
    expect(line).to_have_text("“Eviana” is read here as Evian, less certain; read it as Lausanne")
    line.get_by_role("link", name="read it as Lausanne").click()
    page.wait_for_url(f"**/{OTHER}?order=date&reading=eviana:lausanne#the-letter")
    at(page, "the-letter")
    expect(line).to_have_text("“Eviana” is read here as Lausanne, uncertain; read it as Evian")
    line.get_by_role("link", name="read it as Evian").click()
    page.wait_for_url("**/reading-eviana-evian.html?order=date&reading=eviana:evian#the-letter")


def test_an_address_carries_the_reading_and_an_unknown_one_changes_nothing(open_page: Open, site: str) -> None:
    page = open_page(f"{site}/index.html?reading=eviana:lausanne#the-denial", reduced_motion="reduce")
    page.wait_for_url(f"**/{OTHER}?reading=eviana:lausanne#the-denial")
    at(page, "the-denial")
    page.goto(f"{site}/index.html?reading=eviana:geneva#the-denial")
    at(page, "the-denial")
    assert "/index.html" in page.url


def test_the_name_opens_what_depends_on_the_reading(open_page: Open, lake: str) -> None:
    page = at(open_page(lake + "#the-letter", reduced_motion="reduce"), "the-letter")
    page.locator("#the-letter .read-as a").first.press("Enter")
    card = page.locator("#card")
    expect(card.locator("h3")).to_have_text("“Eviana” ¶1")
    expect(card.locator(".depends li")).to_have_text("The letter: place, arrow, view and text")
    card.get_by_role("link", name="Read it as Lausanne").click()
    page.wait_for_url(f"**/{OTHER}?reading=eviana:lausanne#the-letter")


def test_a_frame_without_an_address_offers_no_switch(open_page: Open, folder: Path, site: str) -> None:
    page = open_page(f"{site}/embed.html")
    page.evaluate(
        """async () => {
          const frame = document.querySelector("iframe");
          frame.removeAttribute("src");
          frame.removeAttribute("loading");
          frame.srcdoc = await (await fetch("index.html")).text();
        }"""
    )
    frame = page.frame_locator("iframe")
    frame.locator("html[data-settled]").wait_for(state="attached")
    expect(frame.locator("#the-letter .read-as")).to_have_text("“Eviana” is read here as Evian, less certain")
    expect(frame.locator("[data-read]:visible")).to_have_count(0)
