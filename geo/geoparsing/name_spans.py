"""Cut a text into tokens, and find the spans of tokens that may be names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from sys import intern

from geo.geoparsing.name_words import ABBREVIATIONS, COMPASS, FUNCTION_WORDS, JOINERS, PREPOSITIONS, STATE_ABBREVIATIONS

LETTERS = r"[^\W\d_]+"
# A word holds inner apostrophes (O'Brien) and hyphens before small letters (Stratford-upon-Avon); a hyphen before a
# capital joins two words that may be two names (the Wonsan-Pyongyang line) or one (Court-House).
TOKEN = re.compile(
    rf"(?P<possessive>(?<=\w)['’][sS]\b|(?<=[sS])['’](?=\s))"
    rf"|(?P<word>(?:[^\W\d_]\.){{2,}}|{LETTERS}(?:['’](?![sS]\b){LETTERS}|-(?=[a-z]){LETTERS})*)"
    r"|(?P<number>\d[\d,.:/]*(?:st|nd|rd|th)?\b|\d+)"
    r"|(?P<mark>[^\w\s]|_)"
)
CONTRACTION = re.compile(r".+(?:n't|'(?:d|ll|ve|re|m))")  # "I'd" is no Idaho
LONGEST = 6  # words of a name
ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, mark or possessive ending; ``low`` is it in small letters without its full stop."""

    start: int
    end: int
    text: str
    kind: str
    low: str
    large: bool
    opens: bool = field(default=False)  # a sentence or a paragraph
    spaced: bool = field(default=True)  # white space stands before it
    breaks: bool = field(default=False)  # a blank line stands before it
    cased: bool = field(default=True)  # large and small letters say something here; see name_case.py

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals alone, and more than one, in a text where that says something."""
        return self.cased and self.text.isupper() and sum(map(str.isalpha, self.text)) > 1


def tokenise(text: str) -> list[Token]:
    """The tokens of a text, in order.

    >>> [token.text for token in tokenise("Gen. Lee left Moscow's Wonsan-Pyongyang line at St. Ives, S. C.")]
    ['Gen.', 'Lee', 'left', 'Moscow', "'s", 'Wonsan', '-', 'Pyongyang', 'line', 'at', 'St.', 'Ives', ',', 'S.', 'C.']
    >>> [token.text for token in tokenise("He came. She left.") if token.opens]
    ['He', 'She']
    >>> tokenise("")
    []
    """
    tokens: list[Token] = []
    last_end, opens = 0, True
    for match in TOKEN.finditer(text):
        if match.start() < last_end:
            continue  # a full stop that went with its word
        start, end, kind = match.start(), match.end(), str(match.lastgroup)
        word = match[0]
        large = kind == "word" and word[0].isupper()
        if large and text[end : end + 1] == "." and (len(word) == 1 or word.lower() in ABBREVIATIONS):
            end += 1
        between = text[last_end:start]
        breaks = between.count("\n") > 1
        tokens.append(
            Token(
                start,
                end,
                intern(text[start:end]),  # a book has each word many times
                kind,
                intern(word.lower().rstrip(".").replace("’", "'")),
                large,
                opens or breaks,
                bool(between),
                breaks,
            )
        )
        opens = kind == "mark" and (opens or word in ENDS or word in "“:")
        last_end = end
    return tokens


def spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Pairs (first, after): the runs of tokens that may be a name, every shorter one within a longer among them.

    >>> tokens = tokenise("In the Gulf of Mexico we saw Morton's Ford.")
    >>> [" ".join(token.text for token in tokens[first:after]) for first, after in spans(tokens)]
    ['Gulf', 'Gulf of Mexico', 'Mexico', 'Morton', "Morton 's Ford", 'Ford']
    """
    for first, token in enumerate(tokens):
        if not token.large or (token.low in PREPOSITIONS and token.low not in JOINERS):
            continue
        words = 0
        for position in range(first, len(tokens)):
            here = tokens[position]
            if position > first and not joins(tokens, position):
                break
            if not here.large:
                continue
            words += 1
            if words > LONGEST:
                break
            if position == first and never_alone(here):
                continue
            yield first, position + 1


def never_alone(token: Token) -> bool:
    """Whether a large word is no name by itself: "The", "Gen.", "South", "I'd"."""
    if "." in token.text and token.low in ABBREVIATIONS and token.low not in STATE_ABBREVIATIONS:
        return True
    if CONTRACTION.fullmatch(token.low):
        return True
    return token.low in FUNCTION_WORDS or token.low in JOINERS or token.low in COMPASS


def joins(tokens: Sequence[Token], position: int) -> bool:
    """Whether the token at `position` can go on with a name that the tokens before it have begun."""
    here, before = tokens[position], tokens[position - 1]
    if here.breaks:
        return False
    if here.large:
        # "St. Ives", "S. C.": a full stop within; but "in Va. He went" begins a new sentence, as far as one can see.
        return not here.opens
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    if following is None or following.breaks:
        return False
    if here.kind == "possessive":
        return following.large and before.large
    if here.text == "-":
        return following.large and before.large and not here.spaced and not following.spaced
    if here.kind == "word" and here.low in JOINERS:
        return following.large or (following.low in JOINERS and following.kind == "word")
    return False
