"""What a reader is told of a name's language."""

from __future__ import annotations

import pytest

from narrative.story.languages import language_name


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("grc", "Ancient Greek"),
        ("grc-Latn-x-own", "Ancient Greek, in letters"),
        ("zh-Hant-TW", "Chinese"),
        ("zh-Hans-CN", "Chinese, simplified"),
        ("ko-Hani", "Korean, in Hanja"),
        ("zh-Hani", "Chinese, in Chinese characters"),
        ("tlh-Latn", "tlh-Latn"),
    ],
)
def test_a_tag_is_said_in_words(tag: str, words: str) -> None:
    assert language_name(tag) == words
