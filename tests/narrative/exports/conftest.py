"""What the tests of exports share: the small story with texts that quote, escape, calculate and mark up."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.story import Story
from tests.hostile_story import hostile_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return hostile_story(tmp_path)
