"""Start the app on this machine, for tests and benchmarks."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
START_SECONDS = 90  # a loaded machine imports geopandas and Streamlit slowly


def streamlit_on(script: str, log: Path | None = None, **environment: str) -> contextlib.AbstractContextManager[str]:
    """A Streamlit server for a script, ended at the end; ready when its page answers.

    With `log` a file, the server says there all that it can say; `environment` is added to this process's.
    """
    return streamlit_at(free_port(), script, log, environment)


@contextlib.contextmanager
def streamlit_at(
    port: int, script: str, log: Path | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The same on a port that is chosen, for a server that takes another one's place."""
    environment = environment or {}
    options = ["--server.port", str(port), "--server.fileWatcherType", "none"]
    options += ["--logger.level", "debug"] if log else []
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    if log:
        with log.open("wb") as out:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **environment}
            )
    else:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, **environment}
        )
    address = f"http://localhost:{port}"
    try:
        wait_for_answer(f"{address}/_stcore/health", process)
        yield address
    finally:
        end(process)


def end(process: subprocess.Popen[Any]) -> None:
    """Ask a server to end, and wait: one that has just begun draws its pages first, on a loaded machine for long."""
    process.terminate()
    try:
        process.communicate(timeout=START_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise


def wait_for_answer(url: str, process: subprocess.Popen[Any]) -> None:
    """Return when the address answers; raise when the server ends, which is seen at once, or is too slow."""
    for _ in range(START_SECONDS * 5):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.2)
            error = process.stderr.read().decode() if process.stderr else ""
            raise RuntimeError(f"the server ended by itself: {error}")
    raise TimeoutError(f"no answer from {url} in {START_SECONDS} seconds")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def watch_on(story: Path) -> Iterator[str]:
    """``python -m narrative watch`` for a story's folder, ended at the end; its address with a slash at the end."""
    port = free_port()
    command = [sys.executable, "-m", "narrative", "watch", str(story), "--port", str(port), "--no-open"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        wait_for_answer(f"http://localhost:{port}/healthz", process)
        yield f"http://localhost:{port}/"
    finally:
        end(process)
