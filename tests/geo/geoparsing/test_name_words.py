"""The lists of words that tell names of places, people and bodies of troops apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.geoparsing import name_words
from geo.geoparsing.name_words import ABBREVIATIONS, MONTHS, STATE_INITIALS, WORDS, read_words


def test_a_file_of_lists_is_read_without_its_remarks(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("# what is here\n[one]\na b # not c\n\nd\n[two]\n", encoding="utf-8")
    assert read_words(path) == {"one": ("a", "b", "d"), "two": ()}


def test_no_list_is_empty_and_no_word_has_a_capital() -> None:
    lists = read_words(WORDS)
    assert [name for name, words in lists.items() if not words] == []
    assert [word for words in lists.values() for word in words if word != word.lower()] == []


def test_months_are_numbered_in_full_and_in_short() -> None:
    assert (MONTHS["january"], MONTHS["jan"], MONTHS["sept"], MONTHS["december"]) == (1, 1, 9, 12)
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("fort", "HEADS_BEFORE"),
        ("river", "HEADS_AFTER"),
        ("gulf", "HEADS_OF"),
        ("north", "COMPASS"),
        ("cavalry", "UNITS"),
        ("general", "TITLES"),
        ("said", "SPEECH"),
        ("russian", "DEMONYMS"),
        ("tuesday", "WEEKDAYS"),
        ("robert", "GIVEN_NAMES"),
    ],
)
def test_a_word_stands_in_its_list(word: str, name: str) -> None:
    assert word in getattr(name_words, name)


def test_abbreviations_of_titles_and_of_states_are_known() -> None:
    assert {"gen", "st", "miss", "va"} <= ABBREVIATIONS
    assert all("." not in each for each in STATE_INITIALS)
