"""Guess which words of a text would be written large, where it is written all in capitals or all in small letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geo.geoparsing.name_classes import Lookup, span_name
from geo.geoparsing.name_spans import Token
from geo.geoparsing.name_words import COMPASS, FUNCTION_WORDS, HEADS_AFTER, HEADS_BEFORE, PREPOSITIONS
from geo.geoparsing.word_kinds import kind_of

LEAST_WORDS = 3  # of a paragraph that can be said to be written in capitals: "SEOUL." is a name that stands alone
CAPITALS = 0.9  # of its words
LONGEST = 3  # words of a name of everyday words, as Salt Lake City is
KNOWN = 30_000  # people of a town whose name of everyday words is taken for it
HEADS = COMPASS | HEADS_AFTER | HEADS_BEFORE
NEVER = FUNCTION_WORDS | PREPOSITIONS


def recased(tokens: Sequence[Token], lookup: Lookup) -> list[Token]:
    """The tokens, those of paragraphs in capitals and of a text in small letters with ``large`` as it would be.

    Parameters
    ----------
    lookup : the places of a name; a name of everyday words is written large where it is that of a well known place
    """
    if is_small(tokens):
        return list(guessed(tokens, lookup))
    found: list[Token] = []
    for paragraph in paragraphs(tokens):
        found += guessed(paragraph, lookup) if is_shouted(paragraph) else paragraph
    return found


def is_small(tokens: Sequence[Token]) -> bool:
    """Whether a text has several words and none that is written large, but for "I"."""
    words = [token for token in tokens if token.kind == "word"]
    return len(words) >= LEAST_WORDS and not any(token.large and token.low != "i" for token in words)


def is_shouted(paragraph: Sequence[Token]) -> bool:
    """Whether nearly all words of a paragraph are written in capitals, so that capitals say nothing."""
    words = [token for token in paragraph if token.kind == "word" and len(token.low) > 1]
    return len(words) >= LEAST_WORDS and sum(token.capitals for token in words) >= CAPITALS * len(words)


def paragraphs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The tokens between blank lines."""
    starts = [at for at, token in enumerate(tokens) if at == 0 or token.breaks]
    for start, end in pairwise([*starts, len(tokens)]):
        yield tokens[start:end]


def guessed(tokens: Sequence[Token], lookup: Lookup) -> Iterator[Token]:
    """The tokens, large where no word of everyday English, or part of a well known place's name.

    >>> from geo.geoparsing.name_spans import tokenise
    >>> tokens = guessed(tokenise("they went from pyongyang to see john smith"), lambda name: ())
    >>> [token.text for token in tokens if token.large]
    ['pyongyang', 'john', 'smith']
    """
    kept: set[int] = set()
    for first, token in enumerate(tokens):
        if token.kind != "word" or token.low in NEVER:
            continue
        for after in range(first + 2, min(first + LONGEST, len(tokens)) + 1):
            inside = tokens[first:after]
            if inside[-1].kind != "word" or inside[-1].breaks or inside[-1].low in NEVER:
                break
            if any(place.population >= KNOWN for place in lookup(span_name(tokens, first, after))[:1]):
                kept.update(range(first, after))
    for at, token in enumerate(tokens):
        if token.kind != "word":
            yield token
            continue
        everyday = token.low in NEVER or token.low in HEADS or kind_of(token.low).small == 2
        large = at in kept or not everyday or (token.low in HEADS and beside_a_name(tokens, at))
        yield replace(token, large=large, cased=False)


def beside_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word next to a token is one of no everyday use: "north" before "carolina"."""
    return any(
        token.kind == "word" and token.low not in NEVER and token.low not in HEADS and not kind_of(token.low).small
        for token in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
    )
