"""Turn a checked Story into the data that the page's map is drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.basemap.coding import encode
from geo.basemap.outlines import area_rings, outlined, precision_of, size_of
from geo.basemap.projection import east_of
from geo.basemap.reader import Basemap
from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from narrative.page.story_map import extent, middle
from narrative.page.timeline import order_data
from narrative.story import Step, Story
from narrative.story.describe import link_words, sentence_case
from narrative.story.words import CERTAINTIES, STATUSES, WIDE_DEGREES, kinds_counted

LEAST_RANK = 4  # a place of this rank shows only when a step lights it
LINE_PRECISION = 3
TINY_DEGREES = 0.05  # an area that would be a dot where the camera otherwise stops
TINY_CLOSEST = 10.4  # the zoom at which it stops before such an area: 0.02 degrees are 19 pixels wide there
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
    "map": "Map",
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
    "schematic": "schematic",
    "partly": "partly schematic",
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
    corners = [(west, south), (east - 360 if east > 180 else east, north)]
    return [rounded(*corner) for corner in dict.fromkeys(corners)]


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
    spots = [rounded(point.x, point.y) for point in shapely.get_parts(place.geometry)] if kind == "point" else []
    if len(spots) > 1:
        data["spots"] = spots  # of a place in several; the first is its ``at``
    if kind == "line":
        lines = getattr(place.geometry, "geoms", [place.geometry])
        data["lines"] = [encode([(east_of(x, cut), y) for x, y in line.coords], LINE_PRECISION) for line in lines]
        data["precision"] = LINE_PRECISION
        if place.id != reference:  # the line that the story is about always shows; another only when a step lights it
            data["other"] = data["hidden"] = True
        if any(each.casefold() in WATERS for each in place.types):
            data["water"] = True
    if kind == "area":
        west, _, east, _ = reach(place.geometry)
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


def areas_data(places: Iterable[Place], basemap: Basemap) -> list[dict[str, Any]]:
    """The areas among these places, which the page tints, each with its colour and pattern."""
    areas = [place for place in places if kind_of(place.geometry) == "area"]
    rings = [area_rings(place.geometry, basemap.cut, *basemap.levels) for place in areas]
    return [
        {"id": place.id, "tone": tone(index), "rings": rings[index], "precision": precision_of(place.geometry)}
        | ({"outlined": True} if outlined(place.geometry, basemap.cut, *basemap.levels) else {})
        for index, place in enumerate(areas)
    ]


def tone(index: int) -> dict[str, str]:
    """Colour and pattern of the nth area of the gazetteer: neighbours differ in the pattern at least."""
    colour, pattern = TONES[index % len(TONES)]
    return {"colour": colour, "pattern": pattern}


def closest_to(places: Sequence[Place], alone: bool = True) -> float:
    """The nearest zoom at which the camera stops before these places; `alone` where no link is shown with them."""
    if any(is_tiny(place) for place in places):
        return TINY_CLOSEST
    return 6.6 if alone and len(places) == 1 and kind_of(places[0].geometry) == "point" else 8.4


def is_tiny(place: Place) -> bool:
    """Whether a place is an area so small that the camera comes nearer than elsewhere, to show its shape."""
    return kind_of(place.geometry) == "area" and size_of(place.geometry) < TINY_DEGREES


def step_data(story: Story, step: Step) -> dict[str, Any]:
    """The whole state of one step: never a change from the step before."""
    places = story.gazetteer.places
    shown = step.camera_places or step.places
    camera = [point for id in shown for point in focus(places[id])]
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
        if any(kind_of(places[id].geometry) == "area" for id in (link.origin, link.destination)):
            data["schematic"] = True  # an area has no spot from which or to which it could be a route
        if step.disputed_by and STATUSES[link.status].contested:
            word = sentence_case(STATUSES[link.status].word)
            data["disputedBy"] = step.disputed_by[0]
            data["disputedWords"] = f"{word}: go to “{titles[step.disputed_by[0]]}”"
        links.append(data)
    return {
        "date": step.map_day.earliest.isoformat(),
        "places": list(step.lit_places),
        "camera": camera,
        "closest": closest_to([places[id] for id in shown], alone=not step.links),
        "framed": bool(step.camera_places),
        "links": links,
    }
