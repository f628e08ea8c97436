"""Dates of other programs' files: read as people's are."""

import pytest

from narrative.imports.loose_dates import is_date, loose_date


@pytest.mark.parametrize(("text", "edtf"), [("Mar. 3rd, 1793", "1793-03-03"), ("44 BC", "-0043"), ("3/4/1793", None)])
def test_a_date_is_read_where_it_is_one(text: str, edtf: str | None) -> None:
    assert loose_date(text) == edtf


def test_edtf_that_a_step_may_have_is_told() -> None:
    assert is_date("-0400-21") and not is_date("44 BC")
