"""Say numbers and lists in words, in one way everywhere."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "step"), counted(0, "step"), counted(2, "piece of media", "pieces of media")
    ('1 step', 'no steps', '2 pieces of media')
    """
    return f"{number or 'no'} {one if number == 1 else several or one + 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as a sentence lists them; nothing for none.

    >>> listed(["Moscow", "Pyongyang", "Beijing"]), listed(["stated", "reported"], last="or"), listed([])
    ('Moscow, Pyongyang and Beijing', 'stated or reported', '')
    """
    *before, end = list(words) or [""]
    return f"{', '.join(before)} {last} {end}" if before else end
