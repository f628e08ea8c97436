"""Turn a checked Story into the data that the page's map is drawn from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from geo.basemap.areas import sea_frame
from geo.basemap.coding import encode
from geo.basemap.cutting import recentre
from geo.basemap.layers import Level
from geo.basemap.projection import east_of
from geo.basemap.reader import Basemap
from geo.gazetteer.reader import Place
from geo.reading.kept import kept_by_shape
from narrative.page.story_map import extent, middle
from narrative.page.timeline import order_data
from narrative.story import Step, Story
from narrative.story.describe import link_words, sentence_case
from narrative.story.words import CERTAINTIES, STATUSES, WIDE_DEGREES, kinds_counted

LEAST_RANK = 4  # a place of this rank shows only when a step lights it
LINE_PRECISION, AREA_PRECISION = 3, 3
TONES = (  # colour (a --map-… of page.css) and pattern (basemap.js)
    ("warm", "rising"),
    ("cool", "falling"),
    ("plain", "dots"),
    ("plain", "falling"),
    ("cool", "rising"),
    ("warm", "dots"),
)
WORDS = {
    "step": "Step",
    "places": "Places on the map",
    "closer": "Closer",
    "wider": "Wider",
    "back": "Back to the step’s view",
    "of": "of",
    "undated": "undated",
    "goes-back": "a step back in time",
    "told-as": "Told as step",
    "km": "km",
    "miles": "mi",
    "at": "at",
    "compass": "NESW",
}


WATERS = ("river", "stream", "canal")  # types of a line that is drawn as water, where a border would be dashed


def kind_of(geometry: BaseGeometry) -> str:
    """``point``, ``line`` or ``area``."""
    if geometry.geom_type.endswith("Polygon"):
        return "area"
    return "line" if geometry.geom_type.endswith("LineString") else "point"


def rounded(lon: float, lat: float) -> list[float]:
    return [round(lon, 4), round(lat, 4)]


def focus(place: Place) -> list[list[float]]:
    """The (lon, lat) points that the camera must show for a place: itself, its box, or its label when very wide."""
    west, south, east, north = extent(place)
    return [rounded(west, south)] if (west, south) == (east, north) else [rounded(west, south), rounded(east, north)]


@kept_by_shape
def at_sea(geometry: BaseGeometry, cut: float, *levels: Level) -> bool:
    """Whether most of an area is water (a blockade, a battle, fishing grounds): it is named on the sea."""
    area = recentre(geometry, cut)
    level = finest_around(area, levels)
    return bool(shapely.intersection(area, coarse(level, 0.08)).area < area.area / 2)


@kept_by_shape
def area_rings(geometry: BaseGeometry, cut: float, *levels: Level) -> list[str]:
    """An area as a compact frame: the page fills the land inside it, so the coast is not sent twice.

    levels: those of the map, the coarsest first; cut: the longitude at which its world is cut, in degrees.
    """
    area = recentre(geometry, cut)
    level = finest_around(area, levels)
    if at_sea(geometry, cut, *levels):
        return rings_of(shapely.simplify(area, 0.01))  # its own outline: there is little coast in it to save
    margin, tolerance = (0.12, 0.01) if level.precision >= 3 else (0.6, 0.08)
    frame = sea_frame(shapely.simplify(area, tolerance), coarse(level, tolerance), margin, tolerance)
    return rings_of(frame)


def rings_of(area: BaseGeometry) -> list[str]:
    """Every ring of every part of an area, encoded."""
    return [
        encode(ring.coords, AREA_PRECISION)
        for part in shapely.get_parts(area)
        if isinstance(part, Polygon)
        for ring in (part.exterior, *part.interiors)
    ]


@lru_cache(maxsize=8)
def coarse(level: Level, tolerance: float) -> BaseGeometry:
    """All land of a level as one geometry, made once for all areas that lie on it.

    Only where two lands meet does a frame's line show; coasts may be coarse in it, and coarse is ten times quicker.
    """
    return shapely.simplify(shapely.union_all(level.frame.geometry), tolerance)


def finest_around(area: BaseGeometry, levels: Sequence[Level]) -> Level:
    """The most detailed level of land that holds a whole area; the coarsest, which comes first, when none does."""
    holding = [level for level in levels if shapely.box(*level.bbox).buffer(0.01).contains(area)]
    return (holding or levels[:1])[-1]


def place_data(place: Place, reference: str | None, cut: float) -> dict[str, Any]:
    """A place as ``scene.js`` draws it, on a world cut at a longitude; longitudes and latitudes in degrees."""
    kind = kind_of(place.geometry)
    label = place.label_point
    data: dict[str, Any] = {
        "id": place.id,
        "title": place.title,
        "kind": kind,
        "at": rounded(label.x, label.y),
        "certainty": place.certainty,
        "rank": place.rank,
        "hidden": place.rank >= LEAST_RANK,
    }
    if place.short:
        data["short"] = place.short
    if kind == "line":
        lines = getattr(place.geometry, "geoms", [place.geometry])
        data["lines"] = [encode([(east_of(x, cut), y) for x, y in line.coords], LINE_PRECISION) for line in lines]
        data["precision"] = LINE_PRECISION
        if place.id != reference:  # the line that the story is about always shows; another only when a step lights it
            data["other"] = data["hidden"] = True
        if any(each.casefold() in WATERS for each in place.types):
            data["water"] = True
    if kind == "area":
        west, _, east, _ = place.geometry.bounds
        data["hidden"] |= east - west > WIDE_DEGREES  # countries show only when a step lights them
    return data


def stage_data(story: Story, basemap: Basemap, parts: list[str]) -> dict[str, Any]:
    """All that the page's script needs but the basemap: words, places and the whole state of every step."""
    places = story.gazetteer.places
    return {
        "words": WORDS,
        **vocabulary_data(),
        "attribution": basemap.attribution,
        "credit": short_credit(basemap.attribution),
        "parts": parts,
        "world": {"cut": basemap.cut, "origin": middle(story, basemap)},
        "places": [place_data(place, story.reference_line, basemap.cut) for place in places.values()],
        "steps": {step.id: step_data(story, step) for step in story.steps},
        "order": order_data(story),
    }


def vocabulary_data() -> dict[str, Any]:
    """The tables of ``narrative.story.words`` as the page's scripts take them; kinds in the order of counts."""
    return {
        "kinds": {
            each.id: {
                "one": each.one,
                "many": each.many,
                "short": each.short or each.one,
                "widths": each.widths,
                "head": each.head,
                "dash": each.dash or [],
                "thin": each.thin,
                "glyph": each.glyph,
                "personal": each.personal,
            }
            for each in kinds_counted()
        },
        "statuses": {each.id: {"word": each.word, "mark": each.mark or each.sign} for each in STATUSES.values()},
        "doubts": {
            each.id: {
                "words": f"place {each.word}",
                "sign": f" {each.sign}" if each.sign else "",
                "open": each.open,
                "halo": each.halo_px,
            }
            for each in CERTAINTIES.values()
            if each.doubtful
        },
    }


def short_credit(attribution: str) -> str:
    """The makers' names alone, for a map too small for the whole line (which stands in the appendix).

    What is no credit, but a remark on the map, is left out.

    >>> short_credit("Land: Natural Earth · Korean shores: GSHHG (Wessel & Smith), LGPL · Cities: GeoNames, CC BY 4.0")
    'Natural Earth · GSHHG · GeoNames'
    """
    credits = [part.split(": ", 1)[1] for part in attribution.split(" · ") if ": " in part]
    return " · ".join(dict.fromkeys(re.split(r" \(|, ", credit)[0] for credit in credits))


def areas_data(story: Story, basemap: Basemap) -> list[dict[str, Any]]:
    """The areas that the page tints, each with its colour and pattern."""
    areas = [place for place in story.gazetteer.places.values() if kind_of(place.geometry) == "area"]
    rings = [area_rings(place.geometry, basemap.cut, *basemap.levels) for place in areas]
    return [
        {"id": place.id, "tone": tone(index), "rings": rings[index], "precision": AREA_PRECISION}
        | ({"sea": True} if at_sea(place.geometry, basemap.cut, *basemap.levels) else {})
        for index, place in enumerate(areas)
    ]


def tone(index: int) -> dict[str, str]:
    """Colour and pattern of the nth area of the gazetteer: neighbours differ in the pattern at least."""
    colour, pattern = TONES[index % len(TONES)]
    return {"colour": colour, "pattern": pattern}


def step_data(story: Story, step: Step) -> dict[str, Any]:
    """The whole state of one step: never a change from the step before."""
    places = story.gazetteer.places
    shown = step.camera_places or step.places
    camera = [point for id in shown for point in focus(places[id])]
    single = all(kind_of(places[id].geometry) == "point" for id in shown) and len(shown) == 1 and not step.links
    titles = {each.id: each.title for each in story.steps}
    links = []
    for link in step.links:
        ends = [places[link.origin].label_point, places[link.destination].label_point]
        data: dict[str, Any] = {
            "from": link.origin,
            "to": link.destination,
            "kind": link.kind,
            "status": link.status,
            "label": link.label or "",
            "words": link_words(story, link),
            "ends": [rounded(end.x, end.y) for end in ends],
        }
        if step.disputed_by and STATUSES[link.status].contested:
            word = sentence_case(STATUSES[link.status].word)
            data["disputedBy"] = step.disputed_by[0]
            data["disputedWords"] = f"{word}: go to “{titles[step.disputed_by[0]]}”"
        links.append(data)
    return {
        "date": step.map_day.earliest.isoformat(),
        "places": list(step.lit_places),
        "camera": camera,
        "closest": 6.6 if single else 8.4,
        "framed": bool(step.camera_places),
        "links": links,
    }
