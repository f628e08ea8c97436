"""Pictures of a page: taken at rest, of the asked size, alike twice over, and with nothing asked from outside."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from narrative.pictures.photographer import Look, PageError, Still, photographer
from narrative.pictures.sizes import CARD, NAMED, SCREEN, Size
from narrative.story import Story

FIRST, STEP, LAST = "the-letter", "the-denial", "read-on"  # of the invented story


def picture_of(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def test_a_scale_multiplies_the_pixels(browser: Browser, built_small: Path) -> None:
    with photographer(browser, built_small, STEP, Look(Size(400, 300), scale=2)) as photographing:
        assert picture_of(photographing.picture(STEP)).size == (800, 600)


def test_two_pages_give_the_same_bytes_whatever_step_came_before(browser: Browser, built: Path, story: Story) -> None:
    look, step = Look(SCREEN), "fighting-at-ongjin"
    with photographer(browser, built, step, look) as photographing:
        straight = photographing.picture(step)
    with photographer(browser, built, story.steps[0].id, look) as photographing:
        photographing.picture(story.steps[0].id)
        photographing.picture(story.steps[-1].id)
        same = photographing.picture(step) == straight  # asserted by itself: pytest would set two pictures side by side
        assert same


def test_the_theme_is_that_of_the_picture(browser: Browser, built_small: Path) -> None:
    corners = []
    for theme in ("light", "dark"):
        with photographer(browser, built_small, STEP, Look(SCREEN, theme=theme)) as photographing:
            corners.append(sum(picture_of(photographing.picture(STEP)).getpixel((3, 796))))  # type: ignore[arg-type]
    assert corners[0] > 3 * 200
    assert corners[1] < 3 * 60


OVERFLOW = """() => {
  const story = document.getElementById("story"), frame = {w: innerWidth, h: innerHeight};
  const shown = [...story.querySelectorAll("p, h1, h2, .note")].filter(node => node.getClientRects().length);
  const out = shown.filter(node => {
    const box = node.getBoundingClientRect();
    return box.bottom > frame.h + 1 || box.right > frame.w + 1 || box.top < 0 || box.left < 0;
  });
  const root = document.documentElement;
  return {cut: root.classList.contains("is-cut"), out: out.map(node => node.textContent.slice(0, 40)),
          size: parseFloat(getComputedStyle(root).fontSize), shown: shown.length};
}"""


# An empty box in the map's place: drawing the map is three quarters of the time of a step.
NO_MAP = """() => {
  const map = document.querySelector(".folium-map"), box = document.createElement("div");
  box.className = map.className;
  map.before(box);
  map.style.display = "none";
}"""


@pytest.mark.parametrize("name", NAMED)
def test_a_picture_has_the_pixels_of_its_size_and_no_step_s_text_runs_out_of_it(
    browser: Browser, built: Path, story: Story, name: str
) -> None:
    still: Still = "title" if name == "card" else "whole"
    with photographer(browser, built, story.steps[0].id, Look(NAMED[name], still=still)) as photographing:
        assert picture_of(photographing.shoot()).size == (NAMED[name].width, NAMED[name].height)
        first, page = story.steps[1], photographing._page
        photographing.go(first.id)
        beside_the_map = page.evaluate(OVERFLOW)
        page.evaluate(NO_MAP)
        for step in story.steps:
            photographing.go(step.id)
            seen = page.evaluate(OVERFLOW)
            assert step != first or seen == beside_the_map
            assert seen["out"] == [], step.id
            assert not seen["cut"], step.id
            assert seen["size"] >= 10.5, step.id
            assert seen["shown"] >= 3, step.id


def test_notes_that_do_not_fit_are_named_instead_of_shrinking_the_text(browser: Browser, built: Path) -> None:
    seen = {}
    for name in ("screen", "phone"):
        with photographer(browser, built, "why-stalin-changed", Look(NAMED[name])) as photographing:
            page = photographing._page
            seen[name] = page.evaluate("getComputedStyle(document.querySelector('.is-current .note p')).display")
    assert seen == {"screen": "block", "phone": "none"}


@pytest.mark.parametrize("still", ["whole", "title", "map", "cover"])
def test_nothing_to_press_stands_in_a_picture(browser: Browser, built_small: Path, still: Still) -> None:
    with photographer(browser, built_small, STEP, Look(SCREEN, still=still)) as photographing:
        page = photographing._page
        pressed = page.locator(".masthead, .map-tools, .skip, .how, .card, .appendix")
        assert pressed.count() > 4
        assert [each for each in pressed.all() if each.is_visible()] == []
        assert page.locator("h1").is_visible() == (still == "cover")
        assert page.locator(f"#{STEP} h2").is_visible() == (still in ("whole", "title"))
        assert page.locator(f"#{STEP} .told").is_visible() == (still == "whole")
        assert page.locator(".credit").is_visible()


def test_the_map_alone_fills_the_picture(browser: Browser, built_small: Path) -> None:
    for name in NAMED:
        with photographer(browser, built_small, STEP, Look(NAMED[name], still="map")) as photographing:
            box = photographing._page.locator(".folium-map").bounding_box()
            width, height = NAMED[name].viewport
            assert box == {"x": 0, "y": 0, "width": width, "height": height}


def test_a_text_that_fits_at_no_size_fades_out(browser: Browser, built_small: Path, tmp_path: Path) -> None:
    html = built_small.read_text(encoding="utf-8")
    long = html.replace('<div class="told">', '<div class="told">' + "<p>And so on it went for long.</p>" * 90)
    (tmp_path / "index.html").write_text(long, encoding="utf-8")
    with photographer(browser, tmp_path / "index.html", STEP, Look(CARD)) as photographing:
        assert photographing._page.evaluate(OVERFLOW)["cut"]


MARKUP = [
    ('<img src="https://tiles.example/1.png">', "https://tiles.example/1.png"),
    ('<link rel="stylesheet" href="http://fonts.example/css">', "http://fonts.example/css"),
    ('<iframe src="https://frame.example/"></iframe>', "https://frame.example/"),
    ('<img src="file:///etc/hostname">', "file:///etc/hostname"),
]
SCRIPTS = [
    ("<script>fetch('https://beacon.example/x')</script>", "https://beacon.example/x"),
    ("<script>new WebSocket('wss://socket.example/')</script>", "wss://socket.example/"),
]
POLICY = ('http-equiv="Content-Security-Policy"', 'name="policy"')


@pytest.mark.parametrize(
    ("planted", "named", "policy"),
    [*((*each, kept) for each in MARKUP for kept in (True, False)), *((*each, False) for each in SCRIPTS)],
)
def test_a_request_that_leaves_the_page_fails_and_is_named(
    browser: Browser, built_small: Path, tmp_path: Path, planted: str, named: str, policy: bool
) -> None:
    html = built_small.read_text(encoding="utf-8").replace("</body>", planted + "</body>")
    (tmp_path / "index.html").write_text(html if policy else html.replace(*POLICY), encoding="utf-8")
    with (
        pytest.raises(PageError, match="asked for") as refusal,
        photographer(browser, tmp_path / "index.html", STEP, Look(SCREEN)) as photographing,
    ):
        photographing.picture(FIRST)
    assert named in str(refusal.value)
    assert "take that address out" in str(refusal.value)


def test_an_error_of_the_page_fails_and_is_named(browser: Browser, built_small: Path, tmp_path: Path) -> None:
    html = built_small.read_text(encoding="utf-8").replace(*POLICY)
    html = html.replace("</body>", "<script>throw new Error('out of ink')</script></body>")
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    with pytest.raises(PageError, match="out of ink"), photographer(browser, tmp_path / "index.html", STEP, Look()):
        pass


def test_a_flight_ends_at_rest_on_the_picture_of_its_step(browser: Browser, built_small: Path) -> None:
    look = Look(Size(640, 400), still="map")
    with photographer(browser, built_small, STEP, look) as photographing:
        rest = photographing.picture(FIRST)
    with photographer(browser, built_small, STEP, look, moving=True) as photographing:
        frames = list(photographing.flight(FIRST, 100))
    assert frames[-1] == rest
    assert 8 <= len(frames) <= 30
    assert len(set(frames)) > 6


def test_two_flights_are_the_same_however_slow_the_machine(browser: Browser, built_small: Path) -> None:
    flights = []
    for _ in range(2):
        with photographer(browser, built_small, STEP, Look(Size(400, 300), still="map"), moving=True) as photographing:
            flights.append(list(photographing.flight(LAST, 200)))
    assert flights[0] == flights[1]
