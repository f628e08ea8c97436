"""A draft as the files of a story folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftLink, DraftStep
from narrative.drafts.story_files import (
    authors_of,
    authors_said,
    flat,
    places_json,
    step_values,
    story_files,
    yaml,
    yaml_of,
    yaml_text,
)
from narrative.page.render import render_page
from narrative.source.annotation_checks import annotation_faults
from narrative.story import load_story


def test_a_draft_passes_check_and_has_a_page(folder: Path) -> None:
    story = load_story(folder)
    assert annotation_faults(folder, story) == []
    page = render_page(story).html
    assert all(f'id="{step.id}"' in page for step in story.steps)


@pytest.mark.parametrize(
    ("words", "authors"),
    [
        ("Anna Rochat, A. Writer", ["Anna Rochat", "A. Writer"]),
        ("Smith, John; Rochat, Anna", ["Smith, John", "Rochat, Anna"]),
        ("Smith, John;", ["Smith, John"]),
        ("", []),
    ],
)
def test_authors_are_one_field_and_come_back(words: str, authors: list[str]) -> None:
    assert authors_of(words) == authors
    assert authors_of(authors_said(authors)) == authors


def test_a_step_writes_what_it_has_and_no_link_to_a_place_that_is_not_shown() -> None:
    links = (DraftLink(origin="a", destination="b", label=" a letter "), DraftLink(origin="a", destination="c"))
    step = DraftStep(id="s", title=" S ", date="1812", places=("a", "c"), paragraphs=(2,), links=links, text=" Words. ")
    assert step_values(step, {"a", "b"}) == {
        "id": "s",
        "title": "S",
        "date": "1812",
        "places": ["a"],
        "source": {"paragraphs": [2]},
        "status": "stated",
        "links": [{"from": "a", "to": "b", "kind": "journey", "label": "a letter"}],
        "text": "Words.\n",
    }


def test_short_lists_stand_in_a_line_and_a_text_below_its_bar() -> None:
    values = {"places": ["a", "b"], "source": {"paragraphs": [1]}, "text": "One.\nTwo.\n", "page": "07"}
    assert yaml_text(yaml_of(values)) == (
        "places: [a, b]\nsource: {paragraphs: [1]}\ntext: |\n  One.\n  Two.\npage: '07'\n"
    )


def test_a_long_summary_is_folded_and_read_back_as_it_was() -> None:
    values = {"summary": "word " * 40 + "end"}
    text = yaml_text(yaml_of(values))
    assert text.startswith("summary: >-\n")
    assert yaml().load(text) == values


def test_places_keep_the_other_keys_of_their_file() -> None:
    assert json.loads(places_json([{"id": "a"}], {"type": "FeatureCollection", "title": "T", "features": []})) == {
        "type": "FeatureCollection",
        "title": "T",
        "features": [{"id": "a"}],
    }
    with pytest.raises(ValueError, match="not JSON compliant"):
        places_json([{"a": float("nan")}])


def test_keys_of_the_source_are_told_from_the_story_s() -> None:
    assert flat({"title": "T", "source": {"title": "S", "page": 7}}) == {
        "title": "T",
        "source.title": "S",
        "source.page": 7,
    }


def test_the_text_is_a_file_only_where_it_is_the_author_s(lake: Draft) -> None:
    from narrative.drafts.parts import changed

    assert story_files(lake)["source.txt"].decode() == lake.text
    theirs = changed(lake, source=changed(lake.source, own=False))
    assert sorted(story_files(theirs)) == ["REVIEW.md", "annotations.jsonld", "places.geojson", "story.yaml"]


def test_a_draft_of_a_text_says_at_its_head_what_it_is(lake: Draft) -> None:
    from narrative.drafts.parts import changed

    assert story_files(lake)["story.yaml"].startswith(b"# A draft that a program has made of a text")
    assert story_files(changed(lake, origin="story"))["story.yaml"].startswith(b"title: ")
