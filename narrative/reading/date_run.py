"""Keep the year and month that a text's dates without one belong to, as its dates go on from each other."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from narrative.reading.date_grammar import Piece

SENTENCE = re.compile(r"[.!?][”\"’')]*\s+(?=[\"“‘(]?[A-Z\d])|\n\s*\n")
PARAGRAPH = re.compile(r"\n\s*\n")
LINE_START = re.compile(r"(?:\A|\n\s*)(?:[A-Z][\w.'’-]*,?\s){0,4}\Z")
ENTRY = re.compile(r"\s?[.,:;]?\s?[-–—]|[.:]\s|\s*(?:\n|\Z)")
OPENING = re.compile(
    r"[\s\"“‘]*(?:(?:then|but|and|so|later|early|late|again|only),?\s)?(?:(?:early|late|again)\s)?"
    r"(?:in|by|during|from|since|throughout)?\s?(?:the\s)?(?:year\s|(?:spring|summer|autumn|winter) of\s)?\Z",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"[(\[][^)\]\n]{0,80}\Z")
# A year beside one of these tells of a book, a picture or a life, not of when the account has arrived.
LOOKS_ASIDE = re.compile(
    r"\b(?:publish\w*|print(?:ed|ing)|edition|translat\w+|reprint\w*|memoirs?|pamphlet|dr[ae]w(?:n|ing)?|paint(?:ed|ing)|"
    r"compos(?:ed|ing)|born|died|writing|written|as early as|as late as|looking back|historians?|remembered|film\w*)\b",
    re.IGNORECASE,
)
LOOKS_BACK = re.compile(r"\b(?:had|since|earlier|ago|before)\b")
NEAR = 60  # letters around a year in which such a word counts
GOES_ON = 45  # days from one date to the next that goes on from it
LEAP = 10  # years that an account leaps at most without naming a day there


@dataclass
class Run:
    """Where an account has arrived: ``strong`` where a date with its year, or the author, has said so."""

    year: int | None
    given: bool
    strong: bool
    month: int = 0
    day: int = 0
    rolled: bool = False  # past the end of a year that the text has not said anew
    aside: int | None = None  # the year of a sentence or paragraph that tells of another time,
    until: int = 0  # up to this letter
    aside_month: int = 0

    @classmethod
    def of(cls, year: int | None) -> Run:
        """The run at the start of a text; `year` is the author's."""
        return cls(year, given=year is not None, strong=year is not None)

    def fill(self, text: str, group: tuple[Piece, ...], following: Sequence[tuple[Piece, ...]]) -> tuple[Piece, ...]:
        """The pieces of a date with the years and months that they leave out; the run goes on to them."""
        if self.aside is not None and group[0].start >= self.until:
            self.aside = None
        first, last = group[0], group[-1]
        if len(group) == 2:
            if first.year and not last.year:
                last = replace(last, year=first.year + (0 < last.month < first.month))
            elif last.year and not first.year and first.kind not in ("decade", "century", "century before"):
                first = replace(first, year=last.year - (0 < last.month < first.month))
        return tuple(self.step(text, piece, following) for piece in (first, last)[: len(group)])

    def step(self, text: str, piece: Piece, following: Sequence[tuple[Piece, ...]]) -> Piece:
        """A piece filled in."""
        if piece.kind in ("century", "century before", "decade"):
            return piece
        if piece.year:
            self.take_year(text, piece, following)
        elif self.aside is not None:
            piece = replace(piece, year=self.aside, month=piece.month or self.aside_month or self.month)
        else:
            piece = self.completed(text, piece)
        if piece.month and piece.month <= 12:
            if self.aside is not None:
                self.aside_month = piece.month
            else:
                self.month, self.day = piece.month, piece.last_day or piece.day
        return piece

    def completed(self, text: str, piece: Piece) -> Piece:
        """A piece without a year in the year that the run has come to, which it may be the first to pass."""
        month, year = piece.month, self.year or 0
        if piece.kind == "day" and not month:
            month = self.month
            if self.day >= 20 and piece.day <= 10 and not looks_back(text, piece):  # "the 28th … the 2nd"
                month += 1
                if month == 13:
                    month, year, self.rolled = 1, year + 1, True
                    self.year = year if self.year else None
        elif year and self.passes_a_year(piece) and not looks_back(text, piece):
            year += 1
            self.year, self.rolled = year, True
        elif self.rolled and self.month <= 2 and 11 <= month <= 12:
            return replace(piece, year=year - 1)
        elif self.goes_back_as_an_entry(text, piece):
            self.year, self.strong = None, self.given  # a year or more has passed, nobody says how many
            return replace(piece, year=0)
        return replace(piece, year=year, month=month)

    def passes_a_year(self, piece: Piece) -> bool:
        """Whether a date is behind the end of the run's year: January after December, or a day of half a year before.

        Where the author has given the year the latter is rather another strand of the same year.
        """
        if self.month >= 11 and 1 <= piece.month <= 2:
            return True
        return not self.given and self.strong and piece.kind == "day" and 0 < piece.month <= self.month - 6

    def goes_back_as_an_entry(self, text: str, piece: Piece) -> bool:
        """Whether a date heads an entry, as in a journal, and is of an earlier month than the entry before it."""
        heads = bool(LINE_START.search(text[max(0, piece.start - 40) : piece.start]) and ENTRY.match(text, piece.end))
        return heads and not self.given and piece.kind == "day" and 0 < piece.month < self.month

    def take_year(self, text: str, piece: Piece, following: Sequence[tuple[Piece, ...]]) -> None:
        """Go on to a year that the text names, for good, for its sentence or paragraph, or not at all."""
        year = piece.last_year or piece.year
        reach = self.reach(text, piece, year, following)
        if reach == "run":
            if year != self.year:
                self.rolled = False
            if piece.kind == "year" and year != self.year:
                self.month = self.day = 0
            self.year, self.aside = year, None
            self.strong = self.strong or piece.kind != "year"
        elif reach:
            ends = (SENTENCE if reach == "sentence" else PARAGRAPH).search(text, piece.end)
            self.aside, self.until, self.aside_month = year, ends.end() if ends else len(text), 0

    def reach(self, text: str, piece: Piece, year: int, following: Sequence[tuple[Piece, ...]]) -> str:
        """How far a year that the text names holds: "run", "paragraph", "sentence", or "" for itself alone."""
        before = text[max(0, piece.start - 400) : piece.start]
        sentence = SENTENCE.split(before)[-1]
        opens = bool(OPENING.fullmatch(sentence))
        opens_paragraph = opens and bool(OPENING.fullmatch(PARAGRAPH.split(before)[-1]))
        if self.year is None or year == self.year or in_a_cell(text, piece):
            return "run"
        if IN_BRACKETS.search(before):
            return ""
        tail = SENTENCE.split(text[piece.end : piece.end + NEAR])[0]
        aside = bool(LOOKS_ASIDE.search(sentence[-NEAR:]) or LOOKS_ASIDE.search(tail))
        if piece.kind != "year":
            return "sentence" if aside and self.strong and not opens else "run"
        if not self.strong:
            return "" if aside and not opens else "run"
        later = 0 < year - self.year <= LEAP
        if opens_paragraph:
            moved = later or (not self.given and dated_within(text, piece, following))
            return "run" if moved else "sentence" if aside else "paragraph"
        goes_on = self.goes_on(following)
        if opens:
            return "sentence" if goes_on or aside else "run" if later else "paragraph"
        if aside:
            return ""
        return "run" if 0 < year - self.year <= 2 and not goes_on else "sentence"

    def goes_on(self, following: Sequence[tuple[Piece, ...]]) -> bool:
        """Whether the next date without a year goes on from the last of the run."""
        coming = next((each[0] for each in following if each[0].month and each[0].month <= 12), None)
        if coming is None or coming.year or not self.month:
            return False
        try:
            here = datetime.date(2000, self.month, self.day or 1)
            there = datetime.date(2000, coming.month, coming.day or 28)
        except ValueError:
            return False
        return 0 <= (there - here).days % 366 <= GOES_ON


def in_a_cell(text: str, piece: Piece) -> bool:
    """Whether a year stands alone at the head of a row of a table or of a list: it dates that row.

    >>> row = "| 1750 | Born on March 22 |"
    >>> in_a_cell(row, Piece(2, 6, "year", 1750)), in_a_cell("In 1750 he was born", Piece(3, 7, "year", 1750))
    (True, False)
    """
    before, after = text[max(0, piece.start - 3) : piece.start], text[piece.end : piece.end + 3]
    return bool(re.search(r"(?:\A|\n\s*|\|\s*)\Z", before) and re.match(r"\s*(?:\||\t|[–—:]\s|\s-\s)", after))


def dated_within(text: str, piece: Piece, following: Sequence[tuple[Piece, ...]]) -> bool:
    """Whether a date without a year follows in the same paragraph."""
    ends = PARAGRAPH.search(text, piece.end)
    stop = ends.start() if ends else len(text)
    return any(not each[0].year and each[0].start < stop for each in following[:3])


def looks_back(text: str, piece: Piece) -> bool:
    """Whether a sentence tells what had been: a date in it is behind the run, not ahead of it."""
    before = SENTENCE.split(text[max(0, piece.start - NEAR) : piece.start])[-1]
    after = SENTENCE.split(text[piece.end : piece.end + NEAR // 2])[0]
    return bool(LOOKS_BACK.search(before) or LOOKS_BACK.search(after))
