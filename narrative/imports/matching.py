"""Find places of a second file, Linked Places or GeoJSON, by an address or by the names in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.imports.fields import take_place
from narrative.imports.linked_places import places_of_upload, short_identifier
from narrative.imports.material import FoundPlace, Material

LEAST_LETTERS = 3  # of a name that is looked for in a text


@dataclass
class NamedPlaces:
    """Places in the order of their file, with the addresses of each."""

    places: list[tuple[FoundPlace, set[str]]]

    def take(self, material: Material, line: int, where: str, text: str) -> list[str]:
        """The keys of the places that a text names, in its order; each place once, the longest name first."""
        names = [
            (name, place) for place, _ in self.places for name in {place.title, *(each for each, _ in place.names)}
        ]
        taken: list[tuple[int, int]] = []
        found: dict[int, FoundPlace] = {}
        for name, place in sorted(names, key=lambda each: (-len(each[0]), each[0])):
            if len(name) < LEAST_LETTERS or name not in text:  # before a pattern is made of each of many names
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                start, end = match.span()
                if not any(low < end and start < high for low, high in taken):
                    taken.append((start, end))
                    found[start] = place
        return list(dict.fromkeys(take_place(material, line, where, found[start]) for start in sorted(found)))

    def by_address(self, address: str) -> FoundPlace | None:
        """The place that has an address, in any of the forms in which gazetteers write it."""
        wanted = {address, short_identifier(address) or address}
        return next((place for place, addresses in self.places if addresses & wanted), None)

    def by_name(self, name: str) -> FoundPlace | None:
        """The one place of a name; None where there is none, or where two have it."""
        found = [p for p, _ in self.places if name in names_of(p)]
        return found[0] if len(found) == 1 else None


def names_of(place: FoundPlace) -> list[str]:
    """Every name of a place, each once."""
    return list(dict.fromkeys([place.title, *(name for name, _ in place.names)]))


def named_places(upload: Upload) -> NamedPlaces:
    """Read the second file. Raises Faults."""
    material, found = places_of_upload(upload)
    if material.faults:
        raise Faults(material.faults)
    return NamedPlaces(found)
