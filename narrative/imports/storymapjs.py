"""Read a StoryMapJS file: slides with a place each become steps, the overview slide becomes title and summary.

Source: Knight Lab, StoryMapJS for technical users, https://storymap.knightlab.com/advanced/
"""

from __future__ import annotations

from typing import Any

from geo.reading.faults import Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text
from geo.reading.validation import Loc, quoted
from narrative.imports.fields import (
    add_record,
    caption_of,
    media_of,
    take_html,
    take_media,
    take_point,
    take_prose,
    take_title,
)
from narrative.imports.loose_dates import loose_date
from narrative.imports.material import Choices, Import, Material, Record

KNOWN = {"type", "date", "display_date", "text", "location", "media", "unique_id"}


def is_storymapjs(value: Any) -> bool:
    """Whether a JSON value is a StoryMapJS file."""
    return isinstance(value, dict) and isinstance(value.get("storymap"), dict)


def read_storymapjs(upload: Upload, choices: Choices) -> Material:
    """Read the slides of a StoryMapJS file. Raises Faults where no slides can be read at all."""
    document = json_of_upload(upload)
    material = Material(upload.name, "StoryMapJS", "slide")
    if not is_storymapjs(document.value):
        raise Faults([document.fault((), 'there is no "storymap" here; publish the story map and take its JSON file')])
    storymap = document.value["storymap"]
    if is_picture(storymap):
        sentence = "the map of this story is a picture (zoomify), where no point has a latitude; only maps can be read"
        raise Faults([document.fault(("storymap",), sentence)])
    slides = storymap.get("slides")
    if not isinstance(slides, list) or not slides:
        raise Faults(
            [
                document.fault(
                    ("storymap", "slides"),
                    f'"slides" is {"empty" if slides == [] else quoted(slides)}; it must be a list of slides',
                )
            ]
        )
    material.count(len(slides))
    language = line_of_text(storymap.get("language")).split("_")[0].lower()
    material.language = language if language.isalpha() and len(language) in (2, 3) else None
    for index, slide in enumerate(slides):
        loc: Loc = ("storymap", "slides", index)
        if not isinstance(slide, dict):
            material.note(document.fault(loc, f"slide {index + 1} is {quoted(slide)}; it must be an object"))
        elif slide.get("type") == "overview" and material.title is None:
            take_overview(material, document, loc, slide)
        elif not take_slide(material, document, loc, slide):
            break
    say_what_no_slide_keeps(material, storymap, slides)
    return material


def is_picture(storymap: dict[str, Any]) -> bool:
    """Whether the map is a scanned picture instead of the globe."""
    return bool(
        storymap.get("map_as_image")
        or storymap.get("map_type") == "zoomify"
        or isinstance(storymap.get("zoomify"), dict)
    )


def take_overview(material: Material, document: JsonDocument, loc: Loc, slide: dict[str, Any]) -> None:
    """The overview slide as the story's title and summary."""
    where, line = f"slide {int(loc[-1]) + 1}", document.line(loc)
    text = part_of(slide, "text")
    material.title = take_title(material, line, where, text.get("headline"))
    prose = take_prose(material, line, where, text.get("text"))
    material.summary = " ".join(prose.plain.split())
    inside = [media_of(address, "") for address in prose.media]
    media = part_of(slide, "media")
    shown = media_of(media.get("url"), caption_of(media.get("caption"), media.get("credit")))
    for each in [shown, *inside]:
        if each.address or each.words:
            said = quoted(each.address, 120) if each.address else each.words
            material.lose(f"{where}: a summary has no notes, so its media was not kept: {said}.")
    material.look.append(f"The overview ({where}) has become the story's title and summary, as plain text.")


def take_slide(material: Material, document: JsonDocument, loc: Loc, slide: dict[str, Any]) -> bool:
    """One slide as a record; False once there are too many."""
    number = int(loc[-1]) + 1
    where, line = f"slide {number}", document.line(loc)
    for key in ("text", "location", "media"):
        if slide.get(key) not in (None, "") and not isinstance(slide.get(key), dict):
            sentence = f'{where}: "{key}" is {quoted(slide[key])}; it must be an object {{ … }}'
            material.note(document.fault((*loc, key), sentence))
    text, location, media = (part_of(slide, key) for key in ("text", "location", "media"))
    title = take_title(material, line, where, text.get("headline"))
    name = take_title(material, line, where, location.get("name"))
    title = title or name or f"Slide {number}"
    at = document.line((*loc, "location"))
    prose, inside = take_html(material, document.line((*loc, "text")), where, text.get("text"))
    shown = media_of(media.get("url"), caption_of(media.get("caption"), media.get("credit")))
    said = line_of_text(slide.get("date")) or line_of_text(slide.get("display_date"))
    date = loose_date(said)
    for key in sorted(set(slide) - KNOWN):
        material.lose(f'What slides have as "{line_of_text(key)[:40]}" was not kept.')
    return add_record(
        material,
        Record(
            line,
            where,
            title,
            prose,
            take_point(material, at, where, name or title, location.get("lat"), location.get("lon"), bool(name)),
            date=date,
            said_date=said if said and date is None else None,
            media=take_media(material, where, [shown, *inside]),
        ),
    )


def part_of(slide: dict[str, Any], key: str) -> dict[str, Any]:
    """A part of a slide; nothing where there is none."""
    part = slide.get(key)
    return part if isinstance(part, dict) else {}


def say_what_no_slide_keeps(material: Material, storymap: dict[str, Any], slides: list[Any]) -> None:
    """The losses that every file of this format has, where this one has them."""
    places = [part_of(each, "location") for each in slides if isinstance(each, dict)]
    if any("zoom" in each for each in places):
        material.lose("The zoom of the slides was not kept: the map frames the places of each step.")
    if any(each.get("line") for each in places):
        material.lose("The lines from slide to slide were not kept: they say the order, not that somebody went so.")
    if any(each.get("icon") or each.get("image") or each.get("iconSize") for each in places):
        material.lose("The slides' own markers were not kept.")
    if storymap.get("map_type") or storymap.get("map_subdomains"):
        material.lose("The background map was not kept: this project draws its own, without a request.")


FORMAT = Import(
    name="storymapjs",
    label="StoryMapJS, the JSON of a published story map",
    loses="Media that lie elsewhere (a note links to them), zoom, lines between slides and the background map.",
    endings=(".json",),
    recognises=is_storymapjs,
    read=read_storymapjs,
)
