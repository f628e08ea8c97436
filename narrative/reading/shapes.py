"""Tell the shapes of plain text apart: prose, verse, speeches, footnotes, signatures, and what is no text at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

VERSE_LETTERS = 62  # of a line of verse at most; prose is set wider
VERSE_LARGE = 0.6  # of the lines of verse begin with a capital or are indented
LEAST_LINES = 3
NO_TEXT = re.compile(
    r"^\s*\[?(?:Illustration|Frontispiece|Decoration|Ornament|Plate|Blank page|Page \d+|Pg \d+)\b[^\]]*\]?\s*$",
    re.IGNORECASE,
)
# "Q:", "A.", "MR. HALE:", "THE CHAIRMAN.", "Anna Rochat:"; what is said follows.
SPEAKER = re.compile(
    r"^\s*(?:[QA][.:]|(?:THE |MR\. |MRS\. |MS\. |DR\. |GENERAL |SENATOR )?[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){0,2}[.:]|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}:)\s+\S"
)
FOOTNOTE = re.compile(r"^\s*(?:\[Footnote (?P<bracketed>[\w*]+):|\[(?P<number>\d{1,3})\]|\[\^(?P<word>[\w-]+)\]:)\s+")
MARKER = re.compile(r"(?<=[\w.,;:!?”\"’)])\[(?:\^[\w-]+|\d{1,3})\]")
CLOSING = re.compile(
    r"\b(?:yours|sincerely|faithfully|truly|obedient|servants?|regards|affectionate(?:ly)?|respectfully|brother|son|"
    r"daughter|friend|signed)\b[^.!?]*[,.]?\s*\Z",
    re.IGNORECASE,
)
SIGNED = re.compile(r"^\s*(?:\(?[Ss]igned\)?[,:]?\s*)?(?:[A-Z][\w'’.-]*[.,]?\s*){1,5}\.?\s*$")
CHAPTER = re.compile(r"^\W*(?:chapter|canto|section|letter|act|scene|lecture|day)\b", re.IGNORECASE)
PART = re.compile(r"^\W*(?:part|book|volume|vol\.)\b", re.IGNORECASE)
NUMERAL = re.compile(r"^\W*(?:[IVXLC]{1,7}|\d{1,3})\W*$")
DATED = re.compile(
    r"^\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\b.*|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b.*)$",
    re.IGNORECASE,
)
KINDS = ("part", "chapter", "other", "dated", "numeral")  # of headings, the highest first


def is_no_text(line: str) -> bool:
    """Whether a line stands for a picture, a page or an ornament.

    >>> is_no_text("[Illustration: The mill]"), is_no_text("[Illustration]"), is_no_text("Illustrious men")
    (True, True, False)
    """
    return bool(NO_TEXT.match(line))


def is_verse(lines: Sequence[str]) -> bool:
    """Whether lines are a stanza: three or more, all short, most begun by a capital or set in.

    >>> is_verse(["O weep for Borodino's field,", "  September seventh's dead;", "By the river's bank they reeled,"])
    True
    >>> is_verse(["The bridges were", "ready before the sun", "was up, and nobody fired."])
    False
    """
    if len(lines) < LEAST_LINES or max(map(len, lines)) > VERSE_LETTERS:
        return False
    large = sum(line.startswith(" ") or line.lstrip(" \"“'‘(")[:1].isupper() for line in lines)
    return large >= len(lines) * VERSE_LARGE and not is_speech(lines)


def is_speech(lines: Sequence[str]) -> bool:
    """Whether lines are turns of a talk: two or more begin with who speaks, the first among them.

    >>> is_speech(["Q: Where did you go?", "A: To Vilna, by the", "old road."])
    True
    """
    return len(lines) > 1 and bool(SPEAKER.match(lines[0])) and sum(bool(SPEAKER.match(each)) for each in lines) > 1


def turns(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each turn of a talk.

    >>> [*turns(["Q: Where?", "A: To Vilna, by the", "old road."])]
    [['Q: Where?'], ['A: To Vilna, by the', 'old road.']]
    """
    turn: list[str] = []
    for line in lines:
        if turn and SPEAKER.match(line):
            yield turn
            turn = []
        turn.append(line)
    if turn:
        yield turn


def footnote(lines: Sequence[str]) -> str:
    """What a footnote says, "" where lines are none.

    >>> footnote(["[Footnote 3: The toll-book", "of 1909.]"]), footnote(["[1] See there."]), footnote(["[1]"])
    ('The toll-book of 1909.', 'See there.', '')
    """
    found = FOOTNOTE.match(lines[0])
    if not found:
        return ""
    text = " ".join([lines[0][found.end() :], *lines[1:]])
    return " ".join(text.split()).removesuffix("]") if found["bracketed"] else " ".join(text.split())


def without_markers(text: str) -> str:
    """A text without the signs that lead to its footnotes.

    >>> without_markers("They left for Graz.[^1] The train[2] came; [sic] and a[b].")
    'They left for Graz. The train came; [sic] and a[b].'
    """
    return MARKER.sub("", text)


def is_signature(before: Sequence[str], line: str) -> bool:
    """Whether a short line behind some others signs them: names, behind a letter's closing words.

    >>> is_signature(["I am, Sir, your obedient servant,"], "Charles Hale"), is_signature(["It rained."], "The Retreat")
    (True, False)
    """
    if not before or not SIGNED.match(line) or PART.match(line) or CHAPTER.match(line):
        return False
    last = before[-1].rstrip()
    return (len(last.split()) <= 10 and bool(CLOSING.search(last))) or line.lower().lstrip("( ").startswith("signed")


def kind_of_heading(text: str) -> str:
    """Which of `KINDS` a heading is.

    >>> [kind_of_heading(each) for each in ("PART ONE", "Chapter II", "II.", "The Retreat", "May 14, 1804")]
    ['part', 'chapter', 'numeral', 'other', 'dated']
    """
    if NUMERAL.match(text):
        return "numeral"
    if PART.match(text):
        return "part"
    if CHAPTER.match(text):
        return "chapter"
    return "dated" if DATED.match(text) else "other"


def levels(headings: Sequence[str]) -> list[int]:
    """The levels of the headings of plain text, 2 for the highest kind that it has.

    >>> levels(["The Book", "CHAPTER I", "May 14", "CHAPTER II"]), levels(["Kovno", "Vilna"])
    ([3, 2, 4, 2], [2, 2])
    """
    kinds = [kind_of_heading(each) for each in headings]
    there = [kind for kind in KINDS if kind in kinds]
    return [min(there.index(kind) + 2, 6) for kind in kinds]
