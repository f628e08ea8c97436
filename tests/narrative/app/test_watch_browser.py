"""The app follows a story's files while its author writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.running_app import streamlit_on
from tests.stories import BROKEN_TWICE, RETOLD, line_of, write_story


@pytest.fixture(scope="module")
def app_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_story(tmp_path_factory.mktemp("in-the-app"))


@pytest.fixture(scope="module")
def app(app_home: Path) -> Iterator[str]:
    """The app on a folder of one story, its operator being the author."""
    folder = str(app_home.parent)
    with streamlit_on(
        "tests/scripts/script_on_a_folder.py", NARRATIVE_MAP_TEST_STORIES=folder, NARRATIVE_MAP_WATCH="1"
    ) as found:
        yield found


def test_the_app_follows_the_files_too_while_its_switch_is_on(
    open_page: Callable[..., Page], app: str, app_home: Path
) -> None:
    page = open_page(f"{app}/?story=lake-crossing&step=the-denial")
    frame = page.frame_locator("iframe.story-frame")
    expect(frame.locator('html[data-settled="the-denial"]')).to_have_count(1)
    switch = page.get_by_role("switch", name="Reload while I write")
    expect(switch).not_to_be_checked()
    switch.press("Space")
    expect(switch).to_be_checked()
    file = app_home / "story.yaml"
    file.write_text(BROKEN_TWICE, encoding="utf-8")
    faults = page.locator(".faults-of-the-story")
    expect(faults.get_by_role("alert")).to_contain_text("2 faults")
    expect(faults).to_contain_text(f"story.yaml:{line_of(BROKEN_TWICE, 'rumoured')}")
    expect(frame.locator('html[data-settled="the-denial"]')).to_have_count(1)
    file.write_text(RETOLD, encoding="utf-8")
    expect(faults).to_be_hidden()
    expect(frame.locator("h1").first).to_contain_text("The Lake Crossed")
    expect(frame.locator('html[data-settled="the-denial"]')).to_have_count(1)
    expect(page).to_have_url(re.compile("step=the-denial"))
