"""Say lists and numbers in words, as drafts and their reviews do."""

from __future__ import annotations

from collections.abc import Sequence


def joined(words: Sequence[str]) -> str:
    """Words with commas and a last "and".

    >>> joined(["Vilna", "Kovno", "the Niemen"])
    'Vilna, Kovno and the Niemen'
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def either(words: Sequence[str]) -> str:
    """Words of which one is meant.

    >>> either(["Vilnius, LT", "Vilna, US"])
    'Vilnius, LT or Vilna, US'
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def numbered(number: int, noun: str) -> str:
    """A number with its noun.

    >>> numbered(1, "slide"), numbered(3, "slide"), numbered(2, "piece of media"), numbered(2, "person")
    ('1 slide', '3 slides', '2 pieces of media', '2 people')
    """
    first, space, rest = noun.partition(" ")
    several = "people" if first == "person" else f"{first}s"
    return f"{number} {first if number == 1 else several}{space}{rest}"


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
    return ("paragraph " if len(numbers) == 1 else "paragraphs ") + joined(said)


def sentence(words: str) -> str:
    """Words as a sentence.

    >>> sentence("the only place of this name"), sentence("")
    ('The only place of this name.', '')
    """
    words = words.strip().rstrip(".")
    return words[:1].upper() + words[1:] + "." if words else ""
