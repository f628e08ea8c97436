"""Print what a page costs as its story grows: 24, 240 and 2,400 steps, 30, 300, 3,000 and 20,000 places.

    .venv/bin/python benchmarks/growth.py [--sizes 24x30,240x300] [--steps 12] [--phone]

A row a size, all from one generator (tests/grown.py), in this order: nodes in the document, kilobytes of the page and
of it gzipped, seconds for loading and checking the story and for rendering the page, then in Chromium at 1280x800
(with --phone at 390x844, its processor four times slower): the first view (from the start of the navigation to the
first frame in which a step is read with its map), the page at rest with all its parts; then for the middle of the
story, median and 95th percentile in milliseconds: a step change with motion (from asking for it to the frame after
it), the same cut (until it is at rest), the main thread's work for it; a frame while the text is scrolled; a frame
while the pointer moves over the time line, a press on it; and what the scripts keep in memory.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from benchmarks.measuring import busy_of, heap_of, rest_of, watch_moves
from narrative.page import render_page
from narrative.story import load_story
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser
from tests.grown import write_grown

SIZES = ((24, 30), (240, 300), (2400, 3000), (2400, 20000))
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
# The first frame after a step is read.
FIRST = """(() => {
  new MutationObserver((_, watch) => {
    if (!document.documentElement?.dataset.step) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.firstView = performance.now(); }, 0));
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-step"] });
})()"""
# Until the frame after a step has been asked for: what a reader waits for.
TURN = """(id) => new Promise((done) => {
  const begun = performance.now();
  story.goto(id);
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun), 0));
})"""
CUT = """(id) => new Promise((done) => {
  const begun = performance.now(), root = document.documentElement;
  story.goto(id);
  (function look() {
    if (root.dataset.settled === id) done(performance.now() - begun);
    else requestAnimationFrame(look);
  })();
})"""
FRAMES = """(count) => new Promise((done) => (function next() {
  if (count--) requestAnimationFrame(next);
  else done();
})())"""
# How long each of so many frames takes in which the text moves on by so many pixels.
SCROLL = """([count, by]) => new Promise((done) => {
  const spans = [];
  let last = 0;
  (function frame(now) {
    if (last) spans.push(now - last);
    last = now;
    if (spans.length >= count) return done(spans);
    scrollBy(0, by);
    requestAnimationFrame(frame);
  })(0);
})"""
# The pointer goes over the time line, a pixel step a frame.
OVER = """(count) => new Promise((done) => {
  const line = document.querySelector(".track"), box = line.getBoundingClientRect(), spans = [];
  let at = 0;
  (function next() {
    if (at >= count) return done(spans);
    const x = box.left + (box.width * (at + 0.5)) / count, begun = performance.now();
    const where = { clientX: x, clientY: box.top + box.height / 2, pointerType: "mouse", bubbles: true };
    line.dispatchEvent(new PointerEvent("pointermove", where));
    at++;
    requestAnimationFrame(() => setTimeout(() => { spans.push(performance.now() - begun); next(); }, 0));
  })();
})"""


def pair(values: Sequence[float]) -> str:
    """Median and 95th percentile."""
    ordered = sorted(values)
    return f"{statistics.median(ordered):.0f}/{ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]:.0f}"


def opened(
    browser: Browser, index: Path, slowed: int, viewport: ViewportSize, watched: bool
) -> tuple[Page, CDPSession]:
    """A new page on the story's start, at rest, and the browser's protocol for it; watched: what moves is noted."""
    page = browser.new_context(viewport=viewport).new_page()
    if watched:
        watch_moves(page)
    page.add_init_script(FIRST)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(index.as_uri(), timeout=180_000)
    page.wait_for_selector("html[data-settled]", state="attached", timeout=180_000)
    return page, session


def measured(
    browser: Browser, index: Path, ids: Sequence[str], count: int, slowed: int, viewport: ViewportSize
) -> list[str]:
    """The figures of one page."""
    first, rest = [], []
    for _ in range(3):
        page, _ = opened(browser, index, slowed, viewport, watched=False)
        first.append(float(page.evaluate("firstView")))
        page.context.close()
    page, _ = opened(browser, index, slowed, viewport, watched=True)
    rest.append(rest_of(page))
    page.context.close()
    page, session = opened(browser, index, slowed, viewport, watched=False)
    nodes = page.evaluate("document.querySelectorAll('*').length")
    heap = heap_of(session) / 1e6
    middle = ids[len(ids) // 2 - count // 2 :][: count + 1]
    page.evaluate(CUT, middle[0])
    turns, work = [], []
    for id in middle[1:]:
        turns.append(float(page.evaluate(TURN, id)))
        page.wait_for_selector(f'html[data-settled="{id}"]', state="attached", timeout=60_000)
    page.emulate_media(reduced_motion="reduce")
    cuts = []
    for id in reversed(middle[:-1]):
        before = busy_of(session)
        cuts.append(float(page.evaluate(CUT, id)))
        page.evaluate(FRAMES, 4)
        work.append(busy_of(session) - before)
    scrolled = page.evaluate(SCROLL, [90, 60])
    page.evaluate(FRAMES, 30)
    over = page.evaluate(OVER, 40)
    box = page.locator(".track").bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
    pressed = []
    for part in range(1, 9):
        begun = time.perf_counter()
        page.mouse.click(box["x"] + box["width"] * part / 9, box["y"] + box["height"] / 2)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
        pressed.append((time.perf_counter() - begun) * 1000)
        page.wait_for_selector("html[data-settled]", state="attached", timeout=60_000)
    page.context.close()
    figures = [first, rest, turns, cuts, work, scrolled, over, pressed]
    return [f"{nodes:,}", *(pair(each) for each in figures), f"{heap:.0f}"]


HEAD = (
    "steps x places",
    "page kB",
    "gzipped",
    "load s",
    "render s",
    "nodes",
    "first view ms",
    "all at rest ms",
    "step ms",
    "step cut ms",
    "its work ms",
    "scroll frame ms",
    "time line over ms",
    "pressed ms",
    "heap MB",
)


def main(sizes: Sequence[tuple[int, int]], count: int, phone: bool) -> None:
    """Write, build, open, print, a size at a time."""
    program = find_browser()
    if program is None:
        sys.exit(CURE)
    print("| " + " | ".join(HEAD) + " |\n|" + " ---: |" * len(HEAD), flush=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        for steps, places in sizes:
            home = write_grown(Path(folder), steps, places)
            begun = time.perf_counter()
            story = load_story(home)
            loaded = time.perf_counter()
            body = render_page(story).body
            rendered = time.perf_counter()
            index = home / "index.html"
            index.write_bytes(body)
            cells = [f"{steps:,} x {places:,}", f"{len(body) / 1000:,.0f}", f"{len(gzip.compress(body)) / 1000:,.0f}"]
            cells += [f"{loaded - begun:.1f}", f"{rendered - loaded:.1f}"]
            shown = measured(
                browser, index, [each.id for each in story.steps], count, 4 if phone else 1, PHONE if phone else DESKTOP
            )
            print("| " + " | ".join([*cells, *shown]) + " |", flush=True)
        browser.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", help="STEPSxPLACES, separated by commas; without it all four")
    parser.add_argument("--steps", type=int, default=12, help="how many steps are turned to")
    parser.add_argument("--phone", action="store_true", help="390x844, the processor four times slower")
    asked = parser.parse_args()
    chosen = [tuple(map(int, each.split("x"))) for each in asked.sizes.split(",")] if asked.sizes else list(SIZES)
    main([(one, two) for one, two in chosen], asked.steps, asked.phone)
