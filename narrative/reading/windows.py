"""Find the stretches of a long text around certain words, so that slow patterns are tried there only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def windows(low: str, words: Iterable[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the stretches around words, in order and apart.

    Parameters
    ----------
    low : the text in small letters, of as many letters as the text
    words : in small letters
    before, after : how many letters of a stretch stand before the start of a word, and from it on

    >>> list(windows("the next day it rained, and the next day too", ["next"], 4, 8))
    [(0, 12), (28, 40)]
    >>> list(windows("no such word", ["next"], 4, 8))
    []
    """
    at = sorted(each for word in words for each in places(low, word))
    start = end = 0
    for each in at:
        first, last = max(0, each - before), min(len(low), each + after)
        if first > end:
            if end:
                yield start, end
            start = first
        elif not end:
            start = first
        end = max(end, last)
    if end:
        yield start, end


def places(low: str, word: str) -> Iterator[int]:
    """Where a word stands."""
    at = low.find(word)
    while at >= 0:
        yield at
        at = low.find(word, at + 1)


def lowered(text: str) -> str:
    """A text in small letters, of as many letters as before: the dotted capital I would become two.

    >>> lowered("The NEXT day"), len(lowered("İzmir"))
    ('the next day', 5)
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(each.lower()[0] for each in text)
