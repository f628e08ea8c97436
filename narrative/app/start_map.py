"""Turn stories into one map of where they play, and a card with a small map for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from geo.basemap.cutting import recut_level
from geo.basemap.fitting import cut_for
from geo.basemap.layers import Level
from geo.basemap.projection import WIDTH, Extent, east_of, mercator
from geo.basemap.reader import Basemap, kept_basemap
from geo.basemap.still_map import drawn, narrow, near_places, path_of_land
from geo.gazetteer.reader import Place
from narrative.page.story_map import basemap_of, extent
from narrative.story import Story
from narrative.story.prose import typographic

LEAST_LON, MARGIN_DEGREES = 90.0, 8.0  # of the map of all stories
FLAT = 272.0  # its height where its width is WIDTH: the cards below it must be seen too
LEAST_SHARE = 0.03  # of the drawing: a story of one town still has a frame that can be hit


def start_data(stories: Sequence[Story]) -> dict[str, Any]:
    """What the start page shows.

    ``map`` has ``width``, ``height`` and ``land`` (SVG path data). ``stories`` has for each ``slug``, ``title``,
    ``subtitle``, ``summary``, ``dates``, ``steps`` and ``places`` (how many), ``frame`` (left, top, width, height of
    where most of its places lie, in percent of the map), ``points`` ([left, top] of all, in percent) and ``chart``, a
    small map as `geo.basemap.still_map` draws it.
    """
    cut = cut_for(list(chain.from_iterable(extents(story) for story in stories)))
    level = recut_level(coarse(kept_basemap()), cut)
    window = window_of(stories, cut)
    return {
        "map": {"width": WIDTH, "height": FLAT, "land": path_of_land(level, window)},
        "stories": [card(story, window) for story in stories],
    }


def extents(story: Story) -> list[tuple[float, float, float, float]]:
    """Of each place that is no country west, south, east and north."""
    return [extent(place) for place in marked(story)]


def marked(story: Story) -> list[Place]:
    """The places that are marked: all but countries, or those if there is nothing else."""
    places = list(story.gazetteer.places.values())
    return [place for place in places if narrow(place)] or places


def coarse(basemap: Basemap) -> Level:
    """The coarsest land that reaches around the globe and furthest north and south."""
    whole = [level for level in basemap.land.values() if level.over is None]
    return max(whole, key=lambda level: level.bbox[3] - level.bbox[1])


def window_of(stories: Iterable[Story], cut: float) -> Extent:
    """The window that holds every story's places, with a margin, in the drawing's proportions."""
    points = [place.label_point for story in stories for place in marked(story)]
    lons = [east_of(point.x, cut) for point in points]
    heights = [mercator(max(-80.0, min(80.0, point.y))) for point in points]
    x, y = (min(lons) + max(lons)) / 2, (min(heights) + max(heights)) / 2
    width = max(max(lons) - min(lons) + 2 * MARGIN_DEGREES, LEAST_LON)
    width = max(width, (max(heights) - min(heights) + 2 * MARGIN_DEGREES) * WIDTH / FLAT)
    height = width * FLAT / WIDTH
    return Extent(x - width / 2, y - height / 2, x + width / 2, y + height / 2, cut, FLAT)


def card(story: Story, window: Extent) -> dict[str, Any]:
    """One story as the start page shows it."""
    near = near_places(marked(story), window.cut)
    spots = [percent(window, place) for place in near]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    width = max(max(x for x, _ in spots) - left, 100 * LEAST_SHARE)
    height = max(max(y for _, y in spots) - top, 100 * LEAST_SHARE)
    dates = [step.map_day for step in story.steps]
    first, last = min(each.earliest for each in dates).year, max(each.latest for each in dates).year
    return {
        "slug": story.slug,
        "title": typographic(story.title),
        "subtitle": typographic(story.subtitle or ""),
        "summary": typographic(story.summary),
        "language": story.language,
        "dates": str(first) if first == last else f"{first}–{last}",
        "steps": len(story.steps),
        "places": len(story.gazetteer.places),
        "frame": [round(each, 2) for each in (left, top, width, height)],
        "points": [[round(each, 2) for each in percent(window, place)] for place in marked(story)],
        "chart": drawn("", near, basemap_of(story)),
    }


def percent(window: Extent, place: Place) -> tuple[float, float]:
    """Where a place stands on the map, in percent of its width and height."""
    x, y = window.at(place.label_point.x, place.label_point.y)
    return x / WIDTH * 100, y / FLAT * 100
