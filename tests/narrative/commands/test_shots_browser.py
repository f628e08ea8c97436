"""The command `shots` as a person sees it run: interrupted, and on a terminal."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.shots import ROOT, captions_in
from tests.stories import write_story


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


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return write_story(tmp_path)
