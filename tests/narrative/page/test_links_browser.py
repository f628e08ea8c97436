"""Arrows that have a way and a side, as the page draws them: where they lead, whose they are, and the key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from narrative.serving.build import build
from narrative.story import load_story
from narrative.story.words import SIDE_COLOURS
from tests.conftest import DESKTOP, Heard, page_for_many
from tests.map_names import StoryGround, walk
from tests.routed_story import write_routed

Opened = tuple[Page, Path]


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The page of the story of the ferry at its first step, and the story's folder."""
    folder = write_routed(tmp_path_factory.mktemp("routed"))
    index = build(folder, folder / "out")[0]
    with page_for_many(browser, index.as_uri(), reduced_motion="reduce", viewport=DESKTOP) as (page, heard):
        yield page, folder
        assert heard == Heard()


# How near the middle line of a link comes to a spot on the globe, in pixels.
NEAREST = """([index, lonlat]) => {
  const link = narrativeMap.stage.scene.links[index], screen = narrativeMap.toScreen(map);
  const at = screen.pixel(narrativeMap.project(lonlat));
  const path = link.grain, length = path.getTotalLength();
  return Math.min(...Array.from({length: 400}, (_, i) => {
    const p = path.getPointAtLength(length * i / 399);
    return Math.hypot(p.x - at.x, p.y - at.y);
  }));
}"""


@pytest.mark.parametrize(("index", "lonlat"), [(1, [6.589, 46.401]), (2, [6.5, 46.0]), (2, [6.3, 46.0])])
def test_an_arrow_goes_by_the_places_on_its_way_and_along_its_line(
    opened: Opened, index: int, lonlat: list[float]
) -> None:
    assert opened[0].evaluate(NEAREST, [index, lonlat]) < 4


def test_an_arrow_without_a_way_does_not_go_there(opened: Opened) -> None:
    straight = """(lonlat) => { const link = narrativeMap.stage.scene.links[0], screen = narrativeMap.toScreen(map);
      const at = screen.pixel(narrativeMap.project(lonlat));
      return Math.min(...link.curve.points.map((p) => Math.hypot(p.x - at.x, p.y - at.y))); }"""
    assert opened[0].evaluate(straight, [6.5, 46.0]) > 40


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_side_has_its_colour_and_its_pattern_in_both_themes(opened: Opened, theme: str) -> None:
    page = opened[0]
    page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
    found = page.evaluate(
        """() => [...document.querySelectorAll('.layer-links > .link')].map((g) => {
             const style = getComputedStyle(g), grain = getComputedStyle(g.querySelector('.grain'));
             return [g.dataset.side, style.getPropertyValue('--mark').trim(), grain.strokeDasharray]; })"""
    )
    page.evaluate("() => { delete document.documentElement.dataset.theme; }")
    blue, ochre = (getattr(SIDE_COLOURS[id], theme) for id in ("blue", "ochre"))
    assert [each[:2] for each in found[1:]] == [["ferry", blue], ["rowers", ochre]]
    assert found[0][0] == "" and found[0][1] not in (blue, ochre)
    assert [each[2] for each in found[1:]] == ["0px, 7px", "none"]


def test_the_key_names_the_sides_and_draws_them_as_the_map_does(opened: Opened) -> None:
    page = opened[0]
    assert page.locator(".key-row").all_text_contents() == [
        "message, disputed",
        "The ferry: troops, disputed",
        "The rowers: journey, disputed",
    ]
    assert page.locator(".key-row .link").evaluate_all("(all) => all.map((g) => g.dataset.side)") == [
        "",
        "ferry",
        "rowers",
    ]
    heard = page.locator(".layer-links > .link").nth(1).get_attribute("aria-label")
    assert heard == "a movement of troops (The ferry) from Geneva by way of Evian to Lausanne (disputed)"


def test_no_name_lies_on_a_bent_arrow(opened: Opened) -> None:
    page, folder = opened
    story = load_story(folder)
    for size in ((1280, 800), (700, 500), (390, 844)):
        assert walk(page, StoryGround(story), size, story.steps[:1]) == []


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    lighter, darker = sorted((light(one), light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", SIDE_COLOURS.values(), ids=lambda colour: colour.id)
def test_the_colours_of_sides_can_be_read_on_land_and_sea(colour: Any) -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert min(contrast(colour.light, ground) for ground in ("#f4efe4", "#d3dfe3")) >= 4.5
    assert min(contrast(colour.dark, ground) for ground in ("#2a2e30", "#11161a")) >= 4.5
