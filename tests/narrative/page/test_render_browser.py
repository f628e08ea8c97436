"""The page in a real browser, from a file, with the network off: what only a browser shows."""

import gzip
import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from ruamel.yaml import YAML

from narrative.page import render_page
from narrative.serving.build import build
from narrative.story import Story, load_story
from narrative.story.prose import typographic
from tests.conftest import DESKTOP, PHONE, Heard, page_for_many
from tests.payloads import PRINTED
from tests.stories import STORY, WORDS, feature, places, write_story

STATE = """() => ({
  step: document.documentElement.dataset.step,
  lit: [...document.querySelectorAll('.folium-map > .scene .place.is-lit')].map((g) => g.dataset.place).sort(),
  scene: document.querySelector('.folium-map > svg.scene').outerHTML.replace(/ is-hovered| is-away/g, ''),
  picture: document.querySelector('canvas.basemap').toDataURL(),
  key: document.querySelector('.key').innerHTML,
  centre: [map.getCenter().lat, map.getCenter().lng, map.getZoom()],
  current: [...document.querySelectorAll('.step.is-current')].map((s) => s.id),
  label: map.getContainer().getAttribute('aria-describedby'),
})"""


def settled(page: Page, id: str) -> None:
    page.wait_for_selector(f'html[data-step="{id}"][data-settled="{id}"]', state="attached")


class SlowPage:
    """Serves the page gzipped: the first 100 kB at once, the rest when ``release`` is called."""

    def __init__(self, body: bytes) -> None:
        self.rest = threading.Event()
        page = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[:100_000])
                self.wfile.flush()
                page.rest.wait(60)
                self.wfile.write(body[100_000:])

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def release(self) -> None:
        self.rest.set()


@pytest.fixture
def slow_page(built: Path) -> Iterator[SlowPage]:
    served = SlowPage(gzip.compress(built.read_bytes(), mtime=0))
    yield served
    served.release()
    served.server.shutdown()
    served.server.server_close()


# What several tests ask of a step at rest: the places that it lights, its links, how they are drawn and how far they
# bow from the straight way (of its length), the lit points under the key, the boxes of all lettering on the map, and
# how many lines of demarcation its date has.
SEEN = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)], basemap = narrativeMap.stage.basemap;
  const key = document.querySelector('.key').getBoundingClientRect();
  const bow = (path) => {
    const pairs = path.getAttribute('d').match(/-?[0-9.]+ -?[0-9.]+/g) || [];
    const few = Math.ceil(pairs.length / 150); // a link that leaves the frame far has thousands of points
    const points = pairs.filter((_, i) => i % few === 0).map((pair) => pair.split(' ').map(Number));
    const far = points.map((p) => points.map((q) => [Math.hypot(p[0] - q[0], p[1] - q[1]), p, q])).flat();
    const [long, a, b] = far.reduce((one, two) => (two[0] > one[0] ? two : one), [0]);
    const off = ([x, y]) => Math.abs((b[0] - a[0]) * (a[1] - y) - (a[0] - x) * (b[1] - a[1])) / long;
    return long < 60 ? null : Math.max(...points.map(off)) / long;
  };
  return {
    bows: narrativeMap.stage.scene.links.filter((link) => link.data.way.length === 2)  // by no other place
      .map((link) => bow(link.path)).filter((share) => share !== null),
    underKey: all('.folium-map > .scene .place.is-lit .dot').filter((dot) => {
      const b = dot.getBoundingClientRect(), x = b.left + b.width / 2, y = b.top + b.height / 2;
      return x > key.left && x < key.right && y > key.top && y < key.bottom;
    }).map((dot) => dot.closest('[data-place]').dataset.place),
    lit: all('.place.is-lit[data-place]').map((g) => g.dataset.place),
    links: all('.layer-links .link').length,
    styles: all('.layer-links .link').map((link) => [link.dataset.status, getComputedStyle(link.firstChild)])
      .map(([kind, s]) => [kind, s.fill + s.stroke + s.strokeDasharray]),
    words: all('.folium-map > .scene text')
      .filter((t) => t.textContent && t.checkVisibility() && !t.closest('.sign'))
      .map((t) => [t.textContent, t.getBoundingClientRect()])
      .map(([name, b]) => [name, b.left, b.top, b.right, b.bottom]),
    lines: basemap.boundaries.filter((b) => b.kind === 'demarcation' && basemap.state.date >= b.from).length,
  };
}"""


@pytest.fixture(scope="module")
def seen(browser: Browser, built: Path, story: Story) -> Callable[..., dict[str, Any]]:
    """``seen(viewport)``: of each step what a reader sees who goes through the whole story, once for all who ask."""
    walks: dict[int, dict[str, Any]] = {}

    def walk(viewport: ViewportSize) -> dict[str, Any]:
        width = viewport["width"]
        if width not in walks:
            walks[width] = {}
            with page_for_many(browser, built.as_uri(), viewport=viewport, reduced_motion="reduce") as (page, heard):
                for step in story.steps:
                    page.evaluate("(id) => window.story.goto(id)", step.id)
                    settled(page, step.id)
                    walks[width][step.id] = page.evaluate(SEEN)
            assert heard == Heard()
        return walks[width]

    return walk


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_step_settles_and_lights_its_places(
    seen: Callable[..., dict[str, Any]], story: Story, viewport: ViewportSize
) -> None:
    for step in story.steps:
        lit = set(seen(viewport)[step.id]["lit"])
        assert set(step.places) <= lit
        ends = {end for link in step.links for end in (link.origin, link.destination)}
        assert lit == set(step.places) | ends
        assert seen(viewport)[step.id]["links"] == len(step.links)


def test_lit_places_lie_inside_the_map_and_no_two_of_their_names_overlap(
    seen: Callable[..., dict[str, Any]], story: Story
) -> None:
    for step in story.steps:
        boxes = seen(DESKTOP)[step.id]["words"]
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                wide = min(one[3], other[3]) - max(one[1], other[1])
                high = min(one[4], other[4]) - max(one[2], other[2])
                assert wide <= 3 or high <= 4, f"{step.id}: {one[0]!r} lies on {other[0]!r}"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_key_covers_no_place_that_is_lit(
    seen: Callable[..., dict[str, Any]], story: Story, viewport: ViewportSize
) -> None:
    assert {step.id: seen(viewport)[step.id]["underKey"] for step in story.steps} == {
        step.id: [] for step in story.steps
    }


def test_an_arc_bows_by_a_sixth_of_its_way_or_more(seen: Callable[..., dict[str, Any]], story: Story) -> None:
    bows = [bow for step in story.steps for bow in seen(DESKTOP)[step.id]["bows"]]
    assert len(bows) > 5
    assert 0.14 < min(bows) < 0.2 and max(bows) < 0.45  # a second one of the same way bows half as much again


def test_a_step_is_read_once_its_top_has_passed_the_middle_of_the_frame(
    open_built: Callable[..., Page], story: Story
) -> None:
    page = open_built(f"#{story.steps[1].id}")
    put = """([id, share]) => {
      window.dispatchEvent(new Event('wheel'));
      const top = document.getElementById(id).getBoundingClientRect().top - share * innerHeight;
      scrollBy({ top, behavior: 'instant' });
    }"""
    for share, read in ((0.55, story.steps[2]), (0.45, story.steps[3]), (0.55, story.steps[2])):
        page.evaluate(put, [story.steps[3].id, share])
        settled(page, read.id)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_random_walk_ends_in_the_state_of_opening_the_step_directly(
    open_built: Callable[..., Page], story: Story, viewport: ViewportSize
) -> None:
    page = open_built(viewport=viewport)
    dice = random.Random(38)
    ids = [step.id for step in story.steps]
    for _ in range(50):
        move = dice.random()
        if move < 0.4:
            page.evaluate("(id) => window.story.goto(id)", dice.choice(ids))
        elif move < 0.6:
            page.evaluate("window.story.next()") if dice.random() < 0.5 else page.evaluate("window.story.previous()")
        elif move < 0.8:
            # A fast scroll, down or up, through many steps; each frame is drawn.
            page.evaluate(
                """([far, frames]) => new Promise((done) => { let n = 0; (function turn() {
                     window.scrollBy(0, far / frames);
                     requestAnimationFrame(++n < frames ? turn : () => done()); })(); })""",
                [dice.randint(-9000, 9000), 12],
            )
        else:
            page.evaluate("(far) => window.scrollTo(0, far * document.body.scrollHeight)", dice.random())
    final = dice.choice(ids)
    page.evaluate("(id) => window.story.goto(id)", final)
    settled(page, final)
    walked = page.evaluate(STATE)
    direct = open_built(f"#{final}", viewport=viewport).evaluate(STATE)
    assert walked == direct


def test_a_walk_with_motion_ends_in_the_same_state_too(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built(reduced_motion="no-preference")
    ids = [step.id for step in story.steps]
    for id in (ids[3], ids[9], ids[1], ids[-2], ids[8]):
        page.evaluate("(id) => window.story.goto(id)", id)
    settled(page, ids[8])
    assert page.evaluate(STATE) == open_built(f"#{ids[8]}", reduced_motion="no-preference").evaluate(STATE)


def test_in_flight_the_map_is_drawn_in_every_frame(open_built: Callable[..., Page], story: Story) -> None:
    """Leaflet alone shows blank sea on a long flight; half way there must still be land on the canvas."""
    ids = [step.id for step in story.steps]
    page = open_built(f"#{ids[8]}", reduced_motion="no-preference")
    shades = page.evaluate(
        """(id) => new Promise((done) => {
             window.story.goto(id);
             const seen = [], canvas = document.querySelector('canvas.basemap');
             const small = new OffscreenCanvas(60, 40).getContext('2d', { willReadFrequently: true });
             (function look() {
               small.drawImage(canvas, 0, 0, 60, 40);
               const c = small.getImageData(0, 0, 60, 40).data, set = new Set();
               for (let i = 0; i < c.length; i += 4) set.add([c[i] >> 3, c[i + 1] >> 3, c[i + 2] >> 3].join());
               if (document.documentElement.dataset.settled) return done(seen);
               seen.push(set.size);
               requestAnimationFrame(look);
             })();
           })""",
        ids[1],
    )
    assert len(shades) > 5 and min(shades) > 3


def test_reduced_motion_cuts_instead_of_flying(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built()
    frames = page.evaluate(
        """(id) => new Promise((done) => {
             const zooms = new Set(), turn = requestAnimationFrame;
             map.on('move', () => zooms.add(map.getZoom()));
             window.story.goto(id);
             turn(() => turn(() => turn(() => done(zooms.size)))); })""",
        story.steps[1].id,
    )
    assert frames <= 1


@pytest.mark.parametrize("address", ["#{id}", "?step={id}"])
def test_deep_links_open_their_step_with_its_text_in_view(
    open_built: Callable[..., Page], story: Story, address: str
) -> None:
    for viewport in (DESKTOP, PHONE):
        step = story.steps[len(story.steps) // 2]
        page = open_built(address.format(id=step.id), viewport=viewport)
        assert page.evaluate("document.documentElement.dataset.step") == step.id
        band = 0 if viewport is DESKTOP else page.evaluate("map.getContainer().offsetHeight")
        top = page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", step.id)
        assert band - 1 <= top <= band + viewport["height"] * 0.3


@pytest.mark.parametrize("address", ["#no-such-step", "?step=no-such-step", "#%E0%A4%A", "?step="])
def test_an_unknown_step_opens_the_first(open_built: Callable[..., Page], story: Story, address: str) -> None:
    assert open_built(address).evaluate("document.documentElement.dataset.settled") == story.steps[0].id


def test_the_address_follows_the_scroll_without_filling_the_history(
    open_built: Callable[..., Page], story: Story
) -> None:
    page = open_built()
    before = page.evaluate("history.length")
    for step in story.steps[:6]:
        page.evaluate("(id) => window.story.goto(id)", step.id)
    assert page.url.endswith(f"#{story.steps[5].id}")
    assert page.evaluate("history.length") == before


def test_back_returns_from_a_link_that_was_followed(open_built: Callable[..., Page], story: Story) -> None:
    disputed = next(step for step in story.steps if step.disputed_by)
    page = open_built(f"#{disputed.id}")
    other = disputed.disputed_by[0]
    page.locator(f'#{disputed.id} .against a[href="#{other}"]').first.click()
    settled(page, other)
    page.go_back()
    settled(page, disputed.id)


def test_keys_turn_the_steps(open_built: Callable[..., Page], story: Story) -> None:
    ids = [step.id for step in story.steps]
    page = open_built()
    for key, expected in [
        ("ArrowRight", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", -1),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        settled(page, ids[expected])


def test_arrow_down_reads_a_long_step_to_its_end_before_it_turns_the_page(
    open_built: Callable[..., Page], story: Story
) -> None:
    longest = max(story.steps, key=lambda step: len(step.text) + sum(len(note.text) for note in step.notes))
    page = open_built(f"#{longest.id}", viewport={"width": 700, "height": 320})
    page.keyboard.press("ArrowDown")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("document.documentElement.dataset.step") == longest.id


def test_a_place_named_in_the_text_lights_on_the_map_under_pointer_and_focus(
    open_built: Callable[..., Page], story: Story
) -> None:
    step = next(step for step in story.steps if "mukden" in step.places)
    page = open_built(f"#{step.id}")
    name = page.locator(f"#{step.id} .place-name[data-ref=mukden]").first
    name.hover()
    assert page.locator('[data-place="mukden"].is-hovered').count() == 1
    page.mouse.move(1200, 700)
    assert page.locator(".is-hovered").count() == 0
    name.focus()
    assert page.locator('[data-place="mukden"].is-hovered').count() == 1


def test_a_place_on_the_map_opens_its_card_with_the_steps_that_name_it(
    open_built: Callable[..., Page], story: Story
) -> None:
    step = next(step for step in story.steps if "mukden" in step.places)
    page = open_built(f"#{step.id}")
    place = page.locator('[data-place="mukden"]')
    assert place.get_attribute("aria-label") == "Mukden"
    place.focus()
    page.keyboard.press("Enter")
    card = page.locator("#card")
    assert card.is_visible()
    listed = card.locator("ol a").evaluate_all("(links) => links.map((a) => a.getAttribute('href').slice(1))")
    ends = {
        s.id for s in story.steps if "mukden" in s.places or any("mukden" in (k.origin, k.destination) for k in s.links)
    }
    assert set(listed) == ends
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.dataset.place") == "mukden"


def test_an_uncertain_place_wears_a_halo_and_its_card_says_why(open_built: Callable[..., Page], story: Story) -> None:
    step = next(step for step in story.steps if "hamhung" in step.places)
    page = open_built(f"#{step.id}")
    assert page.locator('[data-place="hamhung"] .halo').count() == 1
    assert "uncertain" in (page.locator('[data-place="hamhung"]').get_attribute("aria-label") or "")
    page.locator(f"#{step.id} .place-name[data-ref=hamhung]").first.click()
    text = page.locator("#card").inner_text()
    assert re.search("Uncertain", text) and "Kankō" in text and "Kanege" in text


def test_reported_stated_and_disputed_links_are_drawn_differently(
    seen: Callable[..., dict[str, Any]], story: Story, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    fills: dict[str, str] = {}
    for step in story.steps:
        for link in step.links:
            drawn = (style for status, style in seen(DESKTOP)[step.id]["styles"] if status == link.status)
            fills.setdefault(link.status, next(drawn))
    build(write_story(tmp_path), tmp_path / "out")  # no link of the first story is disputed; one of this is
    page = open_page((tmp_path / "out" / "index.html").as_uri(), reduced_motion="reduce")
    settled(page, "the-letter")
    fills["disputed"] = page.locator('.layer-links .link[data-status="disputed"] .body').evaluate(
        "(body) => { const s = getComputedStyle(body); return s.fill + s.stroke + s.strokeDasharray; }"
    )
    assert len(set(fills.values())) == len(fills) >= 3


def test_without_scripts_the_whole_story_is_there_to_read(
    open_page: Callable[..., Page], built: Path, story: Story
) -> None:
    page = open_page(viewport=DESKTOP, java_script_enabled=False)
    page.goto(built.as_uri())
    text = page.locator("body").inner_text()
    for step in story.steps:
        assert typographic(step.title) in text
    assert not page.locator(".folium-map").is_visible()
    assert page.locator("#place-mukden").is_visible()


def test_no_frame_scrolls_sideways(open_built: Callable[..., Page], story: Story) -> None:
    page = open_built(f"#{story.steps[4].id}")
    for width, height in ((320, 568), (640, 400), (700, 320), (390, 844), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        settled(page, story.steps[4].id)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_title_does_more_than_stand_there(open_page: Callable[..., Page], tmp_path: Path) -> None:
    """A step, a person and a place for each text of tests/payloads; `open_page` hears what a page logs and fetches."""
    lines = [" ".join(each.split()) for each in PRINTED if any(letter.isprintable() for letter in each)]
    texts = list({line.casefold(): line for line in lines}.values())  # two places of one name are a fault
    step = {"places": ["geneva"], "source": {}, "editorial": True, "status": "stated", "text": f"{WORDS}."}
    document = YAML(typ="safe").load(STORY)
    document["steps"] += [
        {"id": f"p-{n}", "title": text, "date": "1949", **step, "people": [f"who-{n}"]} for n, text in enumerate(texts)
    ]
    document["people"] += [{"id": f"who-{n}", "name": text, "role": text} for n, text in enumerate(texts)]
    gazetteer = places()
    for n, text in enumerate(texts):
        gazetteer["features"].append(feature(f"at-{n}", text, 6 + n / 1000, 46))
        document["steps"][3 + n]["places"].append(f"at-{n}")
    home = write_story(tmp_path, json.dumps(document, default=str, ensure_ascii=False), gazetteer)
    (tmp_path / "page.html").write_text(render_page(load_story(home)).html, encoding="utf-8")
    page = open_page((tmp_path / "page.html").as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    for id in ("p-0", f"p-{len(texts) // 2}", f"p-{len(texts) - 1}"):
        page.evaluate("(id) => story.goto(id)", id)
        settled(page, id)
    assert page.title().startswith("The Lake Crossing")
    shown = page.evaluate("[...document.querySelectorAll('.step h2')].map((each) => each.textContent)")
    assert [" ".join(each.split()) for each in shown[3:]] == [" ".join(typographic(each).split()) for each in texts]
    assert (
        page.evaluate("document.querySelectorAll('[onerror], [onload], [onclick], iframe, object, embed').length") == 0
    )


def test_dark_and_light_follow_the_system_and_the_address(open_built: Callable[..., Page]) -> None:
    colours = {}
    for name, fragment, scheme in [("light", "", "light"), ("dark", "", "dark"), ("asked", "?theme=dark", "light")]:
        colours[name] = open_built(fragment, color_scheme=scheme).evaluate(
            "getComputedStyle(document.body.parentElement).backgroundColor"
        )
    assert colours["dark"] == colours["asked"] != colours["light"]


def test_the_demarcation_line_is_on_the_map_of_the_armistice_only(
    seen: Callable[..., dict[str, Any]], story: Story
) -> None:
    for step in story.steps:
        year = (step.map_date or step.date).earliest.isoformat()
        assert (seen(DESKTOP)[step.id]["lines"] > 0) == (year >= "1953-07-27")


def test_the_first_view_is_drawn_while_the_rest_still_arrives(
    open_page: Callable[..., Page], slow_page: SlowPage, story: Story
) -> None:
    """The server sends the first 100 kB (gzipped) and holds the rest: text and a map with land must be there."""
    page = open_page(viewport=DESKTOP, reduced_motion="reduce")
    page.goto(slow_page.url, wait_until="commit")
    page.wait_for_selector("html[data-step]", state="attached")
    page.wait_for_selector(f"#{story.steps[-1].id}", state="attached")
    assert page.locator("h1").is_visible()
    shades = page.evaluate(
        """() => {
             const canvas = document.querySelector('canvas.basemap'), set = new Set();
             const c = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
             for (let i = 0; i < c.length; i += 4 * 97) set.add(c[i] + ',' + c[i + 1]);
             return set.size; }"""
    )
    assert shades > 3
    assert page.evaluate("document.documentElement.dataset.settled") is None
    slow_page.release()
    page.wait_for_selector("html[data-settled]", state="attached")
