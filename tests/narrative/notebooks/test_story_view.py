"""A story opened by a script or a notebook: what it is, what it shows, and what it says when it is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import narrative
from geo.reading.faults import Faults
from narrative import Story
from narrative.page import render_page
from narrative.story import UnknownReading, load_story
from tests.stories import BROKEN, write_story


def test_a_story_shows_its_whole_page_in_a_frame(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    story = Story.open(folder)
    assert repr(story) == f"Story({folder.name!r}, 3 steps)"
    assert story.title == "The Lake Crossing"
    assert story.steps == ("the-letter", "the-denial", "read-on")
    frame = BeautifulSoup(story._repr_html_(), "html.parser").iframe
    assert frame is not None
    assert frame["srcdoc"] == render_page(load_story(folder)).html
    assert frame["title"] == "The Lake Crossing"


def test_the_page_is_saved_as_it_is_built(tmp_path: Path) -> None:
    story = Story.open(str(write_story(tmp_path)))
    file = story.save(tmp_path / "lake.html")
    assert file.read_bytes() == render_page(story.story).body


def test_a_story_with_faults_tells_them_by_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(Faults, match=r"story\.yaml:\d+: "):
        Story.open(write_story(tmp_path, BROKEN))


def test_a_folder_that_is_not_there_is_told_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match='there is no story "the-road-to-moscow-and-bak"; did you mean'):
        Story.open("the-road-to-moscow-and-bak")
    with pytest.raises(UnknownReading):
        Story.open(write_story(tmp_path), readings={"kanege": "kanggye"})


def test_without_anywidget_the_widget_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.notebooks.story_view.find_spec", lambda name: None)
    with pytest.raises(ImportError, match=r"needs anywidget, .*pip install -r requirements-notebooks\.txt"):
        Story.open(write_story(tmp_path)).widget()


def test_the_package_has_no_other_name_by_accident() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Storey'"):
        getattr(narrative, "Storey")  # noqa: B009
