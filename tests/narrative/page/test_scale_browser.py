"""The scale bar is as long on the earth as it says, in kilometres and in miles, on any latitude and in any size."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pyproj import Geod

from narrative.serving.build import build
from tests.anywhere import Where, write_anywhere

METRES = {"km": 1000.0, "mi": 1609.344}
READ = """() => {
  const texts = [...document.querySelectorAll('.scale span')].map((e) => e.textContent);
  const widths = [...document.querySelectorAll('.scale i')].map((e) => e.getBoundingClientRect().width);
  const centre = map.getCenter(), size = map.getSize();
  const ends = widths.map((px) => [-px / 2, px / 2].map((dx) => {
    const at = map.unproject(map.project(centre).add([dx, 0]));
    return [at.lng, at.lat];
  }));
  const hidden = document.querySelector('.scale').getAttribute('aria-hidden');
  return {texts, widths, ends, lat: centre.lat, size: [size.x, size.y], hidden};
}"""
FAR_AND_WIDE: Where = {
    "quito": ("Quito", -78.5, -0.2),
    "ushuaia": ("Ushuaia", -68.3, -54.8),
    "reykjavik": ("Reykjavik", -21.9, 64.15),
    "longyearbyen": ("Longyearbyen", 15.6, 78.2),
}


def length(text: str) -> float:
    """What a bar says, in metres: "200 km at 53° N" is 200,000."""
    found = re.match(r"([\d.,]+) (km|mi)( at \d+° [NS])?$", text)
    assert found, text
    return float(found[1].replace(",", "")) * METRES[found[2]]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    return build(write_anywhere(folder, FAR_AND_WIDE), folder / "out")[0]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844), (3440, 1440)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_bar_is_as_long_on_the_middle_latitude_as_it_says(
    open_page: Callable[..., Page], elsewhere: Path, size: tuple[int, int]
) -> None:
    page = open_page(elsewhere.as_uri(), viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    says: dict[str, list[str]] = {}
    for id in ["all-of-it", *(f"at-{place}" for place in FAR_AND_WIDE)]:
        page.evaluate("(id) => story.goto(id)", id)
        page.wait_for_selector(f'html[data-settled="{id}"]', state="attached")
        found = page.evaluate(READ)
        says[id] = found["texts"]
        for text, width, (west, east) in zip(found["texts"], found["widths"], found["ends"], strict=True):
            # Along the parallel, in short legs: the shortest way between its ends leaves it for the pole.
            lons = [west[0] + (east[0] - west[0]) * part / 50 for part in range(51)]
            metres = Geod(ellps="WGS84").line_length(lons, [found["lat"]] * 51)
            assert length(text) == pytest.approx(metres, rel=0.002), (id, text)
            assert 20 < width < 0.3 * found["size"][0]
        assert found["hidden"] == "true"
    assert "° " in says["all-of-it"][0] and "at" not in says["at-quito"][0]


def test_the_bar_follows_the_buttons_and_is_on_pictures_but_not_on_the_cover(
    open_page: Callable[..., Page], elsewhere: Path
) -> None:
    page = open_page(f"{elsewhere.as_uri()}#at-quito", reduced_motion="reduce")
    page.wait_for_selector('html[data-settled="at-quito"]', state="attached")
    before: dict[str, Any] = page.evaluate(READ)
    page.get_by_role("button", name="Wider").click()
    page.get_by_role("button", name="Wider").click()
    page.wait_for_function(
        "(said) => document.querySelector('.scale span').textContent !== said", arg=before["texts"][0]
    )
    assert length(page.evaluate(READ)["texts"][0]) > length(before["texts"][0])
    for still, shown in (("whole", True), ("bare", True), ("cover", False)):
        page = open_page(f"{elsewhere.as_uri()}?still={still}#at-quito")
        page.wait_for_selector("html[data-settled]", state="attached")
        assert page.locator(".scale").is_visible() == shown
