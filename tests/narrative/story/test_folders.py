"""Which folders are stories, asked by every host in one way."""

from __future__ import annotations

from pathlib import Path

import pytest

import narrative
from narrative.serving.pages import Pages
from narrative.story import folders, list_stories, stories_folder
from tests.stories import write_story


def test_the_server_knows_just_the_folders_that_are_stories(tmp_path: Path) -> None:
    home = write_story(tmp_path)
    for name in (".half.abc", "My_Story", "Upper", "no-story"):
        (tmp_path / name).mkdir()
        if name != "no-story":
            (tmp_path / name / "story.yaml").write_bytes((home / "story.yaml").read_bytes())
    (tmp_path / "story.yaml").write_bytes((home / "story.yaml").read_bytes())
    assert list_stories(tmp_path) == Pages(tmp_path).slugs() == ["lake-crossing"]


def test_without_a_folder_they_are_the_projects_own() -> None:
    assert list_stories() == list_stories(stories_folder()) == Pages().slugs()


def test_a_folder_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert list_stories(tmp_path / "gone") == Pages(tmp_path / "gone").slugs() == []


def test_the_stories_of_the_program_lie_beside_it() -> None:
    assert stories_folder() == Path(narrative.__file__).resolve().parents[1] / "data" / "stories"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program, called in a folder of its user's; the folder."""
    monkeypatch.setattr(folders, "is_installed", lambda: True)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def test_an_installed_program_shows_what_came_along_until_there_are_own_stories(installed: Path) -> None:
    assert stories_folder() == Path(narrative.__file__).resolve().parents[1] / "data" / "stories"
    assert folders.new_stories_folder() == installed
    write_story(installed)
    assert stories_folder() == installed
    assert list_stories() == ["lake-crossing"]


def test_the_environment_names_another_folder(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folders.STORIES_VARIABLE, str(installed / "100%"))
    assert stories_folder() == folders.new_stories_folder() == installed / "100%"
    assert list_stories() == []
    assert folders.stories_words().endswith("100%%")


def test_a_folder_that_forbids_to_look_has_no_stories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(Path, "iterdir", forbidden)
    assert list_stories(tmp_path) == []
