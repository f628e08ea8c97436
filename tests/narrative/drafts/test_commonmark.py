"""Plain words as CommonMark show just these words, whatever signs they have."""

from __future__ import annotations

import random

import pytest

from narrative.drafts.commonmark import commonmark
from narrative.story.prose import plain_text, prose_faults
from tests.listed import together

SIGNS = "* _ ` [ ] ( ) < > & # + - = ~ | ! \\ 1. 12) a b &amp; https://example.org/ place:x <b> ## --- === ~~~ ```"
PARTS = [*SIGNS.split(), "](place:x)", " ", "\t", "  ", "b ", "- ", "## "]


@together("seed", range(300))
def test_whatever_stands_in_a_text_is_read_as_it_stands(seed: int) -> None:
    chosen = random.Random(seed)
    words = " ".join("".join(chosen.choices(PARTS, k=chosen.randint(1, 12))).split())
    written = commonmark(words)
    assert prose_faults(written) == []
    assert plain_text(written).replace("( ", "(") == words.replace("( ", "(")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("General Eble", "General Eble"),
        ("Fort St. John (old) #3 & co", "Fort St. John (old) #3 & co"),
        ("24. June", "24\\. June"),
        ("1812. was cold", "1812\\. was cold"),
        ("- no list", "\\- no list"),
        ("-5 degrees", "-5 degrees"),
        ("&amp; so", "\\&amp; so"),
        ("[x](place:y)", "\\[x\\]( place:y)"),
    ],
)
def test_words_without_signs_stay_readable_in_the_file(words: str, written: str) -> None:
    assert commonmark(words) == written
