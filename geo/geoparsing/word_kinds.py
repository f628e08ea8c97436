"""Say of a word whether English writes it small, and how common it is as a surname and as a given name."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from geo.geoparsing.name_words import read_words
from geo.reading.shipped import package_folder

FILE = package_folder("geo.geoparsing") / "word_kinds.txt"


class Kind(NamedTuple):
    """Classes of a word: ``small`` 2 nearly always, 1 mostly, 0 unknown; names 1 the commonest, 0 none."""

    small: int
    surname: int
    given: int


@lru_cache(maxsize=1)
def kinds() -> dict[str, Kind]:
    """The kinds of all words of word_kinds.txt."""
    lists = read_words(FILE)
    found: dict[str, list[int]] = {}
    for name, at, rank in (
        ("small", 0, 2), ("mixed", 0, 1), ("surnames_1", 1, 1), ("surnames_2", 1, 2), ("surnames_3", 1, 3),
        ("given_1", 2, 1), ("given_2", 2, 2),
    ):  # fmt: skip
        for word in lists[name]:
            found.setdefault(word, [0, 0, 0])[at] = rank
    shared: dict[tuple[int, ...], Kind] = {}
    return {word: shared.setdefault(tuple(classes), Kind(*classes)) for word, classes in found.items()}


NONE = Kind(0, 0, 0)


def kind_of(word: str) -> Kind:
    """The kind of a word in small letters.

    >>> kind_of("water").small, kind_of("smith").surname, kind_of("mary").given, kind_of("pyongyang")
    (2, 1, 1, Kind(small=0, surname=0, given=0))
    """
    return kinds().get(word, NONE)
