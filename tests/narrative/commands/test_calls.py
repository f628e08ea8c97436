"""What the commands share: a wrong call is one sentence, faults are lines, an exit code says whose fault it is."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from geo.reading.faults import Fault, Faults
from narrative.commands import calls
from narrative.commands.calls import (
    CallError,
    Parser,
    all_stories,
    cannot_write,
    print_faults,
    read_as_asked,
    story_folder,
)
from narrative.story import folders
from tests.stories import READ, write_story


def test_exit_codes_are_those_of_the_contract() -> None:
    assert (calls.DONE, calls.INPUT_AT_FAULT, calls.CALL_AT_FAULT, calls.INTERRUPTED) == (0, 1, 2, 130)


def test_a_wrong_option_is_one_sentence_that_says_where_help_is() -> None:
    parser = Parser(prog="narrative-map check")
    parser.add_argument("--out", required=True)
    with pytest.raises(CallError, match=r'^the following arguments are required: --out; "narrative-map check --help"'):
        parser.parse_args([])


def test_a_story_is_named_by_its_slug_or_by_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_story(tmp_path)
    monkeypatch.setattr(folders, "stories_folder", lambda: tmp_path)
    assert story_folder("lake-crossing") == home
    assert story_folder(str(home)) == home
    with pytest.raises(CallError, match='there is no story "lake-crosing"; did you mean "lake-crossing"'):
        story_folder("lake-crosing")


def test_without_any_story_the_call_needs_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "stories_folder", lambda: tmp_path)
    monkeypatch.setattr(calls, "stories_folder", lambda: tmp_path)
    with pytest.raises(CallError, match=r"there are no stories in .*; give the path of a story's folder"):
        all_stories()
    write_story(tmp_path)
    assert all_stories() == ["lake-crossing"]


def test_faults_are_printed_a_line_each_in_the_order_of_the_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_faults(Faults([Fault("b.yaml", 2, "no text"), Fault("a.yaml", 9, "no date")])) == 1
    assert capsys.readouterr().out == "a.yaml:9: no date\nb.yaml:2: no text\n"


def test_a_folder_that_takes_nothing_is_named_with_the_reason() -> None:
    full = OSError(28, "No space left on device", "/media/stick/index.html")
    assert str(cannot_write(full, Path("/media/stick"))) == (
        '"/media/stick/index.html" cannot be written (No space left on device); give --out a folder'
    )
    assert str(cannot_write(OSError(13, "Permission denied"), Path("dist"))) == (
        '"dist" cannot be written (Permission denied); give --out a folder'
    )


def test_a_call_fixes_readings(tmp_path: Path) -> None:
    folder = write_story(tmp_path, READ)

    def read(*written: str) -> dict[str, str]:
        return read_as_asked(folder, argparse.Namespace(reading=list(written))).chosen

    assert (read(), read("eviana=lausanne")) == ({"eviana": "evian"}, {"eviana": "lausanne"})
    with pytest.raises(CallError, match='The reading "eviana" has no place "geneva"; there are evian'):
        read("eviana=geneva")
    with pytest.raises(CallError, match="is no reading; write one such as"):
        read("lausanne")
