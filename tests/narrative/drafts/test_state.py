"""What was generated, by digest: an author's edits are known later."""

from __future__ import annotations

import json

import pytest

from narrative.drafts.found import DraftOptions
from narrative.drafts.state import (
    State,
    digests,
    is_touched,
    paragraph_digests,
    read_state,
    remembered_options,
    state_json,
    state_of,
    value_digest,
)
from narrative.reading.extract import source_text
from tests.drafts import TEXT, draft

SOURCE = source_text(TEXT.encode())
OPTIONS = DraftOptions(countries=("LT",), this_year=2026)


def test_a_state_comes_back_from_its_file_with_the_digests_of_whole_files() -> None:
    state = state_of(draft(), SOURCE, OPTIONS)
    back = read_state(state_json(state, {"REVIEW.md": b""}))
    assert back is not None
    assert (back.sha256, back.paragraphs, back.steps, back.places) == (
        SOURCE.sha256,
        state.paragraphs,
        state.steps,
        state.places,
    )
    assert back.files == {"REVIEW.md": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    asked = {"title": "", "language": "", "countries": ["LT"], "year": None, "with_text": False, "by": "", "home": ""}
    assert back.options == asked


def test_it_remembers_which_entry_a_place_is_and_by_which_name_somebody_is_grouped() -> None:
    state = state_of(draft(), SOURCE, OPTIONS)
    assert state.entries["vilna"] == "gn:593116"
    assert state.names == {"general-eble": "General Eble"}
    assert list(state.steps) == ["the-bridges", "paragraph-2", "the-city"]
    assert "source.paragraphs" in state.top and "title" in state.top


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"version": 2}', b'{"version": 1}', b"\xff"])
def test_what_this_program_did_not_write_is_no_state(data: bytes) -> None:
    assert read_state(data) is None


def test_a_state_of_another_version_is_none() -> None:
    values = json.loads(state_json(State("0" * 64, {}, ()), {}))
    assert read_state(json.dumps(values).encode()) is not None
    assert read_state(json.dumps({**values, "version": 2}).encode()) is None


def test_a_value_is_the_same_whatever_the_order_of_its_keys() -> None:
    assert value_digest({"a": [1, "é"], "b": None}) == value_digest({"b": None, "a": [1, "é"]})
    assert value_digest([1, 2]) != value_digest([2, 1])
    assert value_digest(1) != value_digest("1") != value_digest(True)
    assert len(value_digest("\ud800")) == 12


def test_keys_that_changed_came_or_went_are_touched() -> None:
    generated = digests({"a": 1, "b": 2, "c": 3})
    assert is_touched({"a": 1, "b": 5, "d": 4}, generated) == {"b", "c", "d"}
    assert is_touched({"a": 1, "b": 5, "d": 4}, generated, keys=("a", "b")) == {"b"}
    assert is_touched({"a": 1}, None) == {"a"}


def test_a_paragraph_is_known_by_its_letters_and_by_those_of_each_sentence() -> None:
    (one,), (other,), (third,) = (
        paragraph_digests(source_text(each.encode()))
        for each in ("It rained. It froze.", "IT  RAINED - it froze!", "It rained. It thawed.")
    )
    assert one[0] == other[0] != third[0]
    assert len(one[1]) == 2
    assert one[1][0] == third[1][0] and one[1][1] != third[1][1]


def test_options_that_a_later_run_takes_are_plain_values() -> None:
    assert json.loads(json.dumps(remembered_options(OPTIONS))) == remembered_options(OPTIONS)
    assert "this_year" not in remembered_options(OPTIONS)
