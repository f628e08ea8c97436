"""Turn documents into the lines that ``resolve`` and ``geoparse`` write, one JSON object for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.gazetteer.toponyms import Resolution, Toponym

if TYPE_CHECKING:
    from geo.geoparsing.home import Home
    from geo.world.lookup import World

LEAST_PIN = 0.35  # of what geoparse finds: from there on a pin gains more than it costs; see benchmarks/geoparsing
CANDIDATES = 5  # runners-up that the output names, the chosen one among them


@dataclass(frozen=True)
class Document:
    """One line of the input; ``toponyms`` is None where they are to be found, ``home`` "" where it says none."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...] | None
    home: str = ""
    line: int = 0


@dataclass(frozen=True)
class Asked:
    """What the call asks for all documents: whether their mentions are ``marked``, ``countries`` as ISO 3166 codes."""

    marked: bool
    demonyms: bool = False
    hints: bool = True
    countries: tuple[str, ...] = ()
    home: str = ""


def answered(documents: Iterable[Document], asked: Asked, places: World) -> Iterator[str]:
    """The line of each document, in their order, without its line end."""
    from geo.geoparsing.home import proposed
    from geo.geoparsing.recogniser import recognise
    from geo.geoparsing.resolver import resolve

    for document in documents:
        toponyms = document.toponyms or ()
        if not asked.marked:
            toponyms = tuple(recognise(document.text, places, demonyms=asked.demonyms))
        home = home_named(document.home.strip() or asked.home, places)
        answers = resolve(document.text, toponyms, places, (), asked.countries, home)
        mentions = [answer(each, asked.hints, 0.0 if asked.marked else LEAST_PIN) for each in answers]
        line: dict[str, Any] = {"id": document.id, "mentions": mentions}
        if not asked.marked:
            seems = proposed(answers, places)
            line["proposed"] = {"countries": list(seems.countries), "home": seems.home}
        yield json.dumps(line, ensure_ascii=False)


@lru_cache(maxsize=1024)
def home_named(words: str, places: World) -> Home | None:
    """The home of that name, None for no words. Raises HomeError."""
    from geo.geoparsing.home import home_of

    return home_of(words, places) if words.strip() else None


def made_from(places: World) -> str:
    """What a gazetteer of the world says that it was made from: the same words, the same answers."""
    return str(places.connection.execute("SELECT value FROM heading WHERE key = 'recipe'").fetchone()[0])


def answer(found: Resolution, hints: bool, least: float = 0.0) -> dict[str, Any]:
    """A resolution as the output has it; one that is less likely than ``least`` has no coordinates."""
    toponym = found.toponym
    said: dict[str, Any] = {"start": toponym.start, "end": toponym.end, "name": toponym.name}
    chosen = found.chosen
    point = chosen or (found.near if hints and not (least and is_facility(toponym.name)) else None)
    said["lat"] = point.latitude if point else None
    said["lon"] = point.longitude if point else None
    said["probability"] = round(found.probability * toponym.probability, 4) if point else 0.0
    if point and said["probability"] < least:
        said |= {"lat": None, "lon": None, "doubtful": True}
    if chosen:
        said["gazetteer_id"] = chosen.id
        said["place"] = chosen.label
        said["kind"] = chosen.kind
    else:
        said["unplaced"] = True
        said["near"] = found.near.label if found.near else None
    said["reason"] = found.reason
    said["candidates"] = [
        {
            "gazetteer_id": each.entry.id,
            "place": each.entry.label,
            "lat": each.entry.latitude,
            "lon": each.entry.longitude,
            "probability": each.probability,
        }
        for each in found.candidates[:CANDIDATES]
    ]
    if found.suggestions:
        said["suggestions"] = [each.label for each in found.suggestions]
    return said


def is_facility(name: str) -> bool:
    """Whether a name of several words is that of a road or a building, which lies near no other place of a text."""
    from geo.geoparsing.name_words import FACILITIES

    *others, last = name.lower().replace(".", "").split() or [""]
    return bool(others) and last in FACILITIES
