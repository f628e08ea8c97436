"""The list of formats with pictures: each writes any story, the same bytes each time, and says what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.exports.illustrated import ILLUSTRATED
from narrative.exports.registry import EXPORTS
from narrative.story import load_story
from tests.hostile_story import hostile_story
from tests.pictures import pictures_of


@pytest.mark.parametrize("name", ILLUSTRATED)
def test_the_same_story_and_pictures_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    story = hostile_story(tmp_path)
    export = ILLUSTRATED[name]
    first = export.function(story, pictures_of(story))
    assert first == export.function(load_story(story.folder), pictures_of(story))
    assert first.startswith(b"PK\x03\x04")
    assert export.file_name(story) == f"{story.slug}.{name}"


def test_what_is_installed_is_not_missing_and_what_is_not_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.missing() for each in ILLUSTRATED.values()] == ["", ""]
    monkeypatch.setattr("narrative.exports.illustrated.find_spec", lambda name: None)
    assert ILLUSTRATED["docx"].missing() == (
        "docx needs python-docx, of the extra for documents: pip install -r requirements-documents.txt, or "
        '"make documents"'
    )


def test_no_format_has_the_name_of_another() -> None:
    assert set(ILLUSTRATED) & set(EXPORTS) == set()
