"""The command `shots` on a small story of the tests' own: run as a person runs it, but where it ends at the call."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from narrative.commands.cli import main
from tests.stories import STORY, write_story

ROOT = Path(__file__).parents[3]
NAMES = ["01-the-letter.png", "02-the-denial.png", "03-reading-on.png"]
Shots = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return write_story(tmp_path)


@pytest.fixture
def shots(lake: Path) -> Shots:
    """``shots(*options, story=lake, **environment)``: the command's outcome."""

    def shots_(*options: str | Path, story: Path = lake, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "narrative", "shots", str(story), *map(str, options)]
        return subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=150,
            check=False,
        )

    return shots_


def captions_in(folder: Path) -> list[dict[str, object]]:
    return list(json.loads((folder / "captions.json").read_text(encoding="utf-8"))["pictures"])


def test_one_picture_a_step_with_its_caption_and_the_same_bytes_again(shots: Shots, tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "pictures", tmp_path / "b"
    run = shots("--out", first)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [f"{n}/3 {name}" for n, name in enumerate(NAMES, 1)]
    assert sorted(path.name for path in first.iterdir()) == [*NAMES, "captions.json"]
    assert [each["file"] for each in captions_in(first)] == NAMES
    with Image.open(first / NAMES[0]) as picture:
        assert picture.size == (1280, 800)
        texts = picture.text  # type: ignore[attr-defined]
    assert texts["Title"] == "The Lake Crossing: The letter (27 May 1949)"
    assert texts["Description"] == captions_in(first)[0]["alt"]
    assert "A Boat on the Lake" in texts["Source"] + texts["Copyright"]
    quiet = shots("--out", second, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    for name in [*NAMES, "captions.json"]:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_options_choose_steps_size_scale_theme_format_and_the_map_alone(shots: Shots, tmp_path: Path) -> None:
    options = ["--steps", "the-denial..", "--size", "400x300", "--scale", "2", "--theme", "dark", "--map-only"]
    run = shots("--out", tmp_path / "out", *options, "--format", "webp")
    assert run.returncode == 0, run.stderr
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["02-the-denial.webp", "03-reading-on.webp", "captions.json"]
    with Image.open(tmp_path / "out" / files[0]) as picture:
        assert (picture.format, picture.size) == ("WEBP", (800, 600))
        about = ElementTree.fromstring(picture.info["xmp"])  # title and alternative text go into a WebP too
    assert "The Lake Crossing: The denial (spring 1949)" in list(about.itertext())


def test_a_later_run_keeps_the_captions_of_pictures_that_lie_there(shots: Shots, tmp_path: Path) -> None:
    for step in ("the-letter", "reading-on"):
        assert shots("--out", tmp_path / "out", "--steps", step, "--size", "400x300").returncode == 0
    assert [each["step"] for each in captions_in(tmp_path / "out")] == ["the-letter", "reading-on"]


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
    shots: Shots, tmp_path: Path, chromium: str, sentence: str
) -> None:
    run = shots("--out", tmp_path / "out", CHROMIUM=chromium)
    assert (run.returncode, run.stdout.count("\n")) == (2, 0)
    assert sentence in run.stderr
    assert len(run.stderr.splitlines()) == 1
    assert list((tmp_path / "out").glob("*")) == []


def test_a_story_with_faults_is_told_as_by_check(shots: Shots, tmp_path: Path) -> None:
    story = write_story(tmp_path, STORY.replace("date: 1949-21", "date: 1949-13"))
    run = shots("--out", tmp_path / "out", story=story)
    assert run.returncode == 1
    assert run.stdout.startswith(f"{story}/story.yaml:")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_whole_pictures_and_their_captions(
    lake: Path, tmp_path: Path, sign: signal.Signals
) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "narrative", "shots", str(lake), "--out", str(out), "--size", "slide"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout
    assert process.stdout.readline() == "1/3 01-the-letter.png\n"
    os.killpg(process.pid, sign)  # as Ctrl+C does: browser and all
    _, error = process.communicate(timeout=60)
    if process.returncode == 0:  # it was quicker than the signal, which is no fault
        assert len(captions_in(out)) == 3
    else:
        assert process.returncode == 130
        assert error == "python -m narrative: stopped; what has been written is whole\n"
    pictures = sorted(path.name for path in out.glob("*.png"))
    for name in pictures:
        with Image.open(out / name) as picture:
            picture.load()
    assert [each["file"] for each in captions_in(out)] == pictures
    assert sorted(path.name for path in out.iterdir()) == [*pictures, "captions.json"]


def test_on_a_terminal_a_bar_names_the_step(lake: Path, tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = [
        sys.executable,
        "-m",
        "narrative",
        "shots",
        str(lake),
        "--out",
        str(tmp_path / "out"),
        "--size",
        "400x300",
    ]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=follower, stderr=follower, env={**os.environ, "TERM": "xterm"}
    ) as run:
        os.close(follower)
        heard = io.BytesIO()
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # Linux: the other end is closed
                break
            if not part:
                break
            heard.write(part)
        assert run.wait(timeout=60) == 0
    os.close(leader)
    text = heard.getvalue().decode()
    assert "02-the-denial.png" in text
    assert "3/3" in text
    assert "4 files in" in text
