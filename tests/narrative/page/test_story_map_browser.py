"""The map of a story anywhere on earth, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from narrative.serving.build import build
from tests.anywhere import Where, write_anywhere

SHARE_OF_SEA = """() => {
  const canvas = document.querySelector('canvas.basemap'), { width, height } = canvas;
  const data = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const sea = getComputedStyle(document.querySelector('.folium-map')).getPropertyValue('--map-sea').trim();
  const colour = [1, 3, 5].map((i) => parseInt(sea.slice(i, i + 2), 16));
  let count = 0;
  for (let i = 0; i < data.length; i += 4) {
    if (colour.every((value, k) => Math.abs(data[i + k] - value) < 5)) count++;
  }
  return count / (width * height);
}"""
STORIES: dict[str, Where] = {
    "Brazil": {"rio": ("Rio de Janeiro", -43.2, -22.9), "recife": ("Recife", -34.9, -8.05)},
    "New Zealand": {"wellington": ("Wellington", 174.78, -41.29), "auckland": ("Auckland", 174.76, -36.85)},
    "Iceland": {"reykjavik": ("Reykjavik", -21.9, 64.15), "akureyri": ("Akureyri", -18.1, 65.68)},
    "South Africa": {"cape-town": ("Cape Town", 18.42, -33.92), "durban": ("Durban", 31.0, -29.86)},
    "across the antimeridian": {"sydney": ("Sydney", 151.2, -33.87), "honolulu": ("Honolulu", -157.85, 21.31)},
}


@pytest.mark.parametrize("where", STORIES.values(), ids=STORIES)
def test_land_and_sea_are_drawn_under_every_step_and_its_places_are_in_view(
    open_page: Callable[..., Page], tmp_path: Path, where: Where
) -> None:
    index = build(write_anywhere(tmp_path, where), tmp_path / "out")[0]
    page = open_page(reduced_motion="reduce")
    for step, lit in {"all-of-it": list(where), **{f"at-{id}": [id] for id in list(where)[1:]}}.items():
        page.goto(f"{index.as_uri()}?step={step}")
        page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")
        assert 0.02 < page.evaluate(SHARE_OF_SEA) < 0.99
        frame = page.locator(".folium-map").bounding_box()
        assert frame
        for id in lit:
            dot = page.locator(f'[data-place="{id}"] .dot').bounding_box()
            assert dot
            assert frame["x"] < dot["x"] < frame["x"] + frame["width"]
            assert frame["y"] < dot["y"] < frame["y"] + frame["height"]
    assert "Borders of 1812 are not drawn" in (page.locator(".credit .whole").text_content() or "")
