"""Turn a story into the part of the basemap that its places and its dates ask for."""

from __future__ import annotations

from functools import lru_cache
from statistics import median

from geo.basemap import FOLDER
from geo.basemap.fitting import fitted
from geo.basemap.layers import Bbox
from geo.basemap.projection import east_of
from geo.basemap.reader import Basemap, kept_basemap
from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from geo.reading.days import Day
from narrative.story import Story
from narrative.story.words import WIDE_DEGREES

OWN_FOLDER = "basemap"  # in a story's folder: levels and lettering of its own, with a manifest


def basemap_of(story: Story, basemap: Basemap | None = None) -> Basemap:
    """The story's part of a basemap: by default the project's, with what lies in the story's own folder.

    Raises
    ------
    Faults
        If a file of the basemap is missing, broken or without credit.
    """
    days = [each.map_day.earliest for each in story.steps]
    boxes = tuple(extent(place) for place in story.gazetteer.places.values())
    # By whole years, so that another day in a step leaves what was kept as it was.
    span = Day(min(days).year), Day(max(days).year, 12, 31)
    return _fitted(basemap or kept_basemap(FOLDER, story.folder / OWN_FOLDER), boxes, *span)


@lru_cache(maxsize=8)
def _fitted(basemap: Basemap, boxes: tuple[Bbox, ...], first: Day, last: Day) -> Basemap:
    return fitted(basemap, boxes, first, last)


def extent(place: Place) -> Bbox:
    """West, south, east and north of a place, in degrees; those of its label where it is very wide.

    Of a place across the 180th meridian east is more than 180.
    """
    west, south, east, north = reach(place.geometry)
    if east - west > WIDE_DEGREES:
        return (place.label_point.x, place.label_point.y, place.label_point.x, place.label_point.y)
    return (west, south, east, north)


def middle(story: Story, basemap: Basemap) -> list[int]:
    """Longitude and latitude, in whole degrees, around which the story's places lie."""
    points = [place.label_point for place in story.gazetteer.places.values()]
    lons = [east_of(point.x, basemap.cut) for point in points]
    return [round(median(lons)), round(median(point.y for point in points))]
