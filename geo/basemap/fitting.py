"""Choose from the basemap what fits a set of places and a span of time, and where to cut the world."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from shapely.geometry import box

from geo.basemap.cutting import WHOLE_CIRCLE, codes_of, recut, shifted
from geo.basemap.layers import CUT, Bbox, Layer, Level, Relief, River
from geo.basemap.reader import Basemap
from geo.basemap.relief_window import window_of
from geo.reading.days import AnyDay, first_day_of, years_words

ENOUGH = 1 / 3  # of the places in its box, and a region is worth its bytes
CLEAR_DEGREES = 25.0  # between a place and the edge of the world
CUTS = (CUT, -170.0)  # in the Atlantic and in the Pacific, where hardly any land is cut
MARGIN, LEAST_MARGIN_DEGREES = 0.4, 8.0  # around the places, of their extent
DRAWN = ("international", "demarcation")
SEEN_FROM_AFAR = 3.0  # the zoom from which a name elsewhere on earth is still worth its bytes


def fitted(basemap: Basemap, boxes: Sequence[Bbox], first: AnyDay, last: AnyDay) -> Basemap:
    """The part of a basemap that a story needs: coarse land, finer land where its places lie, what held in its time.

    boxes: of each place west, south, east, north, in degrees from -180 to 180; a point's box has no width. first, last:
    the days of the story's earliest and latest map. A line or a name that never held between them is left out, and so
    is the credit for a file of which nothing is left; where no boundary is left, ``remark`` says so.

    >>> from geo.basemap.reader import load_basemap
    >>> from geo.reading.days import Day
    >>> day = Day(1812, 6, 24)
    >>> whole = fitted(load_basemap(), [(-43.2, -22.9, -43.2, -22.9)], day, day)
    >>> [level.name for level in whole.levels], whole.remark
    (['world', 'near'], 'Borders of 1812 are not drawn')
    """
    basemap = recut(basemap, cut_for(boxes))
    boxes = [shifted(each, basemap.cut) for each in boxes]
    land = {level.name: level for level in levels_for(basemap, boxes)}
    rivers = [river for river in basemap.rivers if river.level in land and runs_in(river, land[river.level])]
    drawn = [layer for layer in basemap.layers if layer.level is None or layer.level in land]
    files = {layer.path for layer in drawn if layer.kind != "boundaries" or reaches(layer, boxes)}
    lines = [
        line
        for line in basemap.all_boundaries
        if line.file in files and line.kind in DRAWN and held(line.start, line.end, first, last)
    ]
    names = basemap.labels
    names = names[names["file"].isin(files)]
    near = box(*window_around(boxes, (basemap.cut, -90.0, basemap.cut + WHOLE_CIRCLE, 90.0)))
    names = names[(names["min_zoom"] <= SEEN_FROM_AFAR) | names.geometry.intersects(near)]
    names = names[[held(start, end, first, last) for start, end in zip(names["start"], names["end"], strict=True)]]
    whole = replace(
        basemap,
        layers=tuple(drawn),
        land=land,
        rivers=tuple(rivers),
        all_boundaries=tuple(lines),
        labels=names.reset_index(drop=True),
        relief={name: part for name, relief in basemap.relief.items() if (part := shown(relief, land.get(name)))},
        remark="" if lines else f"Borders of {years_words(first, last)} are not drawn",
    )
    used = tuple(layer for layer in whole.layers if is_used(layer, basemap, whole))
    return replace(whole, layers=used)


def levels_for(basemap: Basemap, places: Sequence[Bbox]) -> list[Level]:
    """Levels of land, the coarsest first: those of the regions in which the places lie, over their coarse one.

    Where a place lies in no region, the level that is clipped to the places stands in. The places' boxes have their
    longitudes in the basemap's range.
    """
    finer = [level for level in basemap.levels if level.over is not None and not level.clipped]
    chosen = [level for level in finer if sum(within(each, level.bbox) for each in places) >= ENOUGH * len(places)]
    # The land under the regions is that of the one in which most places lie, the finest of such.
    under = max(
        chosen, key=lambda level: (sum(within(each, level.bbox) for each in places), level.zoom_from), default=None
    )
    general = [level for level in basemap.levels if level.clipped]
    name = under.over if under else next((level.over for level in general), basemap.levels[0].name)
    coarse = [level for level in basemap.levels if level.name == name]
    alone = [each for each in places if not any(within(each, level.bbox) for level in chosen)]
    around = [clipped(level, window_around(alone, level.bbox)) for level in general if level.over == name and alone]
    return [*coarse, *around, *chosen]


def reaches(layer: Layer, boxes: Sequence[Bbox]) -> bool:
    """Whether a layer lies where most of the places do: half a set of borders would say what is not so."""
    inside = sum(layer.bbox is None or within(each, layer.bbox) for each in boxes)
    return inside * 2 > len(boxes)


def within(inner: Bbox, outer: Bbox) -> bool:
    """Whether a box lies in another."""
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def window_around(boxes: Sequence[Bbox], limits: Bbox) -> Bbox:
    """The box around boxes, with a margin, in whole degrees; not beyond the limits."""
    west, south = min(each[0] for each in boxes), min(each[1] for each in boxes)
    east, north = max(each[2] for each in boxes), max(each[3] for each in boxes)
    margin = max((east - west) * MARGIN, (north - south) * MARGIN, LEAST_MARGIN_DEGREES)
    sides = (west - 1.5 * margin, south - margin, east + 1.5 * margin, north + margin)
    least = [max(math.floor(side), limit) for side, limit in zip(sides[:2], limits[:2], strict=True)]
    most = [min(math.ceil(side), limit) for side, limit in zip(sides[2:], limits[2:], strict=True)]
    return (least[0], least[1], most[0], most[1])


def clipped(level: Level, window: Bbox) -> Level:
    """The part of a level in a window."""
    around = box(*window)
    parts = [polygon.intersection(around) for polygon in level.frame.geometry if polygon.intersects(around)]
    return replace(level, bbox=window, polygons=codes_of(parts, level.precision))


def shown(relief: Relief, level: Level | None) -> Relief | None:
    """The relief of a level that is on the map, or the part of it around the places; None where there is none."""
    if level is None:
        return None
    return window_of(relief, level.bbox) if level.clipped else relief


def runs_in(river: River, level: Level) -> bool:
    """Whether a stretch of river shows on a level that may be clipped."""
    return not level.clipped or bool(river.line.intersects(box(*level.bbox)))


def held(start: str | None, end: str | None, first: AnyDay, last: AnyDay) -> bool:
    """Whether what holds from `start` until before `end` (ISO dates or None) holds on some day of a span.

    >>> from geo.reading.days import Day
    >>> held("1945-09-02", "1950-06-25", Day(1812, 6, 1), Day(1812, 12, 31))
    False
    >>> held(None, "1950-06-25", Day(1812, 6, 1), Day(1812, 12, 31))
    True
    """
    begins = not isinstance(start, str) or first_day_of(start) <= last
    return begins and (not isinstance(end, str) or first_day_of(end) > first)


def is_used(layer: Layer, whole: Basemap, fitted: Basemap) -> bool:
    """Whether anything is left of a layer that wants a credit: of a file with GeoNames' places, one of them."""
    if layer.kind == "boundaries":
        return any(line.file == layer.path for line in fitted.all_boundaries)
    if layer.kind != "labels":
        return True
    before, after = (each.labels[each.labels["file"] == layer.path] for each in (whole, fitted))
    return bool(len(after)) and bool(before["geonames"].isna().all() or after["geonames"].notna().any())


def cut_for(boxes: Sequence[Bbox]) -> float:
    """Where to cut the world, from -180 to 180 degrees: at sea where no place is near, else in the widest gap.

    >>> cut_for([(126.9, 37.5, 126.9, 37.5)]), cut_for([(-22.0, 64.1, -22.0, 64.1)])
    (-30.0, -170.0)
    >>> cut_for([(-25.0, 16.0, -25.0, 16.0), (174.8, -41.3, 174.8, -41.3)])
    75.0
    """
    occupied = sorted((west % WHOLE_CIRCLE, east % WHOLE_CIRCLE) for west, _, east, _ in boxes if east - west < 180)
    edges = [edge for pair in occupied for edge in pair]
    for cut in CUTS:
        if all(min((edge - cut) % WHOLE_CIRCLE, (cut - edge) % WHOLE_CIRCLE) >= CLEAR_DEGREES for edge in edges):
            return cut
    ends = sorted(edges)
    gaps = [(after - before, before) for before, after in zip(ends, [*ends[1:], ends[0] + WHOLE_CIRCLE], strict=True)]
    width, begins = max(gaps)
    return float(round((begins + width / 2 + 180) % WHOLE_CIRCLE - 180))
