"""Turn what stands before and after a span into features."""

from __future__ import annotations

from collections.abc import Sequence

from geo.geoparsing.name_classes import Lookup, known, span_name, word_class
from geo.geoparsing.name_spans import Token
from geo.geoparsing.name_words import (
    COMPASS,
    HEADS_OF,
    MONTHS,
    PLACE_VERBS,
    PREPOSITIONS,
    SPEECH,
    STATE_ABBREVIATIONS,
    STATE_INITIALS,
)

DATELINE = 12  # tokens in which a text may say where and when it was written


def left_context(tokens: Sequence[Token], first: int, lookup: Lookup) -> tuple[str, list[str]]:
    """The class of what stands before a span, and finer features of it."""
    if first == 0:
        return "start", ["place=start"]
    before = tokens[first - 1]
    further = tokens[first - 2] if first > 1 else None
    more = [f"place={'dateline' if first < DATELINE else 'text'}"]
    if tokens[first].breaks:
        return "paragraph", more
    if before.large:
        more.append(f"left2={word_class(further) if further else ''}|large")
        return f"large {word_class(before)}", more
    if before.kind in ("mark", "possessive"):
        if before.text in (",", "-", "–", "(", "/", "&") and further:
            place = ended_by_place(tokens, first - 1, lookup)
            more.append(f"left,={before.text}|{place}")
            return f"{before.text} {place}", more
        return before.text if before.text in ".;:\"“'’)—" else before.kind, more
    if before.kind == "number":
        return "number", more
    if before.low in ("and", "or"):
        place = ended_by_place(tokens, first - 1, lookup)
        return f"and {place}", more
    if before.low == "the" and further:
        more.append(f"left2={further.low if further.low in PREPOSITIONS else word_class(further)}|the")
        return "the", more
    if before.low == "of" and further:
        kind = "of" if further.low in HEADS_OF else word_class(further)
        more.append(f"left2={kind}|{further.large}|of")
        return "of", more
    if before.low in PREPOSITIONS:
        return before.low, more
    if before.low in PLACE_VERBS:
        return "place verb", more
    if before.low in COMPASS:
        return "compass", more
    return f"small {ending_class(before)}", more


def right_context(tokens: Sequence[Token], after: int, lookup: Lookup) -> tuple[str, list[str]]:
    """The class of what stands after a span, and finer features of it."""
    if after >= len(tokens):
        return "end", []
    here = tokens[after]
    following = tokens[after + 1] if after + 1 < len(tokens) else None
    if here.breaks:
        return "end", []
    if here.large and not here.opens:
        return f"large {word_class(here)}", []
    if here.kind == "possessive":
        if following is not None and following.large:
            return f"possessive {word_class(following)}", []
        return "possessive", []
    if here.text == "-" and following is not None and not here.spaced:
        return f"- {following.large}", []
    if here.text == "," and following is not None:
        state = begins_with_region(tokens, after + 1, lookup)
        date = following.low in MONTHS or following.kind == "number"
        kind = state or ("date" if date else "large" if following.large else "small")
        return f", {kind}", []
    if here.kind == "mark":
        return here.text if here.text in '.;:()—–"”' else "mark", []
    if here.kind == "number":
        return "number", []
    if here.low in SPEECH:
        return "speech", []
    if here.low in PREPOSITIONS or here.low in ("and", "or"):
        return here.low, []
    return f"small {ending_class(here)}", []


def ending_class(token: Token) -> str:
    """The class of a small word; of a word in no list how it ends, which tells verbs from nouns well enough.

    >>> from geo.geoparsing.name_spans import tokenise
    >>> [ending_class(token) for token in tokenise("he crossed streams slowly")]
    ['function', '-ed', '-s', '-ly']
    """
    kind = word_class(token)
    if kind != "other":
        return kind
    return next((f"-{ending}" for ending in ("ed", "ing", "ly", "s") if token.low.endswith(ending)), "other")


def ended_by_place(tokens: Sequence[Token], after: int, lookup: Lookup) -> str:
    """Whether the words before `after` end in a name that the gazetteer knows: what "and" and "," join is alike."""
    first = after
    while first > 0 and after - first < 4 and tokens[first - 1].large:
        first -= 1
    if first == after:
        return "small" if after and tokens[after - 1].kind == "word" else "other"
    for start in range(first, after):
        name = span_name(tokens, start, after)
        if entries := lookup(name):
            return known(entries, name).split()[0].rstrip("0123456789")
    return "large"


def begins_with_region(tokens: Sequence[Token], first: int, lookup: Lookup) -> str:
    """The word "region" or "country" where a name of such a place begins at `first`, the empty string elsewhere."""
    after = first
    while after < min(len(tokens), first + 3) and tokens[after].large and (after == first or not tokens[after].opens):
        after += 1
    for end in range(after, first, -1):
        words = " ".join(token.low for token in tokens[first:end])
        if "." in tokens[end - 1].text and (words in STATE_INITIALS or words in STATE_ABBREVIATIONS):
            return "region"
        name = span_name(tokens, first, end)
        if (kind := known(lookup(name), name).split()[0]) in ("country", "region"):
            return kind
    return ""
