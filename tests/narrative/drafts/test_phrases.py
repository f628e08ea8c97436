"""Numbers of paragraphs and reasons, as an author reads them."""

from __future__ import annotations

import pytest

from narrative.drafts.phrases import numbers_said, sentence


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([4], "paragraph 4"),
        ([4, 5], "paragraphs 4-5"),
        ([4, 6], "paragraphs 4 and 6"),
        ([1, 2, 3, 7, 9, 10], "paragraphs 1-3, 7 and 9-10"),
    ],
)
def test_runs_of_paragraphs_are_drawn_together(numbers: list[int], said: str) -> None:
    assert numbers_said(numbers) == said


def test_of_many_the_first_are_said_and_how_many_more() -> None:
    assert numbers_said([1, 3, 5, 7, 9], most=3) == "paragraphs 1, 3, 5 and 2 more"
    assert numbers_said([1, 3, 5], most=3) == "paragraphs 1, 3 and 5"


@pytest.mark.parametrize(
    ("words", "said"), [("the only one", "The only one."), (" It is. ", "It is."), ("so…", "So…."), ("", ""), (".", "")]
)
def test_a_reason_is_one_sentence(words: str, said: str) -> None:
    assert sentence(words) == said
