"""Turn a story into schema.org's words for search engines and libraries: what it is, after what, of where and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from narrative.page.value import json_for_script
from narrative.story import Story
from narrative.story.describe import full_title

MOST_PLACES = 8  # those at which most steps are


def linked_data(story: Story) -> Markup:
    """A data block for the end of the page: its head is part of the first view, which has no room to spare.

    Sources: https://schema.org/Article, JSON-LD 1.1, which may stand anywhere in a page; a browser runs none of it.
    """
    return Markup(f'<script type="application/ld+json">{json_for_script(article(story))}</script>')


def article(story: Story) -> dict[str, Any]:
    """The story as an Article; ``citation`` has the source that it is told after first, then what answers it."""
    source = story.source
    told = story.time_told
    told_after = {
        "@type": "Article",
        "name": source.title,
        "author": [{"@type": "Person", "name": each} for each in source.authors],
        "isPartOf": {"@type": "CreativeWork", "name": source.publication},
        **({"datePublished": source.date.edtf} if source.date.edtf else {}),
        "url": source.url,
    }
    return {
        **({"creativeWorkStatus": "Draft"} if story.unread_steps else {}),
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": full_title(story),
        "inLanguage": story.language,
        "version": story.version,
        "citation": [with_values(each) for each in (told_after, *cited(story))],
        **({"temporalCoverage": "/".join(day.isoformat() for day in told)} if told else {}),
        "spatialCoverage": [coverage(place) for place in places_most_told(story)],
    }


def cited(story: Story) -> Iterator[dict[str, Any]]:
    """The documents beside the source, then the works of notes and statements that are no documents."""
    for document in story.documents.values():
        yield {
            "@type": "CreativeWork",
            "name": document.title,
            "dateCreated": document.date.edtf,
            "url": document.url,
        }
    for work in story.works.values():
        if work.id not in story.documents:
            yield {"@type": "CreativeWork", "name": work.citation, "url": work.url}


def with_values(values: dict[str, Any]) -> dict[str, Any]:
    """The keys that say something."""
    return {key: value for key, value in values.items() if value}


def places_most_told(story: Story) -> list[Place]:
    """The places at which most steps are, in the order of that; of equals the first of the file."""
    places = sorted(story.gazetteer.places.values(), key=lambda place: -len(story.steps_at(place.id)))
    return places[:MOST_PLACES]


def coverage(place: Place) -> dict[str, Any]:
    """A place with its point, or the box around its line or area: south, west, north, east in degrees (WGS 84)."""
    if place.geometry.geom_type == "Point":
        point = place.label_point
        geo: dict[str, Any] = {"@type": "GeoCoordinates", "latitude": round(point.y, 2), "longitude": round(point.x, 2)}
    else:
        west, south, east, north = (round(each, 1) for each in reach(place.geometry))
        geo = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return {"@type": "Place", "name": place.title, "geo": geo}
