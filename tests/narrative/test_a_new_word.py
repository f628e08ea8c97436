"""A kind of link, a status and a certainty added to their tables at run time, walked through every room."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from narrative.app.story_page import in_view
from narrative.commands.cli import main
from narrative.exports.registry import EXPORTS
from narrative.exports.steps_schema import steps_schema
from narrative.pictures.captions import caption
from narrative.pictures.handout import render_handout
from narrative.pictures.photographer import Look
from narrative.serving.build import build
from narrative.story import Story, load_story
from narrative.story.json_schema import schema_text
from narrative.story.words import CERTAINTIES, LINK_KINDS, STATUSES
from tests.app_pages import script, turn
from tests.more_words import MORE, TOLD, write_told_story
from tests.pictures import pictures_of

PAGES = ["places", "people", "time-line", "claims", "documents", "source", "about"]
EXPORTED = {  # what of the words each format has room for
    "places-geojson": ['"guessed"'],
    "places-csv": ["guessed"],
    "places-gpx": ["Only guessed: By its name."],
    "places-kml": ['<Style id="guessed">', "80123456", "#guessed"],
    "steps-csv": ["a barter from Geneva to Evian: salt (remembered)", ",remembered,"],
    "steps-json": ['"kind": "trade"', '"status": "remembered"', '"certainty": "guessed"'],
    "steps-geojson": ['"status": "remembered"', "Remembered: told years afterwards"],
    "links-geojson": ['"kind": "trade"', '"status": "remembered"'],
    "drawings-geojson": [],
    "georeference": [],
    "storymapjs": ["Remembered: told years afterwards"],
    "leaflet-storymaps": ["Remembered: told years afterwards"],
    "timelinejs": ['"group": "Remembered"'],
    "citation": [],
    "bibtex": [],
    "ris": [],
    "documents-csl": [],
    "documents-bibtex": [],
    "documents-ris": [],
    "documents-traces": [],
}


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a story that uses the new words, which stand in their tables."""
    for table, row in MORE:
        monkeypatch.setitem(table, row.id, row)
    (tmp_path / "stories").mkdir()
    return write_told_story(tmp_path / "stories")


@pytest.fixture
def lake(told: Path) -> Story:
    return load_story(told)


def test_a_word_that_is_in_no_table_is_a_fault_with_its_line_and_the_words_there_are(tmp_path: Path) -> None:
    with pytest.raises(ValueError) as caught:
        load_story(write_told_story(tmp_path))
    said = str(caught.value)
    line = TOLD[: TOLD.index("kind: trade")].count("\n") + 1
    assert (
        f'story.yaml:{line}: step "the-letter": "kind" is "trade"; write {", ".join(list(LINK_KINDS)[:-1])} or' in said
    )
    assert '"status" is "remembered"; write stated, reported or disputed' in said
    assert re.search(r'places.geojson:\d+: .*"certainty" is "guessed"; write certain, less-certain or uncertain', said)


def test_with_its_row_check_takes_a_word_and_names_it_where_another_is_wrong(
    told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(told)]) == 0
    text = (told / "story.yaml").read_text(encoding="utf-8")
    (told / "story.yaml").write_text(text.replace("kind: trade", "kind: trad"), encoding="utf-8")
    assert main(["check", str(told)]) == 1
    assert 'write message, journey, movement or trade; did you mean "trade"?' in capsys.readouterr().out


def test_the_schemas_for_editors_have_it(told: Path) -> None:
    document = schema_text("story")
    assert "somebody remembered it later" in document
    assert json.loads(document)["$defs"]["Link"]["properties"]["kind"]["enum"] == list(LINK_KINDS)
    assert '"guessed"' in schema_text("places")


def test_every_step_of_its_page_settles_and_says_and_shows_it(
    told: Path, lake: Story, tmp_path: Path, open_page: Callable[..., Page]
) -> None:
    build(told, tmp_path / "dist")
    page = open_page((tmp_path / "dist" / "index.html").as_uri(), reduced_motion="reduce")
    page.wait_for_selector("html[data-settled]", state="attached")
    for step in lake.steps:
        page.evaluate("(id) => window.story.goto(id)", step.id)
        page.wait_for_selector(f'html[data-settled="{step.id}"]', state="attached")
    page.evaluate("window.story.goto('the-letter')")
    page.wait_for_selector('html[data-settled="the-letter"]', state="attached")

    words = "The map shows Geneva and Evian (only guessed). Arrows: a barter from Geneva to Evian: salt (remembered)."
    expect(page.locator("#the-letter .map-words")).to_have_text(words)
    expect(page.locator(".folium-map")).to_have_accessible_description(words)
    link = page.locator('.layer-links .link[data-kind="trade"][data-status="remembered"]')
    expect(link).to_have_attribute("aria-label", "a barter from Geneva to Evian: salt (remembered)")
    expect(link.locator(".sign circle")).to_have_attribute("r", "6.5")
    body = link.locator(".body")
    assert (body.get_attribute("d") or "").count("M") > 3  # its dashes and its head
    assert body.evaluate("(path) => getComputedStyle(path).fill") != body.evaluate(
        "() => getComputedStyle(document.querySelector('.hatch-line')).fill"
    )

    rows = page.locator(".key-row")
    expect(rows.nth(0)).to_have_text("goods, remembered")
    assert (rows.nth(0).locator("path").get_attribute("d") or "").count("M") > 2
    expect(rows.nth(1)).to_have_text("place only guessed")
    place = page.locator('[data-place="evian"]')
    expect(place).to_have_attribute("aria-label", "Evian, place only guessed")
    expect(place.locator(".label")).to_have_text("Evian (?)")

    status = page.locator('#the-denial .status[data-status="remembered"]')
    expect(status.locator(".status-word")).to_have_text("Remembered: told years afterwards.")
    assert status.locator("svg path").get_attribute("d") == "M-5 0H5M0-5V5"
    assert page.locator('.track .mark[data-status="remembered"] .sign path').count() == 1
    page.locator("#the-letter .place-name").first.click()
    expect(page.locator("#card .count")).to_have_text("1 step, 1 barter")
    expect(page.locator("#card .doubt")).to_contain_text("Guessed. By its name.")
    page.get_by_role("button", name="Follow", exact=True).click()
    expect(page.locator(".chip-who")).to_have_text("Evian: 1 step, 1 barter")
    assert page.locator(".trail.is-dashed").count() == 1
    page.evaluate("narrativeMap.claims.go('claim-who-crossed')")
    side = page.locator('.claims-panel .side[data-status="remembered"]')
    expect(side).to_contain_text("As it was remembered")
    assert side.evaluate("(side) => getComputedStyle(side).borderTopStyle") == "dotted"


@pytest.mark.parametrize("name", PAGES)
def test_the_apps_pages_show_it(told: Path, name: str) -> None:
    app = turn(AppTest.from_function(script, args=(str(told.parent),), default_timeout=60), name)
    said = " ".join(str(each.value) for each in [*app.markdown, *app.caption, *app.header])
    tables = " ".join(each.value.to_csv() for each in app.dataframe)
    if name == "places":
        assert "○ (?) only guessed" in said
        assert "Only guessed" in tables
    if name == "time-line":
        assert "Remembered" in tables
    if name == "claims":
        assert "1 is remembered" in said
        assert "Remembered: what was told years afterwards" in said


def test_the_app_counts_it_for_a_person_and_says_it_of_a_place_in_view(told: Path) -> None:
    app = AppTest.from_function(script, args=(str(told.parent),), default_timeout=60)
    assert "**1 step, 1 barter**" in [each.value for each in turn(app, "people", person="anna").markdown]
    story = load_story(told)
    assert "Evian (only guessed)" in in_view(story, next(step for step in story.steps if step.id == "the-letter"))


def test_the_handout_explains_and_draws_it(lake: Story) -> None:
    html = render_handout(lake, pictures_of(lake))
    signs = html[html.index("<dl>") : html.index("</dl>")]
    assert all(words in signs for words in ("Remembered: told years afterwards", "A barter", "Guessed"))
    assert "M-5 0H5M0-5V5" in signs
    (line,) = re.findall(r'<li class="along">(.*?)</li>', html)
    assert line.endswith("Goods, Geneva to Evian: salt (remembered)")
    assert re.search(r' d="(.*?)"', line).group(1).count("M") > 3  # type: ignore[union-attr]


def test_captions_say_it(lake: Story) -> None:
    said = [caption(lake, step, f"{step.id}.png", Look(), "Some maker") for step in lake.steps]
    assert "a barter from Geneva to Evian: salt (remembered)" in said[0]["alt"]
    assert "only guessed place" in said[0]["alt"]
    assert said[1]["status"] == "Remembered: told years afterwards"


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_has_it(lake: Story, name: str) -> None:
    body = EXPORTS[name].function(lake).decode("utf-8-sig")
    assert [words for words in EXPORTED[name] if words not in body] == []
    if name == "steps-json":
        Draft202012Validator(json.loads(steps_schema())).validate(json.loads(body))


def test_afterwards_the_tables_are_as_they_were() -> None:
    assert list(LINK_KINDS) == ["message", "journey", "movement"]
    assert list(STATUSES) == ["stated", "reported", "disputed"]
    assert list(CERTAINTIES) == ["certain", "less-certain", "uncertain"]
