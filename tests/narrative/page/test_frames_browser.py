"""The page in frames that change (higher, wider, turned, enlarged, hidden at first): the reader keeps the place."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from playwright.sync_api import Browser, Frame, Page

from narrative.page import render_page
from narrative.story import Story, load_story
from tests.conftest import Heard, page_for_many
from tests.fuzzing.profiles import chosen
from tests.fuzzing.shapes import MESSAGES
from tests.stories import PAPERS, TELLING, places, write_story

Open = Callable[..., Page]
SIZES = {
    "higher": [(1280, 800), (1280, 1000)],
    "lower": [(1280, 1000), (1280, 600)],
    "narrower": [(1280, 800), (700, 800), (390, 800)],
    "turned": [(844, 390), (390, 844)],
    "as narrow as WCAG asks for": [(1280, 800), (320, 256)],
}
# What must agree: the step that is read, told, counted, in the address and on the map, and whose text is at the line of
# reading.
AGREED = """() => {
  const scroller = narrativeMap.scroller, stage = narrativeMap.stage, data = document.documentElement.dataset;
  const view = stage.viewOf(scroller.current), centre = map.getCenter();
  const counted = parseInt(document.getElementById('progress-count').textContent);
  return {
    steps: [data.step, data.settled, scroller.steps[counted - 1], location.hash.slice(1), stage.id,
      scroller.steps[scroller.at()]],
    framed: Math.abs(centre.lat - view.center.lat) < 1e-6 && Math.abs(map.getZoom() - view.zoom) < 1e-6,
    size: [map.getSize().x - map.getContainer().clientWidth, map.getSize().y - map.getContainer().clientHeight],
  };
}"""
TOP = "() => document.getElementById(document.documentElement.dataset.step).getBoundingClientRect().top"
# Of the text in the frame: what stands where steps rest, as the block's words and the part of it above that line.
SPOT = """() => {
  const step = document.querySelector('.step.is-current'), line = narrativeMap.scroller.rest();
  const block = [...step.querySelectorAll('.step-body > *, .told > *')].filter((e) => !e.matches('.told, .unseen'))
    .find((e) => e.getBoundingClientRect().bottom > line), box = block.getBoundingClientRect();
  return [block.textContent, (line - box.top) / box.height];
}"""
HIDDEN = {
    "not displayed": ('<div id="box" style="display: none">{}</div>', "box.style.display = 'block'"),
    "in closed details": ("<details id=box><summary>A map</summary>{}</details>", "box.open = true"),
    "without a size": (
        "<style>iframe {{ width: 0 !important; height: 0 !important }}</style>{}",
        "document.querySelector('style').remove()",
    ),
    "not visible": ('<div id="box" style="visibility: hidden">{}</div>', "box.style.visibility = ''"),
}


def at_rest(page: Page | Frame, id: str) -> None:
    page.wait_for_selector(f'html[data-step="{id}"][data-settled="{id}"]', state="attached")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def agreed(page: Page | Frame, id: str) -> None:
    at_rest(page, id)
    assert page.evaluate(AGREED) == {"steps": [id] * 6, "framed": True, "size": [0, 0]}


def rest(width: int, height: int, page: Page | Frame) -> float:
    """Where a step rests: 12 % of the frame below its edge, 96 px at most; on a phone 5 % and 10 px, below the map."""
    if width >= 640:
        return min(96, 0.12 * height)
    line = "parseFloat(getComputedStyle(map.getContainer()).marginBottom)"  # the time line's room
    band = float(page.evaluate(f"map.getContainer().offsetHeight + {line}"))
    return band + min(10, 0.05 * (height - band))


def test_a_frame_of_another_size_shows_the_step_where_steps_rest(open_built: Open, story: Story) -> None:
    """One page goes through all changes, from each size to the next."""
    id = story.steps[20].id
    page = open_built(f"#{id}")
    for name, (first, *later) in SIZES.items():
        for width, height in [first, *later, first]:
            page.set_viewport_size({"width": width, "height": height})
            agreed(page, id)
            assert abs(page.evaluate(TOP) - rest(width, height, page)) <= 1.5, f"{name}: {width} x {height}"


@pytest.fixture(scope="module")
def reading(browser: Browser, built: Path, story: Story) -> Iterator[Page]:
    """A page at the step that the next test reads, which sizes it and goes to that step itself."""
    with page_for_many(browser, f"{built.as_uri()}#{story.steps[20].id}", reduced_motion="reduce") as (page, heard):
        yield page
    assert heard == Heard()


@pytest.mark.parametrize("name", SIZES)
def test_who_has_read_on_by_hand_keeps_the_line_of_text(reading: Page, story: Story, name: str) -> None:
    (width, height), *later = SIZES[name]
    id, page = story.steps[20].id, reading
    page.set_viewport_size({"width": width, "height": height})
    for each in (story.steps[3].id, id):  # from elsewhere, so that it rests anew, wherever it was left
        page.evaluate("(id) => window.story.goto(id)", each)
        at_rest(page, each)
    moved_to(page, page.evaluate("scrollY") + 170)
    at_rest(page, id)
    top, (words, part) = page.evaluate(TOP), page.evaluate(SPOT)
    assert abs(top - (rest(width, height, page) - 170)) <= 1.5
    for width, height in later:
        page.set_viewport_size({"width": width, "height": height})
        agreed(page, id)
        there = page.evaluate(SPOT)
        assert there[0] == words and abs(there[1] - part) < 0.06
    page.set_viewport_size(dict(zip(("width", "height"), SIZES[name][0], strict=True)))  # type: ignore[arg-type]
    agreed(page, id)
    assert abs(page.evaluate(TOP) - top) <= 1.5, "and is back where the frame is"


def moved_to(page: Page, y: float) -> None:
    """Scroll as a reader does, by no link or key of ours."""
    page.evaluate("(y) => window.scrollTo(0, y)", y)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("share", [0.4, 0.9])
def test_a_step_that_is_still_coming_up_stays_the_one_that_is_read(
    open_built: Open, story: Story, share: float
) -> None:
    """Its top stands between the line where steps rest (96 px) and the line of reading (half the frame, 400 px)."""
    id = story.steps[20].id
    page = open_built(f"#{id}")
    moved_to(page, page.evaluate("scrollY") - share * (400 - 96))
    for height in (1000, 500, 800):
        page.set_viewport_size({"width": 1280, "height": height})
        agreed(page, id)
    assert abs(page.evaluate(TOP) - (96 + share * (400 - 96))) <= 2


def test_the_title_and_the_lists_below_the_story_keep_their_place_too(open_built: Open, story: Story) -> None:
    page = open_built()
    page.set_viewport_size({"width": 1280, "height": 1100})
    at_rest(page, story.steps[0].id)
    assert page.evaluate("scrollY") == 0
    last = story.steps[-1].id
    page.evaluate("(id) => window.story.goto(id)", last)
    at_rest(page, last)
    page.evaluate(
        "document.querySelectorAll('.appendix details').forEach((list) => (list.open = true))"
    )  # enough to scroll
    top = "document.querySelector('#source').getBoundingClientRect().top"
    moved_to(page, page.evaluate(f"scrollY + {top} - 96"))
    page.set_viewport_size({"width": 1280, "height": 640})
    agreed(page, last)
    assert abs(page.evaluate(top) - 0.12 * 640) < 40


def test_enlarging_the_page_keeps_the_step(open_built: Open, story: Story) -> None:
    """Zoom of the browser: 1280×800 px at 200 % is a frame of 640×400 with two device pixels a pixel."""
    id = story.steps[20].id
    page = open_built(f"#{id}")
    metrics = page.context.new_cdp_session(page)
    for scale in (2, 4, 1.25):
        width, height = round(1280 / scale), round(800 / scale)
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        metrics.send("Emulation.setDeviceMetricsOverride", size)
        page.wait_for_function("(width) => innerWidth === width", arg=width)
        agreed(page, id)
        assert abs(page.evaluate(TOP) - rest(width, height, page)) <= 1.5
        sharp = page.evaluate("document.querySelector('canvas.basemap').width / map.getSize().x")
        assert sharp == pytest.approx(min(scale, 3), rel=0.01)


def test_type_that_comes_late_leaves_the_line_of_text_in_place(open_built: Open, story: Story) -> None:
    id = story.steps[20].id
    page = open_built(f"#{id}")
    moved_to(page, page.evaluate("scrollY") + 170)
    at_rest(page, id)
    words, part = page.evaluate(SPOT)
    high = page.evaluate("story_height = document.getElementById('story').offsetHeight")
    page.evaluate("() => { faces = [...document.fonts]; document.fonts.clear(); }")
    page.wait_for_function("document.getElementById('story').offsetHeight !== story_height")
    agreed(page, id)
    there = page.evaluate(SPOT)
    assert there[0] == words and abs(there[1] - part) < 0.06
    page.evaluate("faces.forEach((face) => document.fonts.add(face))")
    page.wait_for_function("document.getElementById('story').offsetHeight === story_height")
    agreed(page, id)
    assert page.evaluate("document.getElementById('story').offsetHeight") == high
    there = page.evaluate(SPOT)
    assert there[0] == words and abs(there[1] - part) < 0.02


def framed(open_page: Open, folder: Path, html: str, address: str, **options: Any) -> tuple[Page, Frame]:
    """A host page with the story in a frame where ``html`` has {}."""
    frame = f'<iframe src="{address}" style="width: 100%; height: 600px; border: 0" title="A map"></iframe>'
    host = folder / "host.html"
    host.write_text('<!doctype html><body style="margin: 0">' + html.format(frame), encoding="utf-8")
    page = open_page(host.as_uri(), **options)
    return page, page.frames[1]


def test_a_host_that_resizes_its_frame_leaves_the_reader_in_place(
    open_page: Open, built: Path, story: Story, tmp_path: Path
) -> None:
    id = story.steps[20].id
    page, frame = framed(open_page, tmp_path, "{}", f"{built.as_uri()}#{id}", reduced_motion="reduce")
    agreed(frame, id)
    for width, height in ((1280, 900), (700, 500), (390, 700), (0, 0), (1280, 600)):
        style = f"width: {width}px; height: {height}px; border: 0"
        page.evaluate("(style) => document.querySelector('iframe').setAttribute('style', style)", style)
        if not width:
            continue
        frame.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=[width, height])
        agreed(frame, id)
        assert abs(frame.evaluate(TOP) - rest(width, height, frame)) <= 1.5


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("name", HIDDEN)
def test_a_frame_that_is_shown_later_shows_the_step_of_its_address(
    open_page: Open, built: Path, story: Story, tmp_path: Path, name: str, motion: str
) -> None:
    html, show = HIDDEN[name]
    first, other = story.steps[8].id, story.steps[2].id
    page, frame = framed(open_page, tmp_path, html, f"{built.as_uri()}#{first}", reduced_motion=motion)
    frame.wait_for_selector(f'html[data-step="{first}"]', state="attached")
    page.evaluate(show)
    agreed(frame, first)
    assert frame.evaluate(TOP) == pytest.approx(0.12 * 600, abs=1.5)

    page.goto("about:blank")
    page, frame = framed(open_page, tmp_path, html, f"{built.as_uri()}#{first}", reduced_motion=motion)
    frame.wait_for_selector(f'html[data-step="{first}"]', state="attached")
    command = {"target": "narrative-map", "version": 1, "type": "goto", "step": other}
    page.evaluate("(command) => frames[0].postMessage(command, '*')", command)
    frame.wait_for_selector(f'html[data-step="{other}"]', state="attached")
    page.evaluate(show)
    agreed(frame, other)
    assert frame.evaluate(TOP) == pytest.approx(0.12 * 600, abs=1.5)


def command(type: str, **more: Any) -> dict[str, Any]:
    return {"target": "narrative-map", "version": 1, "type": type, **more}


def post(page: Page, *messages: Any) -> None:
    """Send messages to the story's frame, all in one turn."""
    page.evaluate("(messages) => messages.forEach((each) => frames[0].postMessage(each, '*'))", list(messages))


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_frame_that_is_folded_away_while_the_map_flies_comes_back_at_the_step(
    open_page: Open, built: Path, story: Story, tmp_path: Path, motion: str
) -> None:
    """Sizes of nothing, of a pixel, of a line, at rest and in flight, each with a command; `open_page` hears errors."""
    ids = [step.id for step in story.steps]
    page, frame = framed(open_page, tmp_path, "{}", built.as_uri(), reduced_motion=motion)
    at_rest(frame, ids[0])
    sizes = ["width: 0; height: 0", "width: 1px; height: 1px", "width: 100%; height: 0", "display: none", "width: 30px"]
    for number, size in enumerate(sizes, 1):
        post(page, command("goto", step=ids[2 * number]))
        page.evaluate("(size) => (document.querySelector('iframe').style = `border: 0; ${size}`)", size)
        post(page, command("goto", step=ids[3 * number]), command("next"))
        frame.wait_for_selector(f'html[data-step="{ids[3 * number + 1]}"]', state="attached")
        page.evaluate("document.querySelector('iframe').style = 'width: 100%; height: 600px; border: 0'")
        agreed(frame, ids[3 * number + 1])


def test_a_frame_without_storage_or_an_origin_is_the_same_story(
    open_page: Open, built: Path, story: Story, tmp_path: Path
) -> None:
    """Sandboxed to scripts alone, storage throws and the page has no origin; `open_page` hears what goes wrong."""
    ids = [step.id for step in story.steps]
    page, frame = framed(open_page, tmp_path, "{}", "about:blank", reduced_motion="reduce")
    page.evaluate(
        """(address) => { const old = document.querySelector('iframe'), frame = old.cloneNode(); told = [];
          frame.sandbox = 'allow-scripts'; frame.src = address;
          onmessage = (event) => told.push(event.data); old.replaceWith(frame); }""",
        built.as_uri(),
    )
    page.wait_for_function("told.some((each) => each.type === 'ready')")
    frame = page.frames[1]
    agreed_at = "() => [document.documentElement.dataset.settled, narrativeMap.stage.id]"
    assert frame.evaluate("(() => { try { return localStorage.length; } catch (error) { return error.name; } })()") == (
        "SecurityError"
    )
    post(page, command("goto", step=ids[8], requestId="r"))
    at_rest(frame, ids[8])
    assert frame.evaluate(agreed_at) == [ids[8], ids[8]]
    page.wait_for_function("(id) => told.some((each) => each.step === id && each.requestId === 'r')", arg=ids[8])
    frame.locator("#search").click()
    frame.locator("#search-field").wait_for()
    frame.locator(".slash input").click()
    page.keyboard.press("Escape")
    frame.locator("#theme").click()
    frame.locator("#next").click()
    at_rest(frame, ids[9])


def test_a_flood_of_messages_ends_at_the_last_step_that_was_asked_for(
    open_page: Open, built: Path, story: Story, tmp_path: Path
) -> None:
    """Ten thousand at once: half of them to others, half a jump each. Each jump is answered once; few are drawn."""
    ids = [step.id for step in story.steps]
    page, frame = framed(open_page, tmp_path, "{}", built.as_uri(), reduced_motion="reduce")
    at_rest(frame, ids[0])
    page.evaluate(
        """(ids) => { told = []; onmessage = (event) => { if ('requestId' in event.data) told.push(event.data); };
          for (let number = 1; number <= 5000; number++) {
            const command = {target: 'narrative-map', version: 1, type: 'goto', step: ids[number % 2 ? 3 : 12]};
            frames[0].postMessage({...command, requestId: number}, '*');
            frames[0].postMessage({...command, target: 'another-map', requestId: -number}, '*');
          } }""",
        ids,
    )
    page.wait_for_function("told.length >= 5000")
    agreed(frame, ids[12])
    assert sorted(page.evaluate("told.map((each) => each.requestId)")) == list(range(1, 5001))
    assert frame.evaluate("narrativeMap.scroller.turn") < 500


def test_what_is_no_command_is_ignored_and_an_unknown_step_is_one_error(
    open_page: Open, built: Path, story: Story, tmp_path: Path
) -> None:
    """Messages of tests/fuzzing, and those that no JSON holds; `open_page` hears what the page throws."""
    ids = [step.id for step in story.steps]
    page, frame = framed(open_page, tmp_path, "{}", built.as_uri(), reduced_motion="reduce")
    at_rest(frame, ids[0])
    page.evaluate("() => { told = []; onmessage = (event) => told.push(event.data); }")
    page.evaluate(
        """() => { const like = (more) => ({target: 'narrative-map', version: 1, type: 'goto', ...more});
          const round = like({}); round.step = round;
          for (const each of [null, 0, '', 'goto', [], [like({})], new Map([['type', 'goto']]), new Date(), round, /x/,
            like({step: {toString: 1, valueOf: 1}}), like({step: []}), like({step: null}), like({step: 3}), like({}),
            like({version: '1'}), like({target: ['narrative-map']}), like({type: {}}), new Uint8Array(9), 10n])
            frames[0].postMessage(each, '*');
          const {port1} = new MessageChannel(); /* what can be handed over but not copied */
          frames[0].postMessage(like({type: 'next', requestId: port1}), '*', [port1]); }"""
    )

    @chosen()
    @given(MESSAGES)
    def ignored(message: Any) -> None:
        post(page, json.loads(json.dumps(message, default=str).replace("Infinity", "0").replace("NaN", "0")))

    ignored()
    post(page, command("goto", step=ids[4], requestId="last"))
    page.wait_for_function("told.some((each) => each.requestId === 'last')")
    agreed(frame, ids[4])
    kinds = page.evaluate("told.filter((each) => !['step', 'place', 'error'].includes(each.type))")
    assert kinds == []
    assert page.evaluate("told.every((each) => each.source === 'narrative-map' && each.version === 1)")


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunt"[:58]


@pytest.fixture
def long_words(tmp_path: Path) -> str:
    """The address of a story whose names, titles, labels and roles are words of 58 letters without a break."""
    text = (
        TELLING.replace("The Lake Crossing", LONG)
        .replace("title: The letter", f"title: {LONG}1")
        .replace("title: The denial", f"title: {LONG}2")
        .replace("name: Anna Rochat", f"name: {LONG}")
        .replace("role: ferrywoman", f"role: {LONG}")
        .replace("publication: Gazette of the Shore", f"publication: {LONG}")
        .replace("authors: [Anna Rochat]", f"authors: [{LONG}]")
        .replace("citation: The Almanac of 1950", f"citation: {LONG}")
        .replace("silent: [who paid her]", f"silent: [{LONG}]")
        .replace("The lake lies", f"{LONG} lies")
    )
    gazetteer = places()
    for each in gazetteer["features"]:
        each["properties"]["title"] = f"{LONG}{each['id']}"
        each["names"].append({"toponym": f"{LONG}{each['id']}", "lang": "de"})
        each["descriptions"] = [{"value": LONG, "lang": "en"}]
    papers = PAPERS.replace("Toll book of Evian", LONG).replace("Archive of the Shore", LONG)
    home = write_story(tmp_path, text, gazetteer, papers=papers)
    (tmp_path / "long.html").write_text(render_page(load_story(home)).html, encoding="utf-8")
    return (tmp_path / "long.html").as_uri()


# Who reaches beyond the frame, with the part of the page that it is in; the map's own drawing is cut at its edge.
SIDEWAYS = """() => [document.documentElement.scrollWidth,
  [...document.querySelectorAll('body *')].filter((each) => !each.closest('.folium-map, .unseen, svg, .timeline')
    && each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => `${each.tagName} ${each.className}: ${each.textContent.slice(0, 30)}`).slice(0, 8)]"""


@pytest.mark.parametrize("size", [(320, 568), (700, 500)])
def test_words_without_a_break_do_not_push_the_page_sideways(
    open_page: Open, long_words: str, size: tuple[int, int]
) -> None:
    page = open_page(long_words, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert page.evaluate(SIDEWAYS) == [size[0], []]
    page.evaluate("document.querySelectorAll('.contents').forEach((each) => (each.open = false))")
    page.locator("a.place-name").first.click()
    page.locator(".card:visible").first.wait_for()
    assert page.evaluate(SIDEWAYS) == [size[0], []]


@pytest.mark.parametrize("touch", [True, False])
def test_what_is_pressed_below_the_text_is_large_enough(open_built: Open, touch: bool) -> None:
    """44 CSS px (WCAG 2.2, 2.5.5), by whatever it is pressed."""
    page = open_built(viewport={"width": 320, "height": 568}, has_touch=touch, is_mobile=touch)
    sizes = page.evaluate(
        """() => [...document.querySelectorAll('.masthead button, .masthead summary')]
          .filter((each) => each.checkVisibility()).map((each) => { const box = each.getBoundingClientRect();
            return [each.id || each.className || each.tagName, box.width, box.height]; })"""
    )
    assert len(sizes) == 7
    assert [each for each in sizes if min(each[1:]) < 44] == []
