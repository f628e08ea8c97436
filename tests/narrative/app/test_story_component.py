"""What the component of a story says where there is nothing to show, and that it is rendered once."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from narrative.app.story_component import edition_of, story
from tests.stories import BROKEN, write_story


def test_a_story_is_rendered_once_and_anew_when_it_changes(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    first = edition_of(folder, None)
    assert edition_of(folder, None) is first
    text = (folder / "story.yaml").read_text(encoding="utf-8")
    (folder / "story.yaml").write_text(text.replace("The Lake Crossing", "The Lake Crossed Again"), encoding="utf-8")
    assert edition_of(folder, None).story.title == "The Lake Crossed Again"


def test_a_story_that_is_not_there_is_told_in_its_place() -> None:
    app = AppTest.from_string("from narrative.streamlit import story\nimport streamlit as st\nst.text(story('nope'))")
    app.run(timeout=60)
    assert app.error[0].value.startswith("there is no story")
    assert [each.value for each in app.text] == ["None"]
    assert not app.exception


def test_each_fault_of_a_story_is_told(tmp_path: Path) -> None:
    folder = write_story(tmp_path, BROKEN)
    app = AppTest.from_string(f"from narrative.streamlit import story\nstory({str(folder)!r})").run(timeout=60)
    assert 'step "the-denial": "status" is "rumoured"; write stated' in app.error[0].value
    assert not app.exception


def test_a_height_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="height_px is 0; give a number of pixels"):
        story("nope", height_px=0)
