"""Turn the links of a story into lines: GeoJSON (RFC 7946), and the words and ways that KML and GPX share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from narrative.exports.texts import joined
from narrative.story import Link, Step, Story
from narrative.story.describe import link_words, sentence_case
from narrative.story.ways import way_of


@dataclass(frozen=True)
class Drawn:
    """One link of one step: its (lon, lat) way in degrees, its title and what there is to say of it."""

    id: str
    step: Step
    link: Link
    way: tuple[tuple[float, float], ...]
    title: str
    words: str


def drawn_links(story: Story) -> Iterator[Drawn]:
    """Every link in the order of the steps."""
    places = story.gazetteer.places
    for step in story.steps:
        for number, link in enumerate(step.links, start=1):
            way = tuple((round(lon, 6), round(lat, 6)) for lon, lat in way_of(places, link))
            title = link.label or f"{places[link.origin].title} to {places[link.destination].title}"
            words = f"{sentence_case(link_words(story, link, step.day))}. {step.date.words}: {step.title}."
            yield Drawn(f"{step.id}-{number}", step, link, way, title, words)


def links_geojson(story: Story) -> bytes:
    """A GeoJSON line for every link, through the places on its way: ``schematic`` where it is no route."""
    document = {
        "type": "FeatureCollection",
        "name": f"{story.title}: arrows",
        "features": [feature(story, each) for each in drawn_links(story)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def feature(story: Story, drawn: Drawn) -> dict[str, Any]:
    """One link as a feature; places are ids."""
    link = drawn.link
    return {
        "type": "Feature",
        "properties": {
            "id": drawn.id,
            "step": drawn.step.id,
            "date": drawn.step.date.edtf,
            "title": drawn.title,
            "words": drawn.words,
            "from": link.origin,
            "via": joined(link.via),
            "along": link.along,
            "to": link.destination,
            "kind": link.kind,
            "status": link.status,
            "side": story.sides[link.side].name if link.side else None,
            "schematic": link.schematic,
        },
        "geometry": {"type": "LineString", "coordinates": [list(point) for point in drawn.way]},
    }
