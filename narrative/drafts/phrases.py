"""Say in words what a draft rests on: numbers of paragraphs, and reasons as sentences."""

from __future__ import annotations

from collections.abc import Sequence

from geo.reading.wording import listed


def numbers_said(numbers: Sequence[int], most: int = 12) -> str:
    """Paragraphs in words, runs as ranges.

    >>> numbers_said([4]), numbers_said([1, 2, 3, 7])
    ('paragraph 4', 'paragraphs 1-3 and 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs]
    more = len(said) - most
    said = [*said[:most], f"{more} more"] if more > 0 else said
    return ("paragraph " if len(numbers) == 1 else "paragraphs ") + listed(said)


def sentence(words: str) -> str:
    """Words as a sentence.

    >>> sentence("the only place of this name"), sentence("")
    ('The only place of this name.', '')
    """
    words = words.strip().rstrip(".")
    return words[:1].upper() + words[1:] + "." if words else ""
