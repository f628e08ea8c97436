"""Clean text on one line: what is kept of an author's letters, and what nobody can see."""

from __future__ import annotations

import pytest

from narrative.reading.blocks import CURE, Block, TextError, clean


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a\r\n  b\tc ", "a b c"),
        ("E\u0301vian", "Évian"),
        ("Mu\u00adse\u00adum", "Museum"),  # soft hyphens
        ("\ufeffKovno", "Kovno"),
        ("a\u200bb\u2060c\u200e", "abc"),
        ("a\u00a0b\u2003c", "a b c"),
        ("a\x00b\x1bc", "abc"),
        ("a\x85b", "a b"),  # a line end of old machines
        ("日本 語", "日本 語"),
        ("“it’s” — so", "“it’s” — so"),
        (" \n ", ""),
    ],
)
def test_a_text_has_single_spaces_whole_letters_and_nothing_invisible(written: str, text: str) -> None:
    assert clean(written) == text
    assert clean(text) == text


def test_a_block_is_a_paragraph_unless_it_has_a_level() -> None:
    assert Block("Kovno") == Block("Kovno", 0) != Block("Kovno", 1)


def test_what_is_no_text_is_told_in_one_sentence_with_the_cure() -> None:
    error = TextError(f"it is a PDF; {CURE}")
    assert isinstance(error, ValueError)
    assert str(error) == "it is a PDF; save it as plain text, Markdown or HTML (UTF-8)"
