"""Citing in a real browser: every reference that the page writes is the one that the command writes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from narrative.page import render_page
from narrative.story import Story, load_story
from narrative.story.cited import Cited, step_bibtex, step_citation, step_ris
from tests.axe import violations
from tests.conftest import DESKTOP, PHONE
from tests.stories import PAPERS, TELLING, write_story

Open = Callable[..., Page]
HARD = TELLING.replace("title: The denial", 'title: "A \\"no\\" of 50 % & more?"', 1)
ADDRESS = "http://localhost:9/lake/"
# Every reference that a page can write: by form, step and statement.
ALL = """() => {
  const citing = new narrativeMap.Citing({data: DATA}), of = [];
  for (const form of Object.keys(DATA.forms)) for (const step of window.story.steps) {
    of.push([form, step, null, citing.reference(form, step, null)]);
    for (const each of document.querySelectorAll(`#${step} .statement`)) {
      const id = each.getAttribute("href").slice(11);
      of.push([form, step, id, citing.reference(form, step, id)]);
    }
  }
  return of;
}"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_story(tmp_path_factory.mktemp("citing"), HARD, papers=PAPERS))


def starting(words: str) -> re.Pattern[str]:
    """What a field's value begins with."""
    return re.compile("^" + re.escape(words))


def opened(open_page: Open, story: Story, path: str = "", **options: Any) -> Page:
    """The page of a story at an address of the web that nothing is asked from."""
    page = open_page("about:blank", **{"reduced_motion": "reduce", **options})
    page.route(
        "http://localhost:9/**",
        lambda route: route.fulfill(body=render_page(story).html, content_type="text/html; charset=utf-8"),
    )
    page.goto(ADDRESS + path)
    page.wait_for_selector("html[data-settled]", state="attached")
    return page


def test_the_page_writes_the_references_of_the_command(open_page: Open, told: Story) -> None:
    page = opened(open_page, told)
    day = datetime.date.fromisoformat(page.evaluate("new Date().toLocaleDateString('sv')"))
    data = "JSON.parse(document.getElementById('part-explorer').textContent).explorer.citing"
    written = page.evaluate(ALL.replace("DATA", data))
    assert len(written) == 3 * (3 + 3)  # forms; three steps and the pieces of statements in them
    write = {"Text": step_citation, "BibTeX": step_bibtex, "RIS": step_ris}
    for form, id, statement, text in written:
        step = told.step(id)
        said = next((each for each in step.statements if each.id == statement), None)
        assert text == write[form](Cited(told, step, said, ADDRESS, day)), (form, id, statement)


def test_a_step_is_cited_without_a_mouse_and_the_focus_goes_back(open_page: Open, told: Story) -> None:
    page = opened(open_page, told, "#the-letter")
    page.locator("#the-letter a.cite").press("Enter")
    card = page.locator("#card")
    expect(card.locator("h3")).to_have_text("Cite this step")
    field = card.get_by_role("textbox", name="The reference")
    expect(field).to_have_value(starting("“The letter,” step 1 of 3"))
    card.get_by_role("button", name="RIS").press("Enter")
    expect(card.get_by_role("button", name="RIS")).to_have_attribute("aria-pressed", "true")
    expect(field).to_have_value(starting("TY  - ELEC"))
    card.get_by_role("button", name="Copy").press("Enter")
    assert field.evaluate("node => node.selectionEnd - node.selectionStart === node.value.length")
    expect(card.get_by_role("status")).not_to_be_empty()
    page.keyboard.press("Escape")
    expect(page.locator("#the-letter a.cite")).to_be_focused()


def test_a_statement_s_card_leads_to_its_own_reference(open_page: Open, told: Story) -> None:
    page = opened(open_page, told, "#the-letter")
    page.locator(".step.is-current .statement").first.press("Enter")
    page.locator("#card").get_by_role("button", name="Cite this statement").press("Enter")
    expect(page.locator("#card h3")).to_have_text("Cite this statement")
    expect(page.locator("#card textarea")).to_have_value(
        starting("“Anna Rochat rowed across the lake.” (reported), said by Anna Rochat")
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_the_card_of_a_reference_is_accessible(open_page: Open, told: Story, viewport: Any) -> None:
    page = opened(open_page, told, "#the-letter", viewport=viewport)
    page.locator("#the-letter a.cite").press("Enter")
    expect(page.locator("#card textarea")).to_be_visible()
    assert violations(page) == []


def test_a_step_whose_id_begins_as_an_entry_s_is_a_step(open_page: Open, tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, TELLING.replace("id: read-on", "id: reading-on"), papers=PAPERS))
    page = opened(open_page, story, "#the-letter")
    page.locator(".contents summary").click()
    page.locator('.contents a[href="#reading-on"]').click()
    page.wait_for_selector('html[data-settled="reading-on"]', state="attached")
    expect(page.locator("#card")).to_be_hidden()


def test_without_scripts_the_way_to_cite_stands_below_the_story(open_page: Open, told: Story) -> None:
    page = open_page("about:blank", java_script_enabled=False)
    page.route(
        "http://localhost:9/**", lambda route: route.fulfill(body=render_page(told).html, content_type="text/html")
    )
    page.goto(ADDRESS)
    page.locator("#the-letter a.cite").click()
    expect(page.locator("#cite-title")).to_contain_text("“The Lake Crossing.” Narrative Map.")
