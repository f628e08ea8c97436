"""Turn a span of tokens into features: what of its letters and its neighbours speaks for the name of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log10

from geo.name_spans import Token
from geo.name_words import (
    COMPASS,
    DEMONYMS,
    FAMILY_FIRST,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    HEADS_AFTER,
    HEADS_BEFORE,
    HEADS_OF,
    JOINERS,
    MONTHS,
    ORGANISATIONS,
    PLACE_VERBS,
    PREPOSITIONS,
    SELDOM_PLACES,
    SPEECH,
    STATE_ABBREVIATIONS,
    STATE_INITIALS,
    TITLES,
    UNITS,
    WEEKDAYS,
)
from geo.names import fold
from geo.toponyms import Entry

Lookup = Callable[[str], Sequence[Entry]]
AT = frozenset({"at", "in", "near", "from", "to", "through", "via", "toward", "towards", "around", "inside", "into"})
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


@dataclass
class Document:
    """A text's tokens with what is counted over all of it."""

    tokens: Sequence[Token]
    small: Counter[str]
    large: Counter[str]
    titled: Counter[str]
    placed: Counter[str]
    capitals: bool

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Document:
        """Count small and large spellings, and the words after titles and after "in", "at", "near"."""
        small: Counter[str] = Counter()
        large: Counter[str] = Counter()
        titled: Counter[str] = Counter()
        placed: Counter[str] = Counter()
        for position, token in enumerate(tokens):
            if token.kind != "word":
                continue
            (large if token.large else small)[token.low] += 1
            if not token.large or position == 0:
                continue
            before = tokens[position - 1]
            if before.low in AT:
                placed[token.low] += 1
            elif before.large and (before.low in TITLES or before.low in GIVEN_NAMES or is_initial(before)):
                titled[token.low] += 1
        shouted = sum(token.capitals for token in tokens)
        return cls(tokens, small, large, titled, placed, shouted * 2 > sum(large.values()) > 0)


def is_initial(token: Token) -> bool:
    """Whether a token is one capital letter, with or without its full stop."""
    return token.large and len(token.low) == 1


def word_class(token: Token) -> str:
    """The class of a word, by the lists of ``geo.name_words``."""
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


def known(entries: Sequence[Entry], name: str) -> str:
    """What the gazetteer says of a name: the kind of the weightiest place, how populous, and whether by its own name.

        >>> from geo.names import fold
    from geo.toponyms import Entry
        >>> known([Entry("gn:1", "Paris", 33.7, -95.6, "town", "US", "TX", 24782)], "Paris"), known([], "Xyz")
        ('town4', 'none')
    """
    if not entries:
        return "none"
    top = max(entries, key=weight)
    alias = "" if fold(top.name) == fold(name) else " alias"
    if top.kind in ("town", "district"):
        return f"town{min(6, max(2, int(log10(top.population + 1))))}{alias}"
    return top.kind if top.kind in ("country", "region") else f"nature{alias}"


def weight(entry: Entry) -> float:
    """How likely a place is the one that a name is known for: countries and regions first, then by population."""
    return entry.population + {"country": 1e10, "region": 1e7, "own": 1e11}.get(entry.kind, 0.0)


def span_name(tokens: Sequence[Token], first: int, after: int) -> str:
    """The letters of a span as a gazetteer spells them: one space between words, none before "'s" and around "-"."""
    parts = [tokens[first].text]
    for token in tokens[first + 1 : after]:
        parts.append(f" {token.text}" if token.spaced and token.kind != "possessive" else token.text)
    return "".join(parts)


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
    left, left_more = left_context(document, first, lookup)
    right, right_more = right_context(document, after, lookup)
    size = min(4, len(words))
    shape = f"{size}{'C' if all(token.capitals or is_initial(token) for token in words) else ''}"
    abbreviation = "".join(token.low + " " for token in words).strip()
    is_state = (abbreviation in STATE_INITIALS and "." in name) or (size == 1 and tail == "abbreviation")
    found = [
        "bias",
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
    if inside[0].opens:
        found.append(f"opens={gazetteer}|{size > 1}")
    found += counted(document, words, gazetteer)
    return found


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


def left_context(document: Document, first: int, lookup: Lookup) -> tuple[str, list[str]]:
    """The class of what stands before a span, and finer features of it."""
    tokens = document.tokens
    if first == 0:
        return "start", ["place=start"]
    before = tokens[first - 1]
    further = tokens[first - 2] if first > 1 else None
    more = [f"place={'dateline' if first < 12 else 'text'}"]
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
    return f"small {word_class(before)}", more


def right_context(document: Document, after: int, lookup: Lookup) -> tuple[str, list[str]]:
    """The class of what stands after a span, and finer features of it."""
    tokens = document.tokens
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
    return f"small {word_class(here)}", []


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
    """ "region" or "country" where a name of such a place begins at `first`, the empty string elsewhere."""
    after = first
    while (
        after < len(tokens)
        and after - first < 3
        and tokens[after].large
        and (after == first or not tokens[after].opens)
    ):
        after += 1
    for end in range(after, first, -1):
        words = " ".join(token.low for token in tokens[first:end])
        if "." in tokens[end - 1].text and (words in STATE_INITIALS or words in STATE_ABBREVIATIONS):
            return "region"
        name = span_name(tokens, first, end)
        if (kind := known(lookup(name), name).split()[0]) in ("country", "region"):
            return kind
    return ""


def counted(document: Document, words: Sequence[Token], gazetteer: str) -> list[str]:
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
    elif document.titled[last] > document.placed[last]:
        found.append("titled many")
    if document.capitals:
        found.append("shouted")
    return found
