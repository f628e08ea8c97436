"""Pictures, recordings and films in a real browser: in their places, compared, opened large, silent when left."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from narrative.page import render_page
from narrative.page.media import Placement
from narrative.pictures.photographer import Look, Still, photographer
from narrative.pictures.sizes import Size
from narrative.serving.build import build
from narrative.story import load_story
from narrative.story.files import page_file
from tests.axe import violations
from tests.conftest import PHONE, Heard, page_for_many, served
from tests.media import write_media_story

SHOWN = """() => [...document.querySelectorAll(".step img")].map((each) => each.naturalWidth)"""
# The boxes of the cards before and after every picture has come.
BOXES = """async () => {
  const boxes = () => [...document.querySelectorAll(".step")].map((each) => Math.round(each.offsetHeight));
  const before = boxes();
  await Promise.all([...document.querySelectorAll(".step img")].filter((each) => each.offsetParent).map((each) => {
    each.loading = "eager";
    return each.decode();
  }));
  return [before, boxes()];
}"""
PLAY = """async (selector) => {
  const node = document.querySelector(selector);
  node.muted = true;
  await node.play();
  return node.paused;
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story with media as `build` writes it, beside its files in one folder and single in another."""
    home = tmp_path_factory.mktemp("media")
    story = write_media_story(home)
    build(story, home / "beside")
    build(story, home / "single", single=12_000_000)
    return home


@pytest.fixture(scope="module")
def beside(browser: Browser, folder: Path) -> Iterator[Page]:
    """The page beside its files on a web server, which tests share."""
    with (
        served(folder / "beside") as address,
        page_for_many(browser, address, reduced_motion="reduce") as (page, heard),
    ):
        page.wait_for_selector("html[data-settled]", state="attached")
        yield page
        assert heard == Heard()


@pytest.fixture(scope="module")
def single(browser: Browser, folder: Path) -> Iterator[Page]:
    """The single page from the disk, which tests share."""
    address = (folder / "single" / "index.html").as_uri()
    with page_for_many(browser, address, reduced_motion="reduce") as (page, heard):
        page.wait_for_selector("html[data-settled]", state="attached")
        yield page
        assert heard == Heard()


def go(page: Page, step: str) -> None:
    page.evaluate("(id) => story.goto(id)", step)
    page.wait_for_selector(f'html[data-settled="{step}"]', state="attached")


@pytest.mark.parametrize("form", ["beside", "single"])
def test_every_picture_comes_and_no_card_grows_by_it(form: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(form)
    before, after = page.evaluate(BOXES)
    assert before == after
    assert all(width > 100 for width in page.evaluate(SHOWN)[:4])


def test_a_page_beside_its_files_works_from_the_disk_too(open_page: Callable[..., Page], folder: Path) -> None:
    page = open_page((folder / "beside" / "index.html").as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    before, after = page.evaluate(BOXES)
    assert before == after


def test_two_pictures_are_compared_by_the_keyboard(beside: Page) -> None:
    go(beside, "the-letter")
    slider = beside.get_by_role("slider", name="How much is shown of 1905, and how much of 2020")
    slider.focus()
    assert slider.get_attribute("aria-valuetext") == "50 % 1905, 50 % 2020"
    for _ in range(10):
        beside.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "60 % 1905, 40 % 2020"
    assert beside.evaluate("getComputedStyle(document.querySelector('.later')).clipPath") == "inset(0px 0px 0px 60%)"
    assert beside.evaluate("document.documentElement.dataset.step") == "the-letter"  # the arrows turned no step


def test_a_picture_opens_large_and_the_keyboard_magnifies_moves_and_closes_it(beside: Page) -> None:
    go(beside, "the-letter")
    link = beside.locator(".medium-open").first
    link.focus()
    beside.keyboard.press("Enter")
    dialog = beside.get_by_role("dialog", name="A picture, large")
    expect(dialog).to_be_visible()
    picture = dialog.get_by_role("img", name="A stone bridge over a lake.")
    assert "bridge-1600-" in (picture.get_attribute("src") or "")
    expect(dialog.get_by_role("button", name="Smaller")).to_be_disabled()
    beside.keyboard.press("+")
    beside.keyboard.press("+")
    scale = float(picture.evaluate("(each) => each.style.getPropertyValue('--scale')"))
    assert scale == pytest.approx(1.96)
    beside.keyboard.press("ArrowRight")
    beside.keyboard.press("0")
    assert picture.evaluate("(each) => [...'xy'].map((key) => each.style.getPropertyValue('--' + key))") == ["0px"] * 2
    beside.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert link.evaluate("(each) => each === document.activeElement")
    assert beside.evaluate("document.documentElement.dataset.step") == "the-letter"


def test_either_of_two_compared_pictures_opens_large_with_its_own_words(single: Page) -> None:
    go(single, "the-letter")
    single.get_by_role("link", name="2020").click()
    dialog = single.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="The quay without a boat.")).to_be_visible()
    expect(dialog.locator(".large-words")).to_have_text("2020: The quay at Evian, then and now")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_two_fingers_magnify(open_page: Callable[..., Page], folder: Path) -> None:
    page = open_page(
        (folder / "single" / "index.html").as_uri(), PHONE, reduced_motion="reduce", has_touch=True, is_mobile=True
    )
    page.wait_for_selector("html[data-settled]", state="attached")
    page.locator(".medium-open").first.tap()
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, apart: int) -> None:
        points = [{"x": 195 - apart, "y": 400, "id": 0}, {"x": 195 + apart, "y": 400, "id": 1}] if apart else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 20)
    for apart in (25, 30, 35, 40):
        fingers("touchMove", apart)
    fingers("touchEnd", 0)
    scale = page.evaluate("document.querySelector('.large-stage img').style.getPropertyValue('--scale')")
    assert float(scale) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("form", ["beside", "single"])
def test_a_recording_and_a_film_play_one_at_a_time_and_end_when_their_step_is_left(
    form: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(form)
    go(page, "the-denial")
    assert page.evaluate(PLAY, ".step audio") is False
    assert page.evaluate("document.querySelector('.step audio').textTracks[0].cues.length") == 2
    assert page.evaluate(PLAY, ".step video") is False
    go(page, "read-on")
    assert page.evaluate("[...document.querySelectorAll('.step audio, .step video')].every((each) => each.paused)")


def test_nothing_plays_by_itself_and_a_film_shows_its_still(beside: Page) -> None:
    go(beside, "the-denial")
    film = beside.locator(".step video")
    assert film.evaluate("(each) => [each.autoplay, each.preload]") == [False, "none"]
    assert "bridge-960-" in (film.get_attribute("poster") or "")


def test_the_words_of_a_recording_open_and_paper_has_them(beside: Page) -> None:
    go(beside, "the-denial")
    words = beside.locator(".step audio ~ .words")
    assert words.evaluate("(each) => each.open") is False
    beside.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert words.evaluate("(each) => each.open") is True
    beside.evaluate("dispatchEvent(new Event('afterprint'))")
    assert words.evaluate("(each) => each.open") is False


@pytest.mark.parametrize("form", ["beside", "single"])
def test_without_the_script_every_picture_and_recording_is_there(
    form: str, open_page: Callable[..., Page], folder: Path
) -> None:
    page = open_page((folder / form / "index.html").as_uri(), java_script_enabled=False)
    pictures = page.locator(".step img" if form == "beside" else ".media-files img")
    for picture in pictures.all():
        if picture.is_visible():
            picture.scroll_into_view_if_needed()
    visible = [each for each in pictures.all() if each.is_visible()]
    assert len(visible) == (5 if form == "beside" else 4)
    assert all(
        each.evaluate("async (each) => { await each.decode(); return each.naturalWidth; }") > 300 for each in visible
    )
    expect(page.get_by_text("The oars, and nothing else. Then a bell.")).to_be_visible()
    expect(page.locator("audio").last).to_be_visible()
    expect(page.get_by_role("slider")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_cards_with_media_and_in_the_large_picture(
    theme: str, open_page: Callable[..., Page], folder: Path
) -> None:
    page = open_page((folder / "beside" / "index.html").as_uri(), reduced_motion="reduce", color_scheme=theme)
    page.wait_for_selector("html[data-settled]", state="attached")
    assert violations(page, "#story") == []
    page.locator(".medium-open").first.click()
    assert violations(page, "dialog") == []


@pytest.mark.parametrize(("still", "there"), [("whole", True), ("bare", False)])
def test_a_picture_of_a_step_shows_its_picture_and_one_of_the_map_alone_does_not(
    still: Still, there: bool, browser: Browser, folder: Path
) -> None:
    story = load_story(folder / "lake-crossing")
    with (
        page_file(render_page(story, placement=Placement.STILLS).html) as index,
        photographer(browser, index, "the-letter", Look(Size(1280, 800), still=still)) as photographing,
    ):
        shown = Image.open(io.BytesIO(photographing.picture("the-letter"))).convert("RGB")
    painted: Any = shown.crop((0, 0, 430, 800)).getcolors(1 << 24)
    blue = sum(
        count for count, colour in painted if max(map(abs, (colour[0] - 122, colour[1] - 156, colour[2] - 174))) < 6
    )
    assert (blue > 10_000) is there
