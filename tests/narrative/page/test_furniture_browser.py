"""What stands on and beside the map (key, credit, scale, globe, chip, card, time line, buttons): all apart."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from narrative.story import Story
from tests.conftest import DESKTOP, PHONE

Open = Callable[..., Page]
TABLET = {"width": 768, "height": 1024}
SMALL = {"width": 700, "height": 500}
NARROW = {"width": 320, "height": 640}
# The boxes of all furniture, and of the signs and names of lit places; whether those touch is lettering's business.
PAIRS = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
  const furniture = ['.key', '.credit', '.scale', '.locator', '.chip', '.map-tools', '.timeline', '.masthead', '#card']
    .flatMap((selector) => seen(selector).map((e) => [selector, e.getBoundingClientRect()]));
  const lit = '.folium-map > .scene .place.is-lit';
  const places = [...seen(lit + '.point:not(.is-away) .dot'), ...seen(lit + ' .label')]
    .filter((e) => !e.matches('text') || e.textContent)
    .map((e) => [e.closest('.place').dataset.place + (e.matches('text') ? ' (name)' : ''), e.getBoundingClientRect()]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const faults = [], frame = map.getContainer().getBoundingClientRect();
  furniture.forEach(([one, a], i) => [...furniture.slice(i + 1), ...places].forEach(([other, b]) => {
    if (meet(a, b)) faults.push(one + ' covers ' + other);
  }));
  for (const [one, a] of furniture) if (/key|credit|scale|locator|chip|tools/.test(one)
    && (a.left < frame.left || a.right > frame.right || a.top < frame.top || a.bottom > frame.bottom))
    faults.push(one + ' is cut');
  return faults;
}"""
# What can be pressed, links in running text apart (WCAG 2.5.8), with width and height in pixels.
TARGETS = """() => [...document.querySelectorAll(
    'button, summary, [role=slider], [role=switch], .entry ol a, .side a, .folium-map .place.is-lit.point .reach,'
    + ' .sign[role=link] circle, .trail-number rect')]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.getAttribute('class') || e.id || e.textContent, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.bottom > 0 && box.top < innerHeight)
  .map(([name, box]) => [name, box.width, box.height])"""


def sized(page: Page, width: int, height: int) -> None:
    """Give the page another size, and wait until it is drawn and settled in it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.wait_for_selector("html[data-settled]", state="attached")


def at(page: Page, id: str) -> None:
    page.evaluate("(id) => window.story.goto(id)", id)
    page.wait_for_selector(f'html[data-settled="{id}"]', state="attached")


@pytest.mark.parametrize(
    ("viewport", "stride"),
    [(PHONE, 1), (TABLET, 1), (SMALL, 1), (DESKTOP, 3), (NARROW, 3), ({"width": 1180, "height": 820}, 3)],
    ids=["phone", "tablet", "700x500", "desktop", "320 px", "1180 px"],
)
def test_no_furniture_covers_another_or_a_lit_place(open_built: Open, story: Story, viewport: Any, stride: int) -> None:
    page = open_built(viewport=viewport)
    faults = {}
    for step in story.steps[::stride]:
        at(page, step.id)
        faults[step.id] = page.evaluate(PAIRS)
    assert not any(faults.values()), {id: found for id, found in faults.items() if found}


@pytest.mark.parametrize("viewport", [PHONE, TABLET, SMALL, DESKTOP], ids=["phone", "tablet", "700x500", "desktop"])
def test_who_follows_somebody_finds_chip_and_key_apart(open_built: Open, story: Story, viewport: Any) -> None:
    page = open_built("?people=stalin", viewport=viewport)
    expect(page.locator(".chip")).to_be_visible()
    for id in page.evaluate("window.story.steps")[::4]:
        at(page, id)
        assert not page.evaluate(PAIRS), id


def test_a_card_leaves_the_map_that_it_was_opened_from_in_sight(open_built: Open) -> None:
    page = open_built("#fighting-at-ongjin")
    for viewport in (PHONE, TABLET, SMALL, DESKTOP):
        sized(page, viewport["width"], viewport["height"])
        page.locator('[data-place="ongjin"]').press("Enter")
        expect(page.locator("#card")).to_be_visible()
        assert not page.evaluate(PAIRS), viewport
        card, chart = page.locator("#card").bounding_box(), page.locator(".folium-map").bounding_box()
        assert card and chart, viewport
        beside = card["x"] + card["width"] <= chart["x"] + 1
        below = card["y"] >= chart["y"] + chart["height"] - 1
        assert beside or below, viewport
        assert card["height"] > 150 and card["y"] + card["height"] <= viewport["height"], viewport
        page.keyboard.press("Escape")
        expect(page.locator("#card")).not_to_be_visible()


def test_the_toolbar_stays_in_its_panel(open_built: Open) -> None:
    page = open_built()
    for width in (640, 700, 768, 900, 1024, 1160, 1200, 1240, 1500, 1920):
        sized(page, width, 800)
        the_toolbar_stands_in_its_panel(page, width)


def the_toolbar_stands_in_its_panel(page: Page, width: int) -> None:
    """Its buttons beside each other, each wide enough."""
    panel = page.locator(".masthead").bounding_box()
    boxes = page.locator(".masthead :is(summary, .group button, #progress-count)").evaluate_all(
        "(all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.left, b.right, b.width])"
    )
    assert panel and panel["x"] <= boxes[0][0] and boxes[-1][1] <= panel["x"] + panel["width"], width
    assert all(one[1] <= other[0] + 0.5 for one, other in itertools.pairwise(boxes)), width
    assert min(box[2] for box in boxes) >= 24, width


@pytest.mark.parametrize(
    ("viewport", "touch", "least"),
    [(PHONE, False, 44), (TABLET, True, 44), (TABLET, False, 24), (SMALL, False, 24), (DESKTOP, False, 24)],
    ids=["phone", "tablet by touch", "tablet by mouse", "700x500", "desktop"],
)
def test_every_target_can_be_hit(open_built: Open, viewport: Any, touch: bool, least: int) -> None:
    """At 390 px, and wherever a finger is the pointer, what belongs to a thumb measures 44 px; nothing is below 24."""
    page = open_built("?people=stalin#two-divisions", viewport=viewport, has_touch=touch, is_mobile=touch)
    expect(page.locator(".chip")).to_be_visible()
    page.get_by_role("button", name="Closer").click()
    found = page.evaluate(TARGETS)
    thumb = ("previous", "next", "theme", "search", "choose", "tool", "claims-open", "chip", "contents", "reach")
    assert len(found) > 12
    for name, width, height in found:
        need = least if any(part in name for part in thumb) else 24
        assert width >= need - 0.5 and height >= need - 0.5, (name, width, height)


def test_the_credit_line_is_short_where_the_map_is_small_whatever_the_page_is(open_built: Open) -> None:
    """A page 900 px wide has a map of 539 px; one of 640 px has one of 279 px; a phone's is 390 px wide."""
    page = open_built()
    for width, whole in ((900, True), (640, False), (390, False)):
        sized(page, width, 800)
        assert page.locator(".credit .whole").is_visible() == whole, width
        assert page.locator(".credit .short").is_visible() != whole, width


def test_on_big_screens_type_column_and_lettering_grow(open_built: Open) -> None:
    """19 px up to 1920 px; 4 px and 0.78125 % of the width beyond: 24 px at 2560 px, 30 px (the most) at 3440 px."""
    sizes = """() => [parseFloat(getComputedStyle(document.documentElement).fontSize),
      document.querySelector('.steps').offsetWidth,
      Math.max(...[...document.querySelectorAll('.place.is-lit .label')].map((e) => e.getAttribute('font-size'))),
      document.querySelector('.timeline').offsetHeight,
      document.querySelector('.place.is-lit .dot').getBoundingClientRect().width]"""
    measured = {}
    page = open_built("#fighting-at-ongjin")
    for width, height in ((1280, 800), (1920, 1080), (2560, 1440), (3440, 1440)):
        sized(page, width, height)
        measured[width] = page.evaluate(sizes)
        assert not page.evaluate(PAIRS), width
    assert [round(each[0], 2) for each in measured.values()] == [19, 19, 24, 30]
    assert [round(each[1]) for each in measured.values()] == [435, 589, 744, 930]
    assert [round(each[2], 1) for each in measured.values()] == [15, 15, 18.9, 23.7]
    assert (
        measured[1280][3:] == pytest.approx(measured[1920][3:], abs=0.01)
        and measured[2560][3] == 111
        and measured[3440][3] == 139
    )
    assert measured[1920][4] < measured[2560][4] < measured[3440][4]
