"""The measuring of rest and memory, proved on pages of known behaviour."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from benchmarks.measuring import heap_of, rest_of, watch_moves

# Each moves something until 900 ms after the page's start, by one means alone.
UNTIL = 900
MEANS = {
    "an attribute": "thing.setAttribute('x', n)",
    "a style": "thing.style.opacity = (n % 10) / 10",
    "a canvas": "canvas.getContext('2d').fillRect(n % 50, 0, 2, 2)",
    "its text": "words.firstChild.data = n",
}
PAGE = """<!doctype html><svg width="90" height="9"><rect id="thing" width="9" height="9"/></svg><canvas id="canvas">
</canvas><p id="words">0</p><script>(function next(n) {{ if (performance.now() < {until}) {{ {move};
requestAnimationFrame(() => next(n + 1)); }} }})(1)</script>"""
ANIMATED = "<!doctype html><p id=p>Words</p><script>p.animate([{opacity: 0}, {opacity: 1}], {duration: 700})</script>"
STILL = "<!doctype html><p>Words</p>"


@pytest.mark.parametrize("means", MEANS)
def test_a_page_that_moves_for_900_ms_is_at_rest_after_them(browser: Browser, means: str) -> None:
    page = browser.new_page()
    watch_moves(page)
    page.goto("data:text/html," + PAGE.format(until=UNTIL, move=MEANS[means]).replace("#", "%23").replace("%", "%25"))
    # The last frame begins before 900 ms; on a machine that is busy it may be long before.
    assert UNTIL - 300 < rest_of(page, 400) < UNTIL + 300
    page.close()


def test_an_animation_counts_as_movement(browser: Browser) -> None:
    page = browser.new_page()
    watch_moves(page)
    page.goto("data:text/html," + ANIMATED)
    assert rest_of(page, 400) > 500
    page.close()


def test_a_page_that_never_moves_is_at_rest_when_it_has_been_read(browser: Browser) -> None:
    page = browser.new_page()
    watch_moves(page)
    page.goto("data:text/html," + STILL)
    assert rest_of(page, 300) < 500
    page.close()


def test_memory_is_told_to_the_byte_and_what_was_dropped_is_not_counted(browser: Browser) -> None:
    page = browser.new_page()
    page.goto("data:text/html," + STILL)
    session = page.context.new_cdp_session(page)
    before = heap_of(session)
    page.evaluate(
        "() => { window.kept = new Uint8Array(8e6); window.list = Array.from({length: 1e6}, (_, i) => i + 0.5); }"
    )
    grown = heap_of(session) - before
    assert 15.5e6 < grown < 17.5e6  # 8 MB of bytes and a million numbers of eight bytes
    page.evaluate("() => { window.kept = window.list = null; }")
    assert abs(heap_of(session) - before) < 0.5e6
    page.close()
