"""Print how many pictures a second are taken: one page for all steps, beside the usual way of a page load for each.

Run with ``.venv/bin/python benchmarks/pictures_per_second.py [ROUNDS]`` on a machine that does nothing else. Every
round (3) takes all steps of the first story both ways in turn, at 1280x800, light, map and text, in one browser that is
started before anything is timed. Below stands where the time goes, and what other encoders would take.

The usual way is that of shot-scraper's ``multi`` (https://shot-scraper.datasette.io/en/stable/multi.html): for each
picture a new page, its address, a wait for the fact that it is ready, and playwright's screenshot.
"""

from __future__ import annotations

import argparse
import base64
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser

from narrative.pictures.browser import NoBrowserError, open_browser, require_browser
from narrative.pictures.photographer import Look, photographer
from narrative.pictures.sizes import SCREEN
from narrative.serving.build import build
from narrative.story import Step, list_stories, load_story, stories_folder

LOOK = Look(SCREEN)
ENCODERS: dict[str, dict[str, Any]] = {
    "png, as we take it": {"format": "png", "optimizeForSpeed": True},
    "png, packed smaller": {"format": "png"},
    "jpeg 90": {"format": "jpeg", "quality": 90},
    "webp 90": {"format": "webp", "quality": 90},
}


def one_page(browser: Browser, index: Path, steps: list[Step]) -> float:
    """Seconds for a picture of every step in one page, its one load included."""
    begun = time.perf_counter()
    with photographer(browser, index, steps[0].id, LOOK) as photographing:
        for step in steps:
            photographing.picture(step.id)
    return time.perf_counter() - begun


def page_each(browser: Browser, index: Path, steps: list[Step]) -> float:
    """Seconds for a picture of every step with a page load for each, in one context as shot-scraper keeps it."""
    begun = time.perf_counter()
    width, height = SCREEN.viewport
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", offline=True)
    for step in steps:
        page = context.new_page()
        page.goto(f"{index.as_uri()}#{step.id}")
        page.wait_for_selector(f'html[data-settled="{step.id}"]', state="attached")
        page.screenshot()
        page.close()
    context.close()
    return time.perf_counter() - begun


def parts(browser: Browser, index: Path, steps: list[Step]) -> dict[str, list[float]]:
    """Milliseconds of each part of a picture, by part, one value a step."""
    times: dict[str, list[float]] = {"load the page": []}
    begun = time.perf_counter()
    with photographer(browser, index, steps[0].id, LOOK) as photographing:
        times["load the page"].append((time.perf_counter() - begun) * 1000)
        camera = photographing._page.context.new_cdp_session(photographing._page)

        def timed(name: str, action: Callable[[], Any]) -> Any:
            start = time.perf_counter()
            result = action()
            times.setdefault(name, []).append((time.perf_counter() - start) * 1000)
            return result

        for step in [*steps[1:], steps[0]]:
            timed("go to a step, until data-settled", partial(photographing.go, step.id))
            for name, options in ENCODERS.items():
                asked = {**options, "clip": photographing._clip}
                answer = timed(name, partial(camera.send, "Page.captureScreenshot", asked))
                times.setdefault(f"{name}: kB", []).append(len(base64.b64decode(answer["data"])) / 1000)
    return times


def main(rounds: int) -> None:
    """Build, take the pictures both ways, print."""
    try:
        program = require_browser()
    except NoBrowserError as missing:
        sys.exit(str(missing))
    slug = list_stories()[0]
    steps = list(load_story(stories_folder() / slug).steps)
    with tempfile.TemporaryDirectory() as folder, open_browser(program) as browser:
        index = build(stories_folder() / slug, Path(folder))[0]
        cores, load = os.cpu_count(), f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        print(f"{platform.machine()}, {cores} cores{load}; Chromium {browser.version}; {len(steps)} steps at 1280x800")
        one_page(browser, index, steps[:3])  # warm
        ways = {"one page for all": one_page, "a page load for each": page_each}
        rates: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(rounds):
            for name, way in ways.items():
                rates[name].append(len(steps) / way(browser, index, steps))
        for name, values in rates.items():
            middle = statistics.median(values)
            print(f"{name:22} {middle:6.2f} pictures a second  (from {min(values):.2f} to {max(values):.2f})")
        ratios = [ours / theirs for ours, theirs in zip(*rates.values(), strict=True)]
        print(f"{'times as fast':22} {statistics.median(ratios):6.2f}  (from {min(ratios):.2f} to {max(ratios):.2f})\n")
        measured = parts(browser, index, steps)
        for name in ["load the page", "go to a step, until data-settled", *ENCODERS]:
            size = f", {statistics.mean(measured[f'{name}: kB']):.0f} kB" if name in ENCODERS else ""
            print(f"{name:34} median {statistics.median(measured[name]):5.0f} ms{size}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    main(parser.parse_args().rounds)
