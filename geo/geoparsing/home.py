"""Say where a text is at home: as its author says it, or as its own places say it, with what that changes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Entry, Resolution
from geo.geoparsing.candidates import EXACT, options
from geo.geoparsing.evidence import containers
from geo.world.lookup import DEMONYM, World

SAME_COUNTRY, SAME_REGION, SAME_DISTRICT, NEARNESS = 0.7, 1.5, 0.5, 2.0  # what a place at home gains
REACH_KM, DEGREE_KM = 100.0, 111.2
KINDS = ("region", "district", "town", "island", "land")
LEAST_PLACES, LEAST_SHARE = 3, 0.6  # names of a text, and their share, that lie in what it is said to be at home in
SURE = 0.5  # how likely a place must be to say where a text is at home
CURE = 'write a state, a county or a town, with what it lies in where there are several: "Ohio", "Lexington, Kentucky"'


class HomeError(ValueError):
    """No such region; the message is one sentence with the cure."""


@dataclass(frozen=True)
class Home:
    """The state, county or town where a text is at home; ``district`` is the number of the county, 0 for none."""

    entry: Entry
    district: int = 0

    @property
    def label(self) -> str:
        """The place with its region and country, as it is told."""
        parts = [self.entry.name, self.entry.region if self.entry.kind != "region" else "", self.entry.country]
        return ", ".join(part for part in parts if part)

    def bonus(self, entry: Entry, district: int) -> float:
        """What a place gains by lying where the text is at home, as a logarithm of odds; a country gains nothing.

        >>> ohio = Entry("gn:1", "Ohio", 40.4, -83.0, "region", "US", "OH")
        >>> paris, troy = (Entry(f"gn:{at}", at, 40, -84.2, "town", *at.split()) for at in ("FR 11", "US OH"))
        >>> Home(ohio).bonus(paris, 0), Home(ohio).bonus(troy, 0)
        (0.0, 2.2)
        """
        if entry.kind == "country" or not entry.country or entry.country != self.entry.country:
            return 0.0
        gained = SAME_COUNTRY
        if self.entry.region and entry.region == self.entry.region:
            gained += SAME_REGION
        if self.entry.kind in ("district", "town"):
            if self.district and district == self.district:
                gained += SAME_DISTRICT
            gained += NEARNESS * math.exp(-apart_km(self.entry, entry) / REACH_KM)
        return gained


def apart_km(one: Entry, other: Entry) -> float:
    """About how far two places are from each other, on a plane."""
    dx = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return DEGREE_KM * math.hypot(one.latitude - other.latitude, dx)


def home_of(written: str, world: World) -> Home:
    """The home that an author writes: "Ohio", "Franklin County, Ohio", "Lexington, Ky.".

    Raises
    ------
    HomeError
        Where the gazetteer has no such place.
    """
    head, _, tail = written.strip().partition(",")
    every = [each for each in options(head.strip(), world, (), None, ()) if each.how != DEMONYM and each.path == EXACT]
    if every and every[0].entry.kind == "country" and not tail.strip():
        code = every[0].entry.country
        raise HomeError(f'"{written.strip()}" is a country; say so with the countries\' codes ({code}), or {CURE}')
    found = [each for each in every if each.entry.kind in KINDS]
    if tail.strip():
        around = list(containers(tail.strip(), world))
        found = [each for each in found if any(one.holds(each.entry, each.district) for one in around)]
    if not found:
        raise HomeError(f'the gazetteer has no place "{written.strip()}"; {CURE}')
    best = max(found, key=lambda each: each.score)
    return Home(best.entry, best.number if best.entry.kind == "district" else best.district)


@dataclass(frozen=True)
class Proposal:
    """Where a text seems to be at home: codes of countries, most named first, and a region, "" where none stands out.

    ``home`` is written as :func:`home_of` reads it.
    """

    countries: tuple[str, ...] = ()
    home: str = ""


def proposed(found: Sequence[Resolution], world: World) -> Proposal:
    """What the places of a text say of where it plays, each name counted once; nothing where they say little."""
    names: dict[str, Entry] = {}
    for each in found:
        if each.chosen is not None and each.probability >= SURE:
            names.setdefault(fold(each.toponym.name), each.chosen)
    countries = Counter(entry.country for entry in names.values() if entry.country)
    total = sum(countries.values())
    if total < LEAST_PLACES:
        return Proposal()
    named = [code for code, count in countries.most_common() if count * 5 >= total and count > 1]
    regions = Counter((entry.country, entry.region) for entry in names.values() if entry.region)
    (country, region), count = regions.most_common(1)[0] if regions else (("", ""), 0)
    if count < LEAST_PLACES or count < LEAST_SHARE * total:
        return Proposal(tuple(named))
    return Proposal(tuple(named), region_name(country, region, [*names.values()], world))


def region_name(country: str, region: str, entries: Sequence[Entry], world: World) -> str:
    """The name of a first-level division: as one of the text's places has it, or as the gazetteer has it."""
    named = (each for each in entries if each.kind == "region" and (each.country, each.region) == (country, region))
    found = next(named, None) or world.region(country, region)
    return found.name if found else ""


def changes(before: Sequence[Resolution], after: Sequence[Resolution]) -> list[str]:
    """How names are read anew where a text's home is told: "Paris: Paris, FR becomes Paris, US"; each name once.

    >>> from geo.gazetteer.toponyms import Candidate, Toponym
    >>> paris = [Entry(f"gn:{at}", "Paris", at, 0, "town", code) for at, code in enumerate(("FR", "US"))]
    >>> one, other = ([Resolution(Toponym(0, 5, "Paris"), (Candidate(each, 1),), 1, "")] for each in paris)
    >>> changes(one, other), changes(one, one)
    (['Paris: Paris, FR becomes Paris, US'], [])
    """
    said = []
    for one, other in zip(before, after, strict=True):
        old, new = one.chosen, other.chosen
        if (old and old.id) != (new and new.id):
            said.append(f"{one.toponym.name}: {told(old)} becomes {told(new)}")
    return list(dict.fromkeys(said))


def told(entry: Entry | None) -> str:
    """A place as it is told, with its region where it has one."""
    if entry is None:
        return "no place"
    region = entry.region if entry.region.isalpha() and entry.kind != "region" else ""
    return ", ".join(part for part in (entry.name, region, entry.country) if part)
