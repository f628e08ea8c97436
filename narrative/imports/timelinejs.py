"""Read a TimelineJS file: events become steps, and a second file says where they happened.

A timeline knows no places, and a step needs one. To invent one would be false, so the places come from a Linked Places
or GeoJSON file: an event lies where it names one of them. An event may also have a ``location`` of its own, as
StoryMapJS writes it.

Source: Knight Lab, TimelineJS3, https://timeline.knightlab.com/docs/json-format.html
"""

from __future__ import annotations

from typing import Any

from geo.reading.days import astronomical_year
from geo.reading.faults import Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.uploads import Upload, json_of_upload, line_of_text
from geo.reading.validation import Loc, quoted
from narrative.imports.fields import add_record, caption_of, media_of, take_media, take_point, take_prose, take_title
from narrative.imports.loose_dates import loose_date
from narrative.imports.matching import NamedPlaces, named_places
from narrative.imports.material import Choices, Import, Material, Record
from narrative.story.dates import NO_DATE, edtf_year, parse_date

UNDATED_WORDS = (NO_DATE, "undated", "n.d.", "n. d.")
NO_PLACES = (
    "a timeline says when and not where, and a step needs a place; give a file of places, "
    "Linked Places or GeoJSON, with --places FILE"
)


def is_timelinejs(value: Any) -> bool:
    """Whether a JSON value is a TimelineJS file."""
    return isinstance(value, dict) and isinstance(value.get("events"), list)


def read_timelinejs(upload: Upload, choices: Choices) -> Material:
    """Read the events of a TimelineJS file in the order in which they stand. Raises Faults."""
    document = json_of_upload(upload)
    if not is_timelinejs(document.value):
        raise Faults([document.fault((), 'there is no list "events" here; export the timeline as JSON again')])
    material = Material(upload.name, "TimelineJS", "event")
    read_events(material, document, choices)
    return material


def read_events(material: Material, document: JsonDocument, choices: Choices) -> None:
    """The events of a timeline in their order, and its title. Raises Faults where none can be read at all."""
    timeline = document.value
    if timeline.get("scale") == "cosmological":
        sentence = "the timeline is cosmological, and counts years of stars; only human timelines can be read"
        raise Faults([document.fault(("scale",), sentence)])
    if not timeline["events"]:
        raise Faults([document.fault(("events",), '"events" is empty; a story needs at least one event')])
    material.count(len(timeline["events"]))
    places = named_places(choices.places) if choices.places else None
    take_title_slide(material, document, timeline.get("title"))
    for index, event in enumerate(timeline["events"]):
        loc: Loc = ("events", index)
        if not isinstance(event, dict):
            material.note(document.fault(loc, f"event {index + 1} is {quoted(event)}; it must be an object"))
        elif not take_event(material, document, loc, event, places):
            break
    if not material.places and not material.faults:
        sentence = "no event names a place of the file of places; add their names to it" if places else NO_PLACES
        material.note(document.fault(("events",), sentence))
    if timeline.get("eras"):
        material.lose("The timeline's eras were not kept.")
    if any(isinstance(each, dict) and each.get("group") for each in timeline["events"]):
        material.lose("The events' groups were not kept.")
    if any(isinstance(each, dict) and each.get("background") for each in timeline["events"]):
        material.lose("The events' backgrounds were not kept.")


def take_title_slide(material: Material, document: JsonDocument, slide: Any) -> None:
    """The title slide as the story's title and summary."""
    text = slide.get("text") if isinstance(slide, dict) else None
    if isinstance(text, dict):
        line = document.line(("title",))
        material.title = take_title(material, line, "the title", text.get("headline"))
        material.summary = " ".join(take_prose(material, line, "the title", text.get("text")).plain.split())


def take_event(
    material: Material, document: JsonDocument, loc: Loc, event: dict[str, Any], places: NamedPlaces | None
) -> bool:
    """One event as a record; False once there are too many."""
    number = int(loc[-1]) + 1
    where, line = f"event {number}", document.line(loc)
    text = event.get("text")
    text = text if isinstance(text, dict) else {}
    title = take_title(material, line, where, text.get("headline")) or f"Event {number}"
    prose = take_prose(material, document.line((*loc, "text")), where, text.get("text"))
    inside = [media_of(address, "") for address in prose.media]
    media = event.get("media")
    media = media if isinstance(media, dict) else {}
    shown = media_of(media.get("url"), caption_of(media.get("caption"), media.get("credit")))
    try:
        date = event_date(event)
    except ValueError as error:
        material.note(document.fault((*loc, "start_date"), f"{where}: {error}"))
        date = None
    words = line_of_text(event.get("display_date"))
    location = event.get("location")
    found: list[str] = []
    if isinstance(location, dict):
        name = take_title(material, line, where, location.get("name"))
        at, lat, lon = document.line((*loc, "location")), location.get("lat"), location.get("lon")
        found = take_point(material, at, where, name or title, lat, lon, bool(name))
    if not found and places:
        found = places.take(material, line, where, f"{title}\n{prose.plain}")
    date = date or loose_date(words)
    note = f"The timeline writes “{words}”." if words and date and words != parse_date(date).words else None
    record = Record(line, where, title, prose.text, found, date=date, date_note=note)
    record.said_date = words or None
    record.media = take_media(material, where, [shown, *inside])
    return add_record(material, record)


def event_date(event: dict[str, Any]) -> str | None:
    """An event's date in EDTF: the wording that readers see, where it fits the numbers, or else the numbers.

    >>> event_date({"start_date": {"year": "1949", "month": "3"}, "end_date": {"year": 1949, "month": 5, "day": 31},
    ...             "display_date": "spring 1949"})
    '1949-21'
    >>> event_date({"start_date": {"year": 1793}, "end_date": {"year": 1794, "month": 7}})
    '1793/1794-07'
    >>> event_date({"start_date": {"year": "-44", "month": "3", "day": "15"}})
    '-0043-03-15'
    >>> event_date({"start_date": {"year": 1949}, "display_date": "no date"}) is None
    True
    """
    if line_of_text(event.get("display_date")).casefold() in UNDATED_WORDS:
        return None
    start, end = (date_of(event.get(key)) for key in ("start_date", "end_date"))
    if start is None:
        return None
    date = f"{start}/{end}" if end and end != start else start
    numbers = parse_date(date)
    said = loose_date(line_of_text(event.get("display_date")))
    if said:
        worded = parse_date(said)
        if numbers.earliest in (worded.earliest, worded.latest) or worded.earliest >= numbers.earliest:
            inside = worded.latest <= numbers.latest or said.endswith("/..")
            return said if inside and (said.startswith("../") or worded.earliest >= numbers.earliest) else date
    return date


def date_of(value: Any) -> str | None:
    """A TimelineJS date in EDTF; None where there is none. Raises ValueError with the cure."""
    if not isinstance(value, dict) or line_of_text(value.get("year")) == "":
        return None
    numbers = []
    for key in ("year", "month", "day"):
        text = line_of_text(value.get(key))
        if not text:
            break
        try:
            numbers.append(int(float(text)))
        except (ValueError, OverflowError):
            raise ValueError(f"the {key} {quoted(text)} is no number; write digits") from None
    if numbers[0] > 9999:
        raise ValueError(f"the year {quoted(str(numbers[0]))} has more than four digits; mend it")
    # TimelineJS shows -44 as 44 BCE: it knows no year 0.
    year, rest = edtf_year(astronomical_year(numbers[0])), numbers[1:]
    return parse_date("-".join([year, *(f"{each:02}" for each in rest)])).edtf


FORMAT = Import(
    name="timelinejs",
    label="TimelineJS, JSON, with --places FILE",
    loses="Media that lie elsewhere (a note links to them), eras, groups, backgrounds; places come from a second file.",
    endings=(".json",),
    recognises=is_timelinejs,
    read=read_timelinejs,
)
