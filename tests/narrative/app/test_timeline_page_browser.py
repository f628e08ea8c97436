"""The time line on the app's page of it: pressed, turned and read by keyboard, in step with the table beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from narrative.page.timeline import order_data
from narrative.story import Story
from tests.conftest import DESKTOP, PHONE
from tests.narrative.app.test_source_page_browser import choose_first_row

Open = Callable[..., Page]
SIZES: dict[str, Any] = {"desktop": DESKTOP, "phone": PHONE}


@pytest.mark.parametrize("size", SIZES)
def test_a_step_pressed_on_the_time_line_is_chosen(open_page: Open, server: str, story: Story, size: str) -> None:
    page = open_page(f"{server}/time-line?story={story.slug}", SIZES[size], reduced_motion="reduce")
    track = page.get_by_role("slider", name="Time line of the steps")
    expect(track.locator(".mark")).to_have_count(len(story.steps))
    expect(track.locator(".mark.is-present")).to_have_count(0)
    expect(track).to_have_attribute("aria-valuetext", "No step is chosen")
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    for step in (story.steps[8], story.steps[20]):
        track.locator(f'.mark[data-step="{step.id}"]').click(force=True)
        expect(page.get_by_role("heading", level=2).first).to_have_text(step.title.replace("'", "’"))
        expect(track.locator(".mark.is-present")).to_have_attribute("data-step", step.id)
    track.press("Home")
    expect(track.locator(".mark.is-present")).not_to_have_attribute("data-step", story.steps[20].id)
    first = track.locator(".mark.is-present").get_attribute("data-step")
    expect(page.get_by_role("heading", level=2).first).to_have_text(
        next(step.title for step in story.steps if step.id == first).replace("'", "’")
    )
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_order_of_the_table_is_the_time_lines_and_the_tables_choice_too(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(f"{server}/time-line?story={story.slug}&moment={story.steps[4].id}", reduced_motion="reduce")
    track = page.get_by_role("slider", name="Time line of the steps")
    expect(track.locator(".mark.is-present")).to_have_attribute("data-step", story.steps[4].id)
    first = story.steps[order_data(story)["date"][0]].id
    choose_first_row(page)
    expect(track).to_have_attribute("aria-valuenow", "1")
    expect(track.locator(".mark.is-present")).to_have_attribute("data-step", first)
    page.get_by_text("As told", exact=True).click()
    expect(track).not_to_have_attribute("aria-valuenow", "1")
    expect(track.locator(".mark.is-present")).to_have_attribute("data-step", first)
