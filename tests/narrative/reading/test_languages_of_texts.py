"""The language of a text is recognised and said."""

from __future__ import annotations

import pytest

from narrative.reading.languages_of_texts import READERS, language_of, language_said, primary, what_is_read


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Am 7. Juni 1910 fuhr der Mann mit dem Boot ab.", "de"),
        ("Le 4 mai il partit de Paris pour la ville de Lyon.", "fr"),
        ("El 3 de mayo salieron de la ciudad sin decir nada.", "es"),
        ("В мае 1812 года они покинули Вильну и пошли на Москву.", "ru"),
        ("1949년 3월 김일성은 평양을 떠나 모스크바로 갔다.", "ko"),
        ("Napoli il 4 maggio partirono per la città di Roma.", "it"),
        ("W maju 1812 roku opuścili Wilno i poszli na Moskwę.", "pl"),
        ("In May 1901 they left Paris for Lyon.", "en"),
        ("He Long and Wu Long met in Wuhan, Nanjing and Shanghai.", "en"),
        ("Dean Rusk met N.S. Khrushchev. The Vice President said so.", "en"),
        ("Kovno, Vilna, 1812", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_recognised_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_one_sentence_says_what_is_not_read() -> None:
    assert what_is_read("en") == "It is in English."
    assert what_is_read("it").startswith("It is in Italian, of which no names and no dates are read")
    missing = what_is_read("ru", lambda module: False)
    assert "make languages" in missing
    assert "make languages" not in what_is_read("ru", lambda module: True)
    assert "make languages" not in what_is_read("fr", lambda module: False)
    for code in READERS:
        assert what_is_read(code, lambda module: False).count(". ") == 0


def test_a_tag_nobody_knows_is_said_as_it_is() -> None:
    assert language_said("xx-zz-qq") == "xx-zz-qq"
    assert primary("ru-RU") == "ru"
