"""Find the place names of a text, each with the probability that these letters name a place there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import exp
from sys import intern
from typing import Protocol

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Entry, Toponym
from geo.geoparsing.name_case import recased
from geo.geoparsing.name_classes import Lookup
from geo.geoparsing.name_context import DATELINE
from geo.geoparsing.name_features import REACH, Document, features
from geo.geoparsing.name_spans import Token, spans, tokenise
from geo.geoparsing.name_words import (
    COMPASS,
    DEMONYMS,
    FUNCTION_WORDS,
    GIVEN_NAMES,
    OFFICE_DEEDS,
    OFFICES,
    SPEECH,
)
from geo.geoparsing.person_evidence import PersonEvidence, owns, person_evidence
from geo.reading.shipped import package_folder

MODEL = package_folder("geo.geoparsing") / "recogniser_weights.json"
LEAST = 0.3  # the probability from which a name is one: cross-validated, see benchmarks/geoparsing
UNDER = 0.1  # below LEAST, a name is listed for an author from this probability on
# Lines of the grid have no entry in a gazetteer: "the 38th Parallel", "the thirty-eighth parallel", "17th meridian".
TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)"
NTH = "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
GRID_LINE = re.compile(
    rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|(?i:{TENS}[- ]{NTH}|{NTH}|twentieth|thirtieth|fortieth|fiftieth|sixtieth))\s"
    r"(?:[Pp]arallel|[Mm]eridian)\b(?!\s(?:lines|universe|bars))"
)
LONGER = 0.1  # how much more a name weighs for each further word, where names overlap
TITLE_LINE = re.compile(r"(?:\A|\n[ \t]*\n)([^\n]{1,100}[^\s.!?:;,])[ \t]*(?=\n[ \t]*\n)")
AND_THE = re.compile(r"\band the\b", re.IGNORECASE)
SURELY_AT = frozenset({"at", "in", "near", "into", "through", "via"})
OTHER_SENSE = 0.2  # of the probability of a name that the rest of the text uses in another sense
CITY = 0.6  # of the name of a large city that opens a sentence
LARGE = 200_000  # people
SURE = 0.95  # of the author's own names and of lines of the grid, which were not trained


class Names(Protocol):
    """What the recogniser asks of a gazetteer: ``geo.world.lookup.World``."""

    def entries(self, name: str, /) -> Sequence[Entry]:
        """Every place of that name, the most prominent first."""


class Named(Protocol):
    """What the recogniser asks of an author's place: ``geo.gazetteer.own_places.OwnPlace``."""

    @property
    def names(self) -> Sequence[str]:
        """Its spellings."""


@dataclass(frozen=True)
class Model:
    """Weights of the features of a span, and the line that turns their sum into a probability."""

    weights: dict[str, float]
    slope: float
    offset: float

    def probability(self, found: Iterable[str]) -> float:
        """The calibrated probability of a span with these features; features without a weight weigh nothing."""
        score = sum(self.weights.get(feature, 0.0) for feature in found)
        return 1 / (1 + exp(-max(-30.0, min(30.0, self.slope * score + self.offset))))


def recognise(
    text: str,
    world: Names,
    own: Sequence[Named] = (),
    *,
    demonyms: bool = False,
    least: float = LEAST,
    model: Model | None = None,
) -> list[Toponym]:
    """The place names of a text, in order and not overlapping.

    English text of any genre; the names may be of any language. Names that a gazetteer does not know are found by
    their neighbours and by their kind ("Chick-hu-wa-pet Creek"). Adjectives of peoples and countries ("Soviet") are
    no place names unless `demonyms` asks for them. The author's own names are found wherever they stand, as spelled.

    Parameters
    ----------
    world : the gazetteer that says which names are known
    own : the author's places, whose names are taken as given
    demonyms : whether "Soviet" and "Americans" are marked too, where the gazetteer knows them
    least : the lowest probability that is kept
    model : other weights than the project's own, for a benchmark

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> seoul = Entry("gn:1835848", "Seoul", 37.566, 126.978, "town", "KR", "11", 10349312)
    >>> little_world = SimpleNamespace(entries=lambda name: (seoul,) if name == "Seoul" else ())
    >>> [each.name for each in recognise("General Walker came to Seoul from the 38th Parallel.", little_world)]
    ['Seoul', '38th Parallel']
    >>> recognise("", little_world)
    []
    """
    lookup: Lookup = lru_cache(maxsize=None)(world.entries)
    document = Document.of(recased(tokenise(text), lookup), lookup)
    names = [*one_sense(document, [*scored(document, text, lookup, model or load_model())], lookup)]
    names = [*without_offices(document, names)]
    found = [*own_names(text, own), *grid_lines(text), *out_of_titles(document, text, names)]
    if demonyms:
        found += peoples(document, lookup)
    return without_overlaps([each for each in found if each.probability >= least])


@lru_cache(maxsize=1)
def load_model() -> Model:
    """The trained model; made by ``benchmarks/geoparsing/train_recogniser.py``."""
    read = json.loads(MODEL.read_text(encoding="utf-8"))
    return Model(read["weights"], read["slope"], read["offset"])


def own_names(text: str, own: Sequence[Named]) -> list[Toponym]:
    """The author's names where they stand in the text, as whole words, the longest first."""
    names = sorted({name for place in own for name in place.names if name.strip()}, key=lambda name: (-len(name), name))
    if not names:
        return []
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, name.split())) for name in names) + r")(?!\w)"
    )
    return [Toponym(found.start(), found.end(), found[0], SURE) for found in pattern.finditer(text)]


def grid_lines(text: str) -> list[Toponym]:
    """Parallels and meridians by their number.

    >>> [each.name for each in grid_lines("It ran along the 38th Parallel and the thirty-ninth parallel.")]
    ['38th Parallel', 'thirty-ninth parallel']
    """
    return [Toponym(found.start(), found.end(), found[0], SURE) for found in GRID_LINE.finditer(text)]


def scored(document: Document, text: str, lookup: Lookup, model: Model) -> Iterator[Toponym]:
    """Every span of a document that may be a name, with its probability.

    Spans of the same tokens among the same tokens share their evidence: a text that says one thing ten thousand times
    is weighed once.
    """
    signs = signs_of(document.tokens)
    weighed: dict[tuple[int, ...], float] = {}
    for first, after in name_spans(document):
        start, end = document.tokens[first].start, document.tokens[after - 1].end
        if AND_THE.search(text, start, end) and not lookup(text[start:end]):
            continue  # "Linz and the Inn" is two names, "Saint Vincent and the Grenadines" one
        key = (min(first, DATELINE), after - first, *signs[max(0, first - REACH) : after + REACH])
        if (probability := weighed.get(key)) is None:
            probability = weighed[key] = model.probability(features(document, first, after, lookup))
        yield Toponym(start, end, intern(text[start:end]), probability)


def signs_of(tokens: Sequence[Token]) -> list[int]:
    """A number for each token, the same for those that differ in nothing but where they stand.

    >>> signs_of(tokenise("Paris, Paris, and paris"))
    [0, 1, 2, 1, 3, 4]
    """
    numbers: dict[tuple[str | bool, ...], int] = {}
    return [
        numbers.setdefault(
            (each.text, each.kind, each.low, each.large, each.opens, each.spaced, each.breaks, each.cased), len(numbers)
        )
        for each in tokens
    ]


def one_sense(document: Document, names: Sequence[Toponym], lookup: Lookup) -> Iterator[Toponym]:
    """The names, those less likely that the text as a whole tells of as people: a word has one sense in a text.

    Behind "at" and "in" it may be a place all the same; countries and regions do what people do, and stay as likely.
    """
    evidence = person_evidence(document.tokens)
    at = {token.start: position for position, token in enumerate(document.tokens)}
    for each in names:
        position = at[each.start]
        before = document.tokens[position - 1].low if position else ""
        word = document.tokens[position].low
        if is_first_name(document, position, each, evidence) or (
            each.end == document.tokens[position].end
            and evidence.is_person(word)
            and (before not in SURELY_AT or owns(document.tokens[position + 1 : position + 3]))
            and not any(entry.kind in ("country", "region") for entry in lookup(each.name)[:1])
        ):
            yield replace(each, probability=each.probability * OTHER_SENSE)
        elif begins_with_city(document, position, each, evidence.person[word], lookup):
            yield replace(each, probability=max(each.probability, CITY))
        else:
            yield each


def without_offices(document: Document, names: Sequence[Toponym]) -> Iterator[Toponym]:
    """The names, those less likely that stand for who governs: "the White House said", not "landed at White House"."""
    at = {token.start: position for position, token in enumerate(document.tokens)}
    ends = {token.end: position for position, token in enumerate(document.tokens)}
    for each in names:
        if each.name.lower() in OFFICES:
            first, after = at[each.start], ends[each.end] + 1
            before = document.tokens[first - 1].low if first and not document.tokens[first].breaks else ""
            following = document.tokens[after] if after < len(document.tokens) else None
            speaks = following is not None and (
                following.low in SPEECH or following.low in OFFICE_DEEDS or following.kind == "possessive"
            )
            if before == "the" and (speaks or document.tokens[first - 1].opens):
                each = replace(each, probability=each.probability * OTHER_SENSE)
        yield each


def is_first_name(document: Document, position: int, name: Toponym, evidence: PersonEvidence) -> bool:
    """Whether a name is a given name before that of somebody of this text: "Charles Darwin", where Darwin walks."""
    after = document.tokens[position + 1 : position + 2]
    return (
        name.end == document.tokens[position].end
        and document.tokens[position].low in GIVEN_NAMES
        and any(next_.large and not next_.opens and evidence.is_person(next_.low) for next_ in after)
    )


def begins_with_city(document: Document, position: int, name: Toponym, person: int, lookup: Lookup) -> bool:
    """Whether a name that opens a sentence is that of a large city and nothing else: "Dallas was spared"."""
    token = document.tokens[position]
    following = document.tokens[position + 1] if position + 1 < len(document.tokens) else token
    return (
        token.opens
        and not person
        and not following.large
        and following.low not in SPEECH
        and not document.small[token.low]
        and name.end == token.end
        and token.low not in GIVEN_NAMES
        and any(entry.population >= LARGE and fold(entry.name) == fold(name.name) for entry in lookup(name.name)[:1])
    )


def out_of_titles(document: Document, text: str, names: Sequence[Toponym]) -> Iterator[Toponym]:
    """The names, those less likely that are words of a title which the text writes small elsewhere: "The Road Back"."""
    titles = {letter for each in TITLE_LINE.finditer(text) for letter in range(*each.span(1))}
    for each in names:
        words = re.findall(r"[^\W\d_]+", each.name.lower())
        if each.start in titles and all(document.small[word] or word in FUNCTION_WORDS for word in words):
            yield replace(each, probability=each.probability * OTHER_SENSE)
        else:
            yield each


def name_spans(document: Document) -> Iterator[tuple[int, int]]:
    """The spans that may be names of places: all but "Soviet", "North Korean" and their like."""
    for first, after in spans(document.tokens):
        *others, last = document.tokens[first:after]
        if last.low not in DEMONYMS or any(token.low not in COMPASS for token in others):
            yield first, after


def peoples(document: Document, lookup: Lookup) -> Iterator[Toponym]:
    """The adjectives and names of peoples that the gazetteer knows."""
    for token in document.tokens:
        if token.large and token.low in DEMONYMS and lookup(token.text):
            yield Toponym(token.start, token.end, token.text, SURE)


def without_overlaps(found: Sequence[Toponym]) -> list[Toponym]:
    """The likeliest of names that overlap, in the text's order; a longer name may be a little less likely.

    >>> names = [Toponym(0, 5, "Korea", 0.6), Toponym(0, 12, "Korea Strait", 0.58), Toponym(15, 20, "Japan", 0.8)]
    >>> [each.name for each in without_overlaps(names)]
    ['Korea Strait', 'Japan']
    """
    kept: list[Toponym] = []
    taken: set[int] = set()
    for each in sorted(found, key=lambda name: (-name.probability * (1 + LONGER * name.name.count(" ")), name.start)):
        letters = range(each.start, each.end)
        if taken.isdisjoint(letters):
            taken.update(letters)
            kept.append(each)
    return sorted(kept, key=lambda name: name.start)
