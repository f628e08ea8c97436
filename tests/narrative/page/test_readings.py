"""What the page says of readings and terms, and where it draws a place as doubtful."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.page.parts import page_parts
from narrative.page.readings import readings_at, readings_beside, readings_context, readings_data, terms_context
from narrative.page.render import render_page
from narrative.page.story_map import basemap_of
from narrative.page.value import Phase
from narrative.story import Story, load_story
from tests.stories import PAPERS, READ, STORY, write_story


@pytest.fixture
def other(tmp_path: Path) -> Story:
    papers = PAPERS.replace("    One boat", "    At [Eviana](place:eviana) one boat")
    return load_story(write_story(tmp_path, READ, papers=papers), {"eviana": "lausanne"})


def test_the_page_knows_which_places_are_chosen_and_where_they_are_in_doubt(other: Story) -> None:
    data = readings_data(other)
    assert data and {key: data[key] for key in ("chosen", "places", "titles", "doubts")} == {
        "chosen": {"eviana": "lausanne"},
        "places": {"eviana": ["evian", "lausanne"]},
        "titles": {"evian": "Evian", "lausanne": "Lausanne"},
        "doubts": {"the-letter": {"lausanne": "uncertain"}, "paper-the-toll-book": {"lausanne": "uncertain"}},
    }


def test_a_story_without_readings_has_no_such_part(tmp_path: Path) -> None:
    assert readings_data(load_story(write_story(tmp_path, STORY))) is None


def test_what_readings_bring_comes_after_the_first_view_and_before_the_names(other: Story) -> None:
    parts = page_parts(other, basemap_of(other, None))
    names = [part.name for part in parts]
    assert names.index("readings") < names.index("labels")
    assert next(part.phase for part in parts if part.name == "readings") is Phase.LETTERING


def test_a_step_says_how_it_reads_a_name(other: Story) -> None:
    said = {"id": "eviana", "name": "Eviana", "title": "Lausanne", "certainty": "uncertain"}
    assert [readings_beside(other, step) for step in other.steps] == [[said], [], []]


def test_the_list_has_every_choice_and_what_depends_on_it(other: Story) -> None:
    (reading,) = readings_context(other)
    assert [(each["title"], each["certainty"], each["chosen"]) for each in reading["choices"]] == [
        ("Evian", "less certain", False),
        ("Lausanne", "uncertain", True),
    ]
    assert reading["steps"] == [{"id": "the-letter", "title": "The letter", "uses": "place, arrow, view and text"}]
    assert reading["documents"] == [{"id": "the-toll-book", "title": "Toll book of Evian"}]
    assert (reading["claims"], reading["first"], reading["cited"]) == ([], "the-letter", "¶1")


def test_a_places_card_says_which_name_is_read_as_it(other: Story) -> None:
    (chosen,), (rival,) = readings_at(other, "lausanne"), readings_at(other, "evian")
    assert (chosen["chosen"], chosen["certainty"], chosen["cited"]) == (True, "Uncertain", "¶1")
    assert (rival["chosen"], rival["says"]) == (False, "The boats went there.")
    assert readings_at(other, "geneva") == []


def test_a_term_stands_beside_the_likely_original(other: Story) -> None:
    (term,) = terms_context(other)
    assert {key: term[key] for key in ("written", "likely", "lang", "language", "certainty", "says")} == {
        "written": "slow",
        "likely": "lent",
        "lang": "fr",
        "language": "French",
        "certainty": "uncertain",
        "says": "Or late.",
    }
    assert [each["id"] for each in term["steps"]] == ["the-letter"]


def test_the_page_has_the_line_the_lists_and_the_addresses(other: Story) -> None:
    html = render_page(other).html
    assert '“<a href="#reading-eviana">Eviana</a>” is read here as Lausanne, uncertain' in html
    assert 'id="reading-eviana"' in html and 'id="term-slow"' in html
    assert 'href="?reading=eviana:evian#the-letter" data-read="eviana:evian">Read it as Evian</a>' in html
    assert "eviana:lausanne" not in html.replace('"chosen":{"eviana":"lausanne"}', "")
