"""Print how smoothly the map flies from step to step on a slow device: frames a second, worst frame, longest task.

Run with ``.venv/bin/python benchmarks/frames_in_flight.py [FLIGHTS]`` on a machine that does nothing else. Both
stories' pages are opened at 390x844 with three device pixels a pixel, their processor slowed by the browser's own
emulation (1, 4 and 6 times), and turned FLIGHTS (12) times to a next step, at even distances through the story. A
flight whose first frames are late is cut, and the six after it are cuts from the start: both are counted. Tasks are
the browser's own "long tasks" (50 ms and more, https://www.w3.org/TR/longtasks-1/) between the first and the last frame
of the flights; those in which a flight begins or comes to rest are told beside them. Software rendering: a phone's
graphics are faster.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, sync_playwright

from narrative.serving.build import build
from narrative.story import list_stories, load_story, stories_folder
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser

SLOWED = (1, 4, 6)
# One flight: the time of every frame while the map flies, and the long tasks from turn to rest, in milliseconds.
FLIGHT = """(id) => new Promise((done) => {
  const container = document.querySelector(".folium-map"), frames = [], tasks = [], begun = performance.now();
  const camera = narrativeMap.camera, late = camera.late;
  let cut = false;
  if (late) camera.late = (time, count) => { const is = late(time, count); cut = cut || is; return is; };
  const note = (list) => list.getEntries().forEach((each) => tasks.push([each.startTime, each.duration]));
  const watch = new PerformanceObserver(note);
  watch.observe({ type: "longtask" });
  const end = () => {
    watch.disconnect();
    camera.late = late;
    done({ cut: cut || frames.length < 2, frames, tasks, settled: performance.now() - begun });
  };
  const frame = (now) => {
    if (container.classList.contains("is-flying")) frames.push(now);
    if (document.documentElement.dataset.settled === id || now - begun > 20000) setTimeout(end, 60);
    else requestAnimationFrame(frame);
  };
  story.goto(id);
  requestAnimationFrame(frame);
})"""


def flights_of(browser: Browser, index: Path, pairs: Sequence[tuple[str, str]], slowed: int) -> list[dict[str, Any]]:
    """The flights from the first step of each pair to the second."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=3, is_mobile=True, has_touch=True
    )
    try:
        page = context.new_page()
        page.goto(f"{index.as_uri()}#{pairs[0][0]}")
        page.wait_for_selector("html[data-settled]", state="attached")
        page.evaluate("document.fonts.ready")
        metrics = context.new_cdp_session(page)
        flights = []
        for start, end in pairs:
            metrics.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            page.evaluate("(id) => narrativeMap.scroller.jump(id, { still: true })", start)
            page.wait_for_selector(f'html[data-settled="{start}"]', state="attached")
            metrics.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
            flights.append(page.evaluate(FLIGHT, end))
        return flights
    finally:
        context.close()


def line_of(flights: Sequence[dict[str, Any]]) -> str:
    """The figures of some flights in one line."""
    flown = [each for each in flights if not each["cut"]]
    spans = [b - a for each in flown for a, b in zip(each["frames"], each["frames"][1:], strict=False)]
    inside, edges = [0.0], [0.0]
    for each in flights:
        first, last = (each["frames"][0], each["frames"][-1]) if each["frames"] else (0, 0)
        for begun, lasted in each["tasks"]:
            (inside if first < begun and begun + lasted < last else edges).append(lasted)
    rate = 1000 * len(spans) / sum(spans) if spans else 0
    return (
        f"{len(flown):2} flown, {len(flights) - len(flown):2} cut; {rate:5.1f} frames/s, "
        f"worst frame {max(spans, default=0):4.0f} ms; longest task in flight {max(inside):4.0f} ms, "
        f"at its ends {max(edges):4.0f} ms; "
        f"at rest after {statistics.median(each['settled'] for each in flights):5.0f} ms"
    )


def main(count: int) -> None:
    """Build both pages, fly, print."""
    program = find_browser()
    if program is None:
        sys.exit(CURE)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        for slug in list_stories():
            index = build(stories_folder() / slug, Path(folder) / slug)[0]
            ids = [step.id for step in load_story(stories_folder() / slug).steps]
            stride = max(1, (len(ids) - 1) // count)
            pairs = list(zip(ids[:-1:stride], ids[1::stride], strict=False))[:count]
            for slowed in SLOWED:
                print(f"{slug}, {slowed}x slowed: {line_of(flights_of(browser, index, pairs, slowed))}", flush=True)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("flights", type=int, nargs="?", default=12)
    main(parser.parse_args().flights)
