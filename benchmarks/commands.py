"""Measure what the commands cost: processor seconds of each, and how long `make run` takes until it answers.

Run with ``.venv/bin/python benchmarks/commands.py [--runs N] [--only WORD]``. Each command is a process of its own,
started N times after one that is not counted; its processor time is that of the process and of all that it starts
(the browser that takes the picture of a `build` too). A row has the median and the lowest and highest run. `new` takes
texts of three sizes, written here from a list of towns; it needs the gazetteer of the world (``make geoparser``) and is
left out where that is missing. ``--cold`` gives every run an empty folder for what is kept between runs
(``NARRATIVE_MAP_CACHE``).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
NARRATIVE = [sys.executable, "-m", "narrative"]
LETTERS = (2_000, 10_000, 50_000)  # of the texts that `new` reads
TOWNS = ("London", "Paris", "Vienna", "Berlin", "Rome", "Madrid", "Lisbon", "Athens", "Prague", "Dublin", "Oslo")
LONGEST_S = 120  # until a server answers, or is given up
LOOK_S = 0.02


def text_of(letters: int) -> str:
    """A travel diary of so many letters at least: dated paragraphs that go from town to town."""
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) + 2 * len(paragraphs) < letters:
        number = len(paragraphs)
        here, there = TOWNS[number % len(TOWNS)], TOWNS[(number + 1) % len(TOWNS)]
        paragraphs.append(
            f"On {number % 28 + 1} May {1801 + number // 28} we left {here} before it was light and drove all day "
            f"through rain. At {there} the inn was full, and a letter from {here} lay on the table; nobody knew who "
            "had brought it. We read it twice and went to bed without a candle."
        )
    return "\n\n".join(paragraphs) + "\n"


def commands(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each command with a name; what is written goes into folders of its own."""
    yield "a usage error", [*NARRATIVE, "nonsense"]
    yield "--version", [*NARRATIVE, "--version"]
    yield "--help", [*NARRATIVE, "--help"]
    yield "check, both stories", [*NARRATIVE, "check"]
    first = sorted(path.parent.name for path in (ROOT / "data" / "stories").glob("*/story.yaml"))[0]
    yield "check, the first story", [*NARRATIVE, "check", first]
    yield "build, with the picture", [*NARRATIVE, "build", "--out", "OUT"]
    yield "build, no browser", ["env", "CHROMIUM=/nowhere", *NARRATIVE, "build", "--out", "OUT"]
    yield (
        "build of a changed word",
        ["env", "CHROMIUM=/nowhere", *NARRATIVE, "build", f"CHANGED/{first}", "--out", "OUT"],
    )
    if (ROOT / "data" / "gazetteer" / "world.sqlite").is_file() or list((ROOT / "data" / "gazetteer").glob("world.*")):
        for letters in LETTERS:
            text = folder / f"diary-{letters}.txt"
            text.write_text(text_of(letters), encoding="utf-8")
            yield f"new, {letters:,} letters", [*NARRATIVE, "new", "diary", "--text", str(text), "--out", "OUT"]


def processor_seconds(command: list[str], environment: dict[str, str]) -> float:
    """Of one run, with all that it starts; "OUT" in the command is a new folder, "CHANGED" one with stories that nobody
    has built yet: each has another title.
    """
    with tempfile.TemporaryDirectory() as out, tempfile.TemporaryDirectory() as changed:
        called = [{"OUT": out}.get(each, each).replace("CHANGED", changed) for each in command]
        if any("CHANGED" in each for each in command):
            shutil.copytree(ROOT / "data" / "stories", changed, dirs_exist_ok=True)
            for file in Path(changed).glob("*/story.yaml"):
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace("title: ", f"title: {Path(changed).name} ", 1), encoding="utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(called, cwd=ROOT, env=environment, capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds_until_it_answers(environment: dict[str, str]) -> float:
    """From `make run` to the first answer of the app's own address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    answer.read()
                return time.perf_counter() - start
            except OSError:  # it listens not yet, or is slow
                if server.poll() is not None or time.perf_counter() - start > LONGEST_S:
                    raise SystemExit("make run does not answer") from None
                time.sleep(LOOK_S)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def main(runs: int, only: str, cold: bool) -> None:
    """Run everything, print a table."""
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {runs} runs{', nothing kept' if cold else ''}\n")
    print("| command | median s | lowest | highest |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def environment(label: str, run: int) -> dict[str, str]:
            return {**os.environ, "NARRATIVE_MAP_CACHE": str(folder / (f"kept-{label}-{run}" if cold else "kept"))}

        for label, command in commands(folder):
            if only in label:
                told(label, [processor_seconds(command, environment(label, run)) for run in range(runs + 1)][1:])
        if only in "make run, until it answers":
            told(
                "make run, until it answers",
                [seconds_until_it_answers(environment("run", run)) for run in range(runs + 1)][1:],
            )


def told(label: str, seconds: list[float]) -> None:
    """One row."""
    print(f"| {label} | {median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (5)")
    parser.add_argument("--only", default="", metavar="WORD", help="the rows with this word")
    parser.add_argument("--cold", action="store_true", help="keep nothing between the runs")
    asked = parser.parse_args()
    main(asked.runs, asked.only, asked.cold)
