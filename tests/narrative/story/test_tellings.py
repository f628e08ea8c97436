"""The same events told by the documents: each paper a step, in the order of their dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.story import Story, load_story
from narrative.story.tellings import told_by_documents
from tests.stories import PAPERS, TELLING, write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path, TELLING, papers=PAPERS))


def test_each_document_is_a_step_at_its_date_with_its_way_on_the_map(lake: Story) -> None:
    telling = told_by_documents(lake)
    assert telling
    card, book = telling.steps
    assert (card.id, card.index, card.title, card.date.edtf) == (
        "paper-the-postcard",
        0,
        "Postcard to Lausanne",
        "1949-05-27",
    )
    assert (card.places, card.links, card.people, card.text) == (("geneva",), (), ("anna",), "")
    assert (book.id, book.places, book.text) == (
        "paper-the-toll-book",
        ("evian", "geneva"),
        "One boat paid on the 28th.\n",
    )
    assert [(link.origin, link.destination, link.kind) for link in book.links] == [("evian", "geneva", "message")]
    assert book.paragraphs == (1, 3)
    assert (telling.cover, telling.claims, telling.documents) == ("paper-the-postcard", (), {})
    assert [step.id for step in telling.steps_at("evian")] == ["paper-the-toll-book"]


def test_a_paper_whose_places_nobody_knows_stands_where_the_step_is_that_it_answers(tmp_path: Path) -> None:
    papers = PAPERS.replace("from: [anna, geneva]", "from: anna")
    telling = told_by_documents(load_story(write_story(tmp_path, TELLING, papers=papers)))
    assert telling and telling.steps[0].places == ("geneva", "evian")


def test_a_story_without_documents_has_no_such_telling(tmp_path: Path) -> None:
    assert told_by_documents(load_story(write_story(tmp_path))) is None
