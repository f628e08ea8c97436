"""The text that a story keeps in its own folder, and what is said of it where nobody has marked its names."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from narrative.source.own_source import source_file, unmarked, unmarked_verdict
from narrative.story import Story, load_story
from tests.stories import write_story

TEXT = "A Boat on the Lake\n\nOne.\n\n\nTwo,\nand more.\n \nThree.\n"


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


def test_a_text_in_the_folder_is_the_story_s_to_show(lake: Story) -> None:
    assert source_file(lake) is None
    path = lake.folder / "source.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert source_file(lake) == path


def test_paragraphs_are_parted_by_empty_lines_and_what_stands_before_them_is_the_heading(lake: Story) -> None:
    found = unmarked(lake, TEXT)
    assert [(each.number, TEXT[each.start : each.end]) for each in found.paragraphs] == [
        (1, "One."),
        (2, "Two,\nand more."),
        (3, "Three."),
    ]
    assert found.marks == ()
    assert found.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_line_ends_of_windows_change_no_position(lake: Story) -> None:
    text = TEXT.replace("\n", "\r\n")
    assert [text[each.start : each.end] for each in unmarked(lake, text).paragraphs] == [
        "One.",
        "Two,\r\nand more.",
        "Three.",
    ]


def test_a_text_of_fewer_paragraphs_is_shown_as_far_as_it_goes(lake: Story) -> None:
    assert [each.number for each in unmarked(lake, "One.\n\nTwo.").paragraphs] == [1, 2]
    assert unmarked(lake, "").paragraphs == ()


def test_whether_it_is_the_text_that_the_story_names_is_said(lake: Story) -> None:
    digest, other = "a" * 64, "b" * 64
    named = replace(lake, source=lake.source.model_copy(update={"sha256": digest}))
    assert unmarked_verdict(lake, digest) == "This is the text in the story’s folder. Nobody has marked its names yet."
    assert unmarked_verdict(named, digest) == (
        "This is the very text that the story was told after: its SHA-256 is aaaaaaaaaaaa… too. "
        "Nobody has marked its names yet."
    )
    assert unmarked_verdict(named, other) == (
        "This is not letter by letter the text that the story was told after: its SHA-256 is bbbbbbbbbbbb…, "
        "not aaaaaaaaaaaa…. Nobody has marked its names yet."
    )
