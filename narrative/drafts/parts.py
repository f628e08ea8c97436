"""What a draft of a story is made of, before it is written to files: names found, places, people and steps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.gazetteer.toponyms import Candidate, Entry, Resolution
from geo.reading.validation import slug_like
from narrative.reading.text_dates import DateMention
from narrative.reading.text_people import PersonMention
from narrative.story.schema import check_step_id

Told = Callable[[int, int, str], None]  # done, total, what is being done


class NoPlaceError(ValueError):
    """A text of which no place can be put on a map; its text is one sentence with the cure."""


@dataclass(frozen=True)
class DraftOptions:
    """What the author says about the text.

    ``title`` "" takes the text's own, ``language`` is BCP 47, ``countries`` are ISO 3166-1 alpha-2 codes of where the
    story plays, ``year`` that of dates without one. ``with_text`` puts the source's words into the steps, which an
    author may ask for whose words they are; ``file`` is the source's file name, ``this_year`` the year of today.
    """

    title: str = ""
    language: str = "en"
    countries: tuple[str, ...] = ()
    year: int | None = None
    with_text: bool = False
    file: str = ""
    this_year: int = 2100


@dataclass(frozen=True)
class Found:
    """Everything that a text names, in its order; offsets are code points of the source's text."""

    resolutions: tuple[Resolution, ...]
    dates: tuple[DateMention, ...] = ()
    people: tuple[PersonMention, ...] = ()


@dataclass(frozen=True)
class DraftPlace:
    """A place that the text names: ``spellings`` are its names there, most frequent first, with their paragraphs.

    ``probability`` is the mean of its mentions', ``resolutions`` are they, in order.
    """

    id: str
    entry: Entry
    title: str
    spellings: dict[str, tuple[int, ...]]
    probability: float
    reason: str
    candidates: tuple[Candidate, ...]
    resolutions: tuple[Resolution, ...]

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that name it, in order."""
        return tuple(sorted({number for numbers in self.spellings.values() for number in numbers}))


@dataclass(frozen=True)
class DraftPerson:
    """Somebody whom the text names; ``key`` is the fullest form, by which mentions are grouped."""

    id: str
    key: str
    spellings: dict[str, tuple[int, ...]]

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The numbers of the paragraphs that name the person, in order."""
        return tuple(sorted({number for numbers in self.spellings.values() for number in numbers}))


@dataclass(frozen=True)
class DraftStep:
    """A step: ``date`` is EDTF; ``date_note`` is set where no date of its paragraphs is it, and the step undated.

    ``date_name`` is the date as written; ``borrowed`` says that its places are those of a neighbour.
    """

    id: str
    title: str
    date: str
    date_note: str
    date_name: str
    places: tuple[str, ...]
    borrowed: bool
    people: tuple[str, ...]
    paragraphs: tuple[int, ...]
    text: str

    @property
    def undated(self) -> bool:
        """Whether the text gives no date."""
        return bool(self.date_note)


@dataclass
class Ids:
    """Slugs that are given out once.

    >>> ids = Ids()
    >>> ids.new("Évian"), ids.new("Evian"), ids.new("Москва", "place"), ids.step("Map")
    ('evian', 'evian-2', 'place', 'step-map')
    """

    taken: set[str] = field(default_factory=set)

    def new(self, words: str, otherwise: str = "place") -> str:
        """A slug of some words, with a number where it is taken."""
        plain = unicodedata.normalize("NFKD", words.translate(LETTERS)).encode("ascii", "ignore").decode()
        slug = slug_like(plain.replace("'", ""))[:LONGEST].strip("-") or otherwise
        return self.taking(slug)

    def step(self, words: str) -> str:
        """A slug that a step may have."""
        plain = unicodedata.normalize("NFKD", words.translate(LETTERS)).encode("ascii", "ignore").decode()
        slug = slug_like(plain.replace("'", ""))[:LONGEST].strip("-") or "step"
        try:
            check_step_id(slug)
        except ValueError:
            slug = f"step-{slug.removesuffix('-title')}"
        return self.taking(slug)

    def taking(self, slug: str) -> str:
        """The slug, or the first free one with a number."""
        number, free = 1, slug
        while free in self.taken:
            number += 1
            free = f"{slug}-{number}"
        self.taken.add(free)
        return free


LONGEST = 50
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"}
    | {"œ": "oe", "Œ": "Oe", "þ": "th", "ð": "d", "ı": "i", "’": "'", "ʼ": "'"}
)
SIGNS = re.compile(r"([\\`*_\[\]<>&#()~|])")


def commonmark(words: str) -> str:
    """Plain words as CommonMark that reads the same.

    >>> commonmark("Fort *St. John* [sic]")
    'Fort \\\\*St. John\\\\* \\\\[sic\\\\]'
    """
    escaped = SIGNS.sub(r"\\\1", words)
    return re.sub(
        r"^(\d+)([.)])|^([+-])(?=\s)", lambda found: (found[1] or "") + "\\" + (found[2] or found[3]), escaped
    )


def joined(words: Sequence[str]) -> str:
    """Words with commas and a last "and".

    >>> joined(["Vilna", "Kovno", "the Niemen"])
    'Vilna, Kovno and the Niemen'
    """
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


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


def paragraph_at(ranges: Sequence[tuple[int, int]], position: int) -> int | None:
    """The number, from 1, of the paragraph in which a code point lies; None in a heading."""
    low, high = 0, len(ranges)
    while low < high:
        middle = (low + high) // 2
        if ranges[middle][1] <= position:
            low = middle + 1
        else:
            high = middle
    return low + 1 if low < len(ranges) and ranges[low][0] <= position else None


def only(values: Sequence[Any], allowed: Container[Any]) -> list[Any]:
    """The values that are allowed, each once, in order."""
    return [each for each in dict.fromkeys(values) if each in allowed]
