"""When the basemap is drawn: at once for what a reader does, together for what comes while the page loads."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

Open = Callable[..., Page]
# Three parts come one after the other: how often all paths are drawn at once, and when the drawing has come.
PARTS = """async () => {
  const basemap = narrativeMap.stage.basemap, own = basemap.paint;
  let count = 0;
  basemap.paint = function () { count++; return own.apply(this, arguments); };
  for (let part = 0; part < 3; part++) basemap.grown();
  const before = count;
  await new Promise((done) => (function look() { if (basemap.later) requestAnimationFrame(look); else done(); })());
  basemap.redraw();
  const after = count;
  delete basemap.paint;
  return [before, after];
}"""


def test_parts_that_come_one_after_the_other_are_drawn_together(open_built: Open) -> None:
    assert open_built().evaluate(PARTS) == [0, 2], "once for the three, once for what was asked for"


def test_when_all_has_come_nothing_is_left_to_draw(open_built: Open) -> None:
    page = open_built()
    assert page.evaluate("narrativeMap.stage.pending") == []
    drawn = "(() => { const map = narrativeMap.stage.basemap; return [map.drawn !== null, map.levels.length]; })()"
    assert page.evaluate(drawn)[0]
    assert page.evaluate(drawn)[1] >= 2
