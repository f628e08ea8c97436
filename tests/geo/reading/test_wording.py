"""Numbers and lists as readers read them."""

import pytest

from geo.reading.wording import counted, listed


@pytest.mark.parametrize(
    ("words", "sentence"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_lists_read_as_english(words: list[str], sentence: str) -> None:
    assert listed(words) == sentence
    assert listed(words, "or") == sentence.replace("and", "or")


@pytest.mark.parametrize(("number", "words"), [(0, "no stories"), (1, "1 story"), (2, "2 stories"), (11, "11 stories")])
def test_numbers_stand_with_their_noun(number: int, words: str) -> None:
    assert counted(number, "story", "stories") == words
