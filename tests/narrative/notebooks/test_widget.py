"""The widget's side of Python: its step is one of the story's, and whoever observes it hears of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from narrative import Story
from narrative.notebooks.widget import StoryWidget
from tests.stories import write_story


@pytest.fixture
def view() -> StoryWidget:
    return StoryWidget("<p>page</p>", "The Lake", ["the-letter", "read-on"], more=["paper-one"])


def test_it_opens_on_the_first_step_or_the_one_that_is_asked_for(view: StoryWidget) -> None:
    assert view.step == "the-letter"
    assert StoryWidget("", "", ["the-letter", "read-on"], "read-on").step == "read-on"


def test_a_new_step_is_heard_of(view: StoryWidget) -> None:
    heard: list[Any] = []
    view.observe(lambda change: heard.append((change.old, change.new)), "step")
    view.step = "read-on"
    view.step = "read-on"
    view.step = "paper-one"
    assert heard == [("the-letter", "read-on"), ("read-on", "paper-one")]


def test_a_step_that_is_not_there_is_refused_and_the_reader_stays(view: StoryWidget) -> None:
    with pytest.raises(ValueError, match='there is no step "read-of" in this story; did you mean "read-on"'):
        view.step = "read-of"
    assert view.step == "the-letter"


def test_a_height_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="height_px is 20; give"):
        StoryWidget("", "", ["a"], height_px=20)


def test_a_storys_widget_holds_its_page(tmp_path: Path) -> None:
    story = Story.open(write_story(tmp_path))
    view = story.widget("the-denial", 500)
    assert (view.step, view.height_px, view.title, view.steps) == ("the-denial", 500, "The Lake Crossing", story.steps)
    assert view.html == story.page.html
    assert "allow-same-origin" not in view.sandbox
