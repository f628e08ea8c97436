"""The command `shots`: a wrong call, a story with faults and a missing browser are a sentence each."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

import pytest

from narrative.commands.cli import main
from narrative.commands.shots import Lines, ended_by_signals
from tests.shots import shots_of
from tests.stories import STORY, write_story


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--steps", "the-leter"], 'no step "the-leter"; did you mean "the-letter"?'),
        (["--size", "slid"], 'no size "slid"; did you mean "slide"?'),
        (["--scale", "9"], '"9" is no scale'),
        (["--format", "gif"], "invalid choice: 'gif'"),
        (["--format", "pdf", "--strip"], "--format pdf is the handout"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_nothing_is_written(
    lake: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    code = main(["shots", str(lake), "--out", str(tmp_path / "out"), *options])
    out, error = capfd.readouterr()
    assert (code, out) == (2, "")
    assert sentence in error
    assert len(error.splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("path", "said"), [("file/below", "cannot be written"), ("file", "is a file")])
def test_a_folder_that_cannot_be_written_is_one_sentence(
    lake: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], path: str, said: str
) -> None:
    (tmp_path / "file").touch()
    code = main(["shots", str(lake), "--out", str(tmp_path / path)])
    out, error = capfd.readouterr()
    assert (code, out) == (2, "")
    assert said in error
    assert "give --out a folder" in error


@pytest.mark.parametrize(
    ("chromium", "sentence"),
    [("/gone", "CHROMIUM=/gone names no program"), (sys.executable, "does not start as a browser")],
    ids=["none there", "no browser"],
)
def test_a_missing_browser_is_one_sentence_with_the_cure(
    lake: Path, tmp_path: Path, chromium: str, sentence: str
) -> None:
    run = shots_of(lake, "--out", tmp_path / "out", CHROMIUM=chromium)
    assert (run.returncode, run.stdout.count("\n")) == (2, 0)
    assert sentence in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert list((tmp_path / "out").glob("*")) == []


def test_a_story_with_faults_is_told_as_by_check(lake: Path, tmp_path: Path) -> None:
    story = write_story(tmp_path, STORY.replace("date: 1949-21", "date: 1949-13"))
    run = shots_of(story, "--out", tmp_path / "out")
    assert run.returncode == 1
    assert run.stdout.startswith(f"{story}/story.yaml:")
    assert not (tmp_path / "out").exists()


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return write_story(tmp_path)


def test_of_the_runs_progress_a_line_is_written_for_each_file_when_it_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = Lines()
    for done, name in enumerate(["01-the-letter.png", "02-the-denial.png", ""]):
        told(done, 2, name)
    assert capsys.readouterr().out == "1/2 01-the-letter.png\n2/2 02-the-denial.png\n"


def tell(sign: signal.Signals) -> None:
    """Send this process a signal, which only its main thread catches."""
    assert threading.current_thread() is threading.main_thread()
    signal.raise_signal(sign)


def test_a_run_that_is_told_to_end_does_so_between_two_pictures_and_lets_signals_be_as_they_were() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), ended_by_signals() as heed:
        heed()  # nothing was said yet
        tell(signal.SIGTERM)  # here a picture is being taken
        heed()
    assert signal.getsignal(signal.SIGTERM) is before


def test_what_fails_because_the_browser_was_told_to_end_too_is_the_interrupt() -> None:
    with pytest.raises(KeyboardInterrupt), ended_by_signals():
        tell(signal.SIGINT)
        raise OSError("the browser is gone")
