"""The command export: what is written, what is said, and what is missing for a format with pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.exports.registry import FORMATS
from tests.stories import write_story


def test_an_export_is_written_into_a_new_folder_and_a_second_run_writes_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_story(tmp_path)
    file = tmp_path / "new" / "folder" / "steps.csv"
    command = ["export", str(folder), "--format", "steps-csv", "--out", str(file)]
    assert main(command) == 0
    written = file.read_bytes()
    said = capsys.readouterr()
    assert said.out == f"{file}\n"
    assert said.err == f"Not in the file: {FORMATS['steps-csv'].loses}\n"
    assert written.decode("utf-8-sig").startswith("number,id,title,")
    assert main(command) == 0
    assert file.read_bytes() == written
    assert [path.name for path in file.parent.iterdir()] == ["steps.csv"]


def test_an_export_through_a_link_leaves_the_link(tmp_path: Path) -> None:
    folder = write_story(tmp_path)
    (tmp_path / "target").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert main(["export", str(folder), "--format", "ris", "--out", str(tmp_path / "link")]) == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8").startswith("TY  - ELEC")


def test_every_format_is_listed_in_a_readers_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--format", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(FORMATS)
    assert "steps-csv         Steps, as CSV (for a spreadsheet)" in lines


def test_a_story_with_faults_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_story(tmp_path, "title: x\n")
    assert main(["export", str(folder), "--format", "ris", "--out", str(tmp_path / "x.ris")]) == 1
    assert 'missing "steps"' in capsys.readouterr().out
    assert not (tmp_path / "x.ris").exists()


@pytest.mark.parametrize("name", ["pptx", "docx"])
def test_without_a_browser_a_format_with_pictures_says_what_to_install_and_writes_nothing(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/gone/chromium")
    folder = write_story(tmp_path)
    assert main(["export", str(folder), "--format", name, "--out", str(tmp_path / "new" / f"x.{name}")]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("python -m narrative: CHROMIUM=/gone/chromium names no program; unset it")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("name", "package"), [("pptx", "python-pptx"), ("docx", "python-docx")])
def test_without_its_library_a_format_says_what_to_install(
    name: str, package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("narrative.exports.illustrated.find_spec", lambda name: None)
    assert main(["export", str(write_story(tmp_path)), "--format", name, "--out", str(tmp_path / "x")]) == 2
    assert f"{name} needs {package}, of the extra for documents: pip install -r requ" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_the_file_to_write_is_asked_for_by_the_ending_of_the_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_story(tmp_path)
    assert main(["export", str(folder), "--format", "pptx"]) == 2
    assert f'such as "{folder.name}.pptx"' in capsys.readouterr().err
