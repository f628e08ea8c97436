"""Statements and documents in a real browser: witnesses, papers beside a step, the telling by the papers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from narrative.serving.build import build
from tests.axe import violations
from tests.conftest import DESKTOP, PHONE
from tests.narrative.page.test_claims import CLAIMS
from tests.narrative.page.test_render_browser import STATE, settled
from tests.narrative.page.test_timeline_browser import DOCUMENT
from tests.stories import PAPERS, TELLING, write_story

Open = Callable[..., Page]
BOOK, CARD = "paper-the-toll-book", "paper-the-postcard"


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the invented story's page, with statements, claims and documents."""
    folder = tmp_path_factory.mktemp("papers")
    out: Path = folder / "out"
    build(write_story(folder, TELLING + CLAIMS, papers=PAPERS), out)
    return (out / "index.html").as_uri()


def opened(open_page: Open, address: str, **options: Any) -> Page:
    page = open_page(address, **{"reduced_motion": "reduce", **options})
    page.wait_for_selector("html[data-settled]", state="attached")
    return page


def test_a_statement_opens_its_witnesses(open_page: Open, lake: str) -> None:
    page = opened(open_page, lake + "#the-letter")
    page.locator(".step.is-current .statement").first.press("Enter")
    card = page.locator("#card")
    expect(card.locator("h3")).to_have_text("Anna Rochat rowed across the lake.")
    expect(card.locator(".status-word")).to_have_text("Reported: a message that the authors relay")
    expect(card.locator(".bears li").nth(1)).to_contain_text("Differs")
    expect(card.locator(".bears li").nth(1)).to_contain_text("It was the 28th.")
    card.get_by_role("link", name="Toll book of Evian, 28 May 1949").click()
    expect(card.locator("h3")).to_have_text("Toll book of Evian")
    expect(card).to_contain_text("AVE, f. 7, op. 2, d. 3, p. 11, ll. 75-77.")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_papers_stand_beside_the_step_until_they_are_put_away(open_page: Open, lake: str) -> None:
    page = opened(open_page, lake + "#the-letter")
    button = page.locator("#the-letter .papers-open")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    beside = page.locator("#the-letter .beside")
    expect(beside.locator(".paper-name")).to_have_text(
        ["Postcard to Lausanne 27 May 1949", "Toll book of Evian 28 May 1949"]
    )
    expect(beside.locator("[data-verdict=differs]")).to_contain_text("It was the 28th.")
    assert page.evaluate("document.documentElement.dataset.step") == "the-letter"
    button.press("Enter")
    expect(beside).to_have_count(0)


def test_the_documents_tell_the_story_on_the_same_map_and_back(open_page: Open, lake: str) -> None:
    page = opened(open_page, lake + "#the-letter")
    before = page.evaluate(DOCUMENT)
    page.locator(".contents summary").click()
    page.locator(".contents").get_by_role("button", name="By 2 documents").click()
    settled(page, CARD)  # the first that answers the step which was read
    assert page.evaluate("window.story.steps") == [CARD, BOOK]
    assert page.url.endswith("?telling=documents#" + CARD)
    page.evaluate("window.story.next()")
    settled(page, BOOK)
    assert page.locator(".folium-map .place[data-place=evian]").get_attribute("aria-current") == "true"
    expect(page.locator(".folium-map .link[data-kind=message]")).to_have_count(1)
    expect(page.locator(".contents li > a")).to_have_count(2)
    page.locator(".telling-chip").get_by_role("button", name="By the source").click()
    settled(page, "the-letter")
    assert page.evaluate(DOCUMENT) == before
    assert "telling" not in page.url


@pytest.mark.parametrize("address", ["?telling=documents&step=" + BOOK, "#" + BOOK])
def test_an_address_opens_the_telling_as_a_reader_comes_to_it(open_page: Open, lake: str, address: str) -> None:
    page = opened(open_page, lake + address)
    settled(page, BOOK)
    linked = page.evaluate(STATE)
    page = opened(open_page, lake)
    page.evaluate("narrativeMap.papers.tell('documents', null)")
    page.evaluate(f"window.story.goto('{BOOK}')")
    settled(page, BOOK)
    assert page.evaluate(STATE) == linked


def test_a_link_into_the_other_telling_leads_there(open_page: Open, lake: str) -> None:
    page = opened(open_page, lake + "?telling=documents")
    settled(page, CARD)
    page.locator(f"#{CARD} .where").first.click()
    settled(page, "the-letter")
    assert page.evaluate("window.story.steps") == ["the-letter", "the-denial", "read-on"]


def test_search_finds_what_a_document_says(open_page: Open, lake: str) -> None:
    page = opened(open_page, lake)
    page.keyboard.press("/")
    page.keyboard.type("boat paid")
    hit = page.locator("#search-hits [role=option]")
    expect(hit).to_have_count(1)
    expect(hit).to_contain_text("Toll book of Evian")
    page.keyboard.press("Enter")
    expect(page.locator("#card h3")).to_have_text("Toll book of Evian")


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_time_line_has_a_sheet_for_each_document(open_page: Open, lake: str, viewport: dict[str, int]) -> None:
    page = opened(open_page, lake + "#the-denial", viewport=viewport)
    sheets = page.locator(".timeline rect.paper")
    assert sheets.evaluate_all("(all) => all.map((each) => each.dataset.document)") == ["the-postcard", "the-toll-book"]
    assert sheets.evaluate_all("(all) => all.map((each) => each.classList.contains('is-present'))") == [True, True]
    box = sheets.nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] - 0.5, box["y"] + box["height"] / 2)
    expect(page.locator("#card h3")).to_have_text("Toll book of Evian")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_neither_papers_nor_their_telling_have_a_violation(
    open_page: Open, lake: str, viewport: dict[str, int], theme: str
) -> None:
    page = opened(open_page, f"{lake}?theme={theme}#the-letter", viewport=viewport)
    page.locator("#the-letter .papers-open").press("Enter")
    found = violations(page)
    page.evaluate("narrativeMap.papers.tell('documents', null)")
    settled(page, CARD)
    found += violations(page)
    page.evaluate("document.querySelectorAll('.appendix details').forEach((each) => { each.open = true; })")
    found += violations(page)
    assert not found, "\n".join(found)
