"""Read the chapters of a map that flies from view to view: Mapbox's storytelling template, and GeoLibre's story maps.

Both have the same chapters, Mapbox's in the script ``config.js``, GeoLibre's in a project file in JSON. A chapter says
where the camera looks, and not where something happened: its place is a guess.

Sources: https://github.com/mapbox/storytelling, README, Configuration Options;
https://github.com/opengeos/GeoLibre, docs/project-format.md and docs/user-guide/storymaps.md
"""

from __future__ import annotations

from typing import Any

from geo.reading.faults import Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text
from geo.reading.validation import Loc, quoted
from narrative.imports.coordinates import CoordinateError, point_of
from narrative.imports.fields import add_record, caption_of, media_of, take_html, take_media, take_place, take_title
from narrative.imports.geojson import DATES, dated
from narrative.imports.html_text import plain_of_html
from narrative.imports.material import Choices, FoundPlace, Import, Material, Record
from narrative.imports.script_values import object_of_script
from narrative.story.words import CERTAINTIES

LOOKED_AT = "The file says that the camera looks here, and not that it happened here."
GUESSED = next(each.id for each in CERTAINTIES.values() if each.doubtful)
CHAPTER = {
    *("id", "alignment", "hidden", "title", "image", "imageUrl", "description", "location", "caption", "author"),
    *("mapAnimation", "rotateAnimation", "callback", "onChapterEnter", "onChapterExit", "legend", "website"),
    *("marker", "mapInteractive", "panel"),
    *DATES,
}


def is_geolibre(value: Any) -> bool:
    """Whether a JSON value is a GeoLibre project with a story map."""
    storymap = value.get("storymap") if isinstance(value, dict) else None
    return isinstance(storymap, dict) and isinstance(storymap.get("chapters"), list)


def is_mapbox(text: str) -> bool:
    """Whether a script is the ``config.js`` of Mapbox's storytelling template."""
    return "chapters" in text and "location" in text


def read_geolibre(upload: Upload, choices: Choices) -> Material:
    """Read the chapters of a GeoLibre project. Raises Faults."""
    document = json_of_upload(upload)
    material = Material(upload.name, "GeoLibre", "chapter")
    if not is_geolibre(document.value):
        raise Faults(
            [document.fault((), 'there is no "storymap" with "chapters" here; save the project with its story')]
        )
    layers = document.value.get("layers")
    if layers:
        material.lose("The project's layers were not kept; import their places from the layers' own files.")
    read_chapters(material, document, ("storymap",))
    material.title = material.title or line_of_text(document.value.get("name")) or None
    return material


def read_mapbox(upload: Upload, choices: Choices) -> Material:
    """Read the chapters of a ``config.js``, of which nothing is run. Raises Faults."""
    document = object_of_script(upload, "chapters")
    material = Material(upload.name, "Mapbox storytelling", "chapter")
    read_chapters(material, document, ())
    return material


def read_chapters(material: Material, document: JsonDocument, base: Loc) -> None:
    """The chapters in their order, and what the story says of itself."""
    config: Any = document.value
    for part in base:
        config = config[part]
    chapters = config.get("chapters")
    if not isinstance(chapters, list) or not chapters:
        found = "empty" if chapters == [] else quoted(chapters)
        raise Faults([document.fault((*base, "chapters"), f'"chapters" is {found}; it must list the chapters')])
    material.count(len(chapters))
    for index, chapter in enumerate(chapters):
        loc = (*base, "chapters", index)
        if not isinstance(chapter, dict):
            sentence = f"chapter {index + 1} is {quoted(chapter)}; it must be an object {{ … }}"
            material.note(document.fault(loc, sentence))
        elif not take_chapter(material, document, loc, chapter):
            break
    title, subtitle, byline = (plain_of_html(line_of_text(config.get(key))) for key in ("title", "subtitle", "byline"))
    material.title, material.subtitle = title or None, subtitle or None
    material.author = byline.removeprefix("By ").removeprefix("by ").strip() or None
    if footer := plain_of_html(line_of_text(config.get("footer"))):
        material.lose(f"The footer was not kept: {quoted(footer, 300)}.")
    material.lose("The background map was not kept: this project draws its own, without a request.")
    material.lose(
        "The cameras of the chapters (zoom, tilt, turn) were not kept: the map frames the places of each step."
    )


def take_chapter(material: Material, document: JsonDocument, loc: Loc, chapter: dict[str, Any]) -> bool:
    """One chapter as a record; False once there are too many."""
    number = int(loc[-1]) + 1
    where, line = f"chapter {number}", document.line(loc)
    title = take_title(material, line, where, chapter.get("title")) or f"Chapter {number}"
    prose, inside = take_html(material, document.line((*loc, "description")), where, chapter.get("description"))
    caption = caption_of(chapter.get("caption"), chapter.get("author"))
    shown = media_of(chapter.get("image") or chapter.get("imageUrl"), caption)
    location = chapter.get("location")
    center = location.get("center") if isinstance(location, dict) else None
    places = []
    try:
        lat, lon = lat_lon(center)
        if (geometry := point_of(lat, lon)) is not None:
            place = FoundPlace(title, geometry, GUESSED, LOOKED_AT, named=False)
            places = [take_place(material, line, where, place)]
    except CoordinateError as error:
        material.note(document.fault((*loc, "location", "center"), f"{where}: {error}"))
    date, said = dated(chapter)
    record = Record(line, where, title, prose, places, date=date, said_date=said)
    record.media = take_media(material, where, [shown, *inside])
    if chapter.get("hidden") is True:
        material.notice(f"{where}: its panel was hidden, and is shown here.")
    if chapter.get("onChapterEnter") or chapter.get("onChapterExit"):
        material.lose("What chapters do to the map's layers was not kept.")
    for key in ("legend", "website", *(each for each in chapter if each not in CHAPTER)):
        if chapter.get(key) not in (None, "", [], {}, False):
            material.lose(f"What chapters have as {quoted(line_of_text(key))} was not kept.")
    return add_record(material, record)


def lat_lon(center: Any) -> tuple[Any, Any]:
    """The latitude and longitude of a centre: a list of longitude and latitude, or an object with both.

    >>> lat_lon([-1.5, 53.8]), lat_lon({"lng": -1.5, "lat": 53.8}), lat_lon(None)
    ((53.8, -1.5), (53.8, -1.5), (None, None))
    """
    if isinstance(center, dict):
        return center.get("lat"), center.get("lng", center.get("lon"))
    if isinstance(center, list) and len(center) >= 2:
        return center[1], center[0]
    if center in (None, "", []):
        return None, None
    raise CoordinateError(f'"center" is {quoted(center)}; write [longitude, latitude]')


GEOLIBRE = Import(
    name="geolibre",
    label="GeoLibre, a project with a story map",
    loses="Media (a note links to them), layers, cameras and the background map; places are where the camera looks.",
    endings=(".geolibre", ".json"),
    recognises=is_geolibre,
    read=read_geolibre,
)
MAPBOX = Import(
    name="mapbox-storytelling",
    label="Mapbox storytelling, the script config.js",
    loses="Media (a note links to them), layers, cameras and the background map; places are where the camera looks.",
    endings=(".js",),
    recognises=is_mapbox,
    read=read_mapbox,
    holds="script",
)
