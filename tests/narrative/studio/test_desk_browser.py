"""The studio in a real browser: the ways that a new author goes, from a pasted text to a ZIP and back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from narrative.commands.cli import main
from tests.annotated import write_annotated_story
from tests.axe import violations
from tests.bare_host import BareHost, bare_host
from tests.conftest import DESKTOP, PATIENCE_MS, PHONE, Heard, page_for_many
from tests.drawings import SCAN, place_of, scan
from tests.media import photograph, png
from tests.narrative.app.test_app_browser import frame_of
from tests.narrative.app.test_axe_app_browser import THEMES, turn
from tests.narrative.app.test_source_page_browser import go_to
from tests.reading_beside import HOLD
from tests.running_app import streamlit_on
from tests.studio_drafts import TEXT

Open = Callable[..., Page]
SENTINEL = "Quinquireme of Nineveh"
SLOW_MS = 90_000  # drawing a page on a loaded machine
TABS = ["Text and places", "Steps", "About the story", "Preview", "Take it home"]


@dataclass(frozen=True)
class Workshop:
    """The app with the studio, and where it could leave traces: its home, its temporary files, its log."""

    address: str
    folder: Path
    log: Path


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    folder = tmp_path_factory.mktemp("workshop")
    stories = folder / "stories"
    stories.mkdir()
    write_annotated_story(stories)
    traces = {"HOME": str(folder), "TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder)}
    log = folder / "log.txt"
    script = "tests/scripts/script_of_the_studio.py"
    with streamlit_on(script, log, NARRATIVE_MAP_TEST_STORIES=str(stories), **traces) as address:
        yield Workshop(address, folder, log)


def enter(page: Page) -> None:
    """From the app's first page to the studio's door."""
    frame_of(page).locator("html[data-settled]").wait_for(state="attached", timeout=SLOW_MS)
    go_to(page, "Studio")
    expect(page.locator(".studio[data-ready]")).to_be_visible(timeout=SLOW_MS)


def read(page: Page, text: str, *, own: bool = True) -> None:
    """Give the studio a text at its door."""
    page.get_by_label("Paste a text").fill(text)
    page.get_by_label("What shall the story be called?").fill("A Boat on the Lake")
    if own:
        page.locator(".door").get_by_label("The text is mine to publish").check()
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator(".text")).to_be_visible()


def discard(page: Page) -> None:
    """Give the draft up, and be at the door again."""
    page.get_by_role("button", name="Discard draft").click()
    page.get_by_role("button", name="Yes, discard it").click()
    expect(page.get_by_label("Paste a text")).to_be_visible()


@pytest.fixture
def open_studio(open_page: Open, workshop: Workshop) -> Callable[..., Page]:
    """``open_studio(text, …)``: the studio with a text read, on a page of its own; with None, its door."""

    def open_(text: str | None = TEXT, *, own: bool = True, **options: object) -> Page:
        page = open_page(workshop.address, **options)
        enter(page)
        if text is not None:
            read(page, text, own=own)
        return page

    return open_


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareHost]:
    """The studio without Streamlit around it, for all that is the studio's own."""
    with bare_host(tmp_path_factory.mktemp("bare")) as host:
        yield host


@pytest.fixture
def open_bare(open_page: Open, bare: BareHost) -> Callable[..., Page]:
    """``open_bare(text, …)``: the bare studio with a text read, on a page of its own; with None, its door."""

    def open_(text: str | None = TEXT, **options: object) -> Page:
        page = open_page(**options)
        bare.serve(page.context)
        page.goto(bare.address)
        expect(page.locator(".studio[data-ready]")).to_be_visible()
        if text is not None:
            read(page, text)
        return page

    return open_


@pytest.fixture(scope="module")
def bare_page(browser: Browser, bare: BareHost) -> Iterator[tuple[Page, Heard]]:
    """The bare studio's door for all tests that do not ask how a page begins; and what is heard of it."""
    with page_for_many(browser, "about:blank") as (page, heard):
        bare.serve(page.context)
        page.goto(bare.address)
        expect(page.locator(".studio[data-ready]")).to_be_visible()
        yield page, heard


@pytest.fixture(scope="module")
def app_page(browser: Browser, workshop: Workshop) -> Iterator[tuple[Page, Heard]]:
    """The same in the app, for what goes through all of it."""
    with page_for_many(browser, workshop.address) as (page, heard):
        enter(page)
        yield page, heard


@pytest.fixture
def studio(bare_page: tuple[Page, Heard]) -> Iterator[Callable[..., Page]]:
    """``studio(text)``: the bare studio with a text read, nothing left of the draft before; with None, its door."""
    yield from begun_on(bare_page)


@pytest.fixture
def studio_in_app(app_page: tuple[Page, Heard]) -> Iterator[Callable[..., Page]]:
    """``studio_in_app(text)``: the same in the app."""
    yield from begun_on(app_page)


def begun_on(shared: tuple[Page, Heard]) -> Iterator[Callable[..., Page]]:
    page, heard = shared
    heard.told()

    def begin(text: str | None = TEXT) -> Page:
        if not page.locator(".studio[data-ready]").is_visible():  # a test that failed has left it elsewhere
            go_to(page, "Studio")
        if page.get_by_role("button", name="Discard draft").is_visible():
            discard(page)
        expect(page.get_by_label("Paste a text")).to_be_visible()
        if text is not None:
            read(page, text)
        return page

    yield begin
    assert heard.told() == Heard()


def reload(page: Page, heard: Heard) -> None:
    """Load the page anew. Streamlit looks for its own files below its address first, and logs that it finds none."""
    page.reload()
    expect(page.locator(".studio[data-ready]")).to_be_visible(timeout=SLOW_MS)
    assert all("404" in each for each in heard.console)
    heard.console.clear()


def at(page: Page, tab: str) -> Locator:
    page.get_by_role("tab", name=tab).click()
    return page.get_by_role("tabpanel", name=tab)


def mark_of(page: Page, words: str) -> Locator:
    return page.locator(".text").get_by_role("button", name=re.compile(rf"^{words}, ")).first


def chosen(page: Page) -> Locator:
    return page.get_by_role("region", name="The chosen place")


def select_words(page: Page, words: str) -> None:
    """Select words of the text as a hand with a mouse does."""
    page.locator(".text").evaluate(
        """(box, words) => {
          const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            box.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
            return;
          }
        }""",
        words,
    )


def download(page: Page, folder: Path) -> Path:
    panel = at(page, "Take it home")
    with page.expect_download(timeout=SLOW_MS) as packed:
        panel.get_by_role("button", name="Download the ZIP").click()
    path = folder / packed.value.suggested_filename
    packed.value.save_as(path)
    return path


def test_the_finished_page_is_taken_home_as_one_file(studio: Callable[..., Page], tmp_path: Path) -> None:
    page = studio()
    expect(page.get_by_text("4 places were recognised")).to_be_visible()
    panel = at(page, "Take it home")
    with page.expect_download(timeout=SLOW_MS) as made:
        panel.get_by_role("button", name="The page in one file").press("Enter")
    assert made.value.suggested_filename.endswith(".html")
    made.value.save_as(tmp_path / "page.html")
    assert "data-story=" in (tmp_path / "page.html").read_text(encoding="utf-8")
    expect(panel.get_by_role("status")).to_contain_text(".html is in your downloads.")


def test_from_a_pasted_text_to_a_zip_that_passes_check_and_comes_back(
    studio_in_app: Callable[..., Page], tmp_path: Path
) -> None:
    page = studio_in_app()
    expect(page.get_by_text("4 places were recognised")).to_be_visible()
    expect(mark_of(page, "Geneva")).to_have_accessible_name("Geneva, place, proposed, likely")
    mark_of(page, "Evian").click()
    expect(chosen(page)).to_contain_text("Proposed: Évian-les-Bains, 84, FR, 70 %. As the fake says.")
    chosen(page).get_by_role("button", name="Accept").click()
    expect(mark_of(page, "Evian")).to_have_accessible_name("Evian, place, accepted")
    steps = at(page, "Steps")
    steps.get_by_label("Title").fill("The letter")
    steps.get_by_label("Date, as EDTF").fill("1949-05-27~")
    expect(steps.get_by_text("= about 27 May 1949")).to_be_visible()
    path = download(page, tmp_path)
    expect(page.get_by_text("a-boat-on-the-lake.zip passes every check.")).to_be_visible(timeout=SLOW_MS)
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path)
    assert main(["check", str(tmp_path / "a-boat-on-the-lake")]) == 0
    page.get_by_role("button", name="Discard draft").click()
    page.get_by_role("button", name="Yes, discard it").click()
    expect(page.get_by_label("Paste a text")).to_be_focused()
    page.get_by_label("Or go on with a story").set_input_files(path)
    expect(mark_of(page, "Evian")).to_have_accessible_name("Evian, place, accepted")
    expect(at(page, "Steps").get_by_label("Date, as EDTF")).to_have_value("1949-05-27~")


def test_a_reload_does_not_lose_work_and_discarding_does(open_bare: Callable[..., Page], heard: Heard) -> None:
    page = open_bare()
    at(page, "Steps").get_by_label("Title").fill("Not lost")
    reload(page, heard)
    expect(page.get_by_text(re.compile("Your draft of .* is back"))).to_be_visible(timeout=SLOW_MS)
    title = at(page, "Steps").get_by_label("Title")
    expect(title).to_have_value("Not lost")
    page.get_by_role("button", name="Discard draft").click()
    page.get_by_role("button", name="Keep it").click()
    expect(title).to_have_value("Not lost")
    page.get_by_role("button", name="Discard draft").click()
    page.get_by_role("button", name="Yes, discard it").click()
    expect(page.get_by_text("The draft is gone")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('narrative-map:studio'))") == []


def test_a_draft_that_is_begun_after_another_shows_nothing_of_it(studio: Callable[..., Page]) -> None:
    text = TEXT.split("\n\n", 1)[1]
    page = studio(text)
    panel = at(page, "Steps")
    page.locator(".numbered .row").nth(1).click()
    expect(panel.get_by_role("heading", name="Step 2 of 3")).to_be_visible()
    preview = at(page, "Preview")
    preview.get_by_role("button", name="Show the page").click()
    expect(preview.locator("iframe")).to_be_visible(timeout=SLOW_MS)
    discard(page)
    read(page, text)
    expect(at(page, "Steps").get_by_role("heading", name="Step 1 of 3")).to_be_visible()
    assert at(page, "Preview").locator("iframe").count() == 0
    at(page, "Places")
    expect(page.locator(".leaflet-container").first).to_be_visible()


def test_the_work_is_there_after_a_visit_to_another_page(studio_in_app: Callable[..., Page]) -> None:
    page = studio_in_app()
    mark_of(page, "Evian").click()
    chosen(page).get_by_role("button", name="Accept").click()
    expect(mark_of(page, "Evian")).to_have_accessible_name("Evian, place, accepted")
    go_to(page, "People")
    expect(page.get_by_role("heading", level=1, name="People")).to_be_visible()
    go_to(page, "Studio")
    expect(mark_of(page, "Evian")).to_have_accessible_name("Evian, place, accepted", timeout=SLOW_MS)
    page.get_by_role("button", name="Undo").click()
    expect(mark_of(page, "Evian")).to_have_accessible_name("Evian, place, proposed, doubtful")


def test_selected_words_become_a_place_that_is_looked_up_and_merged(studio: Callable[..., Page]) -> None:
    page = studio()
    select_words(page, "the office")
    page.get_by_role("button", name="Mark it").click()
    expect(mark_of(page, "the office")).to_have_accessible_name("the office, place that lies nowhere yet")
    detail = chosen(page)
    expect(detail.get_by_role("heading", name="the office")).to_be_focused()
    detail.get_by_label("Look it up under another name").fill("Geneva")
    detail.get_by_role("button", name="Look up").click()
    detail.get_by_role("button", name="Geneva, NY, US (town)").click()
    expect(mark_of(page, "the office")).to_have_accessible_name("the office, place, accepted")
    expect(detail.get_by_label("Latitude")).to_have_value("42.86896")
    detail.get_by_label("It is the same place as").select_option("Geneva")
    detail.get_by_role("button", name="Merge").click()
    expect(detail.get_by_role("heading", name="Geneva")).to_be_visible()
    expect(detail.get_by_text("Named 4 times in the text")).to_be_visible()
    expect(mark_of(page, "the office")).to_have_accessible_name("the office, place, proposed, likely")


def test_another_candidate_a_doubt_with_its_reason_and_a_name_that_is_no_place(
    studio: Callable[..., Page],
) -> None:
    page = studio()
    mark_of(page, "Geneva").click()
    detail = chosen(page)
    detail.get_by_label("Geneva, NY, US").check()
    expect(detail.get_by_text("Accepted: Geneva, NY, US.")).to_be_visible()
    detail.get_by_label("Uncertain", exact=True).check()
    detail.get_by_label("Why").fill("either town may be meant")
    expect(mark_of(page, "Geneva")).to_have_accessible_name("Geneva, place, accepted, not certain")
    mark_of(page, "Lausanne").click()
    detail.get_by_role("button", name="This is no place").click()
    expect(page.locator(".text").get_by_role("button", name=re.compile("^Lausanne"))).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(mark_of(page, "Lausanne")).to_be_visible()
    mark_of(page, "Geneva").click()
    expect(detail.get_by_label("Why")).to_have_value("either town may be meant")


KEEP_ASKED = """() => {
  const answer = window.answerOfDesk;
  window.held = [];
  window.answerOfDesk = (load, ask) => new Promise((done) => window.held.push(() => done(answer(load, ask))));
  window.answerAll = () => {
    window.answerOfDesk = answer;
    window.held.splice(0).forEach((each) => each());
  };
}"""
ANSWER_ONE, ANSWER_ALL = "window.held.shift()()", "window.answerAll()"


def test_what_is_changed_before_a_slow_server_answers_goes_on_from_what_was_asked(
    studio: Callable[..., Page], tmp_path: Path
) -> None:
    page = studio()
    mark_of(page, "Evian").click()
    detail = chosen(page)
    detail.get_by_role("button", name="Accept").click()
    detail.get_by_label("Certain", exact=True).check()
    expect(detail.get_by_label("Why")).to_have_count(0)
    detail.get_by_label("Uncertain", exact=True).check()
    expect(detail.get_by_label("Why")).to_be_visible()
    page.evaluate(KEEP_ASKED)
    detail.get_by_label("Less certain").check()
    detail.get_by_label("Why").fill("by its name")
    page.wait_for_function("window.held.length === 1")
    page.evaluate(ANSWER_ALL)
    expect(mark_of(page, "Evian")).to_have_accessible_name("Evian, place, accepted, not certain")

    panel = at(page, "Steps")
    boxes = panel.get_by_role("group", name="Places on its map").get_by_role("checkbox")
    for box in boxes.all():
        box.uncheck()
    expect(page.locator(".studio [data-key^=undo]")).to_be_enabled()
    page.evaluate(KEEP_ASKED)
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.evaluate(ANSWER_ONE)
    page.wait_for_function("window.held.length === 1")  # the second question; the first answer is shown
    expect(boxes.nth(1)).to_be_checked()
    boxes.nth(2).check()
    page.evaluate(ANSWER_ALL)
    archive = zipfile.ZipFile(download(page, tmp_path))
    places = json.loads(archive.read("a-boat-on-the-lake/places.geojson"))["features"]
    geometry = next(each["geometry"] for each in places if each["id"] == "evian")
    assert (geometry["certainty"], geometry["reason"]) == ("less-certain", "by its name")
    step = yaml.safe_load(archive.read("a-boat-on-the-lake/story.yaml"))["steps"][0]
    assert len(step["places"]) == 3


def test_a_place_is_set_by_clicks_and_a_line_is_drawn_with_a_point_undone(studio: Callable[..., Page]) -> None:
    page = studio()
    mark_of(page, "Shore").click()
    detail, chart = chosen(page), page.get_by_role("region", name="Map of the places")
    detail.get_by_role("button", name="Set it on the map").click()
    chart.click(position={"x": 200, "y": 100})
    page.get_by_role("button", name="Finish").click()
    expect(mark_of(page, "Shore")).to_have_accessible_name("Shore, place, accepted")
    expect(chart.locator("path.place.chosen")).to_have_count(1)
    detail.get_by_role("button", name="Draw a line").click()
    for x in (150, 200, 250):
        chart.click(position={"x": x, "y": 150})
    page.get_by_role("button", name="Undo point").click()
    expect(page.get_by_text("2 points so far")).to_be_visible()
    page.get_by_role("button", name="Finish").click()
    expect(chart.locator("path.place.line.chosen")).to_have_count(1)
    expect(detail.get_by_text("Accepted: a line.")).to_be_visible()


def test_an_area_is_drawn_with_the_keyboard_alone(studio: Callable[..., Page]) -> None:
    page = studio()
    mark_of(page, "Shore").focus()
    page.keyboard.press("Enter")
    expect(chosen(page).get_by_role("heading", name="Shore")).to_be_focused()
    chosen(page).get_by_role("button", name="Draw an area").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    for lat, lon in (("46", "6"), ("46", "7"), ("47", "7")):
        page.get_by_label("Latitude").first.focus()
        page.keyboard.type(lat)
        page.keyboard.press("Tab")
        page.keyboard.type(lon)
        page.keyboard.press("Enter")
    expect(page.get_by_text("3 points so far")).to_be_visible()
    page.get_by_role("button", name="Finish").focus()
    page.keyboard.press("Enter")
    expect(chosen(page).get_by_text("Accepted: an area.")).to_be_visible()
    expect(chosen(page)).to_be_focused()


def test_typing_keeps_the_focus_and_the_caret_while_the_date_is_read(studio: Callable[..., Page]) -> None:
    page = studio()
    date = at(page, "Steps").get_by_label("Date, as EDTF")
    date.fill("")
    expect(page.get_by_text("A step needs a date, such as")).to_be_visible()
    for typed, words in (
        ("1949", "= 1949"),
        ("-2", "(1949-02)"),
        ("1", "= spring 1949"),
        ("?", "= spring 1949, perhaps"),
    ):
        page.keyboard.type(typed)
        expect(page.locator(".reading-of-date")).to_contain_text(words)
        expect(date).to_be_focused()
    expect(date).to_have_value("1949-21?")
    text = page.get_by_role("textbox", name="Text", exact=True)
    text.press("Control+Home")
    text.press_sequentially("Once, ", delay=30)
    expect(page.locator(".rows.numbered small").first).to_have_text("spring 1949, perhaps")
    expect(text).to_have_value(re.compile("^Once, "))


def titles(page: Page) -> list[str]:
    return [each.split("\n")[0] for each in page.locator(".numbered .row").all_inner_texts()]


def test_steps_are_joined_cut_and_put_in_order_by_buttons_and_by_dragging(studio: Callable[..., Page]) -> None:
    page = studio(TEXT.split("\n\n", 1)[1])
    panel = at(page, "Steps")
    expect(page.locator(".numbered li")).to_have_count(3)
    first, second, third = titles(page)
    panel.get_by_role("button", name="Join with the next step").click()
    expect(page.locator(".numbered li")).to_have_count(2)
    panel.get_by_role("button", name="Cut here: ¶2 begins a new step").click()
    expect(page.locator(".numbered li")).to_have_count(3)
    assert titles(page) == [first, second, third]
    down = panel.get_by_role("button", name=f"Move “{first}” down")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".numbered .row").nth(1)).to_contain_text(first)
    expect(down).to_be_focused()
    page.locator(".numbered li").nth(2).drag_to(page.locator(".numbered li").nth(0))
    expect(page.locator(".numbered .row").nth(0)).to_contain_text(third)
    assert titles(page) == [third, second, first]


def test_the_preview_is_the_page_and_a_fault_leads_to_its_field(studio: Callable[..., Page]) -> None:
    page = studio()
    panel = at(page, "Preview")
    panel.get_by_role("button", name="Show the page").click()
    frame = page.frame_locator(".preview iframe")
    expect(frame.locator("html[data-settled]")).to_be_attached(timeout=SLOW_MS)
    expect(frame.get_by_role("heading", name="A Boat on the Lake")).to_be_visible()
    at(page, "Steps").get_by_role("textbox", name="Text", exact=True).fill("Too short.")
    panel = at(page, "Preview")
    panel.get_by_role("button", name="Show the page").click()
    expect(panel.get_by_text("The text has 2 words; a card takes 40 to 110.")).to_be_visible(timeout=SLOW_MS)
    expect(frame.get_by_text("Too short.")).to_be_visible()
    panel.get_by_role("button", name="Step 1").click()
    expect(page.get_by_role("textbox", name="Text", exact=True)).to_be_focused()
    page.get_by_label("Date, as EDTF").fill("some day")
    panel = at(page, "Preview")
    panel.get_by_role("button", name="Show the page").click()
    expect(panel.get_by_text("1 thing to mend; what has a fault is marked in the page")).to_be_visible(timeout=SLOW_MS)
    expect(frame.get_by_text("This step cannot be shown yet.")).to_be_visible()
    at(page, "Steps")
    expect(page.locator(".rows.numbered .fault")).to_have_count(1)


def test_a_date_in_words_is_kept_as_edtf(studio: Callable[..., Page]) -> None:
    page = studio()
    date = at(page, "Steps").get_by_label("Date, as EDTF")
    for words, said in (("8 May 1945", "= 8 May 1945 (1945-05-08)"), ("c. 1945", "= about 1945 (1945~)")):
        date.fill(words)
        expect(page.locator(".reading-of-date")).to_have_text(said)


def test_after_a_correction_the_map_is_at_the_place_among_names(studio: Callable[..., Page]) -> None:
    page = studio()
    mark_of(page, "Evian").click()
    form = chosen(page)
    form.get_by_label("Latitude").fill("53.9")
    form.get_by_label("Longitude").fill("27.56")
    form.get_by_role("button", name="Set", exact=True).click()
    expect(page.locator(".map .town-name").filter(has_text="Minsk")).to_be_visible(timeout=SLOW_MS)
    box, pin = page.locator(".map:has(.place.chosen)").bounding_box(), page.locator(".map .place.chosen").bounding_box()
    assert box and pin
    middle = (pin["x"] + pin["width"] / 2 - box["x"]) / box["width"]
    assert 0.3 < middle < 0.7


def test_notes_and_works_are_written_in_the_studio_and_stand_in_the_preview(studio: Callable[..., Page]) -> None:
    page = studio()
    panel = at(page, "About the story")
    panel.get_by_label("Works that notes rest on").fill("- id: a-book\n  citation: A. Writer, A Book, 1949\n")
    panel = at(page, "Steps")
    panel.get_by_text("Notes, and what the source leaves open").click()
    notes = panel.get_by_label("Editor’s notes, as YAML")
    notes.fill("- text: [")
    expect(page.locator(".studio .said")).to_contain_text("The notes cannot be read yet: line 1")
    notes.fill("- text: The lake was calm.\n  source: a-book\n")
    panel = at(page, "Preview")
    panel.get_by_role("button", name="Show the page").click()
    frame = page.frame_locator(".preview iframe")
    expect(frame.get_by_text("The lake was calm.").first).to_be_attached(timeout=SLOW_MS)


def test_what_is_typed_at_the_door_and_what_is_refused_survive_a_reload(
    open_bare: Callable[..., Page], heard: Heard
) -> None:
    page = open_bare(None)
    page.get_by_label("Paste a text").fill("Half a text")
    reload(page, heard)
    expect(page.get_by_label("Paste a text")).to_have_value("Half a text", timeout=SLOW_MS)
    read(page, TEXT)
    panel = at(page, "About the story")
    panel.get_by_label("Works that notes rest on").fill("- id: [")
    expect(page.locator(".studio .said")).to_contain_text("The works cannot be read yet")
    reload(page, heard)
    expect(page.get_by_text(re.compile("Your draft of .* is back"))).to_be_visible(timeout=SLOW_MS)
    expect(at(page, "About the story").get_by_label("Works that notes rest on")).to_have_value("- id: [")


def test_a_second_window_asks_before_it_takes_the_draft_over(open_bare: Callable[..., Page], bare: BareHost) -> None:
    first = open_bare()
    expect(mark_of(first, "Evian")).to_be_visible()
    second = first.context.new_page()
    second.goto(bare.address)
    expect(second.get_by_role("heading", name="Your draft is open in another window")).to_be_visible(timeout=SLOW_MS)
    second.get_by_role("button", name="Work on it here").click()
    expect(mark_of(second, "Evian")).to_be_visible(timeout=SLOW_MS)
    expect(first.get_by_role("heading", name="Your draft is open in another window")).to_be_visible()
    first.get_by_role("button", name="Begin another draft here").click()
    expect(first.get_by_label("Paste a text")).to_be_visible()
    expect(mark_of(second, "Evian")).to_be_visible()


def test_the_columns_of_a_plain_table_are_asked_for(studio: Callable[..., Page], tmp_path: Path) -> None:
    page = studio(None)
    path = tmp_path / "walk.csv"
    path.write_text("A,B,C\nMalta,35.9,14.5\n", encoding="utf-8")
    page.get_by_label("Or open a text file").set_input_files(path)
    for column, part in (("A", "name of the place"), ("B", "latitude"), ("C", "longitude")):
        page.get_by_label(f"What is the column {column}?").select_option(part)
    page.get_by_role("button", name="Read the table so").click()
    expect(page.locator(".studio .said")).to_contain_text("Imported from a spreadsheet.", timeout=SLOW_MS)


def test_a_year_that_is_none_is_said_at_the_door_and_nothing_typed_is_lost(studio: Callable[..., Page]) -> None:
    page = studio(None)
    page.get_by_label("Where does it play?").fill("ch, fr")
    page.get_by_label("In which year does it begin?").fill("soon")
    page.get_by_label("Paste a text").fill(TEXT)
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator(".studio .said")).to_contain_text('"soon" is no year')
    expect(page.get_by_label("Paste a text")).to_have_value(TEXT)
    page.get_by_label("In which year does it begin?").fill("1949")
    page.get_by_role("button", name="Read the text").click()
    expect(page.locator(".text")).to_be_visible()


def test_two_authors_do_not_see_each_other(open_studio: Callable[..., Page], heard: Heard) -> None:
    one = open_studio(f"{SENTINEL} sailed from Geneva. {'And on it went. ' * 12}")
    two = open_studio(None)
    expect(two.get_by_label("Paste a text")).to_have_value("")
    expect(two.get_by_text(SENTINEL)).to_have_count(0)
    two.get_by_role("button", name="Open the example").click()
    expect(mark_of(two, "Lausanne")).to_be_visible()
    expect(one.locator(".text")).to_contain_text(SENTINEL)
    reload(one, heard)
    expect(one.locator(".text")).to_contain_text(SENTINEL, timeout=SLOW_MS)
    expect(two.get_by_text(SENTINEL)).to_have_count(0)


def test_who_waits_while_another_s_text_is_read_is_told_the_turn(
    open_bare: Callable[..., Page], tmp_path: Path
) -> None:
    before, after = open_bare(None), open_bare(None)
    done = tmp_path / "done"
    for page, text in ((before, f"{HOLD}{done}\n\n{TEXT}"), (after, TEXT)):
        page.get_by_label("Paste a text").fill(text)
        page.get_by_role("button", name="Read the text").click()
        turn = "Reading the text …" if page is before else "One text is read before yours. You are number 2."
        expect(page.locator(".studio .said")).to_have_text(turn)
    done.touch()
    for page in (after, before):
        expect(page.locator(".text")).to_be_visible()


def test_what_looks_like_markup_is_text_and_nothing_is_stored_or_logged(
    studio_in_app: Callable[..., Page], workshop: Workshop
) -> None:
    hostile = f"<img src=x onerror=\"document.title = 'caught'\"> <b>{SENTINEL}</b> left Geneva. {'And on. ' * 30}"
    page = studio_in_app(hostile)
    expect(page.locator(".text")).to_contain_text(f"<b>{SENTINEL}</b>")
    assert page.locator(".text img, .text b").count() == 0
    panel = at(page, "Preview")
    panel.get_by_role("button", name="Show the page").click()
    expect(page.frame_locator(".preview iframe").locator("html[data-settled]")).to_be_attached(timeout=SLOW_MS)
    assert page.title() != "caught"
    # While it is drawn, a story stands in a temporary folder; at rest nothing is left of it.
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=SLOW_MS)
    files = [path for path in workshop.folder.rglob("*") if path.is_file()]
    assert workshop.log.stat().st_size > 0
    assert [path for path in files if SENTINEL.encode() in path.read_bytes()] == []


def test_limits_are_told_in_sentences(studio: Callable[..., Page], tmp_path: Path) -> None:
    page = studio(None)
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_text("There is no text yet.")).to_be_visible()
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * 1_100_000)
    page.get_by_label("Or open a text file").set_input_files(large)
    expect(page.get_by_text("“large.txt” has 1.1 MB; the studio takes 1 MB at most.")).to_be_visible()
    page.get_by_label("Paste a text").fill("a " * 100_001)
    page.get_by_role("button", name="Read the text").click()
    expect(page.get_by_text("200,002 letters; the studio takes 200,000")).to_be_visible()
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK nonsense")
    page.get_by_label("Or go on with a story").set_input_files(broken)
    expect(page.get_by_text("This file is no ZIP.")).to_be_visible()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_no_part_of_the_studio_has_a_violation(open_studio: Callable[..., Page], size: str) -> None:
    page = open_studio(None, viewport=PHONE if size == "phone" else DESKTOP)
    found = []
    for theme in THEMES:
        turn(page, theme)
        seen = violations(page, ".studio")
        page.get_by_role("button", name="Open the example").click()
        mark_of(page, "Geneva").click()
        expect(chosen(page).get_by_text("It may be")).to_be_visible()
        chosen(page).get_by_role("button", name="Draw a line").click()
        seen += violations(page, ".studio")
        for tab in TABS[1:]:
            panel = at(page, tab)
            if tab == "Steps":
                panel.get_by_role("button", name="Add a link").click()
                expect(panel.get_by_role("group", name="Link 1")).to_be_visible()
            seen += violations(page, ".studio")
        found += [f"{theme}: {each}" for each in seen]
        assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
        discard(page)
    assert not found, "\n".join(found)


def test_the_tabs_are_walked_with_the_arrow_keys(studio: Callable[..., Page]) -> None:
    page = studio()
    expect(page.get_by_role("tab", name="Text and places")).to_be_focused(timeout=PATIENCE_MS)
    for tab in (*TABS[1:], TABS[0]):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name=tab)).to_be_focused()
        expect(page.get_by_role("tabpanel", name=tab)).to_be_visible()


def test_a_link_is_drawn_between_places_and_goes_with_the_story(studio: Callable[..., Page], tmp_path: Path) -> None:
    page = studio()
    panel = at(page, "Steps")
    page.locator(".numbered .row").nth(1).click()
    panel.get_by_role("button", name="Add a link").click()
    link = panel.get_by_role("group", name="Link 1")
    expect(link.get_by_label("From")).to_have_value("evian")
    link.get_by_label("From").select_option("Geneva")
    link.get_by_label("It is").select_option("a message")
    link.get_by_label("To").select_option("Geneva")  # where it begins: refused, and shown as it was
    expect(page.get_by_text("A link leads from one place to another: choose two.")).to_be_visible()
    expect(link.get_by_label("To")).to_have_value("lausanne")
    link.get_by_label("Written on it").fill("the letter")
    expect(page.get_by_text("Draft kept in this browser")).to_be_visible()
    story = zipfile.ZipFile(download(page, tmp_path)).read("a-boat-on-the-lake/story.yaml").decode()
    assert "- from: geneva\n        to: lausanne\n        kind: message\n        label: the letter\n" in story
    panel = at(page, "Steps")
    panel.get_by_role("button", name="Remove link 1").click()
    expect(panel.get_by_role("group", name="Link 1")).to_have_count(0)
    expect(panel.get_by_role("button", name="Add a link")).to_be_focused()


def test_an_old_map_is_laid_on_the_map_by_the_same_spots_on_both(studio: Callable[..., Page], tmp_path: Path) -> None:
    page = studio()
    scan().save(tmp_path / "sheet.png")
    page.get_by_role("tab", name="About the story").click()
    maps = page.get_by_role("region", name="Old maps")
    maps.get_by_label("Open a scan").set_input_files(tmp_path / "sheet.png")
    image = maps.get_by_alt_text("The scan")
    expect(maps.locator(".leaflet-container")).to_be_visible()
    for x, y in ((10, 10), (380, 20), (200, 280)):  # by hand on the scan, in numbers for the map: both ways there are
        image.scroll_into_view_if_needed()
        box = image.bounding_box()
        assert box is not None
        image.click(position={"x": x / SCAN[0] * box["width"], "y": y / SCAN[1] * box["height"]})
        number = maps.locator("tbody tr").count()
        for name, value in zip(("Longitude", "Latitude"), place_of(x, y), strict=True):
            row = maps.get_by_label(f"{name} of spot {number}", exact=True)
            row.fill(f"{value:.5f}")
            row.press("Tab")
    expect(maps.get_by_role("status")).to_contain_text("3 spots: 0.")
    maps.get_by_role("button", name="Lay it on the map").click()
    expect(maps.get_by_role("status")).to_have_text("Say who made it.")
    maps.get_by_label("Who made it").fill("The Survey")
    maps.get_by_label("Under which terms it may be shown").fill("CC0")
    maps.get_by_role("group", name="Steps that show it").get_by_role("checkbox").first.check()
    maps.get_by_role("button", name="Lay it on the map").click()
    expect(maps.get_by_role("status")).to_have_text("It lies on the map. Look at it in the preview.")
    expect(maps.get_by_role("button", name="Take the old map sheet away")).to_be_visible()


def test_a_spot_of_the_map_is_set_by_a_click(studio: Callable[..., Page], tmp_path: Path) -> None:
    page = studio()
    scan().save(tmp_path / "sheet.png")
    page.get_by_role("tab", name="About the story").click()
    maps = page.get_by_role("region", name="Old maps")
    maps.get_by_label("Open a scan").set_input_files(tmp_path / "sheet.png")
    maps.get_by_alt_text("The scan").click(position={"x": 40, "y": 40})
    maps.locator(".leaflet-container").click(position={"x": 120, "y": 120})
    expect(maps.locator("tbody tr")).to_have_count(1)  # the two are one spot
    assert maps.get_by_label("Longitude of spot 1", exact=True).input_value()
    expect(maps.locator(".sheet-pin")).to_have_text(["1"])


def test_a_dropped_picture_asks_what_it_shows_and_goes_into_preview_and_zip(
    studio: Callable[..., Page], tmp_path: Path
) -> None:
    page = studio()
    panel = at(page, "Steps")
    (tmp_path / "Bridge.jpg").write_bytes(photograph(2400, 1600, turned=6))
    panel.get_by_label("Drop a picture here, or choose one").set_input_files(tmp_path / "Bridge.jpg")
    new = panel.locator(".new-medium")
    expect(new.get_by_role("img", name="The picture that you have chosen")).to_be_visible()
    new.get_by_role("button", name="Add the picture").click()
    expect(new).to_be_visible()  # without words it is not added
    new.get_by_label("What it shows, for those who do not see it").fill("A stone bridge.")
    new.get_by_role("button", name="Add the picture").click()
    picture = panel.get_by_role("group", name="Picture 1")
    expect(picture.get_by_role("img", name="A stone bridge.")).to_be_visible()
    expect(picture.get_by_text("Say under which licence")).to_be_visible()
    picture.get_by_label("Under which licence").fill("public domain")
    expect(picture.get_by_text("Say under which licence")).to_have_count(0)
    assert violations(page, ".studio .media") == []
    at(page, "Preview").get_by_role("button", name="Show the page").click()
    shown = page.frame_locator(".preview iframe").get_by_role("img", name="A stone bridge.").first
    expect(shown).to_be_visible(timeout=SLOW_MS)
    with zipfile.ZipFile(download(page, tmp_path)) as archive:
        (name,) = [each for each in archive.namelist() if "/media/" in each]
        body = archive.read(name)
    made = Image.open(io.BytesIO(body))
    assert (name.rpartition("/")[2], made.size, dict(made.getexif())) == ("bridge.webp", (1067, 1600), {})
    assert b"Secret Telephone" not in body
    picture = at(page, "Steps").get_by_role("group", name="Picture 1")
    picture.get_by_role("button", name="Remove picture 1").click()
    expect(picture).to_have_count(0)


def test_a_picture_is_dropped_and_what_is_none_is_said(studio: Callable[..., Page]) -> None:
    page = studio()
    panel = at(page, "Steps")

    def drop(body: bytes, name: str) -> None:
        data = page.evaluate_handle(
            """([bytes, name]) => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
              return data;
            }""",
            [list(body), name],
        )
        panel.locator(".drop").dispatch_event("drop", {"dataTransfer": data})

    drop(b"no picture", "letter.png")
    expect(page.get_by_text("“letter.png” is no picture that this browser can read.")).to_be_visible()
    drop(png(90, 60), "lake.png")
    expect(panel.get_by_role("img", name="The picture that you have chosen")).to_be_visible()
    panel.get_by_role("button", name="Leave it").click()
    expect(panel.locator(".drop")).to_be_visible()
