"""No text of a story or of an address is markup in the app: it is shown as written, and nothing is fetched for it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect
from ruamel.yaml import YAML

from narrative.story import load_story
from tests.conftest import Heard
from tests.narrative.page.test_claims import CLAIMS
from tests.payloads import of_kind
from tests.running_app import streamlit_on
from tests.stories import PAPERS, TELLING, places, write_story

Open = Callable[..., Page]
MARKUP = (
    "1. [in](https://evil.example/a) ![pic](https://evil.example/b.png) <img src=//evil.example/c.png> *d* `e` $f^2$ "
    ":smile: :red[g] :material/home: www.evil.example h@evil.example https://evil.example/i -> j~~k~~ &amp; #l |m|"
)
ALL = " ".join(of_kind("html", "markdown", "formula_of_maths", "streamlit", "directive"))
# The same in a page, where word joiners stand between the signs that Streamlit would make something of.
AS_WRITTEN = re.compile("[\u2060’]*".join(re.escape(each) for each in MARKUP))
KEYS = {"title", "subtitle", "summary", "publication", "provenance", "short", "name", "role", "note", "citation"} | {
    "as_written",
    "collection",
    "date_note",
    "unverified",
    "words",
    "label",
    "authors",
    "silent",
}
WALK = ["", "places", "people", "time-line", "claims", "documents", "source", "about", "stories"]
QUERY = ["story", "step", "reading", "place", "person", "document", "people", "places", "order", "telling"]
# What a page must not hold: a link or a picture that leads outside, set formulas, emoji, coloured words, other markup.
MADE = """() => [...document.querySelectorAll(
  'a[href*="//evil.example"], a[href*="//www.evil"], a[href^="mailto:"], .stMarkdown :is(img, del, .katex, [role=img])'
)].map(node => node.outerHTML.slice(0, 200))"""


def marked(value: Any, key: str = "") -> Any:
    """The same with the markup in every free text."""
    if isinstance(value, dict):
        return {each: marked(inner, each) for each, inner in value.items()}
    if isinstance(value, list):
        return [marked(each, key) for each in value]
    return MARKUP if key in KEYS and isinstance(value, str) else value


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on two stories; one is markup wherever it can be."""
    folder = tmp_path_factory.mktemp("markup")
    yaml = YAML(typ="safe")
    text, papers = (
        json.dumps(marked(yaml.load(each)), ensure_ascii=False, default=str) for each in (TELLING + CLAIMS, PAPERS)
    )
    gazetteer = places()
    for each in gazetteer["features"]:
        each["properties"] |= {"title": MARKUP, "modern": f"{MARKUP} today"}
        each["names"] += [{"toponym": f"{MARKUP} {each['id']}", "lang": "fr"}]
        each["descriptions"] = [{"value": MARKUP, "lang": "en"}]
        each["geometry"] |= {"certainty": "uncertain", "reason": MARKUP}
        each["links"] += [{"type": "seeAlso", "identifier": "https://evil.invalid/?a=)![](https://evil.example/n.png)"}]
    write_story(folder, TELLING, papers=PAPERS).rename(folder / "another")
    story = write_story(folder, text, gazetteer, papers=papers)
    load_story(story)  # sound as it stands
    with streamlit_on("tests/scripts/script_on_a_folder.py", NARRATIVE_MAP_TEST_STORIES=str(folder)) as address:
        yield address


def at_rest(page: Page, address: str) -> None:
    """Open an address and wait until the script has run."""
    page.goto(address)
    page.locator('[data-test-script-state="notRunning"]').first.wait_for(state="attached")
    expect(page.locator(".stAlert, iframe, h1").first).to_be_visible()


def test_every_field_is_shown_as_it_is_written(open_page: Open, heard: Heard, app: str) -> None:
    page = open_page(reduced_motion="reduce")
    for path in WALK:
        choice = {"places": "&place=evian", "people": "&person=anna", "documents": "&document=the-postcard"}
        at_rest(page, f"{app}/{path}?story=lake-crossing{choice.get(path, '')}")
        made = page.evaluate(MADE)
        assert [each for each in made if "evil.invalid" not in each] == [], path  # that link's address is the author's
        if path not in ("time-line", "stories"):  # their texts are in the frames and in the table, which is a canvas
            expect(page.locator("body")).to_contain_text(AS_WRITTEN)
    heard.console.clear()  # Streamlit asks below a page's address for what only the real app serves there


def test_nothing_in_an_address_is_markup(open_page: Open, heard: Heard, app: str) -> None:
    page = open_page(reduced_motion="reduce")
    markup = f"{MARKUP} {' '.join(ALL.split())}"
    for key in QUERY:
        path = {"place": "places", "person": "people", "document": "documents"}.get(key, "")
        at_rest(page, f"{app}/{path}?{'' if key == 'story' else 'story=lake-crossing&'}{key}={quote(markup)}")
        assert page.evaluate(MADE) == [], key
    heard.console.clear()
