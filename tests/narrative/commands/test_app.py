"""The command `app`: what it asks of Streamlit, and what it says of a wrong call."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geo.reading.shipped import app_script
from narrative.commands import app
from narrative.commands.cli import command_line, main
from narrative.story.folders import STORIES_VARIABLE


def test_streamlit_is_called_with_the_stories_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    options = command_line().parse_args(["app", "--stories", "mine", "--port", "9001", "--host", "0.0.0.0", "--open"])
    command, environment = app.call_of(options)
    assert command[:5] == [sys.executable, "-m", "streamlit", "run", str(app_script())]
    said = dict(zip(command[5::2], command[6::2], strict=True))
    assert (said["--server.port"], said["--server.address"], said["--server.headless"]) == ("9001", "0.0.0.0", "false")
    assert environment[STORIES_VARIABLE] == str(tmp_path / "mine")


def test_the_environment_goes_along_and_the_program_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    _, environment = app.call_of(command_line().parse_args(["app"]))
    assert environment["PYTHONPATH"].split(os.pathsep) == [str(app_script().parent), "/elsewhere"]
    assert environment["PATH"] == os.environ["PATH"]


def test_a_folder_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app", "--stories", "/no/such"]) == 2
    assert '--stories: there is no folder "/no/such"' in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["app", "--port", str(port)]) == 2
    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_where_a_process_cannot_be_replaced_its_exit_code_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        assert command[3] == "run" and not options["check"]
        return subprocess.CompletedProcess(command, 7)

    monkeypatch.setattr(app, "REPLACES", False)
    monkeypatch.setattr("narrative.commands.app.subprocess.run", run)
    assert app.run_app(command_line().parse_args(["app", "--port", "0"])) == 7
