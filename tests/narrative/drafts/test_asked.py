"""What an author says of a text besides its words: countries and a year, or a sentence about either."""

from __future__ import annotations

import pytest

from narrative.drafts.asked import country_codes, year_of
from narrative.drafts.parts import DraftError


def test_countries_are_codes_in_any_case_each_once() -> None:
    assert country_codes(" us, CA,,us ") == ("US", "CA")
    assert country_codes("") == country_codes(" , ") == ()


@pytest.mark.parametrize("written", ["Mexico", "U", "US;CA", "U1", "ÜS"])
def test_a_country_in_words_is_told_with_the_cure(written: str) -> None:
    with pytest.raises(DraftError, match=r'is no country\'s code; write two letters each, such as "US,MX"'):
        country_codes(written)


@pytest.mark.parametrize(("written", "year"), [("1812", 1812), (" 79 ", 79), ("9999", 9999), ("0001", 1)])
def test_a_year_is_one_to_four_digits(written: str, year: int) -> None:
    assert year_of(written) == year


@pytest.mark.parametrize("written", ["", "0", "soon", "10000", "-44", "1812?", "１８１２"])
def test_anything_else_is_no_year(written: str) -> None:
    with pytest.raises(DraftError, match="is no year; write one from 1 to 9999"):
        year_of(written)
