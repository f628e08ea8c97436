"""Print what a slow phone does when it opens a story and when a step changes: blocking times, tasks, first view, rest.

Run with ``.venv/bin/python benchmarks/slow_phone.py [RUNS]`` on a machine that does nothing else. The pages of both
stories are sent in gzip by a server here to a frame of 390x844 with three device pixels a pixel, at 1.6 Mbit/s and
150 ms there and back, the processor slowed four times by the browser's own emulation. Blocking time is what the
browser's long tasks (50 ms and more, https://www.w3.org/TR/longtasks-1/) have beyond 50 ms each, from the navigation
until the page is at rest, and for a step from the change until 600 ms after the page says that it has settled. Medians
and ranges of RUNS (5) openings, and of the sixteen steps after the first in the last of them.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import statistics
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measuring import rest_of, watch_moves
from narrative.page import render_page
from narrative.story import list_stories, load_story, stories_folder
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser

SLOWED, STEPS = 4, 16
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}  # bytes/s
TASKS = """(() => {
  const tasks = (window.longTasks = []);
  new PerformanceObserver((list) => list.getEntries().forEach((each) => tasks.push([each.startTime, each.duration])))
    .observe({ type: "longtask", buffered: true });
})()"""
# For each step: how long the call took, the blocking time, and the longest task.
CHANGED = """async (ids) => {
  const found = [], frame = () => new Promise((done) => requestAnimationFrame(done));
  for (const id of ids) {
    const began = performance.now();
    window.story.goto(id);
    const took = performance.now() - began;
    while (document.documentElement.dataset.settled !== id) await frame();
    await new Promise((done) => setTimeout(done, 600));
    const tasks = window.longTasks.filter(([start, duration]) => start + duration > began).map((each) => each[1]);
    found.push([took, tasks.reduce((sum, each) => sum + each - 50, 0), Math.max(0, ...tasks)]);
  }
  return found;
}"""


@contextmanager
def sent_packed(body: bytes) -> Iterator[str]:
    """The address of a server that answers with one page, in gzip."""
    packed = gzip.compress(body)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that http.server calls
            self.send_response(200)
            for name, value in (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(packed)))
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def opened(browser: Browser, address: str, reading: bool) -> tuple[list[float], list[list[float]]]:
    """One opening: (first paint, blocking time, longest task, at rest) in ms; with `reading`, the steps too."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=3, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.set_default_timeout(180_000)
    watch_moves(page)
    page.add_init_script(TASKS)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address)
    page.wait_for_selector("html[data-settled]", state="attached")
    rest = rest_of(page, 1_500)
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    tasks = [duration for start, duration in page.evaluate("window.longTasks")]
    figures = [paint, sum(each - 50 for each in tasks), max(tasks, default=0.0), rest]
    steps = walked(page) if reading else []
    context.close()
    return figures, steps


def walked(page: Page) -> list[list[float]]:
    """What the steps after the first take."""
    ids = page.evaluate("[...document.querySelectorAll('main .step')].map((step) => step.id)")
    found: list[list[float]] = page.evaluate(CHANGED, ids[1 : STEPS + 1])
    return found


def told(name: str, columns: Sequence[str], rows: Sequence[Sequence[float]]) -> str:
    """A line of medians with their ranges.

    >>> told("opened", ["rest"], [[100.0], [300.0], [120.4]])
    'opened: rest 120 ms (100 to 300)'
    """
    values = zip(columns, zip(*rows, strict=True), strict=True)
    said = [f"{word} {statistics.median(all_):.0f} ms ({min(all_):.0f} to {max(all_):.0f})" for word, all_ in values]
    return f"{name}: {', '.join(said)}"


def main() -> int:
    """Print the figures of both stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="?", type=int, default=5, metavar="RUNS")
    runs = parser.parse_args().runs
    program = find_browser()
    if not program:
        print(CURE, file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        for slug in list_stories():
            with sent_packed(render_page(load_story(stories_folder() / slug)).body) as address:
                found = [opened(browser, address, number == runs) for number in range(1, runs + 1)]
            print(slug)
            print(told("  opened", ["first paint", "blocked", "longest task", "at rest"], [each[0] for each in found]))
            print(told("  a step", ["asked", "blocked", "longest task"], found[-1][1]))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
