"""Read the spreadsheet from which TimelineJS makes a timeline, as CSV or as a workbook: its rows are its events.

Source: the columns of https://timeline.knightlab.com/docs/using-spreadsheets.html
"""

from __future__ import annotations

from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Row, Upload, rows_of_upload
from narrative.imports.material import Choices, Import, Material
from narrative.imports.table_lines import TableDocument, unknown_columns
from narrative.imports.timelinejs import read_events

PARTS = ("year", "month", "day", "time")
KNOWN = {
    *PARTS,
    *(f"end {each}" for each in PARTS),
    *("display date", "headline", "text", "media", "media credit", "media caption", "media thumbnail", "type"),
    *("group", "background", "latitude", "longitude", "lat", "lon", "lng", "place", "location", "link"),
}


def is_timelinejs_sheet(header: str) -> bool:
    """Whether the first line of a table is that of TimelineJS's spreadsheet.

    >>> is_timelinejs_sheet("Year,Month,Day,Time,End Year,End Month,Headline,Text"), is_timelinejs_sheet("Year,Text")
    (True, False)
    """
    names = header.lower()
    return "year" in names and "headline" in names and ("end year" in names or "display date" in names)


def read_timelinejs_sheet(upload: Upload, choices: Choices) -> Material:
    """Read the rows as events. Raises Faults."""
    rows = rows_of_upload(upload)
    material = Material(upload.name, "TimelineJS spreadsheet", "event")
    events = [row for row in rows if row.get("type").lower() not in ("title", "era")]
    if not events:
        raise Faults([Fault(upload.name, 1, "there is no event below the header; a story needs at least one")])
    timeline: dict[str, Any] = {"events": [event_of_row(row) for row in events]}
    title = next((row for row in rows if row.get("type").lower() == "title"), None)
    if title is not None:
        timeline["title"] = event_of_row(title)
    if any(row.get("type").lower() == "era" for row in rows):
        timeline["eras"] = [True]
    read_events(material, TableDocument(upload.name, "", timeline, rows=tuple(row.line for row in events)), choices)
    if any(row.get("media thumbnail") for row in rows):
        material.lose("The thumbnails of media were not kept.")
    if any(row.get("time") or row.get("end time") for row in rows):
        material.lose("The times of day were not kept.")
    for name in unknown_columns(rows, KNOWN):
        material.lose(f'The column "{name}" was not kept.')
    return material


def event_of_row(row: Row) -> dict[str, Any]:
    """A row as TimelineJS's JSON has an event."""
    event: dict[str, Any] = {
        "start_date": {each: row.get(each) for each in ("year", "month", "day")},
        "text": {"headline": row.get("headline"), "text": row.get("text")},
        "media": {"url": row.get("media"), "caption": row.get("media caption"), "credit": row.get("media credit")},
    }
    if row.get("end year"):
        event["end_date"] = {each: row.get(f"end {each}") for each in ("year", "month", "day")}
    if row.get("display date"):
        event["display_date"] = row.get("display date")
    for key in ("group", "background"):
        if row.get(key):
            event[key] = row.get(key)
    lat = row.get("latitude") or row.get("lat")
    lon = row.get("longitude") or row.get("lon") or row.get("lng")
    if lat or lon:
        event["location"] = {"lat": lat, "lon": lon, "name": row.get("place") or row.get("location")}
    return event


FORMAT = Import(
    name="timelinejs-sheet",
    label="TimelineJS, its spreadsheet as CSV or XLSX, with --places FILE",
    loses="Media (a note links to them), eras, groups, backgrounds, times of day; a timeline has no places.",
    endings=(".csv", ".xlsx"),
    recognises=is_timelinejs_sheet,
    read=read_timelinejs_sheet,
    holds="table",
)
