"""Presenting: one step a screen, turned by keys, a presenter's remote, a swipe or the embedding page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from narrative.story import Story

PHONE = {"width": 390, "height": 844}


def on(page: Page, id: str) -> None:
    page.wait_for_selector(f"html[data-settled='{id}']", state="attached")


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, PHONE])
def test_a_screen_is_one_step_with_its_map_large_and_its_text_whole(
    open_built: Callable[..., Page], story: Story, size: Any
) -> None:
    page = open_built("?present", size)
    first = story.steps[0].id
    on(page, first)
    assert page.locator("section.step:visible").evaluate_all("all => all.map(each => each.id)") == [first]
    chart, text = page.locator("#map").bounding_box(), page.locator("#story").bounding_box()
    assert chart is not None and text is not None
    assert chart["width"] == size["width"] and chart["height"] > size["height"] / 2
    assert chart["y"] + chart["height"] <= text["y"] + 1
    assert text["y"] + text["height"] <= size["height"] + 1
    assert page.locator("#story").evaluate("each => each.scrollHeight <= each.clientHeight + 1")
    expect(page.locator(".masthead")).to_be_hidden()


def test_keys_and_a_remote_turn_the_steps(open_built: Callable[..., Page], story: Story) -> None:
    ids = [step.id for step in story.steps]
    page = open_built("?present")
    forwards = ["ArrowRight", "PageDown", "Space", "ArrowDown"]
    backwards = ["ArrowLeft", "PageUp", "Shift+Space", "ArrowUp"]
    at = 0
    for key in [*forwards, *backwards]:
        page.keyboard.press(key)
        at += 1 if key in forwards else -1
        on(page, ids[at])
    page.keyboard.press("End")
    on(page, ids[-1])
    page.keyboard.press("ArrowRight")
    on(page, ids[-1])
    page.keyboard.press("Backspace")
    on(page, ids[-2])
    page.keyboard.press("Home")
    on(page, ids[0])
    page.keyboard.press("ArrowLeft")
    on(page, ids[0])


def test_the_screen_goes_black_until_any_key(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built("?present")
    page.keyboard.press("b")
    expect(page.locator("#map")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator("#map")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator("#map")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#map")).to_be_visible()
    on(page, story.steps[1].id)


def test_escape_leads_back_to_the_page_on_the_same_step(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built(f"?present&theme=dark#{story.steps[3].id}")
    on(page, story.steps[3].id)
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "present" not in url)
    on(page, story.steps[3].id)
    assert page.url.endswith(f"?theme=dark#{story.steps[3].id}")
    expect(page.locator(".masthead")).to_be_visible()


def test_f_fills_the_screen_and_leaves_it(open_built: Callable[..., Page]) -> None:
    page = open_built("?present")
    page.keyboard.press("f")
    page.wait_for_selector("html:fullscreen", state="attached")
    page.keyboard.press("F")
    page.wait_for_selector("html:not(:fullscreen)", state="attached")


def test_a_swipe_turns_a_step_and_two_fingers_do_not(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built("?present", PHONE, has_touch=True)
    swipe = """([from, to, fingers]) => {
      const touch = (x, id) => new Touch({ identifier: id, target: document.body, clientX: x, clientY: 400 });
      const touches = Array.from({ length: fingers }, (_, id) => touch(from + 9 * id, id));
      window.dispatchEvent(new TouchEvent("touchstart", { touches, changedTouches: touches, bubbles: true }));
      window.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(to, 0)], bubbles: true }));
    }"""
    page.evaluate(swipe, [300, 100, 1])
    on(page, story.steps[1].id)
    page.evaluate(swipe, [300, 100, 2])
    page.evaluate(swipe, [100, 120, 1])
    on(page, story.steps[1].id)
    page.evaluate(swipe, [100, 300, 1])
    on(page, story.steps[0].id)


def test_the_embedding_page_turns_the_steps_and_hears_of_each(
    open_page: Callable[..., Page], elsewhere: Callable[[str], str], open_built: Callable[..., Page], story: Story
) -> None:
    page = open_built("?present")
    page.evaluate("window.story.next()")
    on(page, story.steps[1].id)
    page.evaluate("window.story.previous()")
    on(page, story.steps[0].id)
    page.evaluate(f"window.story.goto('{story.steps[4].id}')")
    on(page, story.steps[4].id)
    assert page.url.endswith(f"?present#{story.steps[4].id}")


def test_each_step_is_said_aloud(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built("?present")
    on(page, story.steps[0].id)
    page.keyboard.press("PageDown")
    on(page, story.steps[1].id)
    expect(page.locator("#announcer")).to_contain_text(f"2 / {len(story.steps)}: {story.steps[1].title}")
    assert page.locator("#announcer").evaluate("each => getComputedStyle(each).display") == "block"
