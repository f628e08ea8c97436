"""Every format of another program: its file is recognised, and becomes a story that is sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geo.reading.uploads import Upload
from narrative.exports.registry import EXPORTS
from narrative.imports.registry import IMPORTS, recognised
from narrative.page.render import render_page
from narrative.source.annotation_checks import annotation_faults
from narrative.story import Story
from tests.import_files import FILES, OUT_AND_BACK, faults_of, imported, story_in, upload
from tests.listed import together


@together("name", IMPORTS)
def test_a_file_of_every_format_is_recognised_and_its_story_is_sound_and_can_be_shown(
    name: str, tmp_path: Path
) -> None:
    made = imported(name)
    folder = tmp_path / name
    folder.mkdir()
    story = story_in(folder, made)
    assert annotation_faults(story.folder, story) == []
    assert (made.steps, made.places) == (len(story.steps), len(story.gazetteer.places))
    assert story.draft
    page = render_page(story).html
    for step in story.steps:
        assert f'id="{step.id}"' in page
    assert "alert(" not in page


@together("name", IMPORTS)
def test_the_same_file_gives_the_same_bytes(name: str) -> None:
    assert imported(name) == imported(name)


@together("name", IMPORTS)
def test_every_loss_stands_in_the_report(name: str) -> None:
    made = imported(name)
    report = made.files["IMPORT.md"].decode().replace("\\", "")
    for sentence in (*made.lost, *made.look):
        assert sentence[1:] in report


def test_every_format_has_a_file() -> None:
    assert list(FILES) == list(IMPORTS)


@together(("name", "file"), [(name, file) for name, (file, _) in FILES.items()])
def test_the_format_is_told_by_the_content(name: str, file: str) -> None:
    assert recognised(upload(file)) == name


@together("name", [*OUT_AND_BACK, "timelinejs"])
def test_an_export_is_recognised_as_what_it_is(story: Story, name: str) -> None:
    upload = Upload("file", EXPORTS[name].function(story))
    assert recognised(upload) == name.replace("steps-", "")


ODD: tuple[Any, ...] = (
    None,
    True,
    -21.13,
    "x",
    [],
    [3],
    {},
    {"x": None},
    {"type": 7},
    [[[]]],
    {"type": "FeatureCollection"},
)
TOPS = (
    "features",
    "storymap",
    "slides",
    "events",
    "timeline",
    "@graph",
    "items",
    "chapters",
    "first",
    "body",
    "target",
)


@together("top", TOPS)
def test_whatever_stands_under_a_known_key_is_a_sentence_and_never_a_traceback(top: str) -> None:
    for odd in ODD:
        for more in ({}, {"type": "FeatureCollection"}, {"@context": "linkedplaces"}, {"storymap": {"slides": odd}}):
            said = faults_of(json.dumps({**more, top: odd}))
            assert said and "Error" not in said and "object is not" not in said, (top, odd, more)
    for odd in ODD:
        assert faults_of(json.dumps(odd))
