"""What is a date and cannot be read is said to be so, with the reason."""

from __future__ import annotations

import pytest

from narrative.reading.unread_dates import unread_dates


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("on 3/4/1793 they", "3/4/1793", "it may be 3 April or 4 March 1793"),
        ("in the twelfth year of the reign of King John they", "the twelfth year of the reign of King John", "reign"),
        ("in the 3rd year of Darius the Great, he", "the 3rd year of Darius the Great", "reign"),
        ("by 12 Edw. III, c. 4", "12 Edw. III", "reign"),
        ("in the 87th Olympiad", "the 87th Olympiad", "Olympiad"),
        ("in 753 A.U.C. they", "753 A.U.C.", "city of Rome"),
        ("in Meiji 12 they", "Meiji 12", "an era"),
    ],
)
def test_a_date_that_nothing_converts_is_named_with_its_reason(text: str, name: str, reason: str) -> None:
    (found,) = unread_dates(text)
    assert (found.name, found.edtf) == (name, "") and reason in found.reason


@pytest.mark.parametrize(
    "text", ["on 25/6/1950", "on 3/3/1793", "in his last year at school", "at 11 AM", "3/4 of them"]
)
def test_what_can_be_read_or_is_no_date_is_not_named(text: str) -> None:
    assert list(unread_dates(text)) == []
