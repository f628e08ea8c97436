"""A book becomes a story of its chapters, and a story of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.drafts.books import make_book
from narrative.drafts.parts import DraftError
from narrative.reading.extract import source_text
from tests.drafts import finder, sound
from tests.narrative.drafts.test_chapters import BOOK, LONG


def test_a_story_of_the_whole_and_one_of_each_chapter(tmp_path: Path) -> None:
    said = make_book(tmp_path / "journey", source_text(BOOK.encode(), "a.txt"), {"this_year": 2026}, finder=finder)
    assert said.endswith(
        "2 steps, one for each chapter; begin there. 2 stories of single chapters: journey-01 and so on."
    )
    whole, first, second = (sound(tmp_path / each) for each in ("journey", "journey-01", "journey-02"))
    assert [step.title for step in whole.steps] == [
        "CHAPTER I: Kovno and Vilna, 14 May 1804",
        "CHAPTER II: Vilna, 1 June 1804",
    ]
    assert [step.date.edtf for step in first.steps] == ["1804-05-14", "1804-05-15"]
    assert second.title == "A Journey: CHAPTER II"


def test_a_chapter_without_a_place_is_left_out_and_said(tmp_path: Path) -> None:
    text = f"{BOOK}\nCHAPTER III\n\n{LONG}\n\n{LONG}\n"
    said = make_book(tmp_path / "journey", source_text(text.encode(), "a.txt"), {"this_year": 2026}, finder=finder)
    assert said.endswith("1 chapter without a place is left out: CHAPTER III.")
    assert not (tmp_path / "journey-03").exists()


def test_a_second_run_keeps_what_the_author_wrote(tmp_path: Path) -> None:
    source = source_text(BOOK.encode(), "a.txt")
    make_book(tmp_path / "journey", source, {"this_year": 2026}, finder=finder)
    path = tmp_path / "journey-01" / "story.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Kovno", "title: At Kovno", 1), encoding="utf-8")
    make_book(tmp_path / "journey", source, {"this_year": 2026}, finder=finder)
    assert sound(tmp_path / "journey-01").steps[0].title.startswith("At Kovno")


def test_a_text_without_chapters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="no chapters"):
        make_book(tmp_path / "a", source_text(b"One.\n\nTwo goes on.\n"), {"this_year": 2026}, finder=finder)
    assert not (tmp_path / "a").exists()
