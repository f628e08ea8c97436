"""The app's pages in a real browser: a reader's copy of the source beside the story, and the way from page to page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from narrative.source.annotation_parts import Mark
from narrative.story import Story
from tests.annotated import TEXT, parts_of
from tests.conftest import PATIENCE_MS, PHONE, Heard, Lake, page_for_many
from tests.narrative.app.test_app_browser import address_says, frame_of, scroll_to, settled

Open = Callable[..., Page]
SENTINEL = "Quinquireme of Nineveh"
HOSTILE = f"{TEXT}\n<img src=x onerror=\"document.title = 'caught'\"> <b>{SENTINEL}</b>\n"


@pytest.fixture
def open_source(open_page: Open, lake: Lake) -> Callable[..., Page]:
    """``open_source(text, …)``: the page Source with a text opened, its story at rest."""

    def open_(text: str = TEXT, **options: object) -> Page:
        page = at_door(open_page, lake, **options)
        give(page, text)
        expect(page.locator(".source article")).to_have_count(3)
        settled(page, "the-letter")
        return page

    return open_


@pytest.fixture(scope="module")
def shared_page(browser: Browser, lake: Lake) -> Iterator[tuple[Page, Heard]]:
    """The page Source for the tests that do not ask how a page begins; and what is heard of it."""
    with page_for_many(browser, lake.address, reduced_motion="reduce") as (page, heard):
        frame_of(page).locator("html[data-settled]").wait_for(state="attached")
        go_to(page, "Source")
        yield page, heard


@pytest.fixture
def door(shared_page: tuple[Page, Heard]) -> Iterator[Page]:
    """The shared page with no text opened."""
    page, heard = shared_page
    heard.told()
    if page.locator(".source").count():
        page.get_by_role("button", name="Put the text away").click()
        expect(page.locator(".source")).to_have_count(0)
    expect(page.locator('input[type="file"]')).to_be_attached()
    yield page
    assert heard.told() == Heard()


@pytest.fixture
def source(shared_page: tuple[Page, Heard]) -> Iterator[Page]:
    """The shared page with the text opened and its story at rest on the first step."""
    page, heard = shared_page
    heard.told()
    if not page.locator(".source").count():
        give(page, TEXT)
    expect(page.locator(".source article")).to_have_count(3)
    scroll_to(page, "the-letter")
    settled(page, "the-letter")
    yield page
    assert heard.told() == Heard()


def at_door(open_page: Open, lake: Lake, **options: object) -> Page:
    """The page Source, come to by the list of pages: Streamlit asks in vain for files below any page's own address."""
    page = open_page(lake.address, **options)
    frame_of(page).locator("html[data-settled]").wait_for(state="attached")
    go_to(page, "Source")
    return page


def go_to(page: Page, title: str) -> None:
    """Choose a page of the app, on a phone in the sidebar."""
    if page.get_by_test_id("stTopNavLink").count() == 0:
        page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name=title, exact=True).click()


def choose_first_row(page: Page) -> None:
    """Press the box of a table's first row, once no table of the run before is left beside it."""
    table = page.get_by_test_id("stDataFrame")
    expect(table).to_have_count(1)
    table.click(position={"x": 17, "y": 52})


def give(page: Page, text: str) -> None:
    page.locator('input[type="file"]').set_input_files(
        {"name": "boat.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )


def paragraph(page: Page, number: int) -> Locator:
    return page.get_by_role("article", name=f"Paragraph {number}")


def test_every_name_and_date_is_a_button_that_says_where_it_leads(source: Page) -> None:
    page = source
    marks = [each for each in parts_of() if isinstance(each, Mark)]
    expect(page.locator(".source button.mark, .source span.mark:not(header *)")).to_have_count(len(marks))
    expect(page.get_by_text("This is the very text").last).to_be_visible()
    button = paragraph(page, 2).get_by_role("button", name="Lausanne (place: Lausanne; step 2, The denial)").first
    expect(button).to_be_visible()
    styles = {
        form: page.locator(f".source article .{form}").first.evaluate(
            "each => getComputedStyle(each).textDecorationStyle"
        )
        for form in ("toponym", "demonym", "person", "date")
    }
    assert len(set(styles.values())) == 4


def test_a_mark_sends_the_story_to_its_step_and_the_scroll_brings_the_source_along(source: Page) -> None:
    page = source
    frame_of(page).locator("html").evaluate("() => { document.documentElement.myMark = 38 }")
    expect(paragraph(page, 1)).to_have_attribute("aria-current", "true")
    paragraph(page, 2).get_by_role("button", name="Lausanne").first.click()
    settled(page, "the-denial")
    address_says(page, "the-denial")
    expect(paragraph(page, 2)).to_have_attribute("aria-current", "true")
    expect(paragraph(page, 3)).to_have_attribute("aria-current", "true")
    expect(paragraph(page, 1)).not_to_have_attribute("aria-current", "true")
    expect(paragraph(page, 2).locator(".lit").first).to_have_text("Lausanne")
    frame_of(page).locator("section#the-letter").evaluate("section => section.scrollIntoView({block: 'center'})")
    settled(page, "the-letter")
    expect(paragraph(page, 1)).to_have_attribute("aria-current", "true")
    expect(paragraph(page, 1)).to_be_in_viewport()
    assert urlsplit(page.url).path == "/source"
    assert frame_of(page).locator("html").evaluate("html => html.myMark") == 38


def test_the_keyboard_reaches_marks_and_paragraphs(source: Page) -> None:
    page = source
    button = paragraph(page, 3).get_by_role("button", name="2 The denial", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    settled(page, "the-denial")
    expect(button).to_have_attribute("aria-current", "step")
    page.keyboard.press("Tab")
    expect(paragraph(page, 3).locator(".mark").first).to_be_focused()


def test_a_place_opened_in_the_story_is_outlined_in_the_source(source: Page) -> None:
    page = source
    frame_of(page).locator("section#the-letter").get_by_role("link", name="Evian").click()
    expect(page.locator(".source .mark.opened").first).to_have_text("Evian")


def test_what_looks_like_markup_in_the_file_is_text(door: Page) -> None:
    page = door
    give(page, HOSTILE)
    expect(page.locator(".source article")).to_have_count(3)
    expect(page.get_by_text(SENTINEL)).to_contain_text("<b>")
    assert page.locator(".source img, .source b").count() == 0
    assert page.title() != "caught"


def test_another_text_is_refused_and_nothing_of_it_is_shown(door: Page) -> None:
    page = door
    give(page, f"{SENTINEL} " * 50)
    expect(page.get_by_role("alert")).to_contain_text("This is another text: 0 of")
    expect(page.locator(".source")).to_have_count(0)
    expect(page.get_by_text(SENTINEL)).to_have_count(0)


def test_a_file_of_more_than_a_megabyte_is_not_taken(door: Page) -> None:
    page = door
    give(page, "a" * 1_100_000)
    expect(page.get_by_text("1.0MB or smaller")).to_be_visible()


def test_nothing_of_the_text_is_stored_or_logged_and_nobody_else_sees_it(
    open_source: Callable[..., Page], open_page: Open, lake: Lake
) -> None:
    open_source(HOSTILE)
    stranger = at_door(open_page, lake)
    expect(stranger.locator('input[type="file"]')).to_be_attached()
    expect(stranger.locator(".source")).to_have_count(0)
    files = [path for path in lake.folder.rglob("*") if path.is_file()]
    assert lake.log in files
    assert lake.log.stat().st_size > 0
    for secret in (SENTINEL.encode(), b"smelled of the office", b"boat.txt"):
        assert [path for path in files if secret in path.read_bytes()] == []


def test_on_a_phone_the_source_lies_below_the_story(open_source: Callable[..., Page]) -> None:
    page = open_source(viewport=PHONE)
    story = page.locator("iframe.story-frame").bounding_box()
    source = page.locator(".source").bounding_box()
    assert story
    assert source
    assert story["y"] + story["height"] <= source["y"] + 1
    assert source["y"] + source["height"] == PHONE["height"]
    assert source["height"] > 300
    assert source["width"] == PHONE["width"]


def test_the_text_can_be_put_away(source: Page) -> None:
    page = source
    page.get_by_role("button", name="Put the text away").click()
    expect(page.locator('input[type="file"]')).to_be_attached()
    expect(page.locator(".source")).to_have_count(0)


def test_the_story_comes_back_on_the_step_that_was_left_and_a_step_on_another_page_opens_it_there(
    open_page: Open, server: str, story: Story
) -> None:
    page = open_page(f"{server}/?story={story.slug}", reduced_motion="reduce")
    settled(page, story.steps[0].id)
    # A reader who leaves at once comes back to the step that was left.
    at_once = story.steps[4].id
    people = page.get_by_test_id("stTopNavLink").filter(has_text="People")
    scroll_to(page, at_once)
    address_says(page, at_once)
    people.evaluate("link => link.click()")
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()
    go_to(page, "Story")
    settled(page, at_once)
    # And so does one who has stayed there.
    left = story.steps[6].id  # the step that is asked for below comes before it
    scroll_to(page, left)
    address_says(page, left)
    expect(page.get_by_test_id("stSidebar").locator("strong", has_text=story.steps[6].title)).to_be_visible()
    go_to(page, "Places")
    expect(page.get_by_role("heading", level=1, name="Places")).to_be_visible()
    go_to(page, "Story")
    settled(page, left)
    address_says(page, left)
    # A step on another page opens the story there, and back leads back.
    go_to(page, "Claims")
    expect(page.get_by_role("heading", level=1, name="Claims")).to_be_visible()  # the story's own list of steps is gone
    step = next(each for each in story.steps if each.disputed_by)
    page.get_by_role("link", name=step.title[:12]).first.click()
    settled(page, step.id)
    address_says(page, step.id)
    assert urlsplit(page.url).path == "/"
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Claims")).to_be_visible()


def test_a_page_of_the_app_can_be_linked_to(open_page: Open, server: str) -> None:
    page = open_page(f"{server}/places?place=mukden", reduced_motion="reduce")
    expect(page.get_by_role("heading", level=2, name="Mukden")).to_be_visible(timeout=PATIENCE_MS)
    chosen = page.frame_locator(".atlas iframe").locator('.place[data-place="mukden"]')
    expect(chosen).to_have_attribute("aria-current", "true", timeout=PATIENCE_MS)


def test_on_a_phone_the_pages_are_in_the_sidebar(open_page: Open, server: str, story: Story) -> None:
    page = open_page(f"{server}/?story={story.slug}", viewport=PHONE, reduced_motion="reduce")
    settled(page, story.steps[0].id)
    go_to(page, "People")
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
