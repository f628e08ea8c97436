"""Fields of ``story.yaml``: numbers that are texts, dates, lists of one, ids that the page needs itself."""

from __future__ import annotations

from typing import Any

import pytest

from geo.reading.yaml_lines import YamlInt
from narrative.story.fields import as_date, as_list, as_text, check_step_id
from narrative.story.schema import NoteModel


@pytest.mark.parametrize(("written", "text"), [(YamlInt("007", 7), "007"), ("7", "7"), (7, 7), (None, None)])
def test_a_number_is_the_text_that_was_written(written: Any, text: Any) -> None:
    assert as_text(written) == text


def test_a_date_is_edtf_however_yaml_took_it() -> None:
    assert as_date(YamlInt("1949", 1949)).edtf == as_date("1949").edtf == "1949"
    assert as_date(as_date("1949")) is not None
    nothings: tuple[Any, ...] = (None, True, [], {})
    for nothing in nothings:
        with pytest.raises(ValueError, match='write EDTF text such as "1949-05-27"'):
            as_date(nothing)


def test_one_text_may_stand_for_a_list_of_one() -> None:
    assert (as_list("a"), as_list(["a"]), as_list(None)) == (["a"], ["a"], None)
    assert NoteModel.model_validate({"text": "T", "source": "almanac"}).source == ("almanac",)


@pytest.mark.parametrize("id", ["map", "search", "works", "claim-a", "person-anna", "part-1", "the-title"])
def test_a_step_cannot_have_the_id_of_a_part_of_the_page(id: str) -> None:
    with pytest.raises(ValueError, match="is one that the page needs itself"):
        check_step_id(id)


@pytest.mark.parametrize("id", ["mapping", "claimed", "title", "a-map", "titles"])
def test_an_id_that_only_looks_so_is_a_step_s(id: str) -> None:
    assert check_step_id(id) == id
