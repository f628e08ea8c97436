"""Turn places into their atlas: the page's map alone, without a story's text, in one HTML file that holds it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from markupsafe import Markup

from geo.basemap.fitting import fitted
from geo.basemap.offline_map import OfflineMap
from geo.basemap.projection import east_of
from geo.basemap.reader import Basemap, kept_basemap
from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from geo.reading.days import Day
from narrative.page.fonts import cut_fonts
from narrative.page.lettering import characters_shown
from narrative.page.parts import FONTS, map_parts, with_faces
from narrative.page.render import OFF, PageFigure, filled, not_on_touch
from narrative.page.scroller import Scroller, script
from narrative.page.stage import WORDS, closest_to, focus, place_data, rounded, short_credit, vocabulary_data
from narrative.page.story_map import basemap_of, extent
from narrative.page.surroundings import with_surroundings
from narrative.page.value import Page, Part, Phase, content_security_policy
from narrative.page.word_styles import status_rules
from narrative.story import Story
from narrative.story.prose import typographic
from narrative.story.words import WIDE_DEGREES

STYLES = ("palette.css", "page.css", "furniture.css", "everybody.css", "atlas.css")
NEAR = 0.8  # of a story's places are framed: those that lie nearest to its middle
WHOLE, COARSE = 8.4, 4.4  # the nearest zoom of a view of all places, and before one where the map is coarse


@dataclass(frozen=True)
class Atlas:
    """What an atlas shows.

    ``name`` is the story's slug, or "" for all stories; ``kind`` is ``places`` or ``stories``; ``lit`` says whether all
    are lit where none is chosen. ``entries`` are places as ``scene.js`` draws them, ``views`` for each the points of
    the camera, (lon, lat) in degrees, and its nearest zoom; ``whole`` are those of the view of all. ``date`` is the day
    of the borders; ``reference`` and ``seas`` are the story's.
    """

    name: str
    kind: str
    title: str
    language: str
    lit: bool
    date: Day
    places: tuple[Place, ...]
    entries: tuple[dict[str, Any], ...]
    views: dict[str, dict[str, Any]]
    whole: tuple[list[float], ...]
    reference: str | None = None
    seas: tuple[str, ...] = ()


class AtlasMap(Scroller):
    """What folium's map carries in an atlas: no text and no steps, the map's own scripts."""

    entry = "atlas"
    files = ("atlas",)
    sheets = STYLES

    def __init__(self, data: dict[str, Any]):
        self.rules = status_rules()
        self._prepare("", data)


def story_atlas(story: Story, basemap: Basemap | None = None) -> Page:
    """The atlas of a story's places, on the map of its own page."""
    basemap = with_surroundings(story, basemap_of(story, basemap))
    places = tuple(story.gazetteer.places.values())
    entries = []
    for place in places:
        entry = place_data(place, story.reference_line, basemap.cut)
        if entry["kind"] == "point":
            entry["hidden"] = False  # on the page only a step shows the least of them
        entries.append(entry)
    views = {place.id: {"camera": focus(place), "closest": closest_in(place, basemap)} for place in places}
    near = from_the_middle(narrow_places(story), basemap.cut)
    near = near[: max(1, round(NEAR * len(near)))]
    days = sorted(step.map_day.earliest for step in story.steps)
    day = days[len(days) // 2]
    atlas = Atlas(
        story.slug,
        "places",
        typographic(story.title),
        story.language,
        lit=False,
        date=day,
        places=places,
        entries=tuple(entries),
        views=views,
        whole=tuple(chain.from_iterable(focus(place) for place in near)),
        reference=story.reference_line,
        seas=tuple(story.seas),
    )
    return render_atlas(atlas, basemap)


def closest_in(place: Place, basemap: Basemap) -> float:
    """The nearest zoom before a place: as on the page where the map has its finest land, else where it is not empty."""
    west, south, east, north = basemap.levels[-1].bbox
    at = place.label_point
    fine = len(basemap.levels) > 1 and west <= east_of(at.x, basemap.cut) <= east and south <= at.y <= north
    return closest_to([place]) if fine else COARSE


def stories_atlas(stories: Sequence[Story], basemap: Basemap | None = None) -> Page:
    """The atlas of several stories: each is drawn as one place in as many spots as it has places."""
    marked = {story.slug: narrow_places(story) for story in stories}
    places = tuple(chain.from_iterable(marked.values()))
    boxes = [extent(place) for place in places]
    latest = max(step.map_day.latest for story in stories for step in story.steps)
    basemap = fitted(basemap or kept_basemap(), boxes, latest, latest)
    # Files of regions far from each other each have the names of the world.
    basemap = replace(basemap, labels=basemap.labels.drop_duplicates(["name", "kind"]).reset_index(drop=True))
    entries: list[dict[str, Any]] = []
    views: dict[str, dict[str, Any]] = {}
    for story in stories:
        spots = from_the_middle(marked[story.slug], basemap.cut)
        points = [rounded(place.label_point.x, place.label_point.y) for place in spots]
        near = points[: max(1, round(NEAR * len(points)))]
        entries.append(
            {
                "id": story.slug,
                "title": typographic(story.title),
                "kind": "point",
                "at": points[0],
                "certainty": "certain",
                "rank": 1,
                "hidden": False,
                **({"spots": points} if len(points) > 1 else {}),
            }
        )
        views[story.slug] = {"camera": near, "closest": WHOLE}
    atlas = Atlas(
        "",
        "stories",
        "Map of the stories",
        "en",
        lit=True,
        date=latest,
        places=(),
        entries=tuple(entries),
        views=views,
        whole=tuple(chain.from_iterable(view["camera"] for view in views.values())),
    )
    return render_atlas(atlas, basemap)


def narrow_places(story: Story) -> list[Place]:
    """A story's places but for countries and the like, or those if there is nothing else."""
    places = list(story.gazetteer.places.values())
    return [place for place in places if width_of(place) <= WIDE_DEGREES] or places


def width_of(place: Place) -> float:
    """How many degrees a place reaches from west to east, across the 180th meridian too."""
    west, _, east, _ = reach(place.geometry)
    return float(east - west)


def from_the_middle(places: Sequence[Place], cut: float) -> list[Place]:
    """Places by their distance from the middle of all, in degrees on the map; the nearest first."""
    points = [(east_of(place.label_point.x, cut), place.label_point.y) for place in places]
    middle = tuple(sorted(part)[len(points) // 2] for part in zip(*points, strict=True))
    order = sorted(
        range(len(points)), key=lambda i: ((points[i][0] - middle[0]) ** 2 + (points[i][1] - middle[1]) ** 2, i)
    )
    return [places[index] for index in order]


def render_atlas(atlas: Atlas, basemap: Basemap) -> Page:
    """The file: as `narrative.page.render.render_page` makes a story's, with the same map in it."""
    parts = tuple(
        sorted(
            [*map_parts(atlas.places, basemap, atlas.reference, atlas.seas), Part(FONTS, {"faces": []}, Phase.DETAIL)],
            key=lambda part: part.phase,
        )
    )
    stage = atlas_data(atlas, basemap, [part.name for part in parts])
    pieces = drawn(stage)
    labels = next(part.data["labels"] for part in parts if part.name == "labels")
    shown = characters_shown(atlas.title, {**stage, "steps": {}}, labels)
    parts = with_faces(parts, cut_fonts(shown))
    tail = "\n".join([*(part.html for part in parts), f"<script>{script(('everybody',))}</script>"])
    rest = str(filled("atlas_body.html", tail=Markup(tail), **pieces))
    policy = content_security_policy(rest)
    head = filled(
        "atlas.html",
        language=atlas.language,
        name=atlas.name,
        kind=atlas.kind,
        title=atlas.title,
        policy=Markup(policy),
    )
    return Page(str(head), rest, policy, parts)


def atlas_data(atlas: Atlas, basemap: Basemap, parts: list[str]) -> dict[str, Any]:
    """What ``atlas.js`` needs but the basemap."""
    return {
        "sides": {},
        "words": {**WORDS, "back": "Back to all of them", "places": atlas.title},
        **vocabulary_data(),
        "attribution": basemap.attribution,
        "credit": short_credit(basemap.attribution),
        "parts": parts,
        "world": {"cut": basemap.cut, "origin": origin_of(atlas.whole, basemap.cut)},
        "places": list(atlas.entries),
        "views": atlas.views,
        "whole": {"camera": list(atlas.whole), "closest": WHOLE},
        "lit": atlas.lit,
        "date": atlas.date.sortable(),
    }


def origin_of(points: Sequence[Sequence[float]], cut: float) -> list[int]:
    """Longitude and latitude, in whole degrees, in the middle of all."""
    lons, lats = sorted(east_of(lon, cut) for lon, _ in points), sorted(lat for _, lat in points)
    return [round(lons[len(lons) // 2]), round(lats[len(lats) // 2])]


def drawn(data: dict[str, Any]) -> dict[str, Markup]:
    """What folium makes of the map: pieces of the page by their names."""
    off: dict[str, Any] = dict.fromkeys(OFF, False)
    chart = OfflineMap(name="map", label=WORDS["map"], zoom_snap=0, min_zoom=1, max_zoom=11, **off)
    chart.options["dragging"] = not_on_touch()
    chart.add_child(AtlasMap(data), name="atlas")
    figure = PageFigure(title="")
    figure.add_child(chart, name="map")
    return figure.pieces()
