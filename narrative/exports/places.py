"""Turn the places of a story into a table, or into the Linked Places document they were read from."""

from __future__ import annotations

import json

from geo.gazetteer.reader import Place
from geo.measure import Distance, distance_to_line
from narrative.exports.texts import Cell, joined, table
from narrative.story import Story

SCHEMES = {"geonames": "GeoNames", "wikidata": "Wikidata"}


def places_geojson(story: Story) -> bytes:
    """The gazetteer in Linked Places Format, with every key of the story's own file."""
    text = json.dumps(story.gazetteer.document, ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode("utf-8") + b"\n"


def places_csv(story: Story) -> bytes:
    """A row per place, in the order of the file; a cell with several values has them apart by " | ".

    ``lat`` and ``lon`` (degrees, WGS 84) are the point itself, the middle of the longest line, or the inmost point of
    the largest area, and ``geometry`` says which. ``names_LANGUAGE`` holds every name in that language (BCP 47).
    ``distance_km`` is the way from the nearest part of the place to ``distance_from``, the story's line of reference,
    and ``side`` where the place lies (north, south, across); empty for the line itself and in a story without one.
    ``steps`` are the ids of the steps at the place: their map lights it up, or an arrow leads by it. How the file is
    written: `narrative.exports.texts.table`.
    """
    places = story.gazetteer.places
    languages = sorted({name.lang for place in places.values() for name in place.names})
    header = ["id", "title", *(f"names_{each}" for each in languages), "modern", "lat", "lon", "geometry", "types"]
    header += ["certainty", "reason", "rivals", "distance_km", "side", "distance_from", "steps", *SCHEMES]
    header += ["other_addresses", "description"]
    return table(header, [row(story, place, languages) for place in places.values()])


def row(story: Story, place: Place, languages: list[str]) -> list[Cell]:
    """One place as the cells of its row."""
    point = place.label_point
    distance, reference = distance_from(place, story.reference), story.reference
    addresses = place.addresses
    return [
        place.id,
        place.title,
        *(joined(name.toponym for name in place.names if name.lang == language) for language in languages),
        place.modern,
        round(point.y, 6),
        round(point.x, 6),
        place.geometry.geom_type,
        joined(place.types),
        place.certainty,
        place.reason,
        joined(place.rivals),
        round(distance.km, 1) if distance else None,
        distance.side if distance else None,
        reference.title if reference and distance else None,
        joined(step.id for step in story.steps_at(place.id)),
        *(joined(url for label, url in addresses if label == scheme) for scheme in SCHEMES.values()),
        joined(url for label, url in addresses if label not in SCHEMES.values()),
        place.description,
    ]


def distance_from(place: Place, reference: Place | None) -> Distance | None:
    """How far a place lies from the line of reference; None for the line itself."""
    if reference is None or place.id == reference.id:
        return None
    return distance_to_line(place.geometry, reference.geometry)
