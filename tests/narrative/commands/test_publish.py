"""The command `publish`: what it says of its site, and of a wrong call."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.pictures import browser
from tests.sites import two_folders


def test_the_site_is_told_with_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def none() -> str:
        raise browser.NoBrowserError("There is none.")

    monkeypatch.setattr(browser, "require_browser", none)
    folders = [str(each) for each in two_folders(tmp_path)]
    assert main(["publish", *folders, "--out", str(tmp_path / "site"), "--title", "Two  lakes"]) == 0
    said = capsys.readouterr()
    assert "2 stories, " in said.out and " MB" in said.out
    assert "no pictures and no print editions. There is none." in said.err
    assert "Without --address" in said.err
    assert "<title>Two lakes</title>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        (["--address", "maps.example.org"], '"maps.example.org" is no address'),
        (["--licence", "CC BY 4.0"], "write an SPDX identifier"),
        (["--title", " "], "--title is empty"),
    ],
)
def test_a_wrong_call_is_told_in_a_sentence(
    tmp_path: Path, option: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "--out", str(tmp_path / "site"), *option]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("x")
    story = two_folders(tmp_path / "stories")[0]
    assert main(["publish", str(story), "--out", str(tmp_path)]) == 2
    assert "which is of no site" in capsys.readouterr().err
