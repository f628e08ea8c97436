"""A story folder becomes a draft, and the draft the same folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from narrative.drafts.opened import draft_of_folder
from narrative.drafts.story_files import story_files
from narrative.story import load_story
from tests.drafts import draft
from tests.stories import PAPERS, TELLING, write_story


def written(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir()
    for name, body in files.items():
        (folder / name).write_bytes(body)
    return folder


@pytest.mark.parametrize("own", [False, True])
def test_a_draft_that_is_written_and_opened_says_the_same(tmp_path: Path, own: bool) -> None:
    files = story_files(draft(with_text=own))
    opened = draft_of_folder(written(tmp_path / "crossing", files))
    again = story_files(opened)
    assert YAML().load(again["story.yaml"].decode()) == YAML().load(files["story.yaml"].decode())
    assert json.loads(again["places.geojson"]) == json.loads(files["places.geojson"])
    assert [(each.id, each.state, each.guess) for each in opened.places] == [
        ("kovno", "proposed", "gn:598316"),
        ("vilna", "proposed", "gn:593116"),
        ("vilia", "proposed", "ne:river/Neris"),
        ("springfield", "proposed", "gn:4951788"),
    ]
    assert load_story(written(tmp_path / "again", again)).steps == load_story(tmp_path / "crossing").steps


def test_statements_and_documents_are_kept_as_they_came(tmp_path: Path) -> None:
    more = "label: a letter, speaker: anna, paragraphs: [1], sources: almanac"
    home = write_story(tmp_path, TELLING.replace("label: a letter", more), papers=PAPERS)
    files = story_files(draft_of_folder(home))
    assert files["documents.yaml"].decode() == PAPERS
    (tmp_path / "again").mkdir()
    again = load_story(written(tmp_path / "again" / "lake-crossing", files))
    before = load_story(home)
    assert before.steps[0].links[0].sources == ("almanac",)
    assert (again.documents, again.statements, again.steps) == (before.documents, before.statements, before.steps)
