"""What the page shows of statements and documents: marks in the text, lists, and the data of the second telling."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.page.claims import claims_context
from narrative.page.papers import (
    BORNE_OUT,
    EDITORIAL,
    EDITORS_MARK,
    documents_context,
    marked_prose,
    papers_beside,
    papers_data,
    statements_context,
)
from narrative.page.render import render_page
from narrative.page.texts import step_context
from narrative.story import Story, load_story
from tests.narrative.page.test_claims import CLAIMS
from tests.stories import PAPERS, TELLING, write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path, TELLING + CLAIMS, papers=PAPERS))


def test_every_piece_of_a_statement_says_how_it_stands(lake: Story) -> None:
    html = marked_prose(lake.steps[0])
    assert html.count('href="#statement-she-rowed" data-standing="reported"') == 2
    assert (
        html.count('href="#statement-the-boat-was-hers" data-standing="editor"><small class="ed">ed.</small> her own')
        == 1
    )


def test_what_the_editor_adds_is_opened_once_by_whatever_stands_first(tmp_path: Path) -> None:
    telling = TELLING.replace("[her own](statement:", "[[Anna](person:anna), her aunt's](statement:")
    html = marked_prose(load_story(write_story(tmp_path, telling)).steps[0])
    assert html.count(EDITORS_MARK) == 1
    assert '<a class="person-name" href="#person-anna"><small class="ed">ed.</small> Anna</a>' in html


def test_a_step_says_in_part_where_its_statements_stand_otherwise_and_counts_the_papers(lake: Story) -> None:
    letter, denial, last = (step_context(lake, step) for step in lake.steps)
    assert letter["status_words"] == "In part disputed in the same source."
    assert (letter["papers"], denial["papers"], last["papers"]) == (2, 2, 0)
    assert letter["silent"] == ["who paid her"]
    assert papers_beside(lake, lake.steps[1]) == 2


def test_a_document_is_listed_with_all_that_it_answers(lake: Story) -> None:
    card, book = documents_context(lake)
    assert (book["kind_words"], book["when"], book["seen"], book["language"]) == (
        "Record of a conversation",
        "28 May 1949",
        "Seen in part",
        "French",
    )
    assert [each["name"] for each in book["sender"]] == ["Anna Rochat", "the toll keeper", "Evian"]
    differs, silent = book["bears"]
    assert (differs["verdict"], differs["how"], differs["statement"]["id"]) == (
        "differs",
        "It was the 28th.",
        "she-rowed",
    )
    assert [step["id"] for step in differs["steps"]] == ["the-letter"]
    assert (silent["verdict"], silent["how"], [step["id"] for step in silent["steps"]]) == (
        "silent",
        None,
        ["the-denial"],
    )
    assert card["doubt"] == "Less certain"


def test_a_statement_is_listed_with_its_witnesses_and_its_steps(lake: Story) -> None:
    rowed, boat = statements_context(lake)
    assert (rowed["standing_words"], rowed["cited"]) == ("Reported: a message that the authors relay", "¶1")
    assert rowed["speaker"]["href"] == "#person-anna" and rowed["hearer"]["href"] == "#place-geneva"
    assert [(each["document"], each["verdict"]) for each in rowed["witnesses"]] == [
        ("the-postcard", "agrees"),
        ("the-toll-book", "differs"),
    ]
    assert boat["works"] == [{"id": "almanac", "short": "The Almanac of 1950"}]
    assert [step["id"] for step in boat["steps"]] == ["the-letter"]


def test_statements_are_listed_by_what_stands_behind_them(lake: Story) -> None:
    assert [each["group"] for each in statements_context(lake)] == [BORNE_OUT, EDITORIAL]
    html = render_page(lake).html
    assert html.index(f"<b>{BORNE_OUT}</b> <small>1</small>") < html.index('id="statement-she-rowed"')


def test_each_side_of_a_claim_names_the_papers_that_speak_to_it(lake: Story) -> None:
    anna, authors = claims_context(lake)[0]["sides"]
    assert [(each["id"], each["word"]) for each in anna["papers"]] == [
        ("the-postcard", "Agrees"),
        ("the-toll-book", "Differs"),
    ]
    assert [each["id"] for each in authors["papers"]] == ["the-postcard", "the-toll-book"]


def test_the_second_telling_comes_as_states_of_the_map(lake: Story) -> None:
    data = papers_data(lake)
    assert data and list(data["steps"]) == ["paper-the-postcard", "paper-the-toll-book"]
    assert data["steps"]["paper-the-toll-book"]["places"] == ["evian", "geneva"]
    assert data["people"] == {"anna": ["paper-the-postcard", "paper-the-toll-book"]}
    assert [step["id"] for step in data["timeline"]["steps"]] == list(data["steps"])


def test_a_page_without_documents_speaks_of_none(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    assert papers_data(story) is None
    html = render_page(story).html
    assert 'id="part-papers"' not in html and '<h2 id="documents"' not in html and 'class="papers-open' not in html


def test_who_has_no_scripts_and_who_prints_has_the_documents_in_the_page(lake: Story) -> None:
    html = render_page(lake).html
    assert html.index('id="part-borders"') < html.index('id="document-the-toll-book"')
    assert 'href="#documents" data-step="the-letter">What 2 other papers say</a>' in html
    assert "<b>The source is silent on</b> who paid her." in html
