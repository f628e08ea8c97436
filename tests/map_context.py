"""Count what a view of a story's map shows besides what its step is about: by what a reader knows where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

LEAST = 6  # features of context in any view
VIEWS = ((1280, 800), (390, 844))  # pages, in pixels

READ = """() => {
  const box = document.querySelector('.folium-map').getBoundingClientRect(), stage = narrativeMap.stage;
  const shown = (node) => {
    if (!node.textContent || !node.checkVisibility({checkOpacity: true, opacityProperty: true})) return false;
    const b = node.getBoundingClientRect();
    return b.right > box.left && b.left < box.right && b.bottom > box.top && b.top < box.bottom;
  };
  const base = [...document.querySelectorAll('.layer-base text')].filter(shown);
  const of = (...kinds) => base.filter((node) => kinds.some((kind) => node.classList.contains(kind))).length;
  const dim = [...document.querySelectorAll('.folium-map > .scene .place.is-dim')]
    .filter((g) => g.getAttribute('display') !== 'none' && shown(g.querySelector('.label'))).length;
  const screen = narrativeMap.toScreen(map), size = map.getSize();
  const view = [-screen.x / screen.scale, -screen.y / screen.scale,
    (size.x - screen.x) / screen.scale, (size.y - screen.y) / screen.scale];
  const inside = (c) => { /* a line of the plane whose points or sides come into the frame */
    for (let i = 2; i < c.length; i += 2) for (let k = 0; k <= 8; k++) {
      const x = c[i - 2] + (c[i] - c[i - 2]) * k / 8, y = c[i - 1] + (c[i + 1] - c[i - 1]) * k / 8;
      if (x > view[0] && x < view[2] && y > view[1] && y < view[3]) return true;
    }
    return false;
  };
  const levels = stage.basemap.seen(view, map.getZoom());
  return {
    towns: of('city'), waters: of('river', 'sea', 'ocean'), lands: of('country', 'region', 'range'), places: dim,
    degrees: of('degrees'),
    coast: +levels.some((level) => level.land.some((each) => each.runs.some(inside))),
    rivers: +levels.some((level) => level.rivers.some((river) => inside(river.points))),
    borders: +stage.basemap.boundaries.some((line) => stage.basemap.state.date >= line.from
      && stage.basemap.state.date < line.to && inside(line.points)),
  };
}"""


@dataclass(frozen=True)
class Context:
    """What of context a view shows: names by their kind; coast, rivers and borders that are drawn count once each."""

    towns: int
    waters: int
    lands: int
    places: int
    degrees: int
    coast: int
    rivers: int
    borders: int

    @property
    def names(self) -> int:
        """Names alone, degrees not among them."""
        return self.towns + self.waters + self.lands + self.places

    @property
    def features(self) -> int:
        """All of it."""
        return self.names + self.degrees + self.coast + self.rivers + self.borders


def context_of(page: Page, step: str) -> Context:
    """What the page shows at a step when it has come to rest there."""
    page.evaluate("(id) => story.goto(id)", step)
    page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")
    found: dict[str, Any] = page.evaluate(READ)
    return Context(**found)
