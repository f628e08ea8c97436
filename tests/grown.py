"""Write a story of as many steps and places as asked for, the same for the same numbers: growth is measured on it."""

from __future__ import annotations

import datetime
import json
import random
from pathlib import Path
from typing import Any

LETTERS = ("b", "d", "g", "k", "l", "m", "n", "r", "s", "t", "v")
VOWELS = ("a", "e", "i", "o", "u")
SENTENCES = (
    "The column halted beside the mill, and those who had bread shared it with those who had none.",
    "Nobody in the village could say how deep the river was, so a boy on a grey horse was sent in first.",
    "A letter came at noon and was read aloud twice, once for the officers and once at the fires.",
    "By evening the wind had turned, and what had been written in the morning was no longer true.",
    "The road was better than the map had promised, and the carts kept up with the men for once.",
    "Two of the wagons stayed behind with a broken axle, and the smith stayed behind with them.",
    "They counted the houses that had been left standing and slept in the barn that had a roof.",
)
FIRST_DAY = datetime.date(1801, 3, 1)
PEOPLE = 12
WEST, EAST, SOUTH, NORTH = 4.0, 26.0, 43.0, 55.0  # degrees


def name_of(number: int) -> str:
    """An invented name, another for every number: three to five syllables."""
    syllables = []
    number += 605  # so that the shortest has three
    while number:
        number, rest = divmod(number, len(LETTERS) * len(VOWELS))
        syllables.append(LETTERS[rest // len(VOWELS)] + VOWELS[rest % len(VOWELS)])
    return "".join(syllables).capitalize()


def write_grown(folder: Path, steps: int, places: int, seed: int = 5) -> Path:
    """Write a story folder ``grown-STEPS-PLACES`` below `folder` and return its path.

    A day a step; the journey goes to and fro over Europe, and a step is at the next places of it and the one before; a
    message or journey every second step. Every fiftieth place is an area, every seventieth a line, the others points.
    """
    home = folder / f"grown-{steps}-{places}"
    home.mkdir(parents=True, exist_ok=True)
    dice = random.Random(seed)
    spots = sorted(
        ((round(dice.uniform(WEST, EAST), 4), round(dice.uniform(SOUTH, NORTH), 4)) for _ in range(places)), key=walk
    )
    gazetteer = {
        "@context": "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld",
        "type": "FeatureCollection",
        "features": [grown_feature(number, *spot) for number, spot in enumerate(spots)],
    }
    (home / "places.geojson").write_text(json.dumps(gazetteer, ensure_ascii=False), encoding="utf-8")
    lines = [*HEAD.format(paragraphs=steps).splitlines(), "people:"]
    lines += [
        f"  - {{id: person-{n}, name: {name_of(9000 + n)}, as_written: [{name_of(9000 + n)}], role: traveller}}"
        for n in range(PEOPLE)
    ]
    lines.append("steps:")
    for number in range(steps):
        start = number * places // steps
        own = range(start, max(start + 1, (number + 1) * places // steps))
        lines += grown_step(number, [*own, max(own.start - 1, 0) or places - 1], dice)
    (home / "story.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return home


def walk(spot: tuple[float, float]) -> tuple[int, float]:
    """Where a spot comes on a way that goes north in one strip of two degrees and south in the next."""
    strip = int((spot[0] - WEST) // 2)
    return strip, spot[1] if strip % 2 else -spot[1]


def grown_step(number: int, at: list[int], dice: random.Random) -> list[str]:
    """The lines of one step."""
    day = FIRST_DAY + datetime.timedelta(days=number)
    one, two = at[0], at[-1]
    person = number % PEOPLE
    said = " ".join(dice.sample(SENTENCES, 4))
    lines = [
        f"  - id: step-{number}",
        f"    title: Day {number + 1}, {name_of(one)}",
        f"    date: {day}",
        f"    places: [{', '.join(f'p{each}' for each in at)}]",
        f"    people: [person-{person}]",
        f"    source: {{paragraphs: [{number + 1}]}}",
        f"    status: {'reported' if number % 3 else 'stated'}",
    ]
    if number % 2:
        lines += [
            "    links:",
            f"      - {{from: p{one}, to: p{two}, kind: {'message' if number % 4 == 1 else 'journey'}}}",
        ]
    name = f"[{name_of(9000 + person)}](person:person-{person})"
    return [*lines, "    text: |", f"      {said} [{name_of(one)}](place:p{one}) was {name}’s camp."]


def grown_feature(number: int, lon: float, lat: float) -> dict[str, Any]:
    """One place; of the kinds in the order of their numbers."""
    geometry: dict[str, Any] = {"type": "Point", "coordinates": [lon, lat], "certainty": "certain"}
    if number % 50 == 49:
        corners = [(lon, lat), (lon + 0.4, lat), (lon + 0.4, lat + 0.3), (lon, lat + 0.3), (lon, lat)]
        geometry |= {"type": "Polygon", "coordinates": [[list(each) for each in corners]]}
    elif number % 70 == 69:
        geometry |= {"type": "LineString", "coordinates": [[lon, lat], [lon + 0.3, lat + 0.2], [lon + 0.5, lat]]}
    return {
        "type": "Feature",
        "id": f"p{number}",
        "@id": f"urn:narrative-map:place:p{number}",
        "properties": {"title": name_of(number), "modern": None, "rank": 1 + number % 4},
        "names": [{"toponym": name_of(number), "lang": "en", "citations": [{"label": "Invented"}]}],
        "geometry": geometry,
        "links": [{"type": "closeMatch", "identifier": "wd:Q71"}],
    }


HEAD = """\
title: The Grown Journey
summary: A journey of as many days as asked for.
language: en
source:
  title: The Journal of a Long Road
  authors: [Nobody]
  publication: Invented for measuring
  date: 1901-02-03
  page: 7
  provenance: Made by a program.
  paragraphs: {paragraphs}"""
