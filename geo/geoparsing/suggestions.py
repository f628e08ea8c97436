"""Find places whose names are spelled nearly as a name that no gazetteer has, within a story's countries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from geo.gazetteer.names import fold
from geo.gazetteer.toponyms import Entry
from geo.world.lookup import World

MOST = 3
ALIKE = 84.0  # of 100, rapidfuzz's ratio


def suggestions(name: str, world: World, countries: Sequence[str]) -> tuple[Entry, ...]:
    """At most three places, the most alike first; none without countries, since the whole world always has one."""
    key = fold(name)
    if len(key) < 5 or not countries:
        return ()
    return spelled_nearly(key, world, tuple(sorted(countries)))


@lru_cache(maxsize=4096)
def spelled_nearly(key: str, world: World, countries: tuple[str, ...]) -> tuple[Entry, ...]:
    """The same for a folded name."""
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        return ()
    found: list[Entry] = []
    for near, _, _ in process.extract(key, world.keys(key[:2]), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=12):
        found += [each.entry for each in world.senses(near, False) if each.entry.country in countries][:1]
    return tuple(dict.fromkeys(found))[:MOST]
