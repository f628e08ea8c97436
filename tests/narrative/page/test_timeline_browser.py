"""The time line in a real browser: marks, ways to move, the order by date, and room for the text beside it."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from narrative.page.timeline import order_data
from narrative.serving.build import build
from narrative.story import Story
from tests.conftest import DESKTOP, PHONE
from tests.narrative.page.test_render_browser import STATE, settled
from tests.stories import STORY, write_story

Open = Callable[..., Page]
NOW = "document.documentElement.dataset.step"
# The order of the document, and all that its text is made of: what an order switched there and back must restore.
DOCUMENT = """() => [document.querySelector('main.steps').innerHTML, document.querySelector('.contents ol').innerHTML,
                     document.querySelector('.skip').getAttribute('href'), window.story.steps]"""
BOX = """(selector) => { const b = document.querySelector(selector).getBoundingClientRect();
                         return [b.left, b.top, b.right, b.bottom]; }"""


def centre(page: Page, id: str) -> tuple[float, float]:
    """Where a step's mark stands in the frame, in pixels."""
    box = page.locator(f'.timeline .mark[data-step="{id}"]').bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def by_date(story: Story) -> list[str]:
    return [story.steps[index].id for index in order_data(story)["date"]]


def test_every_step_has_a_mark_inside_the_line_with_its_sign(open_built: Open, story: Story) -> None:
    page = open_built()
    sizes: tuple[ViewportSize, ...] = (DESKTOP, PHONE, {"width": 320, "height": 640})
    for viewport in sizes:
        page.set_viewport_size(viewport)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        settled(page, story.steps[0].id)
        marks_stand_inside(page, story)


def marks_stand_inside(page: Page, story: Story) -> None:
    """One mark for each step, with the sign of its status, each on a spot of its own."""
    left, top, right, bottom = page.evaluate(BOX, ".timeline .track")
    marks = page.locator(".timeline .mark").evaluate_all(
        """(marks) => marks.map((mark) => [mark, mark.getBoundingClientRect()])
             .map(([mark, b]) => [mark.dataset.step, mark.dataset.status, b.x + b.width / 2, b.y + b.height / 2])"""
    )
    assert sorted(id for id, _, _, _ in marks) == sorted(step.id for step in story.steps)
    status = {step.id: step.sign.status for step in story.steps}
    for id, shown, x, y in marks:
        assert status[id] == shown
        assert left <= x <= right and top <= y <= bottom
    assert len({(x, y) for _, _, x, y in marks}) == len(marks), "no two marks stand on the same spot"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_click_on_a_mark_goes_to_its_step(open_built: Open, story: Story, viewport: ViewportSize) -> None:
    page = open_built(viewport=viewport)
    before = page.evaluate("history.length")
    for step in story.steps[1:]:
        page.mouse.click(*centre(page, step.id))
        settled(page, step.id)
        assert page.locator(".timeline .mark.is-present").get_attribute("data-step") == step.id
    assert page.evaluate("history.length") == before


def test_a_tap_near_a_mark_is_enough(open_built: Open, story: Story) -> None:
    page = open_built(viewport=PHONE, has_touch=True, is_mobile=True)
    x, y = centre(page, "kim-cannot-sleep")
    page.touchscreen.tap(x + 11, y - 11)
    settled(page, "kim-cannot-sleep")


def test_dragging_along_the_line_goes_through_the_steps_and_rests_at_the_last(open_built: Open, story: Story) -> None:
    page = open_built("#kim-asks-stalin", reduced_motion="no-preference")
    page.evaluate(
        """() => { const root = document.documentElement;
             window.seen = [];
             new MutationObserver(() => {
               if (root.dataset.step !== seen[seen.length - 1]) seen.push(root.dataset.step);
             }).observe(root, { attributes: true }); }"""
    )
    x, y = centre(page, "kim-asks-stalin")
    end = centre(page, "mao-is-asked")[0]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(end, y, steps=60)
    page.mouse.up()
    settled(page, "mao-is-asked")
    seen = page.evaluate("seen")
    assert len(seen) > 8 and seen[-1] == "mao-is-asked"
    page.mouse.move(x, y)
    assert page.evaluate(NOW) == "mao-is-asked", "let go, the line no longer follows the pointer"


def test_the_line_is_one_stop_for_the_keyboard_and_says_where_it_is(open_built: Open, story: Story) -> None:
    ids = [step.id for step in story.steps]
    page = open_built(f"#{ids[8]}")
    line = page.get_by_role("slider", name="Time line")
    assert page.locator(".timeline [tabindex='0']").count() == 1
    assert line.get_attribute("aria-valuetext") == "Step 9 of 32, 27 May 1949: Fighting at Ongjin"
    line.focus()
    for key, index in [
        ("ArrowRight", 9),
        ("ArrowUp", 10),
        ("ArrowLeft", 9),
        ("ArrowDown", 8),
        ("End", 31),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        settled(page, ids[index])
        assert line.get_attribute("aria-valuenow") == str(index + 1)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NOW) == ids[0]
    assert page.evaluate("document.activeElement.className") == "track"


def test_steps_back_and_undated_steps_say_so(open_built: Open, story: Story) -> None:
    page = open_built("#a-letter-from-stalin")
    line = page.get_by_role("slider")
    assert "3 May 1949, a step back in time: " in str(line.get_attribute("aria-valuetext"))
    assert page.locator(".timeline .jump.is-present").count() == 1
    page.evaluate("window.story.goto('the-directive')")
    settled(page, "the-directive")
    assert "no date: " in str(line.get_attribute("aria-valuetext"))
    assert page.locator(".timeline text.now").text_content() == "no date"
    undated = {step.id for step in story.steps if step.undated and step.id != "the-directive"}
    assert undated == set(
        page.locator(".timeline .undated:has(.brackets)").evaluate_all("(marks) => marks.map((m) => m.dataset.step)")
    )


def test_the_war_and_the_jumps_of_the_telling_are_drawn(open_built: Open) -> None:
    page = open_built()
    assert page.locator(".timeline text.moment-label").text_content() == "The war begins"
    assert page.locator(".timeline .jump").count() == page.locator(".timeline .jump-head").count() == 3
    war = page.locator(".timeline .moment").bounding_box()
    assert war and centre(page, "an-intercepted-order")[0] < war["x"] + 1 < centre(page, "inchon-and-after")[0]


def test_dates_known_to_a_month_or_about_have_soft_ends_and_days_have_none(open_built: Open) -> None:
    page = open_built()

    def faded(id: str) -> list[str]:
        stops = page.locator(f'.timeline .bar[data-step="{id}"] stop')
        return stops.evaluate_all("(stops) => stops.map((s) => s.getAttribute('stop-opacity') || '1')")

    assert faded("kim-asks-stalin") == ["0.08", "1", "1", "0.08"]  # March 1949
    assert faded("heights-on-the-parallel") == ["0.08", "1", "1", "0.08"]  # about 15 October
    assert faded("the-order-for-arms") == ["0.08", "1", "1"]  # May to 4 June
    assert faded("the-twenty-fifth") == ["1", "1"]  # 21 to 25 June
    assert faded("fighting-at-ongjin") == []  # 27 May


def test_a_doubted_date_is_hatched(open_page: Open, tmp_path: Path) -> None:
    folder = write_story(tmp_path, STORY.replace("date: 1949-21", "date: 1949-06?"))
    page = open_page(build(folder, tmp_path / "dist")[0].as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    assert page.locator(".timeline .bar.uncertain .doubt").count() == 1


def test_the_line_knows_no_year_0_and_says_bc(open_page: Open, tmp_path: Path) -> None:
    text = STORY.replace("date: 1949-05-27", "date: -0049").replace("date: 1949-21", "date: 0014-08-19")
    folder = write_story(tmp_path, text.replace("date: 1949-10-15~", "date: -0043-03-15"))
    page = open_page(build(folder, tmp_path / "dist")[0].as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    written = " ".join(page.locator(".timeline text").all_text_contents())
    assert "50 BC" in written and "AD 14" in written
    assert not any(each in written.split() for each in ("0", "-43", "-49"))


def test_a_story_without_a_date_has_a_line_without_time(open_page: Open, tmp_path: Path) -> None:
    text = STORY
    for date in ("1949-05-27", "1949-21", "1949-10-15~"):
        text = text.replace(f"date: {date}\n", "undated: true\n    date_note: None given.\n")
    page = open_page(build(write_story(tmp_path, text), tmp_path / "dist")[0].as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    assert page.locator(".timeline text").all_text_contents() == ["no date"]
    assert page.locator(".timeline .stem").count() == 0 and page.locator(".timeline .mark").count() == 3
    assert page.locator(".step .when").first.text_content() == "No dateNone given."


def test_by_date_the_steps_stand_in_the_order_of_their_dates_and_back_again_exactly(
    open_built: Open, story: Story
) -> None:
    page = open_built("#fighting-at-ongjin")
    told, dated = [step.id for step in story.steps], by_date(story)
    before, length = page.evaluate(DOCUMENT), page.evaluate("history.length")
    switch = page.get_by_role("switch", name="By date, not as told")
    switch.click()
    assert page.evaluate("[...document.querySelectorAll('section.step')].map((s) => s.id)") == dated
    assert page.evaluate("window.story.steps") == dated
    links = page.locator(".contents li a").evaluate_all("(links) => links.map((a) => a.getAttribute('href').slice(1))")
    assert links == dated
    assert [int(x) for x in page.locator(".contents li span").all_text_contents()] == [
        told.index(id) + 1 for id in dated
    ]
    assert page.evaluate("[...document.querySelectorAll('section.step')].map((s) => +s.dataset.index)") == [
        told.index(id) for id in dated
    ]
    settled(page, "fighting-at-ongjin")
    assert switch.get_attribute("aria-checked") == "true"
    assert page.url.endswith("?order=date#fighting-at-ongjin")
    assert page.locator("#progress-count").inner_text() == f"{dated.index('fighting-at-ongjin') + 1} / {len(told)}"
    assert page.locator("#a-letter-from-stalin .told-as").inner_text() == "Told as step 10"
    top = page.evaluate("document.getElementById('fighting-at-ongjin').getBoundingClientRect().top")
    assert 0 <= top <= 200, "the reader stays at the step"
    switch.click()
    settled(page, "fighting-at-ongjin")
    assert page.evaluate(DOCUMENT) == before
    assert page.url.endswith("index.html#fighting-at-ongjin")
    assert page.evaluate("history.length") == length


@pytest.mark.parametrize("address", ["?order=date", "?step=a-letter-from-stalin&order=date", "?order=date#armistice"])
def test_the_address_opens_the_page_by_date(open_built: Open, story: Story, address: str) -> None:
    page = open_built(address)
    dated = by_date(story)
    assert page.evaluate("window.story.steps") == dated
    assert page.evaluate(NOW) == next((id for id in ("a-letter-from-stalin", "armistice") if id in address), dated[0])
    page.evaluate("window.story.goto('mao-is-asked')")
    assert "order=date" in page.url and "mao-is-asked" in page.url


def test_who_still_reads_the_title_starts_at_the_first_step_of_the_new_order(open_built: Open, story: Story) -> None:
    page = open_built()
    page.get_by_role("switch").click()
    settled(page, by_date(story)[0])
    assert page.evaluate("window.scrollY") == 0
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    settled(page, by_date(story)[1])


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_by_date_too_a_random_walk_ends_in_the_state_of_opening_the_step_directly(
    open_built: Open, story: Story, viewport: ViewportSize
) -> None:
    page = open_built("?order=date", viewport=viewport)
    dice = random.Random(25)
    ids = by_date(story)
    for _ in range(40):
        move = dice.random()
        if move < 0.3:
            page.evaluate("(id) => window.story.goto(id)", dice.choice(ids))
        elif move < 0.5:
            page.mouse.click(*centre(page, dice.choice(ids)))
        elif move < 0.7:
            page.evaluate("(forth) => forth ? window.story.next() : window.story.previous()", dice.random() < 0.5)
        elif move < 0.8:
            page.get_by_role("switch").click()
        else:
            page.evaluate("(far) => window.scrollTo(0, far * document.body.scrollHeight)", dice.random())
    if page.evaluate("!document.documentElement.dataset.order"):
        page.get_by_role("switch").click()
    final = dice.choice(ids)
    page.evaluate("(id) => window.story.goto(id)", final)
    settled(page, final)
    page.mouse.move(0, 0)
    walked, line = page.evaluate(STATE), page.locator(".timeline").inner_html()
    direct = open_built(f"?order=date#{final}", viewport=viewport)
    assert walked == direct.evaluate(STATE)
    assert line == direct.locator(".timeline").inner_html()
    assert walked == open_built(f"#{final}", viewport=viewport).evaluate(STATE), "the map knows no order"


def test_the_line_covers_neither_text_nor_map(open_built: Open) -> None:
    page = open_built("#fighting-at-ongjin", viewport={"width": 320, "height": 640})
    for size in ((320, 640), (390, 844), (700, 500), (1280, 800), (1920, 1080)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        settled(page, "fighting-at-ongjin")
        covers_nothing(page, size)


def covers_nothing(page: Page, size: tuple[int, int]) -> None:
    """The line is high enough, beside map and text, and none of its words lies on another or beyond it."""
    line, chart, text = (page.evaluate(BOX, s) for s in (".timeline", ".folium-map", "#fighting-at-ongjin .step-body"))
    assert line[3] - line[1] >= 40
    for other in (chart, text):
        wide, high = min(line[2], other[2]) - max(line[0], other[0]), min(line[3], other[3]) - max(line[1], other[1])
        assert wide <= 0.5 or high <= 0.5
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    words = page.evaluate(
        """() => [...document.querySelectorAll('.timeline text')].map((t) => [t.textContent, t.getBoundingClientRect()])
              .map(([text, b]) => [text, b.left, b.top, b.right, b.bottom])"""
    )
    for i, one in enumerate(words):
        assert one[1] >= line[0] and one[3] <= line[2] + 0.5, one
        for other in words[i + 1 :]:
            assert min(one[3], other[3]) <= max(one[1], other[1]) or min(one[4], other[4]) <= max(one[2], other[2]) + 3


@pytest.mark.parametrize("size", [(700, 320), (320, 400), (640, 400)])
def test_in_a_low_frame_the_line_stands_above_the_title_and_scrolls_away(
    open_built: Open, size: tuple[int, ...]
) -> None:
    page = open_built("#fighting-at-ongjin", viewport={"width": size[0], "height": size[1]})
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--line').trim()") == "0px"
    assert page.evaluate(BOX, ".timeline")[3] <= 0, "the map has its room while the story is read"
    page.keyboard.press("Home")  # as a reader does: late fonts put a page that was only scrolled back to its step
    assert page.evaluate(BOX, ".timeline")[1] == 0
    page.wait_for_selector(".timeline .mark.is-present")


def test_a_frame_that_grows_shows_the_line(open_built: Open) -> None:
    page = open_built("#fighting-at-ongjin", viewport={"width": 700, "height": 320})
    page.set_viewport_size({"width": 1000, "height": 800})
    page.wait_for_selector('.timeline .mark.is-present[data-step="fighting-at-ongjin"]')


def test_pictures_print_and_readers_without_scripts_have_no_line(
    open_built: Open, open_page: Open, built: Path
) -> None:
    page = open_built("#fighting-at-ongjin")
    page.evaluate("document.documentElement.setAttribute('data-still', '')")
    assert not page.locator(".timeline").is_visible()
    assert page.evaluate("document.querySelector('.folium-map').offsetHeight") == DESKTOP["height"]
    page.evaluate("document.documentElement.removeAttribute('data-still')")
    page.emulate_media(media="print")
    assert not page.locator(".timeline").is_visible()
    bare = open_page(built.as_uri(), java_script_enabled=False)
    assert not bare.locator(".timeline").is_visible()


@pytest.mark.parametrize("options", [{"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["dark", "forced"])
def test_marks_stand_out_in_every_palette(open_built: Open, options: dict[str, Any]) -> None:
    page = open_built("#fighting-at-ongjin", **options)
    ink = page.locator(".mark[data-status='stated'] .sign").first.evaluate("(g) => getComputedStyle(g).color")
    paper = page.locator(".mark[data-status='stated'] .ground").first.evaluate("(c) => getComputedStyle(c).fill")
    assert abs(lightness(ink) - lightness(paper)) > 120


def lightness(colour: str) -> float:
    """The mean of red, green and blue of a computed colour, 0 to 255."""
    parts = colour[colour.index("(") + 1 : -1].split(",")[:3]
    return sum(float(part) for part in parts) / 3
