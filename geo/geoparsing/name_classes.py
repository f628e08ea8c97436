"""Put words, spans of words and what a gazetteer says of them into classes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Entry
from geo.geoparsing.name_spans import Token
from geo.geoparsing.name_words import (
    COMPASS,
    DEMONYMS,
    FAMILY_FIRST,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HEADS_AFTER,
    HEADS_BEFORE,
    JOINERS,
    MONTHS,
    ORGANISATIONS,
    PREPOSITIONS,
    SELDOM_PLACES,
    STATE_ABBREVIATIONS,
    TITLES,
    UNITS,
    WEEKDAYS,
)

# Nature has no population; a river counts as a town of so many.
WEIGHTS = {
    "own": 1e11,
    "country": 1e10,
    "region": 1e7,
    "land": 1e6,
    "water": 3e5,
    "river": 1e5,
    "range": 1e5,
    "island": 3e4,
}
Lookup = Callable[[str], Sequence[Entry]]
CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("month", frozenset(MONTHS)),
    ("weekday", WEEKDAYS),
    ("demonym", DEMONYMS),
    ("unit", UNITS),
    ("seldom", SELDOM_PLACES),
    ("title", TITLES),
    ("head", HEADS_AFTER),
    ("organisation", ORGANISATIONS),
    ("before", HEADS_BEFORE),
    ("compass", COMPASS),
    ("preposition", PREPOSITIONS),
    ("function", FUNCTION_WORDS),
    ("joiner", JOINERS),
    ("given", GIVEN_NAMES),
    ("family", FAMILY_FIRST),
)


def word_class(token: Token) -> str:
    """The class of a word, by the lists of ``geo.geoparsing.name_words``."""
    if token.kind != "word":
        return token.kind
    if is_initial(token):
        return "initial"
    if token.text.endswith(".") and token.low in STATE_ABBREVIATIONS:
        return "abbreviation"
    for name, words in CLASSES:
        if token.low in words:
            return name
    return "other"


def is_initial(token: Token) -> bool:
    """Whether a token is one capital letter, with or without its full stop."""
    return token.large and len(token.low) == 1


def span_name(tokens: Sequence[Token], first: int, after: int) -> str:
    """The letters of a span as a gazetteer spells them: one space between words, none before "'s" and around "-"."""
    parts = [tokens[first].text]
    for token in tokens[first + 1 : after]:
        parts.append(f" {token.text}" if token.spaced and token.kind != "possessive" else token.text)
    return "".join(parts)


def known(entries: Sequence[Entry], name: str) -> str:
    """What the gazetteer says of a name: the kind of the weightiest place, how populous, and whether by its own name.

    >>> known([Entry("gn:1", "Paris", 33.7, -95.6, "town", "US", "TX", 24782)], "Paris"), known([], "Xyz")
    ('town4', 'none')
    """
    if not entries:
        return "none"
    top = max(entries, key=weight)
    alias = "" if fold(top.name) == fold(name) else " alias"
    if top.kind in ("town", "district"):
        return f"town{min(6, max(2, int(log10(top.population + 1))))}{alias}"
    return top.kind if top.kind in ("country", "region", "land") else f"nature{alias}"


def weight(entry: Entry) -> float:
    """How likely a place is the one that a name is known for: countries and regions first, then by population."""
    return entry.population + WEIGHTS.get(entry.kind, 0.0)
