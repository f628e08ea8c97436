"""What the tests of a story that is watched share: its folder, and the watcher, which renders it in a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.page.value import Page
from narrative.serving.watching import Watched
from tests.stories import write_story


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A story's folder."""
    return write_story(tmp_path)


@pytest.fixture
def watched(home: Path) -> Watched:
    """The story, rendered in a line: what a page looks like is for other tests."""
    return Watched(home, render=lambda story: Page(f"{story.title}: {len(story.steps)} steps", ""))
