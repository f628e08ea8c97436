"""The story's frame in the app: what it asks of the server, also of one that was started anew."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from narrative.story import Story, list_stories, load_story, stories_folder
from tests.conftest import Heard
from tests.narrative.app.test_app_browser import address_says, frame_of, in_view, scroll_to, settled
from tests.running_app import free_port, streamlit_at

Open = Callable[..., Page]
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]'
CUT = '[data-testid="stApp"]:not([data-test-connection-state="CONNECTED"])'


def picture_of(page: Page, step: str) -> None:
    """Ask for the picture of the step being read, and wait until it is offered."""
    page.get_by_role("button", name="This step as PNG").click()
    page.get_by_role("button", name=re.compile(f"^Save .*{step}")).wait_for()


@pytest.mark.parametrize("reads_on", [True, False], ids=["who reads on", "who waits"])
def test_after_a_restart_of_the_server_the_reader_is_still_on_the_step(
    open_page: Open, heard: Heard, story: Story, reads_on: bool
) -> None:
    port, before, after = free_port(), story.steps[3], story.steps[6 if reads_on else 3]
    with streamlit_at(port, "streamlit_app.py") as server:
        page = open_page(f"{server}/?story={story.slug}", reduced_motion="reduce")
        settled(page, story.steps[0].id)
        scroll_to(page, before.id)
        in_view(page, story, before.index)
        frame_of(page).locator("html").evaluate("() => { document.documentElement.myMark = 38 }")
    page.locator(CUT).wait_for()
    if reads_on:
        scroll_to(page, after.id)
    settled(page, after.id)
    address_says(page, after.id)
    with streamlit_at(port, "streamlit_app.py"):
        page.locator(CONNECTED).wait_for()
        in_view(page, story, after.index)
        expect(page.locator('a[aria-current="step"]', has_text=after.title)).to_be_visible()
        settled(page, after.id)
        address_says(page, after.id)
        assert frame_of(page).locator("html").evaluate("html => html.myMark") == 38
        picture_of(page, after.id)
        page.get_by_test_id("stTopNavLink").filter(has_text="Places").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Places")
        page.get_by_test_id("stTopNavLink").filter(has_text="Story").first.click()
        settled(page, after.id)
        address_says(page, after.id)
        page.close()
    lost = [each for each in heard.console if "disconnected" in each]
    assert not lost
    heard.console.clear()  # what the browser says of a server that is away


def test_a_step_that_is_read_runs_no_script_and_its_picture_is_the_steps(
    open_page: Open, server: str, story: Story
) -> None:
    sent: list[object] = []
    page = open_page(reduced_motion="reduce")
    page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(frame)))
    page.goto(f"{server}/?story={story.slug}")
    settled(page, story.steps[0].id)
    in_view(page, story, 0)
    page.get_by_role("button", name="This step as PNG").wait_for()
    asked = len(sent)
    for index in (3, 8, 5):
        scroll_to(page, story.steps[index].id)
        settled(page, story.steps[index].id)
        address_says(page, story.steps[index].id)
        in_view(page, story, index)
    assert len(sent) == asked
    picture_of(page, story.steps[5].id)
    assert len(sent) > asked
    in_view(page, story, 5)


def test_after_a_restart_a_click_on_another_page_is_still_about_the_same_story(open_page: Open, heard: Heard) -> None:
    port, second = free_port(), load_story(stories_folder() / list_stories()[1])
    of_second = re.compile(rf"[?&]story={second.slug}(&|$)")
    with streamlit_at(port, "streamlit_app.py") as server:
        page = open_page(f"{server}/?story={second.slug}", reduced_motion="reduce")
        settled(page, second.steps[0].id)
        entries = page.evaluate("history.length")
        page.get_by_test_id("stTopNavLink").filter(has_text="About").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("About")
        expect(page).to_have_url(of_second)
        assert page.evaluate("history.length") == entries + 1  # the page, and nothing for its address
        page.reload()
        expect(page).to_have_title(f"About · {second.title}")
    page.locator(CUT).wait_for()
    with streamlit_at(port, "streamlit_app.py"):
        page.locator(CONNECTED).wait_for()
        page.get_by_test_id("stTopNavLink").filter(has_text="People").click()
        expect(page).to_have_title(f"People · {second.title}")
        expect(page).to_have_url(of_second)
        page.close()
    heard.console.clear()  # what the browser says of a server that is away
