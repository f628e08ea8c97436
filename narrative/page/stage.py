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
from geo.gazetteer.timespans import Span
from geo.reading.days import Day
from narrative.page.story_map import extent, middle
from narrative.page.timeline import order_data
from narrative.story import Link, Step, Story
from narrative.story.describe import SCHEMATIC, link_words, sentence_case
from narrative.story.prose import typographic
from narrative.story.ways import way_of
from narrative.story.words import CERTAINTIES, STATUSES, UNREAD, WIDE_DEGREES, kinds_counted

LEAST_RANK = 4  # a place of this rank shows only when a step lights it
LINE_PRECISION = 3
TINY_DEGREES = 0.05  # an area that would be a dot where the camera otherwise stops
TINY_CLOSEST = 10.4  # the zoom at which it stops before such an area: 0.02 degrees are 19 pixels wide there
NEAR_DEGREES = 0.4  # points no further from each other
NEAR_CLOSEST = 9.4  # the zoom at which it stops before them: 0.2 degrees are 96 pixels wide there
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
    "schematic": SCHEMATIC,
    "partly": f"partly {SCHEMATIC}",
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
    data |= span_data(place.span)
    if place.titles:
        data["titles"] = [{"title": title, **span_data(span)} for span, title in place.titles]
    spots = [rounded(point.x, point.y) for point in shapely.get_parts(place.geometry)] if kind == "point" else []
    if len(spots) > 1:
        data["spots"] = spots  # of a place in several; the first is its ``at``
    if kind == "line":
        if place.id == reference:
            data["lines"] = codes_of(place, cut)
        else:  # the line that the story is about always shows; another only when a step lights it, see `lines_data`
            data["other"] = data["hidden"] = True
        if any(each.casefold() in WATERS for each in place.types):
            data["water"] = True
    if kind == "area":
        west, _, east, _ = reach(place.geometry)
        data["hidden"] |= east - west > WIDE_DEGREES  # countries show only when a step lights them
    return data


def span_data(span: Span) -> dict[str, str]:
    """From which day, and before which day, as the page compares them with a step's."""
    days = {"from": span.start, "to": span.until}
    return {key: Day.of(day).sortable() for key, day in days.items() if day}


def codes_of(place: Place, cut: float) -> list[str]:
    """The parts of a line, encoded to `LINE_PRECISION` decimals, on a world cut at a longitude."""
    lines = getattr(place.geometry, "geoms", [place.geometry])
    return [encode([(east_of(x, cut), y) for x, y in line.coords], LINE_PRECISION) for line in lines]


def lines_data(places: Iterable[Place], reference: str | None, basemap: Basemap) -> dict[str, list[str]]:
    """The lines that follow the first view: all but that of reference, by the ids of their places."""
    lines = [place for place in places if kind_of(place.geometry) == "line" and place.id != reference]
    return {place.id: codes_of(place, basemap.cut) for place in lines}


def stage_data(story: Story, basemap: Basemap, parts: list[str]) -> dict[str, Any]:
    """All that the page's script needs but the basemap: words, places and the whole state of every step."""
    places = story.gazetteer.places
    return {
        "words": WORDS,
        **vocabulary_data(draft=bool(story.unread_steps)),
        "sides": {side.id: typographic(side.name) for side in story.sides.values()},
        "attribution": basemap.attribution,
        "credit": short_credit(basemap.attribution),
        "parts": parts,
        "world": {"cut": basemap.cut, "origin": middle(story, basemap)},
        "places": [place_data(place, story.reference_line, basemap.cut) for place in places.values()],
        "steps": {step.id: step_data(story, step) for step in story.steps},
        "order": order_data(story),
    }


def vocabulary_data(draft: bool = False) -> dict[str, Any]:
    """The tables of ``narrative.story.words`` as the page's scripts take them; kinds in the order of counts.

    With the sign of a step that nobody has confirmed where `draft` says that the story has some.
    """
    statuses = [*STATUSES.values(), *([UNREAD] if draft else [])]
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
        "statuses": {
            each.id: {"word": each.word, "mark": each.mark or each.sign, "doubted": each.doubted} for each in statuses
        },
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


def is_tiny(place: Place) -> bool:
    """Whether a place is an area so small that the camera comes nearer than elsewhere, to show its shape."""
    return kind_of(place.geometry) == "area" and size_of(place.geometry) < TINY_DEGREES


def closest_to(places: Sequence[Place], alone: bool = True) -> float:
    """The nearest zoom at which the camera stops before these places; `alone` where no link is shown with them.

    It comes nearer to an area that would else be a dot, and to points that would else lie on each other.
    """
    points = all(kind_of(place.geometry) == "point" for place in places)
    if len(places) == 1:
        return TINY_CLOSEST if is_tiny(places[0]) else 6.6 if alone and points else 8.4
    spots = [place.label_point for place in places]
    apart = max(max(each) - min(each) for each in ([spot.x for spot in spots], [spot.y for spot in spots]))
    if any(is_tiny(place) for place in places) or (points and apart < TINY_DEGREES):
        return TINY_CLOSEST
    return NEAR_CLOSEST if points and apart < NEAR_DEGREES else 8.4


def step_data(story: Story, step: Step) -> dict[str, Any]:
    """The whole state of one step: never a change from the step before."""
    places = story.gazetteer.places
    shown = step.camera_places or step.places
    camera = [point for id in shown for point in focus(places[id])]
    links = []
    for link in step.links:
        data: dict[str, Any] = {
            "from": link.origin,
            "to": link.destination,
            "kind": link.kind,
            "status": link.status,
            "label": link.label or "",
        }
        if link.via or link.along:  # else it leads from the one place to the other
            data["way"] = [rounded(*point) for point in way_of(places, link)]
        if link.schematic:
            data["schematic"] = True
        if link.side:
            data["side"] = link.side
        if step.disputed_by and STATUSES[link.status].contested:
            data["disputedBy"] = step.disputed_by[0]
        links.append(data)
    return {
        "date": step.day.sortable(),
        "places": list(step.lit_places),
        **({"ways": list(step.way_places)} if step.way_places else {}),
        "camera": camera,
        "closest": closest_to([places[id] for id in shown], alone=not step.links),
        "framed": bool(step.camera_places),
        "links": links,
    }


def link_words_data(story: Story) -> dict[str, list[list[str]]]:
    """By step id, of each of its links what it is in words and, where it is disputed, where its sign leads."""
    titles = {each.id: each.title for each in story.steps}

    def words(step: Step, link: Link) -> list[str]:
        if not (step.disputed_by and STATUSES[link.status].contested):
            return [link_words(story, link, step.day)]
        word = sentence_case(STATUSES[link.status].word)
        return [link_words(story, link, step.day), f"{word}: go to “{titles[step.disputed_by[0]]}”"]

    return {step.id: [words(step, link) for link in step.links] for step in story.steps if step.links}
