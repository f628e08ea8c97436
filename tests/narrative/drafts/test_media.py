"""The files of a draft: their names stay in the story's folder, their bytes go through JSON, unnamed ones stay out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from narrative.drafts.draft import Draft, read_draft
from narrative.drafts.media import DRAWINGS, drawing_names, media_of, names_of, new_name, shown_files
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError, changed
from narrative.drafts.story_files import story_files
from narrative.story import load_story
from tests.drawings import write_maps
from tests.media import media_files, write_media_story


def test_a_story_s_files_come_along_and_are_written_again(tmp_path: Path) -> None:
    draft = draft_of_folder(write_media_story(tmp_path))
    assert draft.files == media_files()
    files = story_files(draft)
    assert {name: body for name, body in files.items() if name.startswith("media/")} == media_files()
    home = tmp_path / "again"
    for name, body in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(body)
    before, after = load_story(tmp_path / "lake-crossing"), load_story(home)
    assert [[each.alt for each in step.media] for step in after.steps] == [
        [each.alt for each in step.media] for step in before.steps
    ]


def test_a_file_that_no_step_names_is_left_out(tmp_path: Path) -> None:
    draft = draft_of_folder(write_media_story(tmp_path))
    letter, *rest = draft.steps
    without = changed(draft, steps=(changed(letter, kept={}), *rest))
    assert "media/then.png" not in story_files(without)
    assert set(shown_files(without.steps, draft.files)) == set(draft.files) - {"media/then.png"}


def test_bytes_survive_json(tmp_path: Path) -> None:
    draft = draft_of_folder(write_media_story(tmp_path))
    assert read_draft(json.loads(json.dumps(draft.model_dump(mode="json")))) == draft


@pytest.mark.parametrize(
    "name", ["../bridge.jpg", "/etc/bridge.jpg", "media\\bridge.jpg", "c:bridge.jpg", "", "a\nb.jpg"]
)
def test_a_name_out_of_the_folder_is_refused(name: str) -> None:
    with pytest.raises(DraftError, match="leads out of the story's folder"):
        read_draft({"slug": "lake", "files": {name: "AAAA"}})


def test_what_did_not_arrive_whole_is_refused() -> None:
    with pytest.raises(DraftError, match="did not arrive whole"):
        read_draft({"slug": "lake", "files": {"media/a.png": "no base64!"}})


@pytest.mark.parametrize("kept", [{}, {"media": "a.png"}, {"media": ["a.png"]}, {"media": [{"file": "a.png"}]}])
def test_what_a_step_keeps_need_not_be_media(kept: dict[str, Any]) -> None:
    draft = read_draft({"slug": "lake", "steps": [{"id": "a", "title": "A", "kept": kept}]})
    assert [list(names_of(each)) for each in media_of(draft.steps[0])] == ([["a.png"]] if "file" in str(kept) else [])
    assert isinstance(draft, Draft)


def test_a_new_name_is_free_or_holds_the_same_bytes() -> None:
    files = {"media/bridge.jpg": b"1", "media/bridge-2.jpg": b"2"}
    assert new_name(files, "Bridge", ".jpg", b"2") == "media/bridge-2.jpg"
    assert new_name(files, "Bridge", ".jpg", b"3") == "media/bridge-3.jpg"
    assert new_name(files, "!", ".jpg", b"3") == "media/picture.jpg"


def test_a_draft_carries_what_its_map_is_drawn_from(tmp_path: Path) -> None:
    draft = draft_of_folder(write_maps(tmp_path))
    assert set(draft.files) == {"cold.csv", "fish.geojson", "letters.csv", "sheet.png"}
    files = story_files(draft)
    assert set(draft.files) <= set(files)
    assert all(each in files["story.yaml"] for each in (b"overlays:", b"polynomial1", b"letters.csv"))
    bare = changed(draft, kept={key: each for key, each in draft.kept.items() if key not in DRAWINGS})
    assert not set(draft.files) & set(story_files(bare))  # what no drawing names is left out


def test_a_drawing_cannot_put_another_file_in_the_place_of_the_drafts_own(tmp_path: Path) -> None:
    draft = draft_of_folder(write_maps(tmp_path))
    forged = changed(
        draft,
        kept={**draft.kept, "flows": [{"file": "story.yaml"}, "no"], "overlays": 3},
        files={**draft.files, "story.yaml": b"title: Another"},
    )
    assert list(drawing_names(forged.kept)) == ["fish.geojson", "story.yaml"]
    assert b"title: Another" not in story_files(forged)["story.yaml"]
