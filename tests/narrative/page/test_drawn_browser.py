"""Drawings in a real browser: the steps that name them show them, by keyboard too, and no other does."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from narrative.page.render import render_page
from narrative.story import load_story
from tests.conftest import PHONE, Heard
from tests.drawings import LAYER, write_flow, write_maps
from tests.media import png

Open = Callable[..., Page]
TILES = "tiles: {url: 'https://tiles.example/{z}/{x}/{y}.png', name: OpenMap, attribution: © OpenMap}\n"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    home = write_flow(tmp_path_factory.mktemp("drawn"))
    (home / "index.html").write_text(render_page(load_story(home)).html, encoding="utf-8")
    return (home / "index.html").as_uri()


@pytest.fixture(scope="module")
def atlas(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The story with an old map and coloured regions too."""
    home = write_maps(tmp_path_factory.mktemp("maps"))
    (home / "index.html").write_text(render_page(load_story(home)).html, encoding="utf-8")
    return (home / "index.html").as_uri()


def at(page: Page, step: str) -> Page:
    page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")
    return page


def bands(page: Page) -> list[str]:
    """The bands that show, by their path's corners."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.scene .flow path')].filter((each) => each.getClientRects().length)"
        ".map((each) => each.parentNode.dataset.band + ' ' + each.getAttribute('d').split('M').length)"
    )
    return found


def test_a_step_shows_its_flow_and_one_of_its_directions(open_page: Open, lake: str) -> None:
    page = at(open_page(lake + "#the-letter", reduced_motion="reduce"), "the-letter")
    assert bands(page) == ["letters-0 3", "letters-1 2"]
    panel = page.locator(".furniture .drawn")
    expect(panel).to_contain_text("Letters over the lake")
    expect(panel).to_contain_text("The Post Office, 1950. Public domain.")
    assert panel.locator("svg.chart").count() == 1
    page.evaluate("story.goto('the-denial')")
    at(page, "the-denial")
    assert bands(page) == ["letters-0 3"]
    assert panel.locator("svg.chart").count() == 0  # it belongs to the way back
    page.evaluate("story.goto('read-on')")
    at(page, "read-on")
    assert bands(page) == []
    expect(panel).to_be_hidden()


def test_a_jump_ends_as_opening_there_does(open_page: Open, lake: str) -> None:
    def shown(page: Page) -> str:
        found: str = page.evaluate("document.querySelector('.scene .flow').outerHTML")
        return found

    page = at(open_page(lake + "#read-on", reduced_motion="reduce"), "read-on")
    page.evaluate("story.goto('the-letter'); story.goto('the-denial')")
    jumped = shown(at(page, "the-denial"))
    assert jumped == shown(at(open_page(lake + "#the-denial", reduced_motion="reduce"), "the-denial"))


def test_bands_are_as_wide_as_they_are_strong_and_follow_the_camera(open_page: Open, lake: str) -> None:
    page = at(open_page(lake + "#the-letter", reduced_motion="reduce"), "the-letter")
    across = """() => [...document.querySelectorAll('.scene .flow path')].flatMap((each) =>
        each.getAttribute('d').split('M').slice(1).map((part) => {
          const n = part.replace('Z', '').split(' ').map(Number), mid = (i) => [n[i], n[i + 1]];
          const [a, b, c, d] = [0, 2, 4, 6].map(mid), along = [b[0] - a[0], b[1] - a[1]];
          return Math.abs(along[0] * (d[1] - a[1]) - along[1] * (d[0] - a[0])) / Math.hypot(...along);
        }))"""
    first, second, back = page.evaluate(across)
    assert first == pytest.approx(2 * second, rel=0.02)
    assert second == pytest.approx(2 * back, rel=0.02)
    before = page.evaluate("document.querySelector('.scene .flow path').getAttribute('d')")
    page.locator(".tool.wider").click()
    assert page.evaluate("document.querySelector('.scene .flow path').getAttribute('d')") != before
    assert page.evaluate(across)[0] == pytest.approx(first, rel=0.02)  # on the screen it stays as wide


def test_on_a_phone_the_panel_is_closed_and_opens_by_key(open_page: Open, lake: str) -> None:
    page = at(open_page(lake + "#the-letter", viewport=PHONE, reduced_motion="reduce"), "the-letter")
    panel = page.locator(".furniture .drawn")
    expect(panel.locator(".drawn-body")).to_be_hidden()
    panel.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(panel.locator(".drawn-body")).to_be_visible()


def test_without_scripts_the_list_has_the_picture(open_page: Open, lake: str) -> None:
    page = open_page(lake, java_script_enabled=False)
    entry = page.locator("#drawn-letters")
    expect(entry.locator("svg.flow")).to_be_visible()
    expect(entry.locator("svg.chart")).to_be_visible()
    fill = entry.locator("svg.flow path").first.evaluate("(each) => getComputedStyle(each).fill")
    assert fill == "rgb(213, 165, 104)"


WHERE = """() => { const box = document.querySelector('.old-map').getBoundingClientRect(),
    from = document.querySelector('#map').getBoundingClientRect(), map = narrativeMap.stage.map;
    return [[box.left, box.top], [box.right, box.bottom]].map(([x, y]) => {
      const at = map.containerPointToLatLng([x - from.left, y - from.top]); return [at.lng, at.lat]; }); }"""


def test_an_old_map_lies_where_its_control_points_say_and_stays_there(open_page: Open, atlas: str) -> None:
    page = at(open_page(atlas + "#the-letter", reduced_motion="reduce"), "the-letter")
    expect(page.locator(".old-map")).to_be_visible()
    assert page.evaluate("document.querySelector('.old-map').naturalWidth") > 100
    (west, north), (east, south) = page.evaluate(WHERE)
    assert (west, east) == (pytest.approx(6.0, abs=0.02), pytest.approx(6.8, abs=0.02))
    assert north == pytest.approx(46.6, abs=0.02) and south < 46.2
    page.locator(".tool.wider").click()
    assert page.evaluate(WHERE)[0] == pytest.approx([west, north], abs=0.005)


def test_the_slider_answers_to_keys_and_leaves_the_step_alone(open_page: Open, atlas: str) -> None:
    page = at(open_page(atlas + "#the-letter", reduced_motion="reduce"), "the-letter")
    slider = page.get_by_role("slider", name="Opacity: The lake surveyed")
    expect(slider).to_have_value("50")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("55")
    expect(slider).to_have_attribute("aria-valuetext", "55 %")
    assert page.evaluate("document.querySelector('.old-map').style.opacity") == "0.55"
    assert page.evaluate("document.documentElement.dataset.step") == "the-letter"


def test_a_step_has_its_own_opacity_and_regions_with_a_key(open_page: Open, atlas: str) -> None:
    page = at(open_page(atlas + "#the-denial", reduced_motion="reduce"), "the-denial")
    assert page.evaluate("document.querySelector('.old-map').style.opacity") == "0.3"
    key = page.locator(".drawn-classes li")
    assert key.all_inner_texts()[-1] == "not counted" and key.count() == 4
    expect(page.locator(".furniture .drawn summary")).to_have_text("Drawn on the map (3)")
    page.evaluate("story.goto('read-on')")
    at(page, "read-on")
    expect(page.locator(".old-map")).to_be_hidden()
    expect(page.locator("canvas.regions")).to_be_hidden()


def test_an_old_map_moves_in_the_same_frame_as_the_camera(open_page: Open, atlas: str) -> None:
    page = at(open_page(atlas + "#the-letter"), "the-letter")
    off = page.evaluate("""() => { const map = narrativeMap.stage.map, image = document.querySelector('.old-map');
        let worst = 0;
        const west = narrativeMap.stage.drawings.sheets.find((each) => each.levels).levels[0].at;
        map.on('move', () => {
          const at = narrativeMap.toScreen(map).pixel(west), is = new DOMMatrix(getComputedStyle(image).transform);
          worst = Math.max(worst, Math.hypot(is.e - at.x, is.f - at.y));
        });
        for (const by of [[40, 0], [0, 30], [-25, 12]]) map.panBy(by, {animate: false});
        return worst; }""")
    assert off < 0.1


def test_tiles_are_asked_for_by_nobody_but_the_reader(open_page: Open, tmp_path: Path) -> None:
    home = write_maps(tmp_path, layer=LAYER + TILES)
    (home / "index.html").write_text(render_page(load_story(home)).html, encoding="utf-8")
    page = at(open_page((home / "index.html").as_uri() + "#the-letter", reduced_motion="reduce"), "the-letter")
    button = page.get_by_role("button", name="Online tiles: OpenMap")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert page.locator(".leaflet-tile").count() == 0  # and nothing was asked from outside: `open_page` sees to that


def test_tiles_that_a_reader_asks_for_are_drawn_under_the_places_with_their_makers_name(
    open_page: Open, heard: Heard, tmp_path: Path
) -> None:
    home = write_maps(tmp_path, layer=LAYER + TILES)
    (home / "index.html").write_text(render_page(load_story(home)).html, encoding="utf-8")
    page = open_page(reduced_motion="reduce")
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=png(256, 256), content_type="image/png")

    page.route("https://tiles.example/**", answer)
    page.goto((home / "index.html").as_uri() + "#the-letter")
    at(page, "the-letter")
    button = page.get_by_role("button", name="Online tiles: OpenMap")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".drawn-tiles")).to_contain_text("© OpenMap")
    loaded = page.locator("img.leaflet-tile-loaded")
    expect(loaded.first).to_be_visible()
    zoom = round(page.evaluate("map.getZoom()"))
    north, west, south, east = page.evaluate(
        "() => { const b = map.getBounds(); return [b.getNorth(), b.getWest(), b.getSouth(), b.getEast()]; }"
    )
    wanted = {
        f"https://tiles.example/{zoom}/{x}/{y}.png"
        for x in range(column(west, zoom), column(east, zoom) + 1)
        for y in range(row(north, zoom), row(south, zoom) + 1)
    }
    assert wanted <= set(asked)
    heights = page.evaluate(
        """() => ['canvas.basemap', '.leaflet-map-pane', '.old-map', 'svg.scene']
             .map((each) => +getComputedStyle(document.querySelector(each)).zIndex)"""
    )
    assert heights == sorted(set(heights))  # the land, the tiles, what the story draws, its places
    button.click()
    expect(loaded).to_have_count(0)
    expect(page.locator(".drawn-tiles")).not_to_contain_text("©")
    heard.outside.clear()


def column(longitude: float, zoom: int) -> int:
    """Of the tiles of the Web Mercator (https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames)."""
    return int((longitude + 180) / 360 * 2**zoom)


def row(latitude: float, zoom: int) -> int:
    lean = math.radians(latitude)
    return int((1 - math.asinh(math.tan(lean)) / math.pi) / 2 * 2**zoom)
