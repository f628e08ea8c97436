"""Turn a story's gazetteer into places that override the world's: they are where the author put them."""

from __future__ import annotations

from dataclasses import dataclass

from geo.gazetteer.reader import Gazetteer, Place
from geo.gazetteer.toponyms import Entry


@dataclass(frozen=True)
class OwnPlace:
    """A place of the author's, and every name that the author knows it by."""

    entry: Entry
    names: tuple[str, ...]


def own_places(gazetteer: Gazetteer) -> tuple[OwnPlace, ...]:
    """Every place of a story, as a point, with all its names; ids are ``own:`` and the place's.

    A line or an area is where its label stands. The country is the only one of the place's country codes, or empty.
    """
    return tuple(own_place(place) for place in gazetteer.places.values())


def own_place(place: Place) -> OwnPlace:
    """One place.

    >>> import shapely
    >>> own_place(Place("mukden", "Mukden", shapely.Point(123.43, 41.79), modern="Shenyang", ccodes=("CN",))).names
    ('Mukden', 'Shenyang')
    """
    point = place.label_point
    country = place.ccodes[0] if len(place.ccodes) == 1 else ""
    entry = Entry(f"own:{place.id}", place.title, round(point.y, 5), round(point.x, 5), "own", country)
    names = (place.title, *((place.modern,) if place.modern else ()), *(name.toponym for name in place.names))
    return OwnPlace(entry, tuple(dict.fromkeys(names)))
