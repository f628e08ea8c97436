"""Call the command line as a person does, but in this process, and read the captions that `shots` writes."""

from __future__ import annotations

import io
import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from narrative.commands.cli import main

ROOT = Path(__file__).parents[1]


def called(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What ``python -m narrative`` with these arguments ends in: exit code, output, errors.

    In a thread of its own, since playwright wants one that no other browser of the tests has. That the command does the
    same as a process of its own is shown once, in the tests of `narrative.commands`.
    """
    words = [str(each) for each in arguments]
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name, value in environment.items():
            patch.setenv(name, value)
        with ThreadPoolExecutor(1) as elsewhere:
            code = elsewhere.submit(ended, words).result()
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def ended(words: list[str]) -> int:
    """The exit code of the call."""
    try:
        return main(words)
    except SystemExit as end:  # argparse ends by itself where the call is at fault
        return int(end.code or 0)


def shots_of(story: Path, *options: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The outcome of `shots` for a story's folder."""
    return called("shots", story, *options, **environment)


def captions_in(folder: Path) -> list[dict[str, object]]:
    """The captions beside pictures."""
    return list(json.loads((folder / "captions.json").read_text(encoding="utf-8"))["pictures"])
