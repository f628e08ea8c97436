"""A folder that ``new`` drafts and drafts again, and the draft of the story on the lake."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.story_files import story_files
from tests.drafts import draft, drafted
from tests.studio_drafts import draft_of


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., str]:
    """``run(text=TEXT, **options)``: what a run says; the folder is ``tmp_path / "crossing"``."""
    return partial(drafted, tmp_path / "crossing")


@pytest.fixture
def lake() -> Draft:
    return draft_of()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a drafted story."""
    home = tmp_path / "crossing"
    home.mkdir()
    for name, body in story_files(draft()).items():
        (home / name).write_bytes(body)
    return home
