"""Tell whether a line is nothing but number, place and date, and where the date ends with which an entry begins."""

from __future__ import annotations

import re

from narrative.reading.date_grammar import Piece, pieces

LEAD = 90  # letters from a paragraph's start within which its own date ends
SMALL = frozenset(
    [
        *("at", "from", "near", "to", "the", "of", "on", "in", "off", "and", "by", "for", "no", "sea", "board", "camp"),
        *("de", "la", "le", "du", "des", "am", "pm", "a.m", "p.m", "noon", "midnight", "hours", "o'clock", "o’clock"),
        *("morning", "evening", "night", "written", "dated", "sent", "received", "cape", "harbour", "harbor", "bay"),
    ]
)
NO_LINE = frozenset(
    [
        *("born", "died", "founded", "married", "built", "killed", "buried", "baptised", "baptized", "aged"),
        *("reigned", "ruled"),
    ]
)
YEAR_AT_END = re.compile(r"(?:\A|[:,.(–—-]\s?|\byear\s|\s)(?P<year>1\d{3}|20\d\d)[).]*\Z")
OPENS = re.compile(r"(?:(?:written|dated|sent|signed|given|done)\s(?:at|from|in)\s)?", re.IGNORECASE)
# What parts an entry's date from its first words: a dash, a colon, or a full stop before a sentence.
PARTS = re.compile(
    r"(?:,?\s?\d{{1,2}}(?:[:.]\d\d)?\s?(?:[ap]\.?\s?m\.?))?(?:\s?\([^)]{{1,30}}\))?(?:{})".format(
        r"\s?[.,:;]?\s?(?:[-–—]{1,3}|:)\s?|\.\s+(?=[A-Z“\"‘'\[(])|\s(?=[A-Z][a-z]*(?:ed|t|d)\b)"
    )
)
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b\.?,?", re.IGNORECASE)


def whole_line(words: str) -> Piece | None:
    """The date of a line that is nothing but numbers, places and a date; None for any other.

    >>> [bool(whole_line(each)) for each in ("No. 41 March 9, 1952", "ANKARA, MARCH 9, 1952", "Sunday, May 20th")]
    [True, True, True]
    >>> [bool(whole_line(each)) for each in ("The fleet came in on 3 May 1854", "Born 3 May 1854", "The Crossing")]
    [False, False, False]
    """
    dated = list(pieces(words))
    if not dated and (year := YEAR_AT_END.search(words)):
        dated = [Piece(year.start("year"), year.end("year"), "year", int(year["year"]))]
    if not dated or len(dated) > 2 or "loose month" in {each.kind for each in dated}:
        return None
    rest = words
    for piece in reversed(dated):
        rest = rest[: piece.start] + " " + rest[piece.end :]
    for token in re.findall(r"[^\s,;:()\[\]|–—-]+", WEEKDAY.sub(" ", rest)):
        bare = token.strip(".'’\"“”")
        if bare.lower() in NO_LINE:
            return None
        if bare and not bare[0].isupper() and not any(each.isdigit() for each in bare) and bare.lower() not in SMALL:
            return None
    return dated[0]


def entry(words: str) -> int:
    """Where the date ends with which a paragraph begins as a journal's entry or a letter does; 0 for any other.

    >>> text = "AUGUST 24th.—We reached Bahia Blanca."
    >>> text[: entry(text)], entry("On 24 August we reached it."), entry("August 24th was wet.")
    ('AUGUST 24th', 0, 0)
    >>> text = "Written at Malta, 28 November 1854. The fleet came in."
    >>> text[: entry(text)]
    'Written at Malta, 28 November 1854'
    """
    lead = words[:LEAD]
    dated = next((each for each in pieces(lead) if each.kind == "day" and (each.month or each.start == 0)), None)
    if dated is None:
        return 0
    before = WEEKDAY.sub(" ", lead[: dated.start])
    before = before[OPENS.match(before).end() :]  # type: ignore[union-attr]
    tokens = re.findall(r"[^\s,;:()\[\]–—-]+", before)
    if len(tokens) > 6 or not all(each[0].isupper() or any(map(str.isdigit, each)) for each in tokens):
        return 0
    if tokens and tokens[0].lower() in SMALL | NO_LINE | {"since", "until", "before", "after", "between"}:
        return 0
    return dated.end if PARTS.match(words, dated.end) else 0
