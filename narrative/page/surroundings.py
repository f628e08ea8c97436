"""Turn a story's part of the basemap into one on which every step's view has names to recognise it by."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from geo.basemap.context import View, known_place, with_context
from geo.basemap.projection import east_of, mercator
from geo.basemap.reader import Basemap
from geo.reading.days import Day
from narrative.page.stage import place_data, step_data
from narrative.story import Story
from narrative.story.ways import way_of

SIZES = ((845.0, 712.0), (390.0, 340.0), (1331.0, 960.0))  # the map's in pages of 1280x800, 390x844 and 1920x1080
WIDEST = 1.2  # zoom, as in camera.js


def with_surroundings(story: Story, basemap: Basemap) -> Basemap:
    """The basemap with what the views of the story's steps lack of towns, rivers, ranges and waters."""
    known = [
        known_place(
            [place.title, *(name.toponym for name in place.names), *([place.modern] if place.modern else [])],
            place.label_point.x,
            place.label_point.y,
            basemap.cut,
            not place_data(place, story.reference_line, basemap.cut)["hidden"],
        )
        for place in story.gazetteer.places.values()
    ]
    days = [step.map_day.earliest for step in story.steps]
    # By whole years, as the basemap is fitted: another day in a step leaves the map as it was.
    span = Day(min(days).year), Day(max(days).year, 12, 31)
    return with_context(basemap, views_of(story, basemap.cut), known, *span)


def views_of(story: Story, cut: float) -> Iterator[View]:
    """Every step in every size, on a world cut at ``cut``."""
    for step in story.steps:
        data = step_data(story, step)
        ways = [point for link in step.links for point in way_of(story.gazetteer.places, link)]
        for width, height in SIZES:
            yield view_of(data, ways, len(step.lit_places), cut, width, height)


def view_of(
    step: dict[str, Any], ways: list[tuple[float, float]], lit: int, cut: float, width: float, height: float
) -> View:
    """The view of a step's data in a map of so many pixels: as ``frame`` in camera.js, but for how far links bow.

    ``ways`` are the points of the step's links.
    """
    shown = step["camera"] if step["framed"] else [*step["camera"], *ways]
    points = [(east_of(lon, cut), mercator(lat)) for lon, lat in shown]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    side, top = min(96.0, width * 0.15), min(72.0, height * 0.14)
    foot = max(38.0, min(96.0, height * 0.18))
    across, down = max(width - 2 * side, 40.0), max(height - top - foot, 40.0)
    scale = min(across / max(east - west, 1e-6), down / max(north - south, 1e-6))
    zoom = max(WIDEST, min(math.log2(scale * 360 / 256), step["closest"]))
    scale = 256 * 2**zoom / 360
    return View((west + east) / 2, (south + north) / 2 - (foot - top) / 2 / scale, zoom, width, height, lit)
