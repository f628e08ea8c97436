"""The story's frame in the app: what it asks of the server, also of one that was started anew."""

from __future__ import annotations

import re
from collections.abc import Callable

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


def test_after_a_restart_of_the_server_every_reader_is_where_he_was(
    open_page: Open, heard: Heard, story: Story
) -> None:
    """Who reads on meanwhile, who waits on the same step, and who is on another page of another story."""
    port, before, further = free_port(), story.steps[3], story.steps[6]
    second = load_story(stories_folder() / list_stories()[1])
    of_second = re.compile(rf"[?&]story={second.slug}(&|$)")
    with streamlit_at(port, "streamlit_app.py") as server:
        readers = [
            (open_page(f"{server}/?story={story.slug}", reduced_motion="reduce"), after) for after in (before, further)
        ]
        for page, _ in readers:
            settled(page, story.steps[0].id)
            scroll_to(page, before.id)
            in_view(page, story, before.index)
            frame_of(page).locator("html").evaluate("() => { document.documentElement.myMark = 38 }")
        elsewhere = open_page(f"{server}/?story={second.slug}", reduced_motion="reduce")
        settled(elsewhere, second.steps[0].id)
        entries = elsewhere.evaluate("history.length")
        elsewhere.get_by_test_id("stTopNavLink").filter(has_text="About").click()
        expect(elsewhere.get_by_role("heading", level=1)).to_have_text("About")
        expect(elsewhere).to_have_url(of_second)
        assert elsewhere.evaluate("history.length") == entries + 1  # the page, and nothing for its address
        elsewhere.reload()
        expect(elsewhere).to_have_title(f"About · {second.title}")
    for page, after in readers:
        page.locator(CUT).wait_for()
        if after is not before:
            scroll_to(page, after.id)
        settled(page, after.id)
        address_says(page, after.id)
    elsewhere.locator(CUT).wait_for()
    with streamlit_at(port, "streamlit_app.py"):
        for page, after in readers:
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
        elsewhere.locator(CONNECTED).wait_for()
        elsewhere.get_by_test_id("stTopNavLink").filter(has_text="People").click()
        expect(elsewhere).to_have_title(f"People · {second.title}")
        expect(elsewhere).to_have_url(of_second)
        elsewhere.close()
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
