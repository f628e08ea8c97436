"""The studio's lists offer a kind of link, a status and a certainty that only their tables know."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.annotated import TEXT, write_annotated_story
from tests.more_words import GUESSED, REMEMBERED, TRADE
from tests.narrative.studio.test_desk_browser import at, chosen, download, enter, mark_of, read
from tests.running_app import streamlit_on


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The app with the new words in its tables; it outlives the test's page."""
    (tmp_path / "stories").mkdir()
    write_annotated_story(tmp_path / "stories")
    script, stories = "tests/scripts/script_of_the_studio_in_more_words.py", str(tmp_path / "stories")
    with streamlit_on(script, NARRATIVE_MAP_TEST_STORIES=stories) as found:
        yield found


def test_a_word_that_is_added_to_its_table_is_chosen_and_goes_with_the_story(
    address: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(address)
    enter(page)
    read(page, TEXT)
    mark_of(page, "Evian").click()
    chosen(page).get_by_role("button", name="Accept").click()
    page.get_by_role("group", name="How certain is it?").get_by_label("Only guessed").check()
    page.get_by_label("Why", exact=True).fill("by its name")
    panel = at(page, "Steps")
    panel.get_by_role("group", name="How does the source say it?").get_by_label("Remembered").check()
    panel.get_by_role("button", name="Add a link").click()
    link = panel.get_by_role("group", name="Link 1")
    link.get_by_label("It is").select_option(TRADE.with_article)
    link.get_by_label("Status").select_option(REMEMBERED.word)
    expect(page.get_by_text("Draft kept in this browser")).to_be_visible()
    archive = zipfile.ZipFile(download(page, tmp_path))
    story = archive.read("a-boat-on-the-lake/story.yaml").decode()
    assert f"kind: {TRADE.id}\n        status: {REMEMBERED.id}" in story
    assert f"  status: {REMEMBERED.id}\n" in story
    assert f'"certainty": "{GUESSED.id}"' in archive.read("a-boat-on-the-lake/places.geojson").decode()
