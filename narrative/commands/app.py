"""Turn the command ``app`` into the app with the stories of a folder, on this machine or for others."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from geo.reading.shipped import app_script, import_root
from narrative.commands.calls import CallError
from narrative.commands.watch import listening
from narrative.story.folders import STORIES_VARIABLE, stories_words

PORT = 8501  # Streamlit's
HERE = "localhost"
REPLACES = os.name == "posix"  # elsewhere a process that takes another's place ends it for who waits


def add_app(commands: Any) -> None:
    """Add ``app`` to the command line."""
    app = commands.add_parser(
        "app",
        help="show the stories of a folder in the app",
        description="Serve the app with all stories of a folder; where there are none yet, with those that came along. "
        "Ctrl+C ends it.",
    )
    app.add_argument("--stories", metavar="DIR", type=Path, help=f"where the stories are; without it {stories_words()}")
    app.add_argument("--port", type=int, default=PORT, metavar="N", help=f"the port to listen on, {PORT} if not given")
    app.add_argument(
        "--host", default=HERE, metavar="NAME", help="the address to listen on: this machine's own, or 0.0.0.0 for all"
    )
    app.add_argument("--open", action="store_true", help="open the app in a browser")
    app.set_defaults(run=run_app)


def run_app(options: argparse.Namespace) -> int:
    """``app``: Streamlit takes this process's place, so that who ends this one ends the app."""
    if options.stories is not None and not options.stories.is_dir():
        raise CallError(f'--stories: there is no folder "{options.stories}"; "new" makes a story in one')
    with listening(options.port):  # a port that is taken is told in our words
        pass
    command, environment = call_of(options)
    sys.stdout.flush()
    if REPLACES:
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


def call_of(options: argparse.Namespace) -> tuple[list[str], dict[str, str]]:
    """The call of Streamlit, and what it finds in its environment."""
    command = [sys.executable, "-m", "streamlit", "run", str(app_script())]
    command += ["--server.port", str(options.port), "--server.address", options.host]
    command += ["--server.fileWatcherType", "none", "--server.headless", "false" if options.open else "true"]
    path = os.pathsep.join([str(import_root()), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path}
    if options.stories is not None:
        environment[STORIES_VARIABLE] = str(options.stories.resolve())
    return command, environment
