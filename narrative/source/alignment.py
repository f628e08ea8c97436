"""Find the annotated names again in a reader's copy of the text, by digests of the letters around them.

Two copies of one text differ in line ends, quotation marks, spaces, hyphens at line ends, a header. All of that is
gone once only letters and digits are kept (`fold`). Each name was noted with a digest of the 24 letters before it and
one of the 24 after; a name stands wherever one of the two is found beside it. Where a digest is found at several
places, the order of the names decides: the chain of places that runs forward and has the most digests wins.
Nothing that is read here is kept or logged.
"""

from __future__ import annotations

import hashlib
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from narrative.story.limits import MOST_SOURCE_BYTES

WINDOW = 24  # letters on a side: enough to be found once or twice in a book
DIGEST_DIGITS = 12
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def text_of(data: bytes) -> str:
    """A reader's file as text: UTF-8, UTF-16 with its mark, or else the old Windows code page 1252.

    Raises
    ------
    ValueError
        With a sentence for the reader, where it is longer than 1 MB or no text.

    Examples
    --------
    >>> text_of("Évian".encode("cp1252")), text_of("Évian".encode("utf-16")), text_of("Évian".encode())
    ('Évian', 'Évian', 'Évian')
    >>> text_of(bytes(9))
    Traceback (most recent call last):
    ValueError: This file is no plain text. Save the source as a text file (.txt, UTF-8) and open that.
    """
    if len(data) > MOST_SOURCE_BYTES:
        raise ValueError(f"This file has {len(data) / 1e6:.1f} MB. Open the source as plain text, 1 MB at most.")
    for encoding in (BYTE_ORDER_MARKS.get(data[:2], "utf-8"), "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and not text.startswith("%PDF-"):
            return text
        break
    raise ValueError("This file is no plain text. Save the source as a text file (.txt, UTF-8) and open that.")


@dataclass(frozen=True)
class Folded:
    """The letters and digits of a text, and for each the code point (from 0) where it stands."""

    letters: str
    positions: Sequence[int]

    def index(self, position: int) -> int:
        """How many letters stand before a code point."""
        return bisect_right(self.positions, position - 1)


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """The letters and digits that a character stands for: none for a quotation mark, two for a ligature."""
    return "".join(each for each in unicodedata.normalize("NFKD", character).casefold() if each.isalnum())


def fold(text: str) -> Folded:
    """Keep letters and digits, without case, accents and typographic form.

    >>> fold("Évian,\\r\\n“ﬁrst”").letters
    'evianfirst'
    >>> list(fold("a. ﬁ").positions)
    [0, 3, 3]
    """
    pieces = [fold_character(each) for each in text]
    positions = array("I", [at for at, piece in enumerate(pieces) for _ in piece])  # of a book there are millions
    return Folded("".join(pieces), positions)


class Table(dict[int, str]):
    """What every character stands for, found when it is first asked for."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_character(chr(code))
        return self[code]


TABLE = Table()


def folded_letters(text: str) -> str:
    """The letters and digits of a text alone, as `fold` has them, ten times as fast.

    >>> folded_letters("Évian,\\r\\n“ﬁrst”")
    'evianfirst'
    """
    return text.translate(TABLE)


def digest(letters: str) -> str:
    """The digest of folded letters, cut short: enough to find them again, too little to read them from.

    >>> digest("evian")
    '01bebbe4825f'
    """
    return hashlib.sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_DIGITS]


def outer_digests(folded: Folded, start: int, end: int) -> tuple[str, str]:
    """The digests of the letters before and after the range of code points from `start` to `end`."""
    low, high = folded.index(start), folded.index(end)
    return digest(folded.letters[max(low - WINDOW, 0) : low]), digest(folded.letters[high : high + WINDOW])


def inner_digests(folded: Folded, start: int, end: int) -> tuple[str, str]:
    """The digests of the first and the last letters of a range of code points, however short it is."""
    low, high = folded.index(start), folded.index(end)
    return digest(folded.letters[low : low + WINDOW]), digest(folded.letters[max(high - WINDOW, 0) : high])


@dataclass(frozen=True)
class Anchor:
    """Something to be found again: its folded letters ("" for a mere point), and the digests before and after."""

    letters: str
    before: str | None
    after: str | None


@dataclass
class Front:
    """The best chains so far, by where they end: a later end has a higher score."""

    ends: list[int] = field(default_factory=lambda: [0])
    chains: list[Chain | None] = field(default_factory=lambda: [None])

    def best(self, start: int) -> Chain | None:
        """The best chain that ends at `start` or before."""
        return self.chains[bisect_right(self.ends, start) - 1]

    def add(self, chain: Chain) -> None:
        """Keep a chain, unless an earlier end has as high a score; drop the later ends that have no higher one."""
        at = bisect_right(self.ends, chain.end)
        before = self.chains[at - 1]
        if before is not None and before.score >= chain.score:
            return
        if before is not None and self.ends[at - 1] == chain.end:
            at -= 1
        until = at
        while until < len(self.ends) and score_of(self.chains[until]) <= chain.score:
            until += 1
        self.ends[at:until] = [chain.end]
        self.chains[at:until] = [chain]


@dataclass(frozen=True)
class Chain:
    """A last anchor (its number) at a range of letters, and what comes before it."""

    number: int
    start: int
    end: int
    score: int
    previous: Chain | None


def score_of(chain: Chain | None) -> int:
    """How many digests a chain has found."""
    return chain.score if chain else 0


def find_anchors(anchors: Sequence[Anchor], folded: Folded) -> dict[int, tuple[int, int]]:
    """Find anchors, which are in the order of the text, as {number: (start, end)} in letters; what is not found lacks.

    >>> text = fold("The boat to Evian left. The boat to Geneva came.")
    >>> find_anchors([Anchor("geneva", digest("boattoevianlefttheboatto"), None)], text)
    {0: (27, 33)}
    """
    wanted = {each for anchor in anchors for each in (anchor.before, anchor.after) if each}
    found = find_digests(wanted, folded.letters)
    front = Front()
    for number, anchor in enumerate(anchors):
        chains = []
        for start, score in candidates(anchor, found, folded.letters):
            previous = front.best(start)
            total = score_of(previous) + score
            chains.append(Chain(number, start, start + len(anchor.letters), total, previous))
        for chain in chains:
            front.add(chain)
    return dict(reversed([(chain.number, (chain.start, chain.end)) for chain in links(front.chains[-1])]))


def find_digests(wanted: Iterable[str], letters: str) -> dict[str, list[tuple[int, int]]]:
    """Where windows of letters have the digests that are wanted: {digest: [(start, end), …]}.

    A window at the text's very start or end is shorter, as it was when the digest was made.
    """
    found: dict[str, list[tuple[int, int]]] = {each: [] for each in wanted}
    for start in range(1 - WINDOW, len(letters)):
        low, high = max(start, 0), min(start + WINDOW, len(letters))
        if (at := digest(letters[low:high])) in found:
            found[at].append((low, high))
    return found


def candidates(anchor: Anchor, found: dict[str, list[tuple[int, int]]], letters: str) -> Iterator[tuple[int, int]]:
    """Every (start, number of digests beside it) at which an anchor may stand."""
    scores: dict[int, int] = {}
    starts = [high for _, high in found.get(anchor.before or "", ())]
    starts += [low - len(anchor.letters) for low, _ in found.get(anchor.after or "", ())]
    for start in starts:
        if start >= 0 and letters.startswith(anchor.letters, start):
            scores[start] = scores.get(start, 0) + 1
    yield from scores.items()


def links(chain: Chain | None) -> Iterator[Chain]:
    """A chain from its end to its start."""
    while chain is not None:
        yield chain
        chain = chain.previous
