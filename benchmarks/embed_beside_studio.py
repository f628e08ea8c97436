"""Measure what readers of a story wait while three authors have long texts read in the studio of the same server.

    .venv/bin/python benchmarks/embed_beside_studio.py

A server is started; the story's page is asked for every tenth of a second, first alone, then while three browsers
paste 199,000 letters of initials each. Printed are the median, the 95th and the greatest of the answers' times in
milliseconds, and what the authors were told.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Page, sync_playwright

from benchmarks.hostile_inputs import TEXTS
from narrative.story import list_stories
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, find_browser
from tests.running_app import streamlit_on

AUTHORS, LETTERS = 3, 199_000
EVERY_S, SECONDS = 0.1, 20.0
SLOW_MS = 60_000


def answers(url: str) -> list[float]:
    """The times of the answers to a request every tenth of a second, in milliseconds."""
    found = []
    start = time.perf_counter()
    while (begun := time.perf_counter()) - start < SECONDS:
        with urllib.request.urlopen(url, timeout=60) as answer:
            answer.read()
        found.append((time.perf_counter() - begun) * 1000)
        time.sleep(max(0.0, EVERY_S - (time.perf_counter() - begun)))
    return found


class Asker:
    """A reader in a process of its own, which goes before the browsers: these share the machine with the server."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--ask", url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def answers(self) -> list[float]:
        """The times of one series of requests."""
        assert self.process.stdin is not None and self.process.stdout is not None
        print(file=self.process.stdin, flush=True)
        found: list[float] = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        """End it."""
        self.process.communicate(timeout=60)


def ask(url: str) -> None:
    """Print the times of a series of requests for each line of the input."""
    for _ in sys.stdin:
        print(json.dumps(answers(url)), flush=True)


def told(name: str, times: list[float]) -> None:
    """Print a line of figures."""
    ordered = sorted(times)
    figures = f"{statistics.median(ordered):6.0f} {ordered[int(0.95 * len(ordered))]:6.0f} {ordered[-1]:6.0f}"
    print(f"{name:42} {figures} ms  ({len(ordered)} requests)", flush=True)


def main(runs: int = 1) -> None:
    """Start the server and the browsers, ask, print. One run a process: the browsers give way for good."""
    program = find_browser()
    if program is None:
        sys.exit(CURE)
    print(f"{'/embed: median, 95th, greatest':42}")
    for _ in range(runs):
        with streamlit_on("streamlit_app.py") as server, sync_playwright() as playwright:
            url = f"{server}/embed/{list_stories()[0]}"
            urllib.request.urlopen(url).close()  # drawn once, before anything is timed
            asker = Asker(url)
            os.nice(5)
            browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS])
            pages = [browser.new_page() for _ in range(AUTHORS)]
            for page in pages:
                page.goto(f"{server}/studio")
                page.locator(".studio[data-ready]").wait_for(timeout=SLOW_MS)
                page.get_by_label("Paste a text").fill(TEXTS["the same initials (A. B. C.)"](LETTERS))
            told("alone", asker.answers())
            for page in pages:
                page.get_by_role("button", name="Read the text").click()
            told(f"beside {AUTHORS} authors", asker.answers())
            for page in pages:
                print("  an author reads:", said_to(page))
            browser.close()
            asker.close()


def said_to(page: Page) -> str:
    """The sentence above an author's draft."""
    return page.locator(".studio .said").inner_text()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        ask(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
