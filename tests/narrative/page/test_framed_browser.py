"""The frame that a notebook shows: the page works in it though it reaches nothing around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from narrative import Story
from tests.stories import write_story


def test_a_page_in_a_cut_off_frame_is_read_by_keys_and_searched(
    open_page: Callable[..., Page], elsewhere: Callable[[str], str], tmp_path: Path
) -> None:
    shown = Story.open(write_story(tmp_path))._repr_html_()
    page = open_page(elsewhere(f'<!doctype html><html lang="en"><title>n</title>{shown}'), reduced_motion="reduce")
    frame = page.frame_locator("iframe")
    frame.locator("html[data-settled='the-letter']").wait_for(state="attached")
    frame.locator("#next").press("End")
    frame.locator("html[data-settled='read-on']").wait_for(state="attached")
    assert page.evaluate("document.querySelector('iframe').contentDocument") is None
