"""Turn a span of tokens into features: what of its letters and its neighbours speaks for the name of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer.toponyms import Entry
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
from geo.geoparsing.word_kinds import kind_of

GREAT = 500_000  # people of a city that says where a text plays
REACH = 7  # tokens before and after a span that its features may look at, and one more
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
    lands: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tokens: Sequence[Token], lookup: Lookup | None = None) -> Document:
        """Count spellings, and the words that stand after titles, after "in" or "at", and before verbs of acting.

        With a gazetteer's ``lookup`` also which countries and regions the text names.
        """
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
        lands = lands_named(tokens, lookup) if lookup else frozenset()
        return cls(tokens, small, large, titled, placed, acting, shouted * 2 > sum(large.values()) > 0, lands)


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
    found += support(document, entries, gazetteer)
    found += kinds_inside(words, inside[0].opens, gazetteer, left, right)
    found += words_beside(tokens, first, after, gazetteer)
    found += run_around(tokens, first, after, gazetteer)
    return found


def lands_named(tokens: Sequence[Token], lookup: Lookup) -> frozenset[str]:
    """The codes of the countries and regions that a text names, by their own names or by a great city's."""
    found = set()
    for first, token in enumerate(tokens):
        if not token.large:
            continue
        for after in (first + 1, first + 2):
            if after > len(tokens) or not tokens[after - 1].large:
                break
            for top in lookup(span_name(tokens, first, after))[:1]:
                if top.kind == "region":
                    found |= {top.country, f"{top.country}.{top.region}"}
                elif top.kind == "country":
                    found.add(top.country)
                elif top.population > GREAT:
                    found |= {top.country, f"{top.country}.{top.region}"}
    return frozenset(found)


def support(document: Document, entries: Sequence[Entry], gazetteer: str) -> list[str]:
    """Whether a place of the name lies in a country or region that the text names."""
    if not entries or entries[0].kind in ("country", "region"):
        return []
    there = [place for place in entries[:30] if place.country in document.lands]
    near = any(f"{place.country}.{place.region}" in document.lands for place in there)
    top = entries[0].country in document.lands
    many = min(3, len(document.lands).bit_length())
    return [f"support={near}|{bool(there)}|{top}|{gazetteer}", f"support many={near}|{bool(there)}|{many}"]


def kinds_inside(words: Sequence[Token], opens: bool, gazetteer: str, left: str, right: str) -> list[str]:
    """What sort of words a span is made of: words of English, surnames, given names, acronyms, contractions."""
    small, surname, given = kind_of(words[-1].low)
    if len(words) == 1:
        found = [
            f"kind={small}|{surname}|{given}",
            f"small+gazetteer={small}|{gazetteer}|{opens}",
            f"surname+gazetteer={surname}|{gazetteer}",
            f"surname+left={surname}|{left}",
            f"surname+right={surname}|{right}",
            f"given+gazetteer={given}|{gazetteer}",
        ]
        if words[0].capitals and "." not in words[0].text:
            found.append(f"acronym={min(6, len(words[0].low))}|{gazetteer}")
        if "'" in words[0].low:
            found.append("apostrophe=" + words[0].low.rpartition("'")[2])
        return found
    first = kind_of(words[0].low)
    everyday = sum(kind_of(word.low).small == 2 for word in words)
    return [
        f"kinds={first.given}|{surname}|{gazetteer == 'none'}|{min(3, len(words))}",
        f"everyday={everyday}|{len(words)}|{gazetteer == 'none'}",
        f"last={words[-1].low}",
        f"first={words[0].low}",
    ]


def words_beside(tokens: Sequence[Token], first: int, after: int, gazetteer: str) -> list[str]:
    """The very words before and after a span, as far as the training texts have them often enough."""
    before = tokens[first - 1] if first and not tokens[first].breaks else None
    further = tokens[first - 2] if before is not None and first > 1 and not before.breaks else None
    here = tokens[after] if after < len(tokens) and not tokens[after].breaks else None
    following = tokens[after + 1] if here is not None and after + 1 < len(tokens) else None
    return [*one_side("L", before, further), *one_side("R", here, following)]


def one_side(side: str, near: Token | None, further: Token | None) -> list[str]:
    """The words on one side of a span, L or R: the nearest, and with it the next."""
    if near is None:
        return []
    found = []
    if near.large:
        kind = kind_of(near.low)
        found.append(f"{side} kind={kind.given}|{kind.surname}|{kind.small}|{near.opens}")
    if near.kind == "word":
        found.append(f"{side}={near.low}")
    if further is not None and further.kind == "word":
        pair = [further.low, near.low if near.kind != "number" else "#"]  # as they stand on the left
        found.append(f"{side * 2}={'|'.join(pair if side == 'L' else pair[::-1])}")
    return found


def run_around(tokens: Sequence[Token], first: int, after: int, gazetteer: str) -> list[str]:
    """The row of large words that a span stands in: "Salem" heads "Salem Fire Chief", "Smith" ends "John Smith"."""
    start, end = first, after
    while start > 0 and first - start < 5 and tokens[start - 1].large and not tokens[start].opens:
        start -= 1
    while end < len(tokens) and end - after < 5 and tokens[end].large and not tokens[end].opens:
        end += 1
    if start == first and end == after:
        return ["run=alone"]
    at = ("" if start == first else "b") + ("" if end == after else "e")
    head, last = word_class(tokens[start]), word_class(tokens[end - 1])
    return [
        f"run={at}|{last if end > after else ''}|{head if start < first else ''}",
        f"run+gazetteer={at}|{last}|{gazetteer}",
        f"run last={tokens[end - 1].low}|{at}",
    ]


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
