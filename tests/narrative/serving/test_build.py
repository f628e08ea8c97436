"""What `build` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrative.serving.build import build
from narrative.story import Story
from narrative.story.files import write


def test_the_companions_stand_beside_the_page(built: Path, story: Story) -> None:
    assert sorted(path.name for path in built.parent.iterdir()) == [
        "embed.html",
        "index.html",
        "places.geojson",
        "story.json",
    ]
    assert (built.parent / "places.geojson").read_bytes() == (story.folder / "places.geojson").read_bytes()
    brief = json.loads((built.parent / "story.json").read_text(encoding="utf-8"))
    assert [step["href"] for step in brief["steps"]] == [f"index.html#{step.id}" for step in story.steps]


def test_a_second_run_writes_the_same_bytes(built: Path, story: Story, tmp_path: Path) -> None:
    written = build(story.folder, tmp_path / "new" / "folder")
    assert [path.read_bytes() for path in written] == [(built.parent / path.name).read_bytes() for path in written]


def test_everything_is_readable_by_a_web_server(built: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in built.parent.iterdir()} == {0o644}


def test_a_file_in_the_way_is_named(story: Story, tmp_path: Path) -> None:
    in_the_way = tmp_path / "dist"
    in_the_way.write_text("a file")
    with pytest.raises(OSError, match="dist") as caught:
        build(story.folder, in_the_way)
    assert caught.value.filename == str(in_the_way)
    assert in_the_way.read_text() == "a file"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.html"
    write(path, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(path, b"new")
    assert [each.name for each in tmp_path.iterdir()] == ["index.html"]
    assert path.read_bytes() == b"old"
