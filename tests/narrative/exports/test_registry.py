"""The list of exports: every format writes any story, the same bytes each time, and the documentation has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrative.exports.registry import EXPORTS, FORMATS, find_export
from narrative.story import Story, load_story
from tests.hostile_story import body
from tests.listed import together


@together("name", EXPORTS)
def test_the_same_story_gives_the_same_bytes(lake: Story, name: str) -> None:
    assert body(lake, name) == body(load_story(lake.folder), name)


@together("name", EXPORTS)
def test_the_first_story_can_be_exported(story: Story, name: str) -> None:
    export = EXPORTS[name]
    assert export.name == name
    assert export.file_name(story).startswith(story.slug)
    assert body(story, name).decode("utf-8")


def test_the_documentation_has_every_format_and_no_other() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(FORMATS)


def test_an_unknown_format_is_told_what_was_meant() -> None:
    with pytest.raises(LookupError, match='no format "bibtx"; did you mean "bibtex"'):
        find_export("bibtx")


def test_every_export_says_what_it_loses_and_the_documentation_says_it_too() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    for export in FORMATS.values():
        assert export.loses.endswith(".")
        assert f"- `{export.name}`: {export.loses}\n" in text
