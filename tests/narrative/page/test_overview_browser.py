"""The time line of more steps than have room: a stretch, the overview above it, and how a reader gets about in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from narrative.page import render_page
from narrative.story import load_story
from tests.conftest import Heard, page_for_many
from tests.grown import write_grown

STEPS = 240
SHOWN = """() => [...document.querySelectorAll(".timeline .mark")].map((mark) => Number(mark.dataset.step.slice(5)))
  .sort((a, b) => a - b)"""


@pytest.fixture(scope="module")
def line(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of 240 steps, a day each."""
    home = write_grown(tmp_path_factory.mktemp("long"), STEPS, 30)
    index = home / "index.html"
    index.write_bytes(render_page(load_story(home)).body)
    with page_for_many(browser, index.as_uri(), reduced_motion="reduce") as (page, heard):
        page.wait_for_selector(".timeline .shown", state="attached")
        yield page
        assert heard == Heard()


def at_step(page: Page, number: int) -> None:
    page.evaluate("(number) => story.goto(story.steps[number])", number)
    page.wait_for_selector(f'html[data-settled="step-{number}"]', state="attached")
    page.wait_for_selector(f'.mark.is-present[data-step="step-{number}"]', state="attached")


def test_a_stretch_around_the_step_is_shown_and_depends_on_the_step_alone(line: Page) -> None:
    at_step(line, 120)
    shown = line.evaluate(SHOWN)
    assert shown == list(range(shown[0], shown[-1] + 1)) and len(shown) < STEPS / 2
    assert shown[0] + len(shown) / 5 < 120 < shown[-1] - len(shown) / 5
    for number in (0, 239, 119):
        at_step(line, number)
        assert number in line.evaluate(SHOWN)
    at_step(line, 120)
    assert line.evaluate(SHOWN) == shown


def test_the_slider_counts_all_steps(line: Page) -> None:
    at_step(line, 120)
    track = line.locator(".timeline .track")
    assert track.get_attribute("aria-valuemax") == str(STEPS)
    assert track.get_attribute("aria-valuenow") == "121"


def test_a_press_on_the_overview_goes_far(line: Page) -> None:
    at_step(line, 10)
    box = line.locator(".timeline .track").bounding_box()
    assert box
    line.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + 4)
    line.wait_for_selector("html[data-settled^='step-1']:not([data-settled='step-10'])", state="attached")  # of 240
    number = int(line.evaluate("document.documentElement.dataset.step.slice(5)"))
    assert abs(number - 0.75 * STEPS) <= 0.03 * STEPS
    line.wait_for_selector(f'.mark.is-present[data-step="step-{number}"]', state="attached")


def test_plus_and_minus_show_a_shorter_stretch_and_a_longer_one(line: Page) -> None:
    at_step(line, 120)
    whole = line.evaluate(SHOWN)
    line.locator(".timeline .track").focus()
    line.keyboard.press("+")
    near = line.evaluate(SHOWN)
    assert len(near) == round(len(whole) / 2) or abs(len(near) - len(whole) / 2) <= 1
    assert 120 in near
    line.keyboard.press("-")
    assert line.evaluate(SHOWN) == whole
