"""Say what is wrong with a file a person wrote: where, what, and what would cure it.

Every reader in this project (gazetteer, story, basemap) collects all the faults it finds and raises them together,
so that an author mends a file in one round instead of one fault at a time.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from geo.reading.limits import MOST_WORDS_COMPARED

MOST_LETTERS = 1000  # of a message: what a file holds is quoted in it
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def on_a_line(text: str) -> str:
    """A text as a message may print it: on one line, bounded, what no terminal should be sent as its escape.

    >>> on_a_line("a\\x1b[31mred\\nstory.yaml:1: ok")
    'a\\\\x1b[31mred\\\\nstory.yaml:1: ok'
    >>> len(on_a_line("a" * 5000))
    1001
    """
    text = text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"
    return UNPRINTED.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


@dataclass(frozen=True, order=True)
class Fault:
    """One fault at one line (counted from 1) of one file; faults sort by file, then line, then message.

    >>> print(Fault("story.yaml", 41, 'no place "ongjn" in places.geojson; did you mean "ongjin"?'))
    story.yaml:41: no place "ongjn" in places.geojson; did you mean "ongjin"?
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{on_a_line(self.file)}:{self.line}: {on_a_line(self.message)}"


class Faults(ValueError):  # noqa: N818 - it holds the faults, as an ExceptionGroup its exceptions
    """All the faults of one reading, sorted and without repeats; its text has one fault per line.

    >>> print(Faults([Fault("b.yaml", 2, "two"), Fault("a.yaml", 9, "nine"), Fault("b.yaml", 2, "two")]))
    a.yaml:9: nine
    b.yaml:2: two
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return '; did you mean "…"?' with the known word that is nearest, or "" where none is near.

    >>> did_you_mean("ongjn", ["ongjin", "moscow"])
    '; did you mean "ongjin"?'
    >>> did_you_mean("atlantis", ["ongjin", "moscow"])
    ''
    >>> did_you_mean("parallel", ["parallel-38", "moscow"])
    '; did you mean "parallel-38"?'
    >>> did_you_mean("", [])
    ''
    """
    words = list(known)
    if len(words) > MOST_WORDS_COMPARED:
        start = word[:2]
        words = list(islice((each for each in words if each.startswith(start)), MOST_WORDS_COMPARED))
    words.sort()
    word = word[:MOST_LETTERS]
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    near = near or [each for each in words if len(word) > 3 and each.startswith(word)]
    return f'; did you mean "{near[0]}"?' if near else ""
