"""Two stories in somebody else's Streamlit app: each tells its own step, and a rerun leaves the frames as they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running_app import streamlit_on
from tests.stories import write_story


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_story(tmp_path_factory.mktemp("component"))
    path = os.pathsep.join(filter(None, [str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH", "")]))
    script = "tests/scripts/script_of_a_component.py"
    with streamlit_on(script, NARRATIVE_MAP_TEST_STORY=str(folder), PYTHONPATH=path) as address:
        yield address


def test_each_frame_tells_its_step_and_a_rerun_keeps_them(open_page: Callable[..., Page], app: str) -> None:
    page = open_page(app, reduced_motion="reduce")
    expect(page.get_by_text("first: the-letter; second: the-letter")).to_be_visible()
    first, second = (page.frame_locator("iframe[title='The Lake Crossing'] >> nth=" + str(each)) for each in (0, 1))
    for frame in (first, second):
        frame.locator("html[data-settled='the-letter']").wait_for(state="attached")
        frame.locator("body").evaluate("body => { body.ownerDocument.defaultView.kept = true; }")
    expect(page.get_by_text("run 1")).to_be_visible()  # a frame that opens tells nothing that is not known
    second.locator("#next").press("ArrowRight")  # from the title to the first step
    second.locator("#next").press("ArrowRight")
    expect(page.get_by_text("first: the-letter; second: the-denial")).to_be_visible()
    page.get_by_role("button", name="Read on").click()
    expect(page.get_by_text("first: read-on; second: the-denial")).to_be_visible()
    first.locator("html[data-settled='read-on']").wait_for(state="attached")
    assert first.locator("body").evaluate("body => body.ownerDocument.defaultView.kept")
    assert second.locator("body").evaluate("body => body.ownerDocument.defaultView.kept")
    assert second.locator("html").get_attribute("data-step") == "the-denial"
    heights = [each.bounding_box()["height"] for each in page.locator("iframe[title='The Lake Crossing']").all()]  # type: ignore[index]
    assert heights == [500, 400]
    expect(page.get_by_text('there is no story "no-such-story"')).to_be_visible()
