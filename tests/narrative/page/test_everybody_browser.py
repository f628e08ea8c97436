"""The page for everybody: by keyboard, enlarged, respaced, in the reader's own colours, without colour, on paper."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page
from pypdf import PdfReader

from narrative.serving.build import build
from narrative.story import Story
from narrative.story.describe import map_words
from narrative.story.prose import typographic
from narrative.story.words import STATUSES
from tests.browser_setup import LAUNCH_ARGUMENTS, find_browser
from tests.conftest import DESKTOP, PHONE
from tests.failures import begin_context
from tests.inks import contrast, rgb
from tests.narrative.page.test_render_browser import settled
from tests.stories import write_story

Open = Callable[..., Page]
FRAMES = {  # a window of 1280×800 at 200 % and at 400 %, and the narrowest that WCAG asks for
    "200 %": ({"width": 640, "height": 400}, 2),
    "400 %": ({"width": 320, "height": 256}, 4),
    "320 px": ({"width": 320, "height": 640}, 1),
}
SPACED = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important }'
    + ' * { word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet]; }"""
CLIPPED = """() => [...document.querySelectorAll(
    '.masthead, .masthead *, .steps *, .order, .order *, .key, .credit, .appendix *')]
  .filter((e) => e.checkVisibility() && !e.closest('.unseen, svg, .progress'))
  .filter((e) => !/auto|scroll|visible/.test(getComputedStyle(e).overflowY)
    && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    || e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.contents'))
  .map((e) => e.className + ' ' + e.textContent.trim().slice(0, 40))"""
# The element with the keyboard: how it is marked, and whether what covers it leaves any of it in sight.
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  const name = e.getAttribute('aria-label') || e.textContent.trim();
  const ring = e.matches('.place, .sign')
    ? [...e.querySelectorAll('.ring, .reach, .casing, circle')].map((n) => getComputedStyle(n))
      .some((s) => s.stroke !== 'none' && parseFloat(s.strokeWidth) >= 3)
    : style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const seen = [...e.getClientRects()].some((b) => [0.05, 0.5, 0.95].some((x) => [0.15, 0.5, 0.85].some((y) => {
    const hit = document.elementFromPoint(b.left + b.width * x, b.top + b.height * y);
    return hit && (e.contains(hit) || e.matches('.place') && hit.closest('.folium-map') && !hit.closest('.map-tools'));
  })));
  return {body: e === document.body, name: e.tagName + ' ' + name.slice(0, 60), ring, seen};
}"""


def go_to(page: Page, id: str) -> None:
    page.evaluate("(id) => window.story.goto(id)", id)
    page.wait_for_selector(f'html[data-settled="{id}"]', state="attached")


def test_the_map_is_described_by_what_it_shows_and_a_change_is_said_once(open_built: Open, story: Story) -> None:
    page = open_built()
    said = page.locator("#announcer")
    assert said.get_attribute("aria-live") == "polite" and said.text_content() == "", "nothing is said on opening"
    page.evaluate(
        """() => { window.said = [];
             new MutationObserver((changes) => said.push(...changes.map((c) => c.target.textContent)))
               .observe(document.getElementById('announcer'), { childList: true }); }"""
    )
    spoken = []
    for step in story.steps[1:5]:
        go_to(page, step.id)
        chart = page.get_by_role("region", name="Map", exact=True)
        assert page.locator(f"#{chart.get_attribute('aria-describedby')}").text_content() == map_words(story, step)
        spoken.append(
            f"Step {step.index + 1} / {len(story.steps)}: {typographic(step.title)}. {map_words(story, step)}"
        )
    assert page.evaluate("said") == spoken
    last = story.steps[-1].id
    page.evaluate("(ids) => ids.forEach((id) => window.story.goto(id))", [step.id for step in story.steps])
    page.wait_for_selector(f'html[data-settled="{last}"]', state="attached")
    assert len(page.evaluate("said")) == len(spoken) + 1, "steps flown past are not said"


def test_the_words_of_a_map_name_its_places_and_its_arrows(story: Story) -> None:
    step = next(step for step in story.steps if step.links)
    words = map_words(story, step)
    for end in (step.links[0].origin, step.links[0].destination):
        assert story.gazetteer.places[end].title in words
    assert re.match(r"The map shows .+\. Arrows: a (message|journey|movement of troops) from ", words)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_stop_of_the_keyboard_is_marked_and_in_sight(open_built: Open, viewport: Any) -> None:
    page = open_built(viewport=viewport)
    faults, stops = [], 0
    for _ in range(1500):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if focus["body"]:
            break
        stops += 1
        faults += [focus["name"] + ": not marked"] if not focus["ring"] else []
        faults += [focus["name"] + ": hidden"] if not focus["seen"] else []
    assert stops > 150 and focus["body"], "the keyboard goes through the page and out of it"
    assert not faults, "\n".join(faults)


def test_backwards_too_nothing_hides_what_has_the_keyboard(open_built: Open, story: Story) -> None:
    page = open_built(f"#{story.steps[6].id}")
    page.locator(f"#{story.steps[6].id} a").last.focus()
    hidden = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        focus = page.evaluate(FOCUSED)
        hidden += [] if focus["seen"] else [focus["name"]]
    assert not hidden


def test_a_place_with_the_keyboard_looks_different_from_one_without(open_built: Open) -> None:
    page = open_built("#fighting-at-ongjin")
    for id in ("ongjin", "ongjin-peninsula", "parallel-38"):
        place = page.locator(f'[data-place="{id}"]')
        page.keyboard.press("Tab")  # the keyboard is in use, so focus shows
        place.focus()
        marked = picture(page, ".folium-map")
        page.evaluate("document.activeElement.blur()")
        changed = (
            ImageChops.difference(marked, picture(page, ".folium-map")).convert("L").point(lambda v: 255 * (v > 40))
        )
        assert ImageStat.Stat(changed).sum[0] / 255 > 60, id


def test_who_tabs_out_of_a_card_or_the_contents_leaves_nothing_over_the_text(open_built: Open, story: Story) -> None:
    page = open_built("#fighting-at-ongjin")
    page.locator(".contents summary").press("Enter")
    assert page.locator(".contents ol").is_visible()
    page.locator("#next").focus()
    assert not page.locator(".contents ol").is_visible()
    page.locator('[data-place="ongjin"]').press("Enter")
    assert page.locator("#card").is_visible()
    page.locator("#next").focus()
    assert not page.locator("#card").is_visible()


@pytest.mark.parametrize("frame", FRAMES)
def test_enlarged_and_narrow_frames_keep_everything(open_built: Open, story: Story, frame: str) -> None:
    viewport, scale = FRAMES[frame]
    page = open_built(viewport=viewport, device_scale_factor=scale)
    assert page.get_by_role("slider").is_visible() and page.get_by_role("switch").is_visible()
    for step in story.steps[::5]:
        go_to(page, step.id)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert not page.evaluate(CLIPPED)
        heading = page.locator(f"#{step.id} h2").bounding_box()
        assert heading and 0 <= heading["y"] < viewport["height"], "its text is in the frame"
    for name in ("Previous step", "Next step", "Light or dark", "Closer", "Wider"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"] and box["height"] >= 24
    page.locator(".contents summary").click()
    page.locator(".contents a").last.click()
    page.wait_for_selector(f'html[data-settled="{story.steps[-1].id}"]', state="attached")


def test_wider_spacing_loses_no_text(open_built: Open, story: Story) -> None:
    page = open_built()
    page.evaluate(SPACED)
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for step in story.steps[::6]:
            go_to(page, step.id)
            assert not page.evaluate(CLIPPED)
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        boxes = page.locator(".masthead summary, .masthead .group button, #progress-count").evaluate_all(
            "(all) => all.map((e) => e.getBoundingClientRect()).map((b) => [b.left, b.right])"
        )
        for one, other in itertools.pairwise(boxes):
            assert one[1] <= other[0] + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_forced_colours_signs_links_and_focus_stand_out(open_page: Open, tmp_path: Path, scheme: str) -> None:
    build(write_story(tmp_path), tmp_path / "out")  # its first step has a disputed link
    page = open_page((tmp_path / "out" / "index.html").as_uri(), forced_colors="active", color_scheme=scheme)
    settled(page, "the-letter")
    ink = """(selector) => { const s = getComputedStyle(document.querySelector(selector));
                            return [s.stroke, s.fill, s.color]; }"""
    ground = rgb(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    for selector in (".layer-links .link .body", ".place.is-lit .ring"):
        assert contrast(rgb(page.evaluate(ink, selector)[0]), ground) >= 3, selector
    for selector in (".place.is-lit .label", ".link .sign text"):
        assert contrast(rgb(page.evaluate(ink, selector)[1]), ground) >= 4.5, selector
    for selector in (".step .status-word", ".step .status-word svg", ".track .mark .sign"):
        assert contrast(rgb(page.evaluate(ink, selector)[2]), ground) >= 4.5, selector
    page.keyboard.press("Tab")
    page.locator("#next").focus()
    outline = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineColor]; })()"
    )
    assert outline[0] == "solid" and contrast(rgb(outline[1]), ground) >= 3
    sea = tuple(round(part) for part in ImageStat.Stat(picture(page, ".folium-map").crop((2, 2, 5, 5))).median)
    assert contrast(sea, ground) < 1.3, "the map is drawn on the reader's own ground"


def test_who_asks_for_more_contrast_gets_it(open_built: Open) -> None:
    ratios = {}
    page = open_built("#fighting-at-ongjin")
    for wish in ("no-preference", "more"):
        page.emulate_media(contrast=wish)
        quiet = rgb(page.locator("#fighting-at-ongjin .when").evaluate("(e) => getComputedStyle(e).color"))
        ratios[wish] = contrast(quiet, rgb(page.evaluate("getComputedStyle(document.documentElement).backgroundColor")))
    assert ratios["more"] > 12 > ratios["no-preference"] >= 4.5


def test_all_lettering_of_map_and_time_line_stands_out_from_its_halo(open_built: Open, story: Story) -> None:
    """Axe does not judge text in SVG: each letter wears a halo, and the two must differ enough."""
    page = open_built()
    faint = set()
    for step, theme in itertools.product(story.steps[::3], ("light", "dark")):
        go_to(page, step.id)
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for name, ink, halo in page.evaluate(
            """() => [...document.querySelectorAll('.scene text, .track text')]
                 .filter((t) => t.textContent && t.checkVisibility())
                 .map((t) => [t, getComputedStyle(t)]).filter(([t, s]) => s.stroke !== 'none')
                 .map(([t, s]) => [t.getAttribute('class') + ' ' + t.textContent, s.fill, s.stroke])"""
        ):
            if contrast(rgb(ink), rgb(halo)) < 4.5:
                faint.add(f"{theme}, {step.id}, {name}: {contrast(rgb(ink), rgb(halo)):.2f}")
    assert not faint


def picture(page: Page, selector: str) -> Image.Image:
    return Image.open(io.BytesIO(page.locator(selector).first.screenshot())).convert("RGB")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_without_colour_every_kind_of_link_and_status_is_told_apart(open_built: Open, theme: str) -> None:
    """Kinds and statuses are drawn large in the page's own styles and compared by lightness alone."""
    page = open_built(color_scheme=theme)
    page.evaluate(
        """() => { const sheet = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
             sheet.setAttribute('class', 'scene'); sheet.id = 'samples'; let y = 0;
             const {kinds, statuses} = narrativeMap.stage.data, {curve} = narrativeMap.links;
             for (const kind in kinds) for (const status in statuses)
               sheet.innerHTML += `<g class="link${kinds[kind].thin ? ' is-thin' : ''}" data-status="${status}">`
                 + '<path class="body" d="'
                 + narrativeMap.links.outline(curve([{x: 10, y: (y += 60)}, {x: 210, y}], 1), kind, 1) + '"/></g>';
             document.querySelector('.folium-map').append(sheet); }"""
    )
    sheet = picture(page, "#samples").convert("L")
    links = [sheet.crop((0, 60 * i + 5, 220, 60 * i + 64)) for i in range(9)]
    for one, other in itertools.combinations(links, 2):
        changed = ImageChops.difference(one, other).point(lambda v: 255 * (v > 50))
        assert ImageStat.Stat(changed).sum[0] / 255 > 60
    signs = [picture(page, f'.step [data-status="{status}"] svg').convert("L") for status in STATUSES]
    for one, other in itertools.combinations(signs, 2):
        changed = ImageChops.difference(one, other.resize(one.size)).point(lambda v: 255 * (v > 50))
        assert ImageStat.Stat(changed).sum[0] / 255 > 20


def test_reduced_motion_leaves_no_transition(open_built: Open) -> None:
    moving = """() => [...document.querySelectorAll('body *')]
      .filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"""
    assert open_built().evaluate(moving) == 0


@pytest.fixture(scope="module")
def paper(browser: Any, built: Path) -> PdfReader:
    """The page itself as a reader prints it from the middle of the story, from the dark theme."""
    context = begin_context(browser, viewport=DESKTOP, color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    page.goto(built.as_uri() + "#fighting-at-ongjin")
    page.wait_for_selector("html[data-settled]", state="attached")
    data = page.pdf(format="A4", tagged=True, outline=True, print_background=False)
    context.close()
    return PdfReader(io.BytesIO(data))


@dataclass(frozen=True)
class Sheet:
    """A printed page: its letters and signs, and how far from its left edge words begin, in points."""

    text: str
    starts: list[float]


@pytest.fixture(scope="module")
def sheets(paper: PdfReader) -> list[Sheet]:
    """What the paper says, read once for all who ask."""
    read = []
    for page in paper.pages:
        starts: list[float] = []
        read.append(Sheet(squeezed(page.extract_text(visitor_text=partial(note_start, starts))), starts))
    return read


def squeezed(text: str) -> str:
    """The text without spaces, and without the word that the style sheet puts before what the editor says."""
    return re.sub(r"\bed\.|[\s\u00ad]+", "", text)


def words_of(page: Page, selector: str) -> list[str]:
    return [squeezed(text) for text in page.locator(selector).all_text_contents()]


def test_printed_the_page_is_the_whole_story(sheets: list[Sheet], open_built: Open, story: Story) -> None:
    text = "".join(sheet.text for sheet in sheets)
    page = open_built()
    page.evaluate("document.querySelectorAll('.read-other').forEach((each) => each.remove())")  # of no use on paper
    for selector in ("h1", ".step h2", ".told p", ".note p", ".status", ".map-words", ".entry h3", ".works li"):
        for words in words_of(page, selector):
            parts = [words] if selector != ".works li" else [words.removesuffix("Open")]
            assert all(in_pages(part, text) for part in parts), words
    for work in story.works.values():
        assert not work.url or squeezed(work.url) in text, "the address of each work stands in letters"
    for control in ("Asto" + "ldBy", "Skiptothestory"):
        assert control not in text


def in_pages(words: str, text: str) -> bool:
    """Whether the words are in the text, a page's end with its number perhaps between them."""
    if words in text:
        return True
    return any(
        re.search(re.escape(words[:cut]) + r"\d{1,2}" + re.escape(words[cut:]), text) for cut in range(1, len(words))
    )


def test_printed_no_heading_is_left_behind_and_nothing_is_cut(
    paper: PdfReader, sheets: list[Sheet], story: Story
) -> None:
    titles = [squeezed(typographic(step.title)) for step in story.steps]
    lists = next(number for number, sheet in enumerate(sheets) if "Wherethesourcehasmorethanoneanswer" in sheet.text)
    for sheet in sheets[:lists]:  # in the lists after the story a step's title is no heading
        assert not any(sheet.text.endswith(title) for title in titles)
    for number, (page, sheet) in enumerate(zip(paper.pages, sheets, strict=True), start=1):
        assert sheet.text.startswith(str(number)), "each page has its number"
        margin, width = 17 / 25.4 * 72, float(page.mediabox.width)
        assert margin - 2 <= min(sheet.starts) and max(sheet.starts) <= width - margin
    assert len(paper.pages) <= len(story.steps) + len(story.claims) + (len(story.documents) + len(story.statements)) / 3
    assert len(paper.outline) >= 1


def note_start(starts: list[float], words: str, sheet: list[float], at: list[float], *rest: Any) -> None:
    """Keep how far from the left edge words begin, in points."""
    if words.strip() and at[4]:
        starts.append(sheet[0] * at[4] + sheet[2] * at[5] + sheet[4])


def test_the_keyboard_comes_to_the_map_in_one_leap(open_built: Open) -> None:
    page = open_built("#fighting-at-ongjin")
    page.get_by_role("link", name="Skip to the map").press("Enter")
    assert page.evaluate("document.activeElement.closest('.folium-map') !== null")
    assert page.evaluate("location.hash") == "#fighting-at-ongjin"


def test_on_touch_the_title_does_not_speak_of_keys(open_built: Open) -> None:
    said = {}
    for touch in (False, True):
        how = open_built(has_touch=touch, is_mobile=touch, viewport=PHONE).locator(".how")
        said[touch] = how.inner_text()
    assert said[True] == "Scroll to read" and "right arrow key" in said[False]


def drawn_fingers(page: Page, ways: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Fingers on the glass, each from one spot to another in ten moves, and off it; in pixels of the frame."""
    hand = page.context.new_cdp_session(page)
    for part in range(11):
        points = [
            {"x": a[0] + (b[0] - a[0]) * part / 10, "y": a[1] + (b[1] - a[1]) * part / 10, "id": finger}
            for finger, (a, b) in enumerate(ways)
        ]
        kind = "touchMove" if part else "touchStart"
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_two_fingers_zoom_the_map_and_one_scrolls_on(open_built: Open) -> None:
    page = open_built("#fighting-at-ongjin", has_touch=True, is_mobile=True, viewport=PHONE)
    zoom, top = page.evaluate("[map.getZoom(), scrollY]")
    drawn_fingers(page, [((195, 260), (195, 140))])
    page.wait_for_function("(top) => scrollY > top + 60", arg=top)
    assert page.locator(".folium-map.is-explored").count() == 0
    page = open_built("#fighting-at-ongjin", has_touch=True, is_mobile=True, viewport=PHONE)  # where nothing scrolls
    for width in (40, 400):  # the fingers end twice as far apart as they began: a level nearer, but not without end
        drawn_fingers(page, [((175, 160), (195 - width, 160)), ((215, 160), (195 + width, 160))])
        page.wait_for_selector(".folium-map.is-explored", state="attached")
        if width == 40:
            assert abs(page.evaluate("map.getZoom()") - zoom - 1) < 0.1
    assert page.evaluate("map.getZoom()") <= 11
    assert page.evaluate("visualViewport.scale") == 1
    assert page.get_by_role("button", name="Back to the step’s view").is_visible()


# The size of every text that shows, in pixels: its element's words, or what a text of the map stands in.
SIZES_OF_LETTERS = """() => {
  const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    const node = text.parentElement;
    if (!text.data.trim() || !node.checkVisibility({visibilityProperty: true})) continue;
    if (node.closest('script, style, .unseen, [display=none]')) continue;
    found.push([parseFloat(getComputedStyle(node).fontSize), text.data.trim().slice(0, 30)]);
  }
  return found;
}"""


def test_no_letter_is_smaller_than_eleven_pixels(open_built: Open) -> None:
    page = open_built()
    small = set()
    for width, height in ((320, 256), (390, 844), (700, 500), (768, 1024), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        for step in ("fighting-at-ongjin", "what-mao-said", "kim-asks-stalin"):
            go_to(page, step)
            letters = page.evaluate(SIZES_OF_LETTERS)
            assert len(letters) > 200
            small |= {(width, step, size, words) for size, words in letters if size < 11}
    assert not small


# As drawn: an SVG may be enlarged whole.
DRAWN_SIZES = """() => ['.told p', '.place.is-lit .label', '.order', '.track text', '.credit', '#progress-count']
  .map((part) => document.querySelector(part)).map((node) =>
    parseFloat(getComputedStyle(node).fontSize) * (node.getScreenCTM ? node.getScreenCTM().a : 1))"""


def test_who_reads_with_larger_letters_has_them_on_the_map_and_the_time_line_too(browser: Any, built: Path) -> None:
    """The reader's own size is a setting of the browser: half as large again as the usual 16 px."""
    sizes = {}
    for pixels in (16, 24):
        arguments = [*LAUNCH_ARGUMENTS, f"--blink-settings=defaultFontSize={pixels}"]
        larger = browser.browser_type.launch(executable_path=find_browser(), args=arguments)
        page = larger.new_page(viewport=DESKTOP, reduced_motion="reduce")
        page.goto(built.as_uri() + "#fighting-at-ongjin")
        page.wait_for_selector("html[data-settled]", state="attached")
        sizes[pixels] = page.evaluate(DRAWN_SIZES)
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
        larger.close()
    assert [round(large / usual, 1) for usual, large in zip(sizes[16], sizes[24], strict=True)] == [1.5] * 6
