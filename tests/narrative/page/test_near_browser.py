"""A story ten times as long in a real browser: what is laid out, drawn and written for a step stays about the same."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from narrative.page import render_page
from narrative.story import load_story
from tests.conftest import Heard, page_for_many
from tests.grown import write_grown

SIZES = ((24, 30), (240, 300))
# Turn to the eight steps in the middle: how often the document is written to for each, until it is at rest.
WRITES = """async () => {
  const root = document.documentElement, ids = story.steps, from = (ids.length >> 1) - 4, counts = [];
  let count = 0;
  const watch = new MutationObserver((list) => { count += list.length; });
  watch.observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
  for (const id of ids.slice(from, from + 8)) {
    count = 0;
    story.goto(id);
    await new Promise((done) => (function look(left) {
      if (root.dataset.settled === id && left <= 0) done(); else requestAnimationFrame(() => look(left - 1));
    })(6));
    counts.push(count);
  }
  watch.disconnect();
  return counts;
}"""
# With the layout made first: what was skipped may not have heard of another medium yet.
LAID_OUT = """() => document.body.offsetHeight && [...document.querySelectorAll("section.step h2")]
  .filter((heading) => heading.checkVisibility({ contentVisibilityAuto: true })).length"""


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Page]]:
    """The pages of a story and of one ten times as long, at rest, which the tests share."""
    folder = tmp_path_factory.mktemp("grown")
    files = []
    for steps, places in SIZES:
        home = write_grown(folder, steps, places)
        files.append(home / "index.html")
        files[-1].write_bytes(render_page(load_story(home)).body)
    with (
        page_for_many(browser, files[0].as_uri(), reduced_motion="reduce") as (short, heard),
        page_for_many(browser, files[1].as_uri(), reduced_motion="reduce") as (long, heard_too),
    ):
        for page in (short, long):
            page.wait_for_selector("html[data-settled]", state="attached")
        yield [short, long]
        assert heard == heard_too == Heard()


def at_step(page: Page, number: int) -> None:
    page.evaluate("(number) => story.goto(story.steps[number])", number)
    page.wait_for_selector(f'html[data-settled="step-{number}"]', state="attached")


def drawn(page: Page) -> list[Any]:
    """The ids of the places that stand in the document, in its order, and what of them shows."""
    found: list[Any] = page.evaluate(
        """() => ["lines", "areas", "points"]
             .flatMap((name) => [...document.querySelectorAll(`.layer-${name} > .place`)])
             .map((place) => [place.dataset.place, place.getAttribute("transform"), place.outerHTML])"""
    )
    return found


def test_a_step_of_a_story_ten_times_as_long_writes_no_more_than_twice_as_often(pages: list[Page]) -> None:
    short, long = (median(page.evaluate(WRITES)) for page in pages)
    assert long <= 2 * short  # before, six times


def test_only_the_steps_near_the_reader_are_laid_out(pages: list[Page]) -> None:
    at_step(pages[1], 120)
    assert pages[1].evaluate(LAID_OUT) <= 8
    assert pages[0].evaluate(LAID_OUT) == SIZES[0][0], "of a short story all are"


def test_the_others_stand_in_runs_that_are_not_laid_out_either(pages: list[Page]) -> None:
    at_step(pages[1], 120)
    boxes = """() => [...document.querySelectorAll(".run > section.step")]
      .filter((step) => step.checkVisibility({ contentVisibilityAuto: true })).length"""
    assert 2 <= pages[1].evaluate(boxes) <= 2 * 40, "those of the run and of the next"
    assert pages[1].evaluate("document.querySelectorAll('.run').length") == 6
    assert pages[0].evaluate("document.querySelectorAll('.run').length") == 0


@pytest.mark.parametrize("number", [39, 40, 239])
def test_at_the_edge_of_a_run_the_step_and_the_next_are_laid_out(pages: list[Page], number: int) -> None:
    page = pages[1]
    at_step(page, number)
    laid_out = page.evaluate(LAID_OUT.replace(".length", ".map((heading) => heading.parentNode.parentNode.id)"))
    assert {f"step-{each}" for each in (number, min(number + 1, 239))} <= set(laid_out)
    top = page.locator(f"#step-{number}").evaluate("(step) => step.getBoundingClientRect().top")
    assert top == pytest.approx(page.evaluate("narrativeMap.scroller.rest()"), abs=1.5)


def test_who_follows_someone_finds_no_empty_runs(pages: list[Page]) -> None:
    page = pages[1]
    at_step(page, 0)
    page.evaluate("narrativeMap.follow.choose({ people: [], places: ['p150'] }, false)")
    kept = page.evaluate("story.steps")
    assert 1 <= len(kept) <= 3
    height = page.evaluate("document.getElementById('story').offsetHeight")
    assert height <= (len(kept) + 2) * 800, "the title and the steps that are kept"
    page.evaluate("narrativeMap.follow.clear()")
    assert len(page.evaluate("story.steps")) == 240


def test_what_is_not_laid_out_is_in_the_document_and_on_paper(pages: list[Page]) -> None:
    page = pages[1]
    assert page.evaluate("document.querySelectorAll('section.step .told').length") == 240
    assert page.evaluate("window.find('Day 239, ')"), "and the browser's own search finds it"
    page.emulate_media(media="print")
    assert page.evaluate(LAID_OUT) == 240
    page.emulate_media(media="screen")


def test_the_places_in_the_document_are_those_near_the_view_whichever_way_led_there(pages: list[Page]) -> None:
    page = pages[1]
    at_step(page, 40)
    before = drawn(page)
    assert 1 <= len(before) < 60
    lit = page.locator(".place.is-lit").evaluate_all("(all) => all.map((each) => each.dataset.place)")
    assert set(lit) == set(page.evaluate("narrativeMap.stage.data.steps['step-40'].places"))
    for number in (200, 3, 41):
        at_step(page, number)
    at_step(page, 40)
    assert drawn(page) == before


def test_where_the_map_is_moved_places_come_into_it(pages: list[Page]) -> None:
    page = pages[1]
    at_step(page, 100)
    few = len(drawn(page))
    page.evaluate("map.setZoom(map.getZoom() - 2, { animate: false })")
    wide = len(drawn(page))
    assert few < wide <= 150 + 60, "thinned where they would be too many"
    names = page.locator(".place:not([display])").evaluate_all("(all) => all.map((e) => e.getAttribute('aria-label'))")
    assert len(names) == len(set(names)) and all(names)
