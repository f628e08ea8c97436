"""Turn a toponym into the places that it may mean, each with how likely it is before the text around it is read."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.gazetteer.names import fold, variants
from geo.gazetteer.own_places import OwnPlace
from geo.gazetteer.toponyms import Entry
from geo.world.lookup import ABBREVIATION, CODE, DEMONYM, HISTORICAL, NAME, OTHER, Sense, World

MOST = 30  # candidates of one toponym: beyond the thirtieth namesake only chance decides
EXACT, SPELLING, PART, OWN = "name", "spelling", "part", "own"  # how the letters of the text lead to the place
KIND_WEIGHT = {
    "country": 3.5, "region": 2.2, "district": -0.9, "town": 0.0, "water": 2.5, "river": 1.6, "island": 1.5,
    "land": 1.5, "range": 2.0, "site": 1.0, "own": 0.0,
}  # fmt: skip
HOW_WEIGHT = {NAME: 0.0, OTHER: -0.8, DEMONYM: -0.3, ABBREVIATION: 0.5, CODE: 0.5, HISTORICAL: -0.6}
PEOPLE_WEIGHT = 0.75  # for every tenfold number of people
FAME_WEIGHT, FAMOUS = 1.2, 8  # for every tenfold number of other names from this many on: what many languages name
LISTED_ABROAD = 2.0  # rivers, seas and lands abroad are listed by hand where the whole world knows them
SEAT = 1.0  # how far a region stands behind the town in it whose name it has, where nothing says that it is a region
STATE, CAPITAL = 1.0, -0.5  # how far a state stands before a big city of its name, and before the capital
SEAT_PEOPLE = 0.04  # the share of a region's people that its seat must have
KNOWN_ABROAD = 20  # other names of a town abroad that is meant before a region of its name
ABROAD_PEOPLE = 0.25  # the share of the region's people that it must have
GREAT, VILLAGE, SMALL = 300_000, 3_000, 50_000  # people
VILLAGE_OF_ITS_NAME = -3.0  # what a village loses beside a great city of its name
SHORT_FOR = -3.0  # what a small town loses that is called so for short, or was so once (Piqua: Washington), or a county
METROPOLIS = 1_000_000  # people of a city that is meant before a country which is called so too: Salvador
NAMED_AFTER_PEOPLE = frozenset({"US", "CA"})  # there a state or province is better known than the town of its name
PATH_WEIGHT = {EXACT: 0.0, SPELLING: -0.7, PART: -1.5, OWN: 9.0}
TEXTS_IN_THEIR_YEARS, TEXTS = 0.8, 0.2
IN_ITS_YEARS, OUT_OF_ITS_YEARS, NO_YEARS = 2.2, -2.5, -1.0
ANCIENT_UNTIL = 700  # the year in which the names of the ancient world end
ANCIENT_WORLD = 3.0  # what a place of that world gains where the text's years are mostly of it: no namesake is meant
ANCIENT_YEAR = -400  # stands for the years of a text of that world which names none
PURELY_ANCIENT = 2  # names that only the ancient world has make a text one of it
GENERIC_WORDS = (
    "fort camp county parish river creek bayou court house courthouse landing ferry bluff bluffs island "
    "islands ford mills mill station depot bridge crossroads cross roads point harbor harbour bay inlet "
    "sound pass gap mountain mountains valley springs spring church hill hills town city village bend "
    "plantation junction reservation agency barracks district department territory prairie lake mission "
    "ranch canyon canon cape port shoals swamp sawmill tavern store fork forks branch run road roads "
    "house north south east west northern southern eastern western upper lower new old little big great "
    "near"
)
GENERIC = frozenset(GENERIC_WORDS.split())
WHAT = {
    "river": {"river"}, "creek": {"river"}, "bayou": {"river", "water"}, "lake": {"water"}, "bay": {"water"},
    "island": {"island"}, "county": {"district"}, "parish": {"district"}, "mountain": {"range"}, "mountains": {"range"},
    "court": {"district"}, "fort": {"site"}, "camp": {"site"},
}  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One place that a toponym may mean; ``score`` is the logarithm of its odds before context, ``path`` how found."""

    entry: Entry
    score: float
    path: str
    how: int = NAME
    number: int = 0
    district: int = 0
    fame: int = 0  # in how many other names languages know it
    texts: int = 0  # how many texts of its years name it


@lru_cache(maxsize=4096)
def own_index(own: tuple[OwnPlace, ...]) -> Mapping[str, tuple[Entry, ...]]:
    """The author's places by key."""
    found: dict[str, tuple[Entry, ...]] = {}
    for place in own:
        for name in place.names:
            known = found.get(fold(name), ())
            if place.entry not in known:
                found[fold(name)] = (*known, place.entry)
    return found


def options(
    name: str, world: World, own: Sequence[OwnPlace], abbreviated: bool | None, years: Sequence[int]
) -> tuple[Option, ...]:
    """The places that a name may mean, the likeliest first, at most :data:`MOST`.

    The author's places come alone where they have the name. Else the world's of that name; where there is none,
    those of another spelling, or of the name without Fort, River, Court-House and the like.
    """
    mine = own_index(tuple(own)).get(fold(name), ())
    if mine:
        return tuple(Option(entry, PATH_WEIGHT[OWN], OWN) for entry in mine)
    found = [option(sense, EXACT, years) for sense in world.senses(name, abbreviated)]
    if not found or all(each.score < 0 for each in found):
        found += [option(sense, SPELLING, years) for key in variants(name) for sense in world.senses(key, False)]
    found = great_cities_first(seats_first(found))
    found += [replace(each, score=each.score - 0.4) for each in typed(name, world, years)]
    if not found:
        found = [option(sense, PART, years) for sense in parts(name, world)]
    return merged(found)[:MOST]


def option(sense: Sense, path: str, years: Sequence[int]) -> Option:
    """A sense with its prior: people, kind, how it is named, and whether the text's years are those of the name."""
    entry = sense.entry
    score = PEOPLE_WEIGHT * math.log10(1 + min(entry.population, 30_000_000))
    score += KIND_WEIGHT[entry.kind] + HOW_WEIGHT[sense.how] + PATH_WEIGHT[path]
    if entry.kind == "town" and path == EXACT and sense.how != DEMONYM:
        score += FAME_WEIGHT * max(0.0, math.log10((1 + sense.fame) / FAMOUS))
    if entry.id.startswith("list:") and entry.country not in NAMED_AFTER_PEOPLE:
        score += LISTED_ABROAD
    if sense.years:
        first, last = sense.years
        inside = any(first - 2 <= year <= last + 2 for year in years)
        score += IN_ITS_YEARS if inside else OUT_OF_ITS_YEARS if years else NO_YEARS
        if inside and last <= ANCIENT_UNTIL and sum(year <= ANCIENT_UNTIL for year in years) * 2 > len(years):
            score += ANCIENT_WORLD
        score += math.log2(1 + sense.texts) * (TEXTS_IN_THEIR_YEARS if inside else TEXTS)
    return Option(entry, score, path, sense.how, sense.number, sense.district, sense.fame, sense.texts)


def seats_first(found: list[Option]) -> list[Option]:
    """The same with a region (an oblast, a governorate) behind the town of its name that is better known: Minsk, Sofia.

    That is the town that the region surrounds, or one abroad that many languages name; a country that goes by another
    name is behind a city of a million.
    """
    towns = [each for each in found if each.entry.kind == "town" and each.how != DEMONYM and each.entry.population]
    known = [each for each in towns if each.how == NAME and each.fame >= KNOWN_ABROAD]
    return [known_abroad(behind(each, towns), known) for each in found]


def great_cities_first(found: list[Option]) -> list[Option]:
    """The same with villages behind the great city of their name: "Boston" is seldom Boston Heights."""
    if not any(each.how == NAME and each.entry.kind == "town" and each.entry.population >= GREAT for each in found):
        return found
    return [replace(each, score=each.score + beside_a_great_city(each)) for each in found]


def beside_a_great_city(option: Option) -> float:
    """What an option loses where a great city has the same name; nothing where texts of its years name it."""
    if option.texts:
        return 0.0
    if option.entry.kind in ("town", "site") and option.entry.population < VILLAGE:
        return VILLAGE_OF_ITS_NAME
    if option.entry.kind == "district":
        return SHORT_FOR if option.how == OTHER else 0.0
    short = option.entry.kind == "town" and option.how == OTHER and option.entry.population < SMALL
    return SHORT_FOR if short else 0.0


def behind(region: Option, towns: Sequence[Option]) -> Option:
    """A region with the score that its seat leaves it; the United States and Canada name cities after states too."""
    if region.entry.kind != "region":
        return region
    least = SEAT_PEOPLE * region.entry.population
    country = region.entry.country
    seats = [each for each in towns if each.entry.country == country and each.entry.population >= least]
    if country not in NAMED_AFTER_PEOPLE:
        seats = [each for each in seats if each.entry.region == region.entry.region or near(each.entry, region.entry)]
    seat = max(seats, key=lambda each: each.score, default=None)
    if seat is None:
        return region
    margin = -SEAT if country not in NAMED_AFTER_PEOPLE else CAPITAL if seat.entry.region == "DC" else STATE
    return replace(region, score=min(region.score, seat.score + margin))


def known_abroad(wide: Option, towns: Sequence[Option]) -> Option:
    """A region or country with the score that better known towns of its name in other countries leave it.

    A district of Madagascar is called Sofia, a parish of Jamaica Portland. A state by its own name stays.
    """
    entry = wide.entry
    if entry.kind == "region" and entry.country not in NAMED_AFTER_PEOPLE:
        least = ABROAD_PEOPLE * entry.population
    elif entry.kind == "country" and wide.how == OTHER:
        least = METROPOLIS
    else:
        return wide
    better = [each.score for each in towns if each.entry.country != entry.country and each.entry.population >= least]
    return replace(wide, score=min(wide.score, max(better) - SEAT)) if better else wide


def near(one: Entry, other: Entry) -> bool:
    """Whether two points are within some 200 km."""
    return abs(one.latitude - other.latitude) < 2 and abs(one.longitude - other.longitude) < 3


def typed(name: str, world: World, years: Sequence[int]) -> Iterator[Option]:
    """Rivers, forts and islands that a text calls by their own name alone: Rapidan for Rapidan River."""
    key = fold(name)
    if len(key.split()) > 2 or len(key) < 4:
        return
    for full in (f"{key} river", f"fort {key}", f"{key} island", f"lake {key}"):
        for sense in world.senses(full, False):
            if sense.entry.kind in ("river", "site", "island", "water"):
                yield option(sense, SPELLING, years)


def parts(name: str, world: World) -> tuple[Sense, ...]:
    """Places of a name without its generic words, longest remainder first; those of the kind that they say come alone.

    Without "Fort" and "River": Fort Jones and Jones River are near a town of Jones more often than not.
    """
    words = fold(name).split()
    kinds = set().union(*(WHAT.get(word, set()) for word in words))
    for size in range(len(words) - 1, 0, -1):
        for start in (len(words) - size, 0):
            kept, left = words[start : start + size], words[:start] + words[start + size :]
            if not all(word in GENERIC or len(word) == 1 for word in left) or all(word in GENERIC for word in kept):
                continue
            stem = " ".join(kept)
            for key in (stem, stem.removesuffix("s"), *variants(stem)):
                senses = tuple(s for s in world.senses(key, False) if s.how != DEMONYM and len(key) > 2)
                alike = tuple(sense for sense in senses if sense.entry.kind in kinds)
                if senses:
                    return (*alike, *(sense for sense in senses if sense not in alike))
    return ()


def merged(found: Sequence[Option]) -> tuple[Option, ...]:
    """Options without those that lie where a better one lies (a city and its county), best first."""
    kept: list[Option] = []
    for each in sorted(found, key=lambda one: (-one.score, one.entry.id)):
        if len(kept) >= 2 * MOST:
            break
        if not any(close(each.entry, other.entry) for other in kept):
            kept.append(each)
    return tuple(kept)


def close(one: Entry, other: Entry) -> bool:
    """Whether two points are within about 20 km."""
    dy = abs(one.latitude - other.latitude)
    if dy > 0.18:
        return False
    dx = abs(one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return math.hypot(dx, dy) < 0.18


def years_of(text: str, names: Iterable[str], world: World) -> tuple[int, ...]:
    """The years of a text; one of the ancient world's for a text without years that has names of that world alone.

    Troy, Rome and Utica are towns of New York too; Halicarnassus and Trapezus are not.
    """
    years = years_in(text)
    if years:
        return years
    ancient = [name for name in dict.fromkeys(map(fold, names)) if is_purely_ancient(world.senses(name, False))]
    return (ANCIENT_YEAR,) if len(ancient) >= PURELY_ANCIENT else ()


def is_purely_ancient(senses: Sequence[Sense]) -> bool:
    """Whether a name is that of a place of the ancient world, and of no other but as its former name."""
    ancient = [sense for sense in senses if sense.years and sense.years[1] <= ANCIENT_UNTIL]
    return bool(ancient) and all(sense in ancient or sense.how == HISTORICAL for sense in senses)


YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
BEFORE_CHRIST = re.compile(r"\b([0-9]{1,4})\s?(?:B\.\s?C\.(?:\s?E\.)?|BCE?\b|v\.\s?Chr\.)")
AFTER_CHRIST = re.compile(r"\b(?:A\.\s?D\.|AD)\s?([0-9]{1,3})\b|\b([0-9]{1,3})\s?(?:A\.\s?D\.|AD\b|CE\b)")
CENTURY_BEFORE = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th) century (?:B\.\s?C\.|BCE?\b)")


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, each once, those before year 1 as EDTF counts them: 401 B.C. is -400.

    >>> years_in("October 15, 1862, and 1863; 12,000 men, 1862")
    (1862, 1863)
    >>> years_in("from 401 B.C. to A.D. 79, in the 5th century BC")
    (-400, 79, -450)
    """
    found = [int(year) for year in YEAR.findall(BEFORE_CHRIST.sub("", text))]
    found += [1 - int(year) for year in BEFORE_CHRIST.findall(text)]
    found += [int(one or other) for one, other in AFTER_CHRIST.findall(text)]
    found += [50 - 100 * int(number) for number in CENTURY_BEFORE.findall(text)]
    return tuple(dict.fromkeys(found))
