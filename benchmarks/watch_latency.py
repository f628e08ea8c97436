"""Measure how long an author waits: from saving a story's file to its page at rest on its step, in a browser.

``.venv/bin/python benchmarks/watch_latency.py [--rounds 10] [--story SLUG]`` prints medians in seconds, for a change of
text, of a date, of a place's position, and for a letter that the page has not had (the fonts are cut anew).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright

from narrative.story import find_story, list_stories
from narrative.story.files import write
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, find_browser
from tests.running_app import watch_on

SHOWN = "#stage[data-page]"
# By the browser's own clock: playwright looks only twice a second for an element that is long to come.
WHEN_SHOWN = """() => {
  const stage = document.getElementById("stage");
  delete stage.dataset.page;
  return { at: new Promise((tell) => {
    new MutationObserver((_, observer) => {
      if (!stage.dataset.page) return;
      observer.disconnect();
      tell(performance.timeOrigin + performance.now());
    }).observe(stage, { attributes: true, attributeFilter: ["data-page"] });
  }) };
}"""
LETTERS = "ŐŰĄĘŁŃŚŹŻČĎĚŇŘŠŤŮŽĀĒĢĪĶĻŅŪĖĮŲŐŰĞİŞ"  # one a round, that no page has had before


def main() -> None:
    """Run all rounds and print a line per kind of change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--story", default=list_stories()[0])
    options = parser.parse_args()
    program = find_browser()
    if not program:
        raise SystemExit(CURE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / options.story
        shutil.copytree(find_story(options.story), home)
        with watch_on(home) as address:
            browser = playwright.chromium.launch(executable_path=program, args=LAUNCH_ARGUMENTS)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            step = re.findall(r"^  - id: (\S+)", (home / "story.yaml").read_text(encoding="utf-8"), re.M)[5:6]
            page.goto(f"{address}?step={step[0] if step else ''}")
            page.wait_for_selector(SHOWN)
            for name, file, change in CHANGES:
                times = [waited(page, home / file, change, number) for number in range(options.rounds)]
                told = f"median {statistics.median(times):.2f} s, {min(times):.2f} to {max(times):.2f}"
                print(f"{name:<24} {told}", flush=True)
            browser.close()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{options.rounds} rounds each, {os.cpu_count()} processors, load {load}, Chromium without a graphics card")


def waited(page: Page, file: Path, change: Callable[[str, int], str], number: int) -> float:
    """Seconds from the save to the new page at rest."""
    before = file.read_text(encoding="utf-8")
    after = change(before, number)
    if after == before:
        raise SystemExit(f"{file.name} has nothing that this benchmark knows how to change")
    shown = page.evaluate_handle(WHEN_SHOWN)
    start = time.time()
    write(file, after.encode("utf-8"))
    return float(page.evaluate("(shown) => shown.at", shown)) / 1000 - start


def text(story: str, number: int) -> str:
    """Another title of the same letters."""
    return re.sub(r"^title: .*$", f"title: The story told for the {number + 1}. time", story, count=1, flags=re.M)


def date(story: str, number: int) -> str:
    """Another day for the sixth step."""
    dates = list(re.finditer(r"^    date: .*$", story, re.M))
    at = dates[min(5, len(dates) - 1)]
    return f"{story[: at.start()]}    date: 1949-06-{number % 28 + 1:02}{story[at.end() :]}"


def place(gazetteer: str, number: int) -> str:
    """The first point a little to the north."""
    document = json.loads(gazetteer)
    point = next(each for each in document["features"] if each["geometry"]["type"] == "Point")
    point["geometry"]["coordinates"][1] += 0.001 * (number + 1)
    return json.dumps(document, ensure_ascii=False, indent=1)


def letter(story: str, number: int) -> str:
    """A title with a letter that no page has had."""
    sign = LETTERS[number % len(LETTERS)]
    return re.sub(r"^title: .*$", f"title: The story told with {sign}", story, count=1, flags=re.M)


CHANGES: list[tuple[str, str, Callable[[str, int], str]]] = [
    ("text", "story.yaml", text),
    ("a step's date", "story.yaml", date),
    ("a place's position", "places.geojson", place),
    ("a letter never had before", "story.yaml", letter),
]

if __name__ == "__main__":
    main()
