"""Read what a text says right beside a toponym about what it lies in: Guntown, Miss.; Paris (Texas)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.gazetteer.toponyms import Entry, Kind
from geo.world.lookup import DEMONYM, World

NEXT = re.compile(r"\.?(?:\s*,\s*|\s+\(\s*|\s*\.\s*,\s*| )(?:in |of )?([A-Z][\w.’' ]{0,40})")
CONTAINERS: set[Kind] = {"country", "region", "district"}
WORDS = 4


@dataclass(frozen=True)
class Container:
    """A country, region or county that the text names right after a toponym; ``number`` is the world's."""

    entry: Entry
    number: int
    written: str
    start: int = 0  # where in the text it stands

    def holds(self, entry: Entry, district: int) -> bool:
        """Whether a place lies in it."""
        if self.entry.country != entry.country or self.number == 0:
            return False
        if self.entry.kind == "country":
            return entry.kind != "country"
        if self.entry.kind == "region":
            return self.entry.region == entry.region and entry.kind not in ("country", "region")
        return self.number == district


def containers_after(text: str, end: int, world: World) -> tuple[Container, ...]:
    """What the text names right after position ``end`` and behind a comma or bracket; empty where it names nothing.

    A name that only follows, without a comma, counts where it is an abbreviation: PORT HUDSON LA.
    """
    match = NEXT.match(text, end)
    if match is None:
        return ()
    bare = not any(sign in text[end : match.start(1)] for sign in ",(")
    return tuple(replace(each, start=match.start(1)) for each in containers(match.group(1), world, bare))


def containers(written: str, world: World, bare: bool = False) -> Iterator[Container]:
    """The countries, regions and counties that the longest run of words at the start of a text names.

    >>> [each.group(1) for each in [NEXT.match(", Miss., 1864"), NEXT.match(" (Texas)"), NEXT.match(" LA. April")]]
    ['Miss.', 'Texas', 'LA. April']
    """
    words = written.split(" ")
    for size in range(min(WORDS, len(words)), 0, -1):
        name = " ".join(words[:size]).strip("'’ ")
        short = name.rstrip(".")
        dotted = "." in name or (name.isupper() and len(name) <= WORDS) or name in {"Cal", "La", "Va", "Ark", "Mo"}
        if bare and not dotted:
            continue
        senses = world.senses(short or name, dotted)
        found = [each for each in senses if each.entry.kind in CONTAINERS and each.how != DEMONYM]
        if found:
            for each in found[:8]:
                yield Container(each.entry, each.number, name)
            return
