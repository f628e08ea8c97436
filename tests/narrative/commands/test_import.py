"""``python -m narrative import``."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from narrative.commands.cli import command_line, main
from narrative.imports.registry import IMPORTS
from narrative.story.files import write
from tests.import_files import FOLDER
from tests.shots import called

ROOT = Path(__file__).parents[3]
DOCS = (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")


def command(out: Path, *more: str, file: str = "storymapjs.json", slug: str = "a-story") -> list[str]:
    return ["import", slug, "--from", str(FOLDER / file), "--out", str(out), *more]


def test_an_import_writes_a_folder_that_check_finds_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path / "new")) == 0
    said = capsys.readouterr()
    folder = tmp_path / "new" / "a-story"
    assert said.out.splitlines() == [str(folder / name) for name in ("story.yaml", "places.geojson", "IMPORT.md")]
    assert "Not kept: slide 3: <script> with all in it was taken out" in said.err
    assert "To look at: slide 4 has no place" in said.err
    assert sorted(path.name for path in folder.iterdir()) == ["IMPORT.md", "places.geojson", "story.yaml"]
    assert [path.name for path in folder.parent.iterdir()] == ["a-story"]
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: ok, 5 steps, 3 places, a draft\n"
    assert called("build", folder, "--out", tmp_path / "built").returncode == 0
    assert "Three shocks" in (tmp_path / "built" / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a-story").mkdir()
    (tmp_path / "a-story" / "story.yaml").write_text("mine")
    assert main(command(tmp_path)) == 2
    assert "is there already and stays as it is; choose another SLUG or --out" in capsys.readouterr().err
    assert (tmp_path / "a-story" / "story.yaml").read_text() == "mine"


def test_a_file_with_faults_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path / "new", file="timelinejs.json")) == 1
    assert capsys.readouterr().out.startswith("timelinejs.json:")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_whole_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, body: bytes) -> Path:
        if path.name == "IMPORT.md":
            raise OSError(28, "No space left on device", str(path))
        return write(path, body)

    monkeypatch.setattr("narrative.commands.import_.write", full)
    assert main(command(tmp_path)) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--format", "storymap"], 'there is no format "storymap"; did you mean "storymapjs"? The formats are'),
        (["--date", "1793-13"], 'the date "1793-13" has no month 13'),
        (["--language", "english language"], 'the language "english language" is no BCP 47 tag'),
        (["--places", "nowhere.json"], '"nowhere.json" cannot be read (No such file or directory); name a file'),
    ],
)
def test_a_wrong_call_is_answered_with_one_sentence(
    more: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command(tmp_path, *more)) == 2
    assert sentence in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_slug_that_is_none_is_told_a_better_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path, slug="A Story!")) == 2
    assert 'such as "a-story"' in capsys.readouterr().err


def test_a_file_of_another_format_than_named_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path, "--format", "timelinejs")) == 1
    assert 'there is no list "events" here' in capsys.readouterr().out


def test_the_authors_choices_stand_in_the_story(tmp_path: Path) -> None:
    more = ["--title", "All Saints", "--author", "A. Writer", "--language", "pt", "--date", "1755"]
    assert main(command(tmp_path, *more)) == 0
    text = (tmp_path / "a-story" / "story.yaml").read_text(encoding="utf-8")
    assert text.startswith("title: All Saints\n")
    assert "authors: [A. Writer]" in text
    assert "language: pt" in text
    assert "the years given at the import" in text


def test_the_documentation_has_every_format_and_no_other() -> None:
    assert re.findall(r"^\| `([a-z-]+)` \|", DOCS, re.MULTILINE) == list(IMPORTS)


@pytest.mark.parametrize("call", re.findall(r"^\.venv/bin/python -m narrative (import .*)$", DOCS, re.MULTILINE))
def test_a_command_of_the_documentation_is_understood(call: str) -> None:
    assert command_line().parse_args(shlex.split(call)).run
