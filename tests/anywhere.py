"""Write a small story at any places on earth, for tests of what the map shows there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.stories import WORDS, feature, places, write_story

Where = dict[str, tuple[str, float, float]]

HEAD = """\
title: {title}
summary: A story for the tests.
language: en
source:
  title: An Account
  authors: [Anna Rochat]
  publication: Invented
  date: 1950-01-01
  provenance: Invented for the tests.
  paragraphs: {paragraphs}
steps:
"""
STEP = """\
  - id: at-{id}
    title: At {title}
    date: {date}
    places: [{places}]
    source: {{paragraphs: [{number}]}}
    status: stated
    text: |
      {words} of [{title}](place:{id}).
"""
# A campaign of 1812 by six of its places; longitude and latitude in degrees.
CAMPAIGN: Where = {
    "kovno": ("Kovno", 23.886, 54.897),
    "vilna": ("Vilna", 25.28, 54.687),
    "smolensk": ("Smolensk", 32.045, 54.782),
    "borodino": ("Borodino", 35.821, 55.525),
    "moscow": ("Moscow", 37.618, 55.752),
    "studyanka": ("Studyanka", 28.36, 54.33),
}


def write_anywhere(folder: Path, where: Where, date: str = "1812-06-24", title: str = "Elsewhere") -> Path:
    """Write a story folder ``elsewhere`` below `folder`: a first step with all the places, then one step for each.

    `where`: of each place its id, title, longitude and latitude in degrees.
    """
    ids = list(where)
    words = WORDS.rpartition(" So the two")[0]
    steps = [STEP.format(id=ids[0], title=where[ids[0]][0], date=date, places=", ".join(ids), number=1, words=words)]
    steps[0] = steps[0].replace(f"at-{ids[0]}", "all-of-it")
    steps += [
        STEP.format(id=id, title=title, date=date, places=id, number=number, words=words)
        for number, (id, (title, _, _)) in enumerate(where.items(), 2)
    ]
    gazetteer = places() | {"features": [feature(id, name, lon, lat) for id, (name, lon, lat) in where.items()]}
    home = write_story(folder, HEAD.format(title=title, paragraphs=len(where) + 1) + "".join(steps), gazetteer)
    return home.rename(folder / "elsewhere")


def reshape(home: Path, shapes: Mapping[str, Mapping[str, Any]]) -> Path:
    """Give places of a story folder other geometries: of each id a type and coordinates, as GeoJSON has them."""
    file = home / "places.geojson"
    document = json.loads(file.read_text(encoding="utf-8"))
    for place in document["features"]:
        place["geometry"] |= shapes.get(place["id"], {})
    file.write_text(json.dumps(document), encoding="utf-8")
    return home
