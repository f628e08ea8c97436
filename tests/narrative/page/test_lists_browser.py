"""The lists below the story in a real browser: closed until asked for, and nobody misses what they hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from narrative.story import Story
from tests.conftest import DESKTOP

Open = Callable[..., Page]
SMALL: ViewportSize = {"width": 700, "height": 500}


def test_the_lists_are_closed_until_opened_and_say_how_long_they_are(open_built: Open, story: Story) -> None:
    page = open_built()
    lists = page.locator(".appendix details")
    counts = [len(story.claims), len(story.documents), len(story.statements), len(story.readings), len(story.terms)]
    counts += [len(story.gazetteer.places), len(story.people), len(story.source.hands), len(story.works)]
    assert lists.locator("summary small").all_text_contents() == [str(count) for count in counts]
    assert lists.evaluate_all("(all) => all.map((e) => e.open)") == [False] * (len(counts) + 1)  # and how to cite
    assert not page.locator("#place-mukden").is_visible()
    lists.filter(has=page.locator("#places")).locator("summary").press("Enter")
    expect(page.locator("#place-mukden")).to_be_visible()
    assert page.locator("#source + p").is_visible(), "what the story is after stands open"


def test_they_are_not_laid_out_before_the_reader_comes_near_and_can_be_found(open_built: Open) -> None:
    page = open_built()
    laid_out = "document.querySelector('#source').checkVisibility({ contentVisibilityAuto: true })"
    assert not page.evaluate(laid_out)
    assert page.evaluate("window.find('Through what hands it came')"), "by the browser's own search"
    page.locator("#source").scroll_into_view_if_needed()
    assert page.evaluate(laid_out)
    page.evaluate("scrollTo(0, 0)")
    page.emulate_media(media="print")
    assert page.evaluate(f"document.body.offsetHeight && {laid_out}")


@pytest.mark.parametrize("size", [SMALL, DESKTOP], ids=["700x500", "desktop"])
def test_below_the_last_step_there_are_two_frames_at_most(open_built: Open, story: Story, size: ViewportSize) -> None:
    page = open_built(f"#{story.steps[-1].id}", viewport=size)
    below = """(id) => document.documentElement.scrollHeight - scrollY
      - document.querySelector('#' + id + ' .step-body').getBoundingClientRect().bottom"""
    assert page.evaluate(below, story.steps[-1].id) <= 2 * size["height"]


def test_the_wheel_is_back_with_the_host_two_frames_after_the_last_step(
    open_page: Open, built: Path, story: Story, tmp_path: Path
) -> None:
    last = story.steps[-1].id
    frame = f'<iframe src="{built.as_uri()}#{last}" width="700" height="500" title="A map"></iframe>'
    (tmp_path / "host.html").write_text(f"<!doctype html>{frame}<p style='height: 3000px'></p>", encoding="utf-8")
    page = open_page((tmp_path / "host.html").as_uri(), reduced_motion="reduce")
    inside = page.frames[1]
    inside.wait_for_selector("html[data-settled]", state="attached")
    bottom = inside.evaluate(f"document.querySelector('#{last} .step-body').getBoundingClientRect().bottom")
    inside.evaluate("(far) => window.scrollBy(0, far)", bottom - 500)
    page.mouse.move(350, 250)
    for _ in range(2):
        page.mouse.wheel(0, 500)
    inside.evaluate(
        """() => new Promise((done) => (function look() {
             if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2) return done();
             requestAnimationFrame(look); })())"""
    )
    page.mouse.wheel(0, 400)
    page.wait_for_function("scrollY > 100")


@pytest.mark.parametrize("id", ["places", "place-mukden", "person-kim-il-sung", "works"])
def test_an_address_that_names_an_entry_opens_its_list(open_built: Open, id: str) -> None:
    page = open_built(f"#{id}")
    expect(page.locator(f"#{id}")).to_be_in_viewport()
    assert page.locator(".appendix details[open]").count() == 1


def test_an_entry_that_the_address_comes_to_name_is_shown(open_built: Open) -> None:
    page = open_built()
    page.evaluate("location.hash = '#place-mukden'")
    expect(page.locator("#place-mukden")).to_be_in_viewport()


def test_a_note_leads_to_its_work_in_a_closed_list(open_built: Open, story: Story) -> None:
    step = next(step for step in story.steps if step.notes)
    page = open_built(f"#{step.id}")
    link = page.locator(f"#{step.id} cite a[href^='#work-']").first
    target = link.get_attribute("href")
    link.click()
    expect(page.locator(f"li{target}")).to_be_in_viewport()


def test_the_browser_finds_words_in_a_closed_list(
    open_page: Open, built: Path, elsewhere: Callable[[str], str]
) -> None:
    """A text fragment goes where the browser's own search would, and opens the same."""
    address = elsewhere(built.read_text(encoding="utf-8"))
    page = open_page(f"{address}#:~:text=Mukden%20today%20Shenyang", reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    expect(page.locator("#place-mukden")).to_be_in_viewport()


def test_paper_has_every_entry_and_afterwards_the_lists_are_closed_again(open_built: Open) -> None:
    page = open_built()
    page.emulate_media(media="print")
    assert page.locator("#place-mukden").is_visible() and page.locator(".works li").first.is_visible()
    page.emulate_media(media="screen")
    page.pdf(format="A4")
    assert page.locator(".appendix details[open]").count() == 0
