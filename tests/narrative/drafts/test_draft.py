"""A draft is one plain JSON value, and what is no draft is refused in a sentence."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from narrative.drafts.draft import Draft, paragraph_at, read_draft, sha256_of
from narrative.drafts.parts import DraftError, changed
from narrative.story.limits import MOST_STUDIO_LETTERS
from tests.drafts import draft


def test_a_draft_that_went_through_a_browser_is_the_same(lake: Draft) -> None:
    assert read_draft(lake.model_dump(mode="json")) == lake


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "no draft"),
        ([], "no draft"),
        ({}, "slug"),
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "a", "surprise": 1}, "surprise"),
        ({"slug": "a", "text": "ab", "marks": [{"start": 1, "end": 9, "form": "date"}]}, "marks do not fit"),
        ({"slug": "a", "paragraphs": [[0, 5]]}, "paragraphs do not fit"),
        ({"slug": "a", "text": "a" * (MOST_STUDIO_LETTERS + 1)}, "text"),
        ({"slug": "a", "places": [{"id": "x", "title": "X"}, {"id": "x", "title": "Y"}]}, "two of its places"),
        ({"slug": "a", "places": [{"id": "x", "title": "X", "geometry": {"type": "Point"}}]}, "geometry"),
        (
            {"slug": "a", "places": [{"id": "x", "title": "X", "geometry": {"type": "Point", "coordinates": [0, 91]}}]},
            "latitude",
        ),
    ],
)
def test_what_is_no_draft_is_refused_in_one_sentence(value: object, sentence: str) -> None:
    with pytest.raises(DraftError, match=sentence) as refused:
        read_draft(value)
    assert "\n" not in str(refused.value)


def test_nothing_of_a_draft_can_be_changed_in_place(lake: Draft) -> None:
    with pytest.raises(ValidationError):
        lake.title = "Another"
    assert changed(lake, title="Another").title == "Another"
    assert lake.title == "A Boat on the Lake"


def test_a_draft_goes_through_json_unchanged() -> None:
    made = draft()
    assert read_draft(json.loads(made.model_dump_json())) == made


def test_a_position_lies_in_its_paragraph_or_in_a_heading() -> None:
    ranges = [(10, 20), (22, 30)]
    assert [paragraph_at((10, 22), ranges, at) for at in (0, 10, 19, 20, 21, 22, 29, 30)] == [0, 1, 1, 0, 0, 2, 2, 0]


def test_a_draft_knows_how_its_text_writes_a_place_and_where(lake: Draft) -> None:
    assert dict(lake.place_names["geneva"]) == {"Geneva": (1, 3)}
    assert lake.numbers_of("evian") == (2, 3)
    assert lake.numbers_of("anna-rochat", people=True) == (1, 3)
    assert lake.numbers_of("nobody") == ()


def test_spellings_that_differ_in_case_are_one_and_a_heading_counts_only_where_no_paragraph_has_the_name() -> None:
    text = "SHORE\n\nKovno and KOVNO."
    value = {
        "slug": "a",
        "text": text,
        "paragraphs": [[7, len(text)]],
        "marks": [
            {"start": 0, "end": 5, "form": "toponym", "places": ["shore"]},
            {"start": 7, "end": 12, "form": "toponym", "places": ["kovno"]},
            {"start": 17, "end": 22, "form": "toponym", "places": ["kovno"]},
        ],
    }
    draft = read_draft(value)
    assert draft.place_names == {"shore": {"SHORE": ()}, "kovno": {"Kovno": (1,)}}
    assert draft.words_of(draft.marks[2]) == "KOVNO"


def test_dates_that_cannot_be_read_are_left_out_of_what_dates_a_step() -> None:
    marks = [{"start": n, "end": n + 1, "form": "date", "date": date} for n, date in enumerate(("1812", "soon"))]
    draft = read_draft({"slug": "a", "text": "ab", "paragraphs": [[0, 2]], "marks": marks})
    assert [date.edtf for date, _ in draft.dated] == ["1812"]


@pytest.mark.parametrize(("kind", "word"), [("place", "place"), ("person", "person"), ("step", "step")])
def test_what_is_not_there_any_more_is_said(lake: Draft, kind: str, word: str) -> None:
    with pytest.raises(DraftError, match=f"There is no {word} “gone” in this draft any more."):
        getattr(lake, kind)("gone")


def test_a_text_is_known_by_its_sha_256() -> None:
    assert sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
