"""Print how long a deep link takes until the map is at rest: from a file, from the server, and inside the app.

Run with ``.venv/bin/python benchmarks/settle_times.py [RUNS]``; each figure is the median of RUNS (10) first visits
with an empty cache, in milliseconds from the start of the navigation. Also prints the page's size.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, sync_playwright

from narrative.serving.build import build
from narrative.story import list_stories, load_story, stories_folder
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser
from tests.running_app import streamlit_on

VIEWPORT = {"width": 1280, "height": 800}
# Set in every frame before its first script: when the map came to rest, since the epoch, so that frames compare.
WATCH = """
new MutationObserver(() => {
  if (window.settledAt || !document.documentElement?.dataset.settled) return;
  window.settledAt = performance.timeOrigin + performance.now();
}).observe(document, {attributes: true, subtree: true, attributeFilter: ["data-settled"]});
"""


def time_to_settle(browser: Browser, url: str, step: str, in_app: bool = False) -> float:
    """One first visit: milliseconds from the start of the navigation to the map at rest on the step."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    try:
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(url, wait_until="commit")
        page_of_story = page.frame_locator("iframe.story-frame") if in_app else page
        root = page_of_story.locator(f'html[data-settled="{step}"]')
        root.wait_for(state="attached")
        settled = float(root.evaluate("() => window.settledAt"))
        return settled - float(page.evaluate("performance.timeOrigin"))
    finally:
        context.close()


def main(runs: int) -> None:
    """Build, serve, visit, print."""
    slug = list_stories()[0]
    steps = load_story(stories_folder() / slug).steps
    step = steps[len(steps) // 2].id
    program = find_browser()
    if program is None:
        sys.exit(CURE)
    with (
        tempfile.TemporaryDirectory() as folder,
        streamlit_on("streamlit_app.py") as server,
        sync_playwright() as playwright,
    ):
        index = build(stories_folder() / slug, Path(folder))[0]
        raw = index.read_bytes()
        packed = gzip.compress(raw, 9)
        print(f"page {len(raw) / 1000:.0f} kB, gzipped {len(packed) / 1000:.0f} kB; step {step}; {runs} runs")
        urllib.request.urlopen(f"{server}/embed/{slug}").close()  # drawn once, before anything is timed
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        hosts = {
            "file": (f"{index.as_uri()}#{step}", False),
            "embed": (f"{server}/embed/{slug}#{step}", False),
            "app": (f"{server}/?story={slug}&step={step}", True),
        }
        for name, (url, in_app) in hosts.items():
            times = [time_to_settle(browser, url, step, in_app) for _ in range(runs)]
            print(f"{name:6} median {statistics.median(times):5.0f} ms  (from {min(times):.0f} to {max(times):.0f})")
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=10)
    main(parser.parse_args().runs)
