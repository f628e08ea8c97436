"""Turn the toponyms of a text into places: candidates, evidence from the text around them, a calibrated probability."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from geo.gazetteer.names import fold
from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym
from geo.geoparsing.calibration import calibrated
from geo.geoparsing.candidates import EXACT, OWN, PART, Option, options, years_of
from geo.geoparsing.evidence import Container, containers_after
from geo.geoparsing.home import Home
from geo.geoparsing.suggestions import suggestions
from geo.geoparsing.voting import Ballot, vote
from geo.world.lookup import ABBREVIATION, CODE, NAME, World

SHOWN = 6  # candidates that a resolution keeps
WINDOW = 80  # names that are weighed against each other at a time
NEAR_DEGREES = 1.45  # 161 km
LEAST_HINT = 0.3  # how sure a place must be to stand as a hint for its neighbours
NOTHING, NOTHING_OF_PART, NOTHING_OF_EXTENDED = 2.5, 6.0, 0.0
INSIDE, COUNTRY_HINT, SAME_AS_BEFORE, CALLED_REGION, CALLED_THE = 7.0, 4.0, 1.5, 4.0, 1.5
FAR_FROM_HOME = 1.0  # what a place abroad loses where the story's countries have none of that name: Patagonia stays
FEATURES = frozenset({"river", "water", "range"})
EXTENDED = frozenset({"river", "water", "range", "land", "country", "region"})  # far from their point they are near
LISTED = re.compile(r"\s*(?:,|,?\s*\b(?:and|or)\b|&)\s*")
REGION_WORDS = (
    "province|oblast|region|governorate|state|voivodeship|prefecture|krai|guberniya|emirate|canton|department"
)
REGION_AFTER = re.compile(rf"\s+(?:{REGION_WORDS})\b", re.IGNORECASE)
REGION_BEFORE = re.compile(rf"\b(?:{REGION_WORDS}) of (?:the )?$", re.IGNORECASE)


@dataclass
class Name:
    """One name of a text: all its mentions mean one place, unless another county or country stands beside them."""

    key: str
    name: str
    options: tuple[Option, ...]
    containers: tuple[Container, ...]
    mentions: list[int] = field(default_factory=list)
    held: frozenset[int] = frozenset()  # the options that lie in what the text names beside it
    container: bool = False  # it is itself what the name before it lies in
    with_article: bool = False  # the text says "the" before it: the Volga
    as_region: bool = False  # the text calls it a province or the like


def resolve(
    text: str,
    toponyms: Sequence[Toponym],
    world: World,
    own: Sequence[OwnPlace] = (),
    countries: Sequence[str] = (),
    home: Home | None = None,
) -> list[Resolution]:
    """One resolution for each toponym, in order.

    ``own`` are the author's places, which override all others; ``countries`` (ISO 3166-1 alpha-2) say where the story
    plays: places elsewhere are less likely, not excluded. ``home`` is the state, county or town whose news the text
    tells: places there are likelier. The same text gives the same answer.
    """
    names = gather(text, toponyms, world, own)
    likelihoods: dict[str, list[float]] = {}
    chosen: dict[str, str] = {}
    for start in range(0, len(names), WINDOW):
        window = names[start : start + WINDOW]
        ballots = [ballot(each, toponyms, countries, chosen, home) for each in window]
        for each, shares in zip(window, vote(ballots), strict=True):
            likelihoods[each.key] = shares
            if shares:
                best = max(range(len(shares)), key=lambda at: (shares[at], -at))
                chosen.setdefault(fold(each.name), each.options[best].entry.id)
    found: list[Resolution | None] = [None] * len(toponyms)
    for each in names:
        first = resolution(toponyms[each.mentions[0]], each, likelihoods[each.key], world)
        for index in each.mentions:  # a book names a place a thousand times: they share their candidates
            found[index] = replace(first, toponym=toponyms[index])
    return with_neighbours([each for each in found if each is not None], world, countries)


def gather(text: str, toponyms: Sequence[Toponym], world: World, own: Sequence[OwnPlace]) -> list[Name]:
    """The names in the order of their first mention; a mention without a container joins the first of its name.

    A mention that is itself the container of the name before it (Ontario in "Toronto, Ontario") means that container.
    """
    years = years_of(text, (each.name for each in toponyms), world)
    names: dict[str, Name] = {}
    bare: dict[str, str] = {}
    waiting: list[tuple[int, str]] = []
    seen: dict[tuple[str, bool | None], tuple[Option, ...]] = {}
    starts = {toponym.start: index for index, toponym in enumerate(toponyms)}
    holding: dict[int, frozenset[str]] = {}  # the places that a mention may mean as the container of the one before
    for index, toponym in enumerate(toponyms):
        head, _, tail = toponym.name.strip().partition(", ")
        dotted = text[toponym.end : toponym.end + 1] == "."
        beside = containers_after(f", {tail}", 0, world) if tail else containers_after(text, toponym.end, world)
        if beside and not tail and in_a_list(text, toponyms, index, world):
            beside = ()
        abbreviated = True if dotted and len(head) <= 5 else None
        asked = (head if beside and tail else toponym.name.strip(), abbreviated)
        if asked not in seen:
            seen[asked] = options(*asked[:1], world, own, abbreviated, years)
        found = seen[asked]
        around = [one for one in beside if any(one.holds(each.entry, each.district) for each in found)]
        if not around and lies_in_a_state(text, toponym, tail, beside):
            found = ()
        held = frozenset(
            at for at, each in enumerate(found) if any(one.holds(each.entry, each.district) for one in around)
        )
        if around and not tail and around[0].start in starts:
            holding[starts[around[0].start]] = frozenset(one.entry.id for one in around)
        itself = frozenset(at for at, each in enumerate(found) if each.entry.id in holding.get(index, ()))
        key = fold(toponym.name)
        if held or itself:
            both = held & itself or itself or held
            where = ",".join(
                sorted({each.entry.id for each in beside} if not itself else {found[at].entry.id for at in both})
            )
            full = f"{key}|{where}"
            name = names.setdefault(full, Name(full, toponym.name, found, beside, held=both, container=bool(itself)))
            name.mentions.append(index)
            bare.setdefault(key, name.key)
        else:
            waiting.append((index, key))
            if key not in names:
                names[key] = Name(key, toponym.name, found, ())
        kept = names[bare.get(key, key)]
        kept.with_article = kept.with_article or text[max(0, toponym.start - 5) : toponym.start].lower().endswith(
            " the "
        )
        kept.as_region = kept.as_region or said_to_be_a_region(text, toponym)
    for index, key in waiting:
        names[bare.get(key, key)].mentions.append(index)
    return [each for each in names.values() if each.mentions]


def lies_in_a_state(text: str, toponym: Toponym, tail: str, beside: Sequence[Container]) -> bool:
    """Whether a state's abbreviation stands behind a comma: a namesake elsewhere is not meant by "Dayton, S. C."."""
    if not beside or beside[0].entry.kind != "region":
        return False
    comma = bool(tail) or "," in text[toponym.end : beside[0].start]
    return comma and ("." in beside[0].written or (beside[0].written.isupper() and len(beside[0].written) == 2))


def in_a_list(text: str, toponyms: Sequence[Toponym], index: int, world: World) -> bool:
    """Whether a state or country stands in a list of such: in "Kansas, Oklahoma and Texas" it lies in none of them."""
    if not is_wide(toponyms[index].name, world):
        return False
    first = last = index
    while first > 0 and leads_on(text, toponyms, first - 1) and is_wide(toponyms[first - 1].name, world):
        first -= 1
    while last + 1 < len(toponyms) and leads_on(text, toponyms, last) and is_wide(toponyms[last + 1].name, world):
        last += 1
    return last - first >= 2


def leads_on(text: str, toponyms: Sequence[Toponym], index: int) -> bool:
    """Whether only a comma or an "and" stands between a toponym and the next."""
    return bool(LISTED.fullmatch(text, toponyms[index].end, toponyms[index + 1].start))


def is_wide(name: str, world: World) -> bool:
    """Whether a country or a first-level division is called so by its own name."""
    return any(each.entry.kind in ("country", "region") and each.how == NAME for each in world.senses(name, False)[:12])


def said_to_be_a_region(text: str, toponym: Toponym) -> bool:
    """Whether the text calls it a province, an oblast or the like, before or after the name."""
    return bool(
        REGION_AFTER.match(text, toponym.end) or REGION_BEFORE.search(text[max(0, toponym.start - 24) : toponym.start])
    )


def ballot(
    name: Name, toponyms: Sequence[Toponym], countries: Sequence[str], chosen: dict[str, str], home: Home | None = None
) -> Ballot:
    """The options of a name with what is known of each before the other names are heard."""
    scores = []
    inland = any(each.entry.country in countries for each in name.options)
    abroad = (COUNTRY_HINT if inland else FAR_FROM_HOME) if countries else 0.0
    for at, each in enumerate(name.options):
        score = each.score + (INSIDE if at in name.held else 0)
        if name.with_article and each.entry.kind in FEATURES:
            score += CALLED_THE
        if name.as_region and each.entry.kind == "region":
            score += CALLED_REGION
        if abroad and each.entry.country and each.entry.country not in countries:
            score -= abroad
        if home is not None:
            score += home.bonus(each.entry, each.district)
        if chosen.get(fold(name.name)) == each.entry.id:
            score += SAME_AS_BEFORE
        scores.append(score)
    paths = {each.path for each in name.options}
    nothing = -30.0 if paths == {OWN} or name.held else NOTHING_OF_PART if paths == {PART} else NOTHING
    if any(each.path == EXACT and each.entry.kind in EXTENDED for each in name.options):
        nothing = min(nothing, NOTHING_OF_EXTENDED)
    return Ballot(name.options, scores, [toponyms[index].start for index in name.mentions], nothing)


def resolution(toponym: Toponym, name: Name, shares: Sequence[float], world: World) -> Resolution:
    """One mention's answer."""
    if not name.options:
        return Resolution(toponym, (), 0.0, "no place of this name is in the gazetteer")
    order = sorted(range(len(shares)), key=lambda at: (-shares[at], at))
    best = name.options[order[0]]
    if 1 - sum(shares) > shares[order[0]]:
        far = f"the gazetteer's places of the name \"{name.name}\" or of its parts are far from the text's other places"
        return Resolution(toponym, (), 0.0, far)
    probability = calibrated(best, shares[order[0]], order[0] in name.held)
    total = sum(shares[at] for at in order) or 1.0
    scale = probability / shares[order[0]] if shares[order[0]] > 0 else 0.0
    rest = (1 - probability) / max(1e-9, total - shares[order[0]])
    candidates = tuple(
        Candidate(name.options[at].entry, round(shares[at] * (scale if at == order[0] else min(rest, 1.0)), 4))
        for at in order[:SHOWN]
    )
    return Resolution(toponym, candidates, probability, reason(name, order[0], shares, world))


def reason(name: Name, at: int, shares: Sequence[float], world: World) -> str:
    """Why the choice, in words that follow "because"."""
    best = name.options[at]
    entry = best.entry
    if best.path == OWN:
        return "the story's own gazetteer has this name"
    alone = len(name.options) == 1
    what = "region" if entry.kind == "district" else "place"
    said: list[str] = []
    if at in name.held and name.container:
        said.append("the place before it lies there")
    elif at in name.held:
        container = next(each for each in name.containers if each.holds(entry, best.district))
        only = "the only" if len(name.held) == 1 else "the likeliest"
        said.append(f"{only} {what} of that name in {container.entry.name}, which the text names next to it")
    elif best.how in (ABBREVIATION, CODE):
        said.append(f"{name.name} is short for {entry.name}")
    elif alone:
        said.append(f"the only {what} of that name in the gazetteer")
    elif shares[at] > 0.5 and best.score < max(each.score for each in name.options):
        said.append("nearest to the other places of the text, though a better known place has the name too")
    elif shares[at] > 0.5:
        said.append("the best known place of that name, and the text's other places do not speak against it")
    else:
        said.append(f"one of {len(name.options)} places of that name, between which the text hardly decides")
    if best.path == PART:
        said.append(f'"{name.name}" itself is not in the gazetteer, {entry.name} is part of the name')
    elif best.path != EXACT:
        said.append(f'spelled "{entry.name}" in the gazetteer')
    return "; ".join(said)


def with_neighbours(found: Sequence[Resolution], world: World, countries: Sequence[str]) -> list[Resolution]:
    """The same with, for each unplaced mention, the nearest placed one in the text, and names spelled nearly so."""
    placed = [(each.toponym.start, each.toponym.end, entry) for each in found if (entry := hint(each))]
    starts = [start for start, *_ in placed]
    there = countries or tuple(sorted({entry.country for *_, entry in placed if entry.country}))
    nowhere = {each.toponym.name for each in found if not each.candidates}
    alike = {name: suggestions(name, world, there) for name in sorted(nowhere, key=fold)}  # by their first letters
    neighbours = Neighbours({entry for *_, entry in placed})
    likely = lru_cache(maxsize=None)(lambda where: calibrated(None, neighbours.share(where), False))
    every = []
    for each in found:
        if each.candidates:
            every.append(each)
            continue
        start, end = each.toponym.start, each.toponym.end
        at = bisect_left(starts, start)
        beside = placed[max(0, at - 1) : at + 1]
        near = min(beside, key=lambda one: max(one[0] - end, start - one[1]), default=None)
        where = near[2] if near else None
        words = f"{each.reason}; the nearest place in the text is {where.name}" if where else each.reason
        probability = likely(where) if where else 0.0
        every.append(Resolution(each.toponym, (), probability, words, where, alike[each.toponym.name]))
    return every


class Neighbours:
    """The places of a text, each counted once, in the order of their latitudes."""

    def __init__(self, entries: Collection[Entry]) -> None:
        ordered = sorted(set(entries), key=lambda entry: entry.latitude)
        self.entries = frozenset(ordered)
        self.lat = np.array([entry.latitude for entry in ordered])
        self.lon = np.array([entry.longitude for entry in ordered])

    def share(self, where: Entry) -> float:
        """The share of the places that lie near one, itself left out; a few places alone make nothing sure."""
        first, after = np.searchsorted(self.lat, (where.latitude - NEAR_DEGREES, where.latitude + NEAR_DEGREES))
        dy = self.lat[first:after] - where.latitude
        dx = (where.longitude - self.lon[first:after] + 180) % 360 - 180
        near = np.hypot(dy, dx * math.cos(math.radians(where.latitude))) < NEAR_DEGREES  # about 160 km
        return float((int(near.sum()) - (where in self.entries)) / (len(self.entries) + 2))


def hint(each: Resolution) -> Entry | None:
    """The place of a resolution where it can say about where its neighbours are: no country, nothing doubtful."""
    if each.chosen is None or each.chosen.kind == "country" or each.probability < LEAST_HINT:
        return None
    return each.chosen
