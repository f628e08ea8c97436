"""The handout as a browser prints it: pages, bookmarks, links, and that every word of it reaches the paper."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from narrative.pictures.handout import PAPERS, render_handout
from narrative.story import Story, load_story
from narrative.story.prose import plain_text, typographic
from tests.failures import begin_context
from tests.inks import faint_texts, inks
from tests.pictures import pictures_of
from tests.stories import write_story

POINTS_PER_MM = 72 / 25.4
SENTENCE = "They wrote it down and nobody read it for a year. "


def printed(page: Page, html: str, folder: Path) -> PdfReader:
    """The HTML as a PDF, printed from a file in the way that `render_handout` asks for."""
    file = folder / "handout.html"
    file.write_text(html, encoding="utf-8")
    page.goto(file.as_uri())
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True, outline=True)))


@pytest.fixture(scope="module", params=list(PAPERS))
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def sheets(browser: Browser, story: Story, paper: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PdfReader]:
    """The first story's handout, printed."""
    context = begin_context(browser, offline=True)
    html = render_handout(story, pictures_of(story), paper)
    yield printed(context.new_page(), html, tmp_path_factory.mktemp("handout"))
    context.close()


@pytest.fixture(scope="module")
def written(sheets: PdfReader) -> list[str]:
    """What each of its pages says, read once for all who ask."""
    return [page.extract_text() for page in sheets.pages]


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


@pytest.fixture
def print_story(open_page: Callable[..., Page], tmp_path: Path) -> Callable[[Story], PdfReader]:
    """``print_story(story)``: its handout, printed on A4."""
    return lambda story: printed(open_page(offline=True), render_handout(story, pictures_of(story)), tmp_path)


def squeezed(text: str) -> str:
    """Letters, digits and signs alone, ligatures undone: a PDF has its own breaks and spaces."""
    return re.sub(r"[\s\u00ad\ufffd]", "", unicodedata.normalize("NFKC", text))


def texts(reader: PdfReader) -> list[str]:
    return [squeezed(page.extract_text()) for page in reader.pages]


def bookmarks(outline: list[Any]) -> Iterator[tuple[str, int]]:
    """(title, depth) of every bookmark."""
    for entry in outline:
        if isinstance(entry, list):
            yield from ((title, depth + 1) for title, depth in bookmarks(entry))
        else:
            yield " ".join(str(entry.title).split()), 0


def test_the_sheet_has_the_papers_size(sheets: PdfReader, paper: str) -> None:
    for page in sheets.pages:
        assert float(page.mediabox.width) == pytest.approx(PAPERS[paper].width_mm * POINTS_PER_MM, abs=1)
        assert float(page.mediabox.height) == pytest.approx(PAPERS[paper].height_mm * POINTS_PER_MM, abs=1)


def test_most_steps_share_a_sheet(sheets: PdfReader, story: Story) -> None:
    """Title page, two steps a sheet where they are short enough, behind them five sheets and those of the papers."""
    least = 1 + -(-len(story.steps) // 2) + 1
    papers = (len(story.statements) + len(story.documents)) // 16
    assert least <= len(sheets.pages) <= least + len(story.steps) // 8 + 4 + papers


def test_every_page_has_its_number_and_all_but_the_first_the_storys_title(written: list[str], story: Story) -> None:
    for number, text in enumerate(written, start=1):
        assert f"{number} / {len(written)}" in text
        assert text.startswith(typographic(story.title)) == (number > 1)


def begins_on(reader: PdfReader, story: Story) -> dict[str, int]:
    """The index of the page to which each step's bookmark leads."""
    flat = [entry for entry in reader.outline[1] if not isinstance(entry, list)]
    numbers = [reader.get_destination_page_number(mark) for mark in flat]
    return {step.id: -1 if number is None else number for step, number in zip(story.steps, numbers, strict=False)}


def pictures_on(page: PageObject) -> int:
    """How many pictures a page has at hand; `page.images` reads all that is drawn for those without a name too."""
    drawn = page.get("/Resources", {}).get("/XObject", {})
    return sum(each.get_object()["/Subtype"] == "/Image" for each in drawn.values())


def test_each_step_has_its_number_date_title_text_and_picture_on_one_page(
    sheets: PdfReader, written: list[str], story: Story
) -> None:
    pages, on = [squeezed(text) for text in written], begins_on(sheets, story)
    assert on[story.steps[0].id] == 1, "the title page is one page"
    for step in story.steps:
        for words in (step.date.words[1:], typographic(step.title), plain_text(step.text)[:30], step.date_note or ""):
            assert squeezed(typographic(words)) in pages[on[step.id]]
    for index, page in enumerate(sheets.pages):
        begun = list(on.values()).count(index)
        assert pictures_on(page) == begun + (index == 0), f"page {index + 1}"


def test_the_bookmarks_are_the_title_the_numbered_steps_and_what_follows(sheets: PdfReader, story: Story) -> None:
    found = list(bookmarks(sheets.outline))
    assert found[0] == (typographic(story.title), 0)
    steps = [(f"{step.index + 1} {typographic(step.title)}", 1) for step in story.steps]
    assert found[1 : len(steps) + 1] == steps
    assert ("Places", 1) in found[len(steps) + 1 :]


def test_no_word_of_the_handout_is_missing_on_paper(written: list[str], story: Story, paper: str) -> None:
    """Word by word, since the columns of a page may be read in another order."""
    html = render_handout(story, pictures_of(story), paper)
    body = unescape(re.sub(r"<[^>]+>", " ", html[html.index("<body>") :]))
    paged = "".join(squeezed(text) for text in written)
    wanted = {squeezed(word) for word in body.replace("-", "- ").replace("/", "/ ").split()}
    addresses = {word for word in wanted if len(word) > 24}  # these break where no space is
    assert [word for word in sorted(wanted - addresses) if word not in paged] == []


def test_links_lead_to_steps_and_to_the_works_addresses(sheets: PdfReader, story: Story) -> None:
    targets = set()
    inside = 0
    for page in sheets.pages:
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            if "/A" in link:
                targets.add(str(link["/A"].get("/URI")))
            else:
                inside += "/Dest" in link
    assert {work.url for work in story.works.values() if work.url} <= targets
    assert inside >= sum(len(step.disputed_by) + len(step.disputes) for step in story.steps)


def test_the_file_is_tagged_for_screen_readers_with_its_language_and_title(sheets: PdfReader, story: Story) -> None:
    catalog: Any = sheets.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == story.language
    assert sheets.metadata and sheets.metadata.title == typographic(story.title)
    spoken: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/Alt" in node:
                spoken.append(str(node["/Alt"]))
            walk(node.get("/K"))

    walk(catalog["/StructTreeRoot"])
    assert {f"The map of {step.title}." for step in story.steps} <= set(spoken)


def test_nothing_reaches_beyond_its_column_or_the_sheet(
    open_page: Callable[..., Page], story: Story, paper: str, tmp_path: Path
) -> None:
    file = tmp_path / "handout.html"
    file.write_text(render_handout(story, pictures_of(story), paper), encoding="utf-8")
    width = round((PAPERS[paper].width_mm - 34) * 96 / 25.4)  # without the margins of handout.css
    page = open_page(file.as_uri(), viewport={"width": width, "height": 900}, offline=True)
    page.emulate_media(media="print")
    beyond = page.evaluate(
        """(width) => [...document.querySelectorAll('body *')]
              .filter((e) => !e.closest('.patterns') && e.getClientRects().length)
              .filter((e) => e.getBoundingClientRect().right > width + 1 || e.getBoundingClientRect().left < -1 ||
                (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'))
              .map((e) => e.outerHTML.slice(0, 120))""",
        width,
    )
    assert beyond == []


def test_text_is_near_black_on_white_and_no_sign_needs_a_colour(
    open_page: Callable[..., Page], story: Story, tmp_path: Path
) -> None:
    file = tmp_path / "handout.html"
    file.write_text(render_handout(story, pictures_of(story)), encoding="utf-8")
    page = open_page(file.as_uri(), offline=True)
    page.emulate_media(media="print")
    assert faint_texts(page, at_least=7.0) == []
    assert all(max(ink) == min(ink) for ink in inks(page))


def test_two_short_steps_share_a_page_and_the_third_has_the_next(print_story: Any, lake: Story) -> None:
    pages = texts(print_story(lake))
    assert [[title in page for page in pages[1:3]] for title in ("27May1949", "Spring1949", "15October1949")] == [
        [True, False],
        [True, False],
        [False, True],
    ]


def test_a_long_step_begins_with_its_picture_on_a_page_of_its_own_and_goes_on(print_story: Any, lake: Story) -> None:
    first, second, third = lake.steps
    reader = print_story(replace(lake, steps=(first, replace(second, text=SENTENCE * 160), third)))
    pages = texts(reader)
    assert "Spring1949" not in pages[1] and "Spring1949" in pages[2]
    assert [len(page.images) for page in reader.pages] == [1, 1, 1, 0, 1, 0]
    assert "nobodyreadit" in pages[2] and "nobodyreadit" in pages[3]
    assert "".join(pages).count("wrote") == 160


def test_notes_that_fill_more_than_a_page_are_printed_whole(print_story: Any, lake: Story) -> None:
    first = lake.steps[0]
    reader = print_story(replace(lake, steps=(replace(first, notes=first.notes * 60), *lake.steps[1:])))
    assert "".join(texts(reader)).count("ItwasaFriday.") == 60


def test_a_title_too_long_for_the_running_head_is_whole_on_the_title_page(print_story: Any, lake: Story) -> None:
    title = "Of the Many Crossings of the Lake in the Summer of Nineteen Forty-Nine, and What Came of Each of Them"
    reader = print_story(replace(lake, title=title))
    assert squeezed(title) in texts(reader)[0]
    for number, page in enumerate(reader.pages, start=1):
        assert f"{number} / {len(reader.pages)}" in page.extract_text()


@pytest.mark.parametrize("count", [1, 2, 7])
def test_a_story_of_few_steps_prints(print_story: Any, lake: Story, count: int) -> None:
    step = lake.steps[2]
    steps = tuple(replace(step, id=f"step-{index}", index=index) for index in range(count))
    reader = print_story(replace(lake, steps=steps, works={}, people={}))
    assert len(reader.pages) == 1 + -(-count // 2) + 1
    marks = [title for title, depth in bookmarks(reader.outline) if depth]
    assert marks[:count] == [f"{index + 1} Reading on" for index in range(count)]
