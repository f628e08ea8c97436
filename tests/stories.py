"""Write a small invented story to a folder, sound as it stands, for tests to break."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Fault, Faults
from narrative.story import load_story

WORDS = (
    "The lake lies between the hills, and whoever had a boat could cross it in a morning. That summer few did. "
    "The letters that went over it were slow, and what they said was old before it was read. "
    "So the two towns lived side by side and knew little"
)

STORY = f"""\
title: The Lake Crossing
summary: Three letters and a boat.
language: en
source:
  title: A Boat on the Lake
  authors: [Anna Rochat]
  publication: Gazette of the Shore
  date: 1951-02-03
  page: 7
  provenance: Invented for the tests.
  paragraphs: 3
people:
  - {{id: anna, name: Anna Rochat, as_written: [A. Rochat], role: ferrywoman}}
works:
  - {{id: almanac, citation: The Almanac of 1950, url: https://example.org/almanac}}
steps:
  - id: the-letter
    title: The letter
    date: 1949-05-27
    places: [geneva, evian]
    people: [anna]
    source: {{paragraphs: [1]}}
    status: disputed
    disputed_by: [the-denial]
    links:
      - {{from: geneva, to: evian, kind: message, label: a letter}}
    text: |
      {WORDS}
      of [Evian](place:evian) and [Anna](person:anna).
    notes:
      - text: It was a Friday.
        source: almanac
  - id: the-denial
    title: The denial
    date: 1949-21
    places: [lausanne]
    source: {{paragraphs: [2, 3]}}
    status: reported
    text: |
      {WORDS}
      of each other, says [the letter](step:the-letter).
  - id: read-on
    title: Reading on
    date: 1949-10-15~
    places: [geneva]
    source: {{}}
    editorial: true
    status: stated
    text: |
      {WORDS}
      of each other.
"""

RETOLD = STORY.replace("The Lake Crossing", "The Lake Crossed")  # the same under another title
BROKEN = STORY.replace("status: reported", "status: rumoured")  # with a fault
BROKEN_TWICE = BROKEN.replace("kind: message", "kind: rumour")


SAID = """\
statements:
  - id: she-rowed
    says: Anna Rochat rowed across the lake.
    standing: reported
    speaker: anna
    hearer: geneva
    paragraphs: [1]
  - id: the-boat-was-hers
    says: The boat was her own.
    standing: editor
    sources: [almanac]
"""
TELLING = (
    STORY.replace(  # the same with statements, which papers answer
        "of [Evian](place:evian) and [Anna](person:anna).",
        "of [Evian](place:evian). [By boat [Anna](person:anna) crossed](statement:she-rowed) in "
        "[her own](statement:the-boat-was-hers).",
    ).replace("    links:\n", "    silent: [who paid her]\n    links:\n", 1)
    + SAID
)
PAPERS = """\
- id: the-toll-book
  kind: record
  title: Toll book of Evian
  date: 1949-05-28
  from: {people: [anna], places: [evian], words: The toll keeper}
  to: geneva
  archive: {name: AVE, fond: "7", opis: "2", delo: "3", papka: "11", pages: 75-77}
  collection: Archive of the Shore
  url: https://example.org/toll
  printed: {work: almanac, pages: "12"}
  language: fr
  seen: part
  says: |
    One boat paid on the 28th.
  bears_on:
    - {paragraph: 1, statement: she-rowed, verdict: differs, says: It was the 28th.}
    - {paragraph: 3, verdict: silent}
- id: the-postcard
  kind: letter
  title: Postcard to Lausanne
  date: 1949-05-27
  from: [anna, geneva]
  to: Her aunt
  seen: mention
  certainty: less-certain
  bears_on:
    - {statement: she-rowed, verdict: agrees}
    - {step: the-denial, verdict: adds, says: She was seen to land.}
"""


READ = (  # the same with a name that may mean Evian or Lausanne, in every place where a step can name it
    TELLING.replace("places: [geneva, evian]", "places: [geneva, eviana]")
    .replace("    people: [anna]\n", "    people: [anna]\n    camera: {places: [geneva, eviana]}\n")
    .replace("{from: geneva, to: evian, kind: message", "{from: geneva, to: eviana, kind: message")
    .replace("[Evian](place:evian)", "[Eviana](place:eviana)")
    .replace("places: [lausanne]", "places: [lausanne, evian]")
    + """\
readings:
  - id: eviana
    name: Eviana
    paragraphs: [1]
    places:
      - {place: evian, certainty: less-certain, says: The boats went there., sources: [almanac]}
      - {place: lausanne, certainty: uncertain, says: It lies opposite.}
terms:
  - {id: slow, written: slow, likely: lent, language: fr, certainty: uncertain, paragraphs: [1], says: Or late.}
"""
)


def feature(id: str, title: str, lon: float, lat: float, **more: Any) -> dict[str, Any]:
    """A Linked Places feature at a point, longitude and latitude in degrees."""
    return {
        "type": "Feature",
        "id": id,
        "@id": f"urn:narrative-map:place:{id}",
        "properties": {"title": title, "modern": None, "rank": 1},
        "names": [{"toponym": title, "lang": "en", "citations": [{"label": "The Almanac of 1950"}]}],
        "geometry": {"type": "Point", "coordinates": [lon, lat], "certainty": "certain"},
        "links": [{"type": "closeMatch", "identifier": "wd:Q71"}],
        **more,
    }


def places() -> dict[str, Any]:
    """A gazetteer of three towns on the lake."""
    return {
        "@context": "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld",
        "type": "FeatureCollection",
        "features": [
            feature("geneva", "Geneva", 6.143, 46.204),
            feature("evian", "Evian", 6.589, 46.401),
            feature("lausanne", "Lausanne", 6.633, 46.52),
        ],
    }


def write_story(folder: Path, story: str = STORY, gazetteer: Any = None, papers: str | None = None) -> Path:
    """Write a story folder ``lake-crossing`` below `folder` and return its path; `gazetteer` is a document or text."""
    home = folder / "lake-crossing"
    home.mkdir(exist_ok=True)
    (home / "story.yaml").write_text(story, encoding="utf-8")
    text = gazetteer if isinstance(gazetteer, str) else json.dumps(gazetteer or places(), indent=1, ensure_ascii=False)
    (home / "places.geojson").write_text(text, encoding="utf-8")
    if papers is not None:
        (home / "documents.yaml").write_text(papers, encoding="utf-8")
    return home


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a text first has a part."""
    return text[: text.index(part)].count("\n") + 1


def changed_story(old: str, new: str, text: str = STORY) -> str:
    """A story's text with the first occurrence of a part replaced; there must be one."""
    assert old in text
    return text.replace(old, new, 1)


def faults_of_story(folder: Path, story: str, gazetteer: Any = None) -> list[Fault]:
    """What `load_story` finds wrong with a story written below `folder`; there must be something."""
    with pytest.raises(Faults) as caught:
        load_story(write_story(folder, story, gazetteer))
    return list(caught.value.faults)
