"""Turn a story into schema.org's words for search engines and libraries: what it is, after what, of where and when."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from narrative.page.scroller import json_for_script
from narrative.story import Story
from narrative.story.describe import full_title

MOST_PLACES = 4  # those at which most steps are: the head of the page is part of its first view


def linked_data(story: Story) -> Markup:
    """A data block for the page's head. Sources: https://schema.org/Article, JSON-LD 1.1; a browser runs none of it."""
    return Markup(f'<script type="application/ld+json">{json_for_script(article(story))}</script>')


def article(story: Story) -> dict[str, Any]:
    """The story as an Article: ``citation`` is the source that it is told after, not the works of its notes."""
    source = story.source
    days = [step.map_day for step in story.steps]
    cited = {
        "@type": "Article",
        "name": source.title,
        "author": [{"@type": "Person", "name": each} for each in source.authors],
        "isPartOf": {"@type": "CreativeWork", "name": source.publication},
        "datePublished": source.date.edtf,
        "url": source.url,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": full_title(story),
        "inLanguage": story.language,
        "version": story.version,
        "citation": {key: value for key, value in cited.items() if value},
        "temporalCoverage": f"{min(each.earliest for each in days)}/{max(each.latest for each in days)}",
        "spatialCoverage": [coverage(place) for place in places_most_told(story)],
    }


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
