"""Turn a span of tokens into features: what of its letters and its neighbours speaks for the name of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.geoparsing.name_classes import Lookup, is_initial, known, span_name, word_class
from geo.geoparsing.name_context import left_context, right_context
from geo.geoparsing.name_spans import Token
from geo.geoparsing.name_words import (
    COMPASS,
    GIVEN_NAMES,
    HEADS_AFTER,
    HEADS_BEFORE,
    HEADS_OF,
    ORGANISATIONS,
    SPEECH,
    STATE_INITIALS,
    TITLES,
    UNITS,
)

AT = frozenset({"at", "in", "near", "from", "to", "through", "via", "toward", "towards", "around", "inside", "into"})


@dataclass
class Document:
    """A text's tokens with what is counted over all of it."""

    tokens: Sequence[Token]
    small: Counter[str]
    large: Counter[str]
    titled: Counter[str]
    placed: Counter[str]
    acting: Counter[str]
    capitals: bool

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Document:
        """Count spellings, and the words that stand after titles, after "in" or "at", and before verbs of acting."""
        small: Counter[str] = Counter()
        large: Counter[str] = Counter()
        titled: Counter[str] = Counter()
        placed: Counter[str] = Counter()
        acting: Counter[str] = Counter()
        for position, token in enumerate(tokens):
            if token.kind != "word":
                continue
            (large if token.large else small)[token.low] += 1
            if not token.large or position == 0:
                continue
            if position + 1 < len(tokens) and acts(tokens[position + 1]):
                acting[token.low] += 1
            before = tokens[position - 1]
            if before.low in AT:
                placed[token.low] += 1
            elif before.large and (before.low in TITLES or before.low in GIVEN_NAMES or is_initial(before)):
                titled[token.low] += 1
        shouted = sum(token.capitals for token in tokens)
        return cls(tokens, small, large, titled, placed, acting, shouted * 2 > sum(large.values()) > 0)


def acts(token: Token) -> bool:
    """Whether a word is likely a verb of what people do: "said", "marched"."""
    return token.low in SPEECH or (token.kind == "word" and not token.large and token.low.endswith("ed"))


def features(document: Document, first: int, after: int, lookup: Lookup) -> list[str]:
    """The features of a span; each is a short string, and its weight stands in ``recogniser_weights.json``."""
    tokens = document.tokens
    name = span_name(tokens, first, after)
    inside = tokens[first:after]
    words = [token for token in inside if token.large]
    entries = lookup(name)
    gazetteer = known(entries, name)
    core = core_known(words, lookup) if not entries else ""
    head, tail = word_class(words[0]), word_class(words[-1])
    left, left_more = left_context(tokens, first, lookup)
    right, right_more = right_context(tokens, after, lookup)
    size = min(4, len(words))
    shape = f"{size}{'C' if all(token.capitals or is_initial(token) for token in words) else ''}"
    abbreviation = "".join(token.low + " " for token in words).strip()
    is_state = (abbreviation in STATE_INITIALS and "." in name) or (size == 1 and tail == "abbreviation")
    longer = known_around(tokens, first, after, lookup)
    found = [
        "bias",
        f"longer={longer}",
        f"longer+gazetteer={longer}|{gazetteer}",
        f"gazetteer={gazetteer}",
        f"namesakes={min(4, len(entries).bit_length())}",
        f"core={core}",
        f"shape={shape}",
        f"head={head}|{size > 1}",
        f"tail={tail}|{size > 1}",
        f"head+tail={head}|{tail}|{size}",
        f"left={left}",
        f"right={right}",
        *left_more,
        *right_more,
        f"left+gazetteer={left}|{gazetteer}",
        f"right+gazetteer={right}|{gazetteer}",
        f"left+right={left}|{right}",
        f"tail+gazetteer={tail}|{gazetteer}",
        f"shape+gazetteer={shape}|{gazetteer}",
        f"left+shape={left}|{shape}",
        f"left+tail={left}|{tail}",
    ]
    if is_state:
        found += ["state", f"state+left={left}"]
    if any(token.low == "of" for token in inside):
        found.append(f"of={words[0].low in HEADS_OF}|{gazetteer == 'none'}")
    if any(token.kind == "possessive" for token in inside):
        found.append(f"possessive={tail}")
    if any(token.text == "-" for token in inside):
        found.append(f"hyphen={tail}|{gazetteer == 'none'}")
    for token in words[1:-1]:
        found.append(f"middle={word_class(token)}")
    if len(words) > 1 and any(token.low in ORGANISATIONS or token.low in UNITS for token in words):
        found.append(f"body={gazetteer == 'none'}")
    if inside[0].opens:
        found.append(f"opens={gazetteer}|{size > 1}")
    found += occurrences(document, words, gazetteer)
    return found


def known_around(tokens: Sequence[Token], first: int, after: int, lookup: Lookup) -> bool:
    """Whether the gazetteer knows a longer name around a span: "Ho Chi Minh City" around "Ho"."""
    start, end = first, after
    while start > 0 and first - start < 3 and tokens[start - 1].large and not tokens[start].opens:
        start -= 1
    while end < len(tokens) and end - after < 3 and tokens[end].large and not tokens[end].opens:
        end += 1
    return any(
        lookup(span_name(tokens, begin, stop))
        for begin in range(start, first + 1)
        for stop in range(after, end + 1)
        if stop - begin > after - first
    )


def core_known(words: Sequence[Token], lookup: Lookup) -> str:
    """What the gazetteer says of a name without its kind of place: "Smith" of "Fort Smith"."""
    if len(words) < 2:
        return "-"
    bare = words
    while len(bare) > 1 and (bare[-1].low in HEADS_AFTER):
        bare = bare[:-1]
    while len(bare) > 1 and (bare[0].low in HEADS_BEFORE or bare[0].low in COMPASS or bare[0].low in HEADS_OF):
        bare = bare[1:]
    name = " ".join(token.text for token in bare)
    stripped = "stripped " if len(bare) < len(words) else ""
    return stripped + known(lookup(name), name)


def occurrences(document: Document, words: Sequence[Token], gazetteer: str) -> list[str]:
    """What the rest of the text says about the words of a span."""
    found = []
    last = words[-1].low
    if len(words) == 1:
        small, large = document.small[last], document.large[last]
        found.append(f"small={'no' if not small else 'seldom' if small * 2 < large else 'often'}")
        found.append(f"times={min(3, large.bit_length())}")
        titled, placed = document.titled[last], document.placed[last]
        found.append(f"titled={'no' if not titled else 'yes' if titled > placed else 'both'}|{gazetteer == 'none'}")
        found.append(f"placed={'no' if not placed else 'yes' if placed > titled else 'both'}|{gazetteer == 'none'}")
        acting = document.acting[last]
        found.append(f"acting={min(2, acting)}|{placed > 0}|{gazetteer == 'none'}")
    elif document.titled[last] > document.placed[last]:
        found.append("titled many")
    if document.capitals:
        found.append("shouted")
    return found
