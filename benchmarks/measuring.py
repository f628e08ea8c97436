"""What a page does in a browser, in figures: when it comes to rest, how much memory it keeps, how long a frame takes.

What tells rest and memory is proved on pages of known behaviour in tests/benchmarks/test_measuring_browser.py: one that
moves by attributes, by styles, by an animation and on a canvas for a known time, and one that keeps a known number of
bytes.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import CDPSession, Page

# Before the page's first script: note when anything in it moves, by whatever means, in milliseconds of its own clock.
MOVES = """(() => {
  const seen = (window.movesSeen = { last: 0, count: 0, attributes: 0 });
  const moved = () => { seen.last = performance.now(); seen.count++; };
  new MutationObserver((list) => {
    list.forEach((each) => { moved(); if (each.type === "attributes") seen.attributes++; });
  }).observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
  const drawn = CanvasRenderingContext2D.prototype;
  ["fill", "stroke", "fillRect", "drawImage", "clearRect", "fillText"].forEach((name) => {
    const own = drawn[name];
    drawn[name] = function () { if (this.canvas.isConnected) moved(); return own.apply(this, arguments); };
  });
  let scrolled = 0;
  (function look() {
    if (document.getAnimations && document.getAnimations().some((each) => each.playState === "running")) moved();
    if (window.scrollY !== scrolled) { scrolled = window.scrollY; moved(); }
    requestAnimationFrame(look);
  })();
})()"""
# Resolves with the moment of the last movement when nothing has moved for `quiet` milliseconds.
RESTED = """(quiet) => new Promise((done) => (function look() {
  if (performance.now() - window.movesSeen.last > quiet) done(window.movesSeen.last);
  else requestAnimationFrame(look);
})())"""


def watch_moves(page: Page) -> None:
    """Note what moves in a page that has not been opened yet."""
    page.add_init_script(MOVES)


def rest_of(page: Page, quiet: float = 500.0) -> float:
    """When the page last moved, in milliseconds since its navigation; waits until it has been quiet for so long."""
    return float(page.evaluate(RESTED, quiet))


def heap_of(session: CDPSession) -> int:
    """Bytes that the page's scripts keep after all that can be collected has been: exact, not in buckets."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    used: dict[str, Any] = session.send("Runtime.getHeapUsage")
    return int(used["usedSize"]) + int(used.get("backingStorageSize", 0))


def busy_of(session: CDPSession) -> float:
    """Milliseconds for which the page's main thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration")) * 1000
