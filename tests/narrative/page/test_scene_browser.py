"""What the page draws of places, read back from its canvas, its document and its accessibility tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import dist
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from narrative.serving.build import build
from narrative.story import Story
from tests.anywhere import reshape, write_anywhere
from tests.conftest import DESKTOP, PHONE, Heard, page_for_many
from tests.odd_shapes import PLACES, SHAPES

Open = Callable[..., Page]
# The middles of a place's dots in pixels of the map, and on the globe (exact: Leaflet rounds pixels to whole ones).
DOTS = """(id) => {
  const box = map.getContainer().getBoundingClientRect(), screen = narrativeMap.toScreen(map);
  return [...document.querySelectorAll(`[data-place="${id}"] .dot`)].map((dot) => {
    const b = dot.getBoundingClientRect(), x = (b.left + b.right) / 2 - box.left, y = (b.top + b.bottom) / 2 - box.top;
    const at = narrativeMap.unproject({x: (x - screen.x) / screen.scale, y: (y - screen.y) / screen.scale});
    return {x, y, lonlat: [(at.lng + 180) % 360 - 180, at.lat], r: b.width / 2};
  });
}"""
# The mean colour of nine by nine pixels of the map around a spot on the globe.
COLOUR = """([lon, lat]) => {
  const canvas = document.querySelector('canvas.basemap'), screen = narrativeMap.toScreen(map);
  const p = narrativeMap.project([lon, lat]), ratio = canvas.width / canvas.clientWidth;
  const x = (p.x * screen.scale + screen.x) * ratio, y = (p.y * screen.scale + screen.y) * ratio;
  const copy = new OffscreenCanvas(9, 9).getContext('2d');
  copy.drawImage(canvas, Math.round(x) - 4, Math.round(y) - 4, 9, 9, 0, 0, 9, 9);
  const data = copy.getImageData(0, 0, 9, 9).data;
  return [0, 1, 2].map((part) => data.filter((_, i) => i % 4 === part).reduce((a, b) => a + b) / 81);
}"""

# The darkest pixel around a spot: that of an outline, were it there.
DARKEST = COLOUR.replace(
    "return [0, 1, 2].map((part) => data.filter((_, i) => i % 4 === part).reduce((a, b) => a + b) / 81);",
    "const all = Array.from({length: 81}, (_, i) => [...data.slice(4 * i, 4 * i + 3)]);"
    "return all.sort((a, b) => a[0] + a[1] + a[2] - b[0] - b[1] - b[2])[0];",
)


@pytest.fixture(scope="module")
def odd(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Heard]]:
    """The page of the story of odd shapes, which its tests share."""
    folder = tmp_path_factory.mktemp("odd")
    index = build(reshape(write_anywhere(folder, PLACES), SHAPES), folder / "out")[0]
    with page_for_many(browser, index.as_uri(), reduced_motion="reduce") as (page, heard):
        yield page, heard
        assert heard == Heard()


def go_to(page: Page, id: str) -> None:
    page.evaluate("(id) => window.story.goto(id)", id)
    page.wait_for_selector(f'html[data-step="{id}"][data-settled="{id}"]', state="attached")


def colour(page: Page, lon: float, lat: float) -> list[float]:
    found: list[float] = page.evaluate(COLOUR, [lon, lat])
    return found


def test_a_place_in_three_spots_has_three_dots_and_one_name(odd: tuple[Page, Heard]) -> None:
    page, _ = odd
    go_to(page, "at-capitals")
    dots = page.evaluate(DOTS, "capitals")
    assert [[round(part, 2) for part in each["lonlat"]] for each in dots] == [
        [-0.1, 51.5],
        [2.35, 48.85],
        [4.35, 50.85],
    ]
    assert all(0 < each["x"] < page.evaluate("map.getSize().x") for each in dots)
    assert page.locator('[data-place="capitals"] .label').text_content() == "Three capitals"


def test_of_a_place_in_three_spots_that_is_named_which_shows(odd: tuple[Page, Heard]) -> None:
    page, _ = odd
    go_to(page, "at-capitals")
    page.evaluate("map.setView([50.85, 4.35], 9, {animate: false})")
    place = page.locator('[data-place="capitals"]')
    assert "is-away" not in (place.get_attribute("class") or "")
    name, brussels = place.locator(".label").bounding_box(), page.evaluate(DOTS, "capitals")[2]
    left = page.locator(".folium-map").bounding_box()
    assert (
        name
        and left
        and dist((name["x"] - left["x"], name["y"] + name["height"] / 2), (brussels["x"], brussels["y"])) < 30
    )
    go_to(page, "at-block")


@pytest.mark.parametrize(
    ("step", "inside", "edge", "outside"),
    [
        ("at-block", [(-39, 48), (-37, 48.5)], (-40, 48), [(-40.3, 48), (-38, 49.2)]),
        ("at-bering", [(179.9, 48), (-179, 48)], (-177.85, 47.85), [(179, 48), (-177.2, 47.5)]),
    ],
)
def test_an_area_at_sea_is_filled_and_outlined_also_across_180_degrees(
    odd: tuple[Page, Heard], step: str, inside: list[Any], edge: Any, outside: list[Any]
) -> None:
    page, _ = odd
    go_to(page, step)
    sea = colour(page, *outside[0])
    assert dist(colour(page, *outside[1]), sea) < 6
    assert all(dist(colour(page, *each), sea) > 25 for each in inside)
    assert dist(colour(page, *inside[0]), colour(page, *inside[1])) < 12, "one area, not two halves"
    line = page.evaluate(DARKEST, [*edge])
    assert all(dist(line, colour(page, *each)) > 25 for each in (*inside, *outside))


def test_a_tract_has_its_shape_at_the_zoom_at_which_it_is_shown(odd: tuple[Page, Heard]) -> None:
    page, _ = odd
    go_to(page, "at-tract")
    assert page.evaluate("map.getZoom()") == 10.4
    page.evaluate("map.setView([48.86, 2.36], 11, {animate: false})")  # as near as a reader can come: 29 pixels wide
    ground = colour(page, 2.40, 48.88)
    assert all(dist(colour(page, *each), ground) > 20 for each in [(2.3535, 48.8655), (2.3655, 48.8535)])
    assert dist(colour(page, 2.3645, 48.8645), ground) < 8, "the notch of the L is left out"


def test_places_of_one_spot_stand_side_by_side(odd: tuple[Page, Heard]) -> None:
    page, _ = odd
    go_to(page, "all-of-it")
    village, battle = page.evaluate(DOTS, "village")[0], page.evaluate(DOTS, "battle")[0]
    apart = dist((village["x"], village["y"]), (battle["x"], battle["y"]))
    assert village["r"] + battle["r"] <= apart <= 15
    middle = [(a + b) / 2 for a, b in zip(village["lonlat"], battle["lonlat"], strict=True)]
    assert dist(middle, (35.82, 55.52)) < 0.2  # a fifth of a pixel at this zoom


@pytest.fixture(scope="module")
def shared(browser: Browser, built: Path) -> Iterator[tuple[Page, Heard]]:
    """A page of the first story, for tests that look at steps at rest."""
    with page_for_many(browser, built.as_uri(), reduced_motion="reduce") as (page, heard):
        page.wait_for_selector("html[data-settled]", state="attached")
        yield page, heard


@pytest.fixture
def reading(shared: tuple[Page, Heard]) -> Iterator[Page]:
    """The same page; nothing may have gone wrong in it at the end of each test."""
    page, heard = shared
    yield page
    assert heard.told() == Heard()


def read_at(page: Page, step: str, viewport: ViewportSize = DESKTOP) -> None:
    """The page in a size, its map where the step puts it, from elsewhere, so that nothing of another test stays."""
    page.set_viewport_size(viewport)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for each in ("armistice", step):
        go_to(page, each)


def test_the_key_says_which_arrows_are_schematic(reading: Page) -> None:
    page = reading
    read_at(page, "the-twenty-fifth")
    # A message from town to town, and troops by the Uijongbu corridor.
    assert page.locator(".key-row").all_text_contents()[:2] == ["message, reported", "Korean People’s Army: troops"]
    go_to(page, "inchon-and-after")
    # Troops from town to town, and others from country to country.
    assert page.locator(".key-row").all_text_contents()[:4] == [
        "United States: troops",
        "South Korea: troops",
        "China: troops, schematic",
        "Soviet Union: troops, schematic",
    ]


def test_every_arrow_with_a_label_has_it_in_view(reading: Page) -> None:
    links = "links => links.map((g) => [g.getAttribute('aria-label'), g.querySelector('.link-label:not([display])')])"
    for step in ("inchon-and-after", "the-twenty-fifth", "an-attack-foretold"):
        read_at(reading, step)
        shown = reading.locator(".layer-links > .link").evaluate_all(links.replace("')])", "')?.textContent || null])"))
        assert shown and [words for words, label in shown if not label] == [], step


BUTTONS = """() => [...document.querySelectorAll('.folium-map .place:not([display])')].map((g) => ({
  id: g.dataset.place, lit: g.classList.contains('is-lit'), current: g.getAttribute('aria-current'),
  shows: g.matches('.is-away') || [...g.querySelectorAll('.dot, .label tspan, .line')].some((part) => {
    const b = part.getBoundingClientRect(), box = map.getContainer().getBoundingClientRect();
    return b.right > box.left && b.left < box.right && b.bottom > box.top && b.top < box.bottom;
  })}))"""


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_who_hears_the_map_hears_the_places_of_the_view_and_which_of_them_are_the_step_s(
    reading: Page, story: Story, viewport: ViewportSize
) -> None:
    page = reading
    read_at(page, "fighting-at-ongjin", viewport)
    places = page.evaluate(BUTTONS)
    assert {each["id"] for each in places if each["lit"]} >= {"ongjin", "parallel-38"}
    assert [each for each in places if (each["current"] == "true") is not each["lit"]] == []
    tree = page.locator(".folium-map").aria_snapshot()
    assert "Canada" not in tree and "Moscow" not in tree and "Ongjin" in tree
    hidden = [each["id"] for each in places if not each["shows"]]
    assert set(hidden) <= {
        place.id for place in story.gazetteer.places.values() if "Polygon" in place.geometry.geom_type
    }


def test_a_place_that_comes_into_view_can_be_heard(reading: Page) -> None:
    page = reading
    read_at(page, "fighting-at-ongjin")
    page.evaluate("map.setView([37.5, 127], 3, {animate: false})")
    page.wait_for_function("document.querySelector('[data-place=beijing]:not([display])')")
    assert "Peiping" in page.locator(".folium-map").aria_snapshot()


def test_the_words_of_a_name_in_two_lines_stay_words(reading: Page) -> None:
    page = reading
    read_at(page, "what-mao-said")
    lettered = page.locator(".place.is-lit .label:has(tspan + tspan)")
    assert lettered.count() and all(" " in name for name in lettered.all_text_contents())


def test_a_name_that_is_written_shorter_is_heard_in_full_with_the_shorter_one(reading: Page) -> None:
    page = reading
    read_at(page, "what-mao-said", PHONE)
    heard = page.evaluate(
        """() => [...document.querySelectorAll('.folium-map .place:not([display])')].map((g) =>
             [g.getAttribute('aria-label'), g.querySelector('.label').textContent.replace(/ [(]?[?][)]?$/, '')])"""
    )
    signs = str.maketrans("", "", "→↘↓↙←↖↑↗\xa0")
    assert [each for each in heard if each[1].translate(signs) not in each[0]] == []


def test_a_page_has_few_landmarks_and_the_story_stands_before_the_map(open_built: Open) -> None:
    page = open_built()
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [each["role"]["value"] for each in nodes if not each["ignored"]]
    names = [(each["role"]["value"], each.get("name", {}).get("value")) for each in nodes if not each["ignored"]]
    assert [name for name in names if name[0] == "region"] == [("region", "Time"), ("region", "Map")]
    assert roles.index("main") < names.index(("region", "Map")) < roles.index("contentinfo")
    order = "map.getContainer().compareDocumentPosition(document.getElementById('story')) & 2"
    assert page.evaluate(order), "the story stands first in the document"


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "finger"])
def test_a_press_on_a_name_opens_the_places_card(open_built: Open, story: Story, touch: bool) -> None:
    page = open_built("#fighting-at-ongjin", has_touch=touch)
    page.wait_for_selector("html[data-settled]", state="attached")
    names = page.locator(".place.is-lit:not(.is-away) .label:not(:empty)")
    assert names.count() >= 2
    for index in range(names.count()):
        place, box = names.nth(index).locator("..").get_attribute("data-place"), names.nth(index).bounding_box()
        assert place and box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6
        if touch:
            page.touchscreen.tap(x, y)
        else:
            page.mouse.click(x, y)
        card = page.locator("#card:not([hidden]) h3")
        expect(card).to_have_text(story.gazetteer.places[place].title)
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)


def test_a_map_that_is_put_elsewhere_is_lettered_once(open_built: Open, story: Story) -> None:
    page = open_built()
    page.evaluate(
        """() => { const scene = narrativeMap.stage.scene, letter = scene.letter;
             window.lettered = 0; scene.letter = function () { window.lettered++; letter.call(scene); }; }"""
    )
    for number, step in enumerate(story.steps[1:4], 1):
        page.evaluate("(id) => window.story.goto(id)", step.id)
        page.wait_for_selector(f'html[data-settled="{step.id}"]', state="attached")
        assert page.evaluate("lettered") == number
