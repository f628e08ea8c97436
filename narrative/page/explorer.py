"""Turn a Story into what its page needs for searching, for following people and places, and for copying a place."""

from __future__ import annotations

import math
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.reader import Place
from geo.reading.kept import kept_by_shape, shelved
from geo.reading.wording import listed
from narrative.page.citing import citing_data
from narrative.page.handed import ExplorerData
from narrative.page.stage import kind_of
from narrative.story import Story
from narrative.story.tally import STEPS
from narrative.story.words import kinds_counted

MOST_POINTS = 80  # a copied outline has so many at most; the whole ones would double the page
TOLERANCES = (
    0.001,
    0.002,
    0.005,
    0.01,
    0.02,
    0.03,
    0.05,
    0.07,
    0.1,
    0.15,
    0.2,
    0.3,
    0.5,
    0.7,
    1.0,
    1.5,
    2.0,
)  # degrees
WORDS: dict[str, Any] = {
    "counted": STEPS,
    "search": "Search the story",
    "search-hint": "Titles, text, people, places in any spelling",
    "none": "Nothing in the story matches “{}”.",
    "results": ["1 result", "{} results"],
    "slash": "The key / opens this search",
    "people": "People",
    "places": "Places",
    "steps": "Steps",
    "place": "Place",
    "person": "Person",
    "document": "Document",
    "step": "Step",
    "today": "today {}",
    "follow": "Follow",
    "unfollow": "Stop following",
    "choose": "Follow people and places",
    "choose-hint": "The story narrows to the steps in which any of those chosen takes part. The map draws their {} "
    "together: for a person, those of all the steps that the person is in; for a place, those "
    "that begin or end there. Each number is a step’s place among them.",
    "all-steps": "Show all steps",
    "done": "Done",
    "clear": "Show all steps again",
    "whole": "All their ways on the map",
    "chosen": "{} chosen",
    "and": "and",
    "copy": "Copy as GeoJSON",
    "copied": "Copied: a Linked Places feature.",
    "to-copy": "Press Ctrl+C (⌘C on a Mac) to copy.",
    "close": "Close",
}


def explorer_data(story: Story) -> ExplorerData:
    """What ``explorer.js`` and its parts ask for.

    Their words, every place as a Linked Places feature by its id, and what citing needs (`narrative.page.citing`).
    """
    features = {feature["id"]: feature for feature in story.gazetteer.document["features"]}
    moves = listed([each.many for each in kinds_counted() if each.personal])
    return {
        "words": {**WORDS, "choose-hint": WORDS["choose-hint"].format(moves)},
        "features": {id: compact_feature(features[id], place) for id, place in story.gazetteer.places.items()},
        "citing": citing_data(story),
    }


def compact_feature(feature: dict[str, Any], place: Place) -> dict[str, Any]:
    """A feature as the gazetteer has it, with an outline that a page can carry.

    Where the outline is simplified, a further description says by how much.
    """
    geometry, tolerance = compact_geometry(place.geometry)
    compact = {**feature, "geometry": {**feature["geometry"], **geometry}}
    if tolerance:
        islands = "; small islands are left out" if kind_of(place.geometry) == "area" else ""
        note = f"This outline is simplified to {tolerance:g}°{islands}."
        compact["descriptions"] = [*feature.get("descriptions", ()), {"value": note, "lang": "en"}]
    return compact


def compact_geometry(geometry: BaseGeometry) -> tuple[dict[str, Any], float]:
    """A geometry of at most about a hundred positions as GeoJSON, and its tolerance in degrees (0: it is whole).

    >>> compact_geometry(shapely.Point(125.36194, 37.93472))
    ({'type': 'Point', 'coordinates': (125.36194, 37.93472)}, 0)
    >>> shape, tolerance = compact_geometry(shapely.Point(127, 38).buffer(1, quad_segs=100))
    >>> shape["type"], len(shape["coordinates"][0]) <= MOST_POINTS, tolerance
    ('Polygon', True, 0.002)
    """
    if shapely.get_num_coordinates(geometry) <= MOST_POINTS // 4:
        return dict(mapping(geometry)), 0
    for tolerance in TOLERANCES:
        simple = simplified(geometry, tolerance)
        if shapely.get_num_coordinates(simple) <= MOST_POINTS:
            break
    return dict(mapping(simple)), tolerance


@kept_by_shape
@shelved
def simplified(geometry: BaseGeometry, tolerance: float) -> BaseGeometry:
    """The shape within a tolerance in degrees, its positions on a grid finer than that; valid, as the source was."""
    parts = list(shapely.get_parts(geometry))
    if geometry.geom_type.endswith("Polygon"):  # what is smaller than a few tolerances across is no outline any more
        large = [part for part in parts if part.area >= (6 * tolerance) ** 2]
        parts = large or [max(parts, key=lambda part: part.area)]
    whole = shapely.union_all(parts) if geometry.geom_type.endswith("Polygon") else geometry
    return shapely.set_precision(shapely.simplify(whole, tolerance), grid(tolerance))


def grid(tolerance: float) -> float:
    """A power of ten some way below a tolerance, in degrees: digits beyond it would say nothing.

    >>> grid(1.0), grid(0.02)
    (0.1, 0.001)
    """
    return float(f"1e{math.floor(math.log10(tolerance / 5))}")
