"""The command `watch`: it tells its address and every state, and ends well."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from geo.reading.faults import Fault
from narrative.commands.cli import main
from narrative.commands.watch import report
from narrative.page.value import Page
from narrative.serving.watching import State, Watched
from tests.running_app import ROOT
from tests.stories import BROKEN, STORY, line_of, write_story

PATIENCE_SECONDS = 60  # a test that waits longer has failed; none waits for the clock


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A story's folder."""
    return write_story(tmp_path)


def test_the_command_tells_its_address_and_ends_well_when_interrupted(home: Path) -> None:
    command = [sys.executable, "-m", "narrative", "watch", str(home), "--port", "0", "--no-open"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    reaper = threading.Timer(PATIENCE_SECONDS, process.kill)
    reaper.start()
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        assert any("http://localhost:" in line for line in lines)
        (home / "story.yaml").write_text(BROKEN, encoding="utf-8")
        assert any(f"story.yaml:{line_of(BROKEN, 'rumoured')}:" in line for line in lines)
        assert "1 fault: " in next(lines)
        (home / "story.yaml").write_text(STORY, encoding="utf-8")
        assert any("shown: 3 steps" in line for line in lines)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
        assert process.communicate()[1] == ""
    finally:
        reaper.cancel()
        process.kill()
        process.communicate()


def test_a_port_that_is_taken_or_none_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["watch", "--no-open", "--port", str(port)]) == 2
        assert f"port {port} cannot be used (" in capsys.readouterr().err
    assert main(["watch", "--no-open", "--port", "99999"]) == 2
    assert "0 to 65535" in capsys.readouterr().err
    assert main(["watch", "nowhere"]) == 2


def test_each_state_is_a_line_with_the_hour_and_each_fault_one_before_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = Watched(home, render=lambda story: Page(story.title, "")).state
    faults = (Fault("story.yaml", 4, "no text"), Fault("story.yaml", 9, "no date"))
    for state in (good, State(good.edition, faults[:1]), State(None, faults)):
        report(state)
    lines = [re.sub(r"^\d\d:\d\d:\d\d ", "HH:MM:SS ", line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "HH:MM:SS shown: 3 steps",
        "story.yaml:4: no text",
        "HH:MM:SS 1 fault: the last version without stays up",
        "story.yaml:4: no text",
        "story.yaml:9: no date",
        "HH:MM:SS 2 faults: there is no version without to show yet",
    ]
