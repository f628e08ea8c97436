"""What kiwipiepy, an extra of the installation, knows of a Korean text; nothing where it is missing."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

PROPER = "NNP"


@lru_cache(maxsize=1)
def analyser() -> Any:
    """The analyser, None where the extra is missing."""
    if find_spec("kiwipiepy") is None:
        return None
    from kiwipiepy import Kiwi

    return Kiwi()


@lru_cache(maxsize=2)
def proper_nouns(text: str) -> tuple[tuple[int, int], ...] | None:
    """(start, end) of the proper nouns of a text; None without the extra."""
    if analyser() is None:
        return None
    return tuple((each.start, each.start + each.len) for each in analyser().tokenize(text) if each.tag == PROPER)


def people(text: str, families: Container[str]) -> list[tuple[int, int]]:
    """(start, end) of proper nouns of three syllables that begin with a family's name."""
    return [(start, end) for start, end in proper_nouns(text) or () if end - start == 3 and text[start] in families]
