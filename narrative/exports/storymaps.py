"""Turn the steps of a story into the files of other story maps: StoryMapJS, leaflet-storymaps, and plain GeoJSON.

All three show one place at a time: a step's first. What else they cannot hold is said in `narrative.exports.registry`.

Sources: https://storymap.knightlab.com/advanced/, the sheet Chapters of
https://github.com/HandsOnDataViz/leaflet-storymaps-with-google-sheets, and RFC 7946.
"""

from __future__ import annotations

import json
import math
from html import escape
from typing import Any

import shapely

from geo.gazetteer.antimeridian import reach
from geo.gazetteer.reader import Place
from geo.reading.wording import listed
from narrative.exports.media import chapter_media, feature_media, other_media_html, slide_media
from narrative.exports.texts import joined, table
from narrative.exports.timelinejs import note_html, title_html, unlinked_html
from narrative.story import Step, Story
from narrative.story.describe import paragraphs_cited, said
from narrative.story.words import UNREAD

POINT_ZOOM, LEAST_ZOOM, MOST_ZOOM = 8, 2, 12
CHAPTERS = (
    *("Chapter", "Media Link", "Media Credit", "Media Credit Link", "Description", "Zoom", "Marker", "Marker Color"),
    *("Location", "Latitude", "Longitude", "Overlay", "Overlay Transparency"),
    *("GeoJSON Overlay", "GeoJSON Feature Properties"),
)


def storymapjs_json(story: Story) -> bytes:
    """The story as a StoryMapJS story map: an overview, and a slide for every step with the point of its first place.

    ``date`` is the story's own wording. ``line`` is off: a line would say that somebody went from slide to slide.
    """
    overview = {"type": "overview", "text": {"headline": escape(story.title, quote=False), "text": title_html(story)}}
    slides = [overview, *(slide(story, step) for step in story.steps)]
    document = {"storymap": {"language": story.language, "slides": slides}}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def slide(story: Story, step: Step) -> dict[str, Any]:
    """One step as a slide."""
    place = first_place(story, step)
    point = place.label_point
    location = {"name": escape(place.title, quote=False), "lat": round(point.y, 6), "lon": round(point.x, 6)}
    return {
        "unique_id": step.id,
        "date": step.date.words,
        "location": {**location, "zoom": zoom_of(place), "line": False},
        "text": {"headline": escape(step.title, quote=False), "text": step_html(story, step)},
        **slide_media(step),
    }


def leaflet_storymaps_csv(story: Story) -> bytes:
    """The sheet Chapters of a leaflet-storymaps story: a row for every step, its date at the head of the text."""
    return table(CHAPTERS, [chapter(story, step) for step in story.steps])


def chapter(story: Story, step: Step) -> list[str | float | int | None]:
    """One step as a row."""
    place = first_place(story, step)
    point = place.label_point
    text = f"<p><strong>{escape(step.date.words, quote=False)}</strong></p>{step_html(story, step)}"
    cells: dict[str, str | float | int] = {
        "Chapter": escape(step.title, quote=False),
        "Description": text.replace("\n", " "),
        "Zoom": zoom_of(place),
        "Marker": "Numbered",
        "Marker Color": "blue",
        "Location": escape(place.title, quote=False),
        "Latitude": round(point.y, 6),
        "Longitude": round(point.x, 6),
        **chapter_media(step),
    }
    return [cells.get(column) for column in CHAPTERS]


def steps_geojson(story: Story) -> bytes:
    """A GeoJSON feature for every step, in their order, with the whole shape of its first place.

    ``date`` is EDTF, ``description`` HTML; ``places`` and ``people`` are names.
    """
    document = {
        "type": "FeatureCollection",
        "name": story.title,
        "description": story.summary,
        "features": [feature(story, step) for step in story.steps],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def feature(story: Story, step: Step) -> dict[str, Any]:
    """One step as a feature."""
    place = first_place(story, step)
    return {
        "type": "Feature",
        "properties": {
            "step": step.index + 1,
            "id": step.id,
            "title": escape(step.title, quote=False),
            "date": step.date.edtf,
            "date_words": step.date.words,
            "place": escape(place.title, quote=False),
            "certainty": story.certainty_in(step.id, place.id),
            "places": joined(story.gazetteer.places[each].title_on(step.day) for each in step.places),
            "people": joined(story.people[each].name for each in step.people),
            "status": UNREAD.id if step.unread else "editorial" if step.editorial else step.status,
            "description": step_html(story, step),
            **feature_media(step),
        },
        "geometry": json.loads(shapely.to_geojson(place.geometry)),
    }


def first_place(story: Story, step: Step) -> Place:
    """The place that stands for a step where there is room for one."""
    return story.gazetteer.places[step.places[0]]


def zoom_of(place: Place) -> int:
    """A zoom at which a place fills about half of a map of 600 pixels.

    >>> zoom_of(Place("a", "A", shapely.Point(6, 46))), zoom_of(Place("b", "B", shapely.box(100, 20, 120, 40)))
    (8, 4)
    """
    west, south, east, north = reach(place.geometry)
    span = max(east - west, north - south)
    if span == 0:
        return POINT_ZOOM
    return max(LEAST_ZOOM, min(MOST_ZOOM, int(math.log2(360 / span))))


def step_html(story: Story, step: Step) -> str:
    """A step's text, what its date rests on, its notes with their works, and who says it where."""
    places = listed([story.gazetteer.places[each].title_on(step.day) for each in step.places])
    whose = said(step)
    last = " · ".join(part for part in (whose, paragraphs_cited(step.paragraphs), places) if part)
    dated = f"<p>{escape(step.date_note, quote=False)}</p>" if step.date_note else ""
    notes = "".join(note_html(story, note) for note in step.notes)
    more = other_media_html(step)
    return f"{unlinked_html(step.text)}{dated}{notes}{more}<p><small>{escape(last, quote=False)}</small></p>"
