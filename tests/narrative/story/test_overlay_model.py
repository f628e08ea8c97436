"""Drawings as values."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.story import load_story
from narrative.story.overlay_model import Drawn
from tests.drawings import write_flow


def test_nothing_drawn_is_false_and_an_unknown_drawing_is_no_silence(tmp_path: Path) -> None:
    drawn = load_story(write_flow(tmp_path)).drawn
    assert drawn and not Drawn()
    with pytest.raises(LookupError):
        drawn["nothing"]


def test_a_drawing_names_every_file_that_it_is_drawn_from(tmp_path: Path) -> None:
    drawn = load_story(write_flow(tmp_path)).drawn
    assert [path.name for path in drawn["letters"].files] == ["letters.csv", "cold.csv"]
