"""Read the Chapters sheet of a leaflet-storymaps story as CSV, and its Options sheet where it is given.

Source: the columns of https://github.com/HandsOnDataViz/leaflet-storymaps-with-google-sheets, csv/Chapters.csv
"""

from __future__ import annotations

from dataclasses import replace

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Row, Upload, is_workbook, rows_of_upload, sheets_of_upload
from narrative.imports.fields import add_record, caption_of, media_of, take_html, take_media, take_point, take_title
from narrative.imports.html_text import plain_of_html
from narrative.imports.material import Choices, Import, Material, Media, Record

CHAPTERS, OPTIONS = "Chapters", "Options"  # the sheets of a workbook
NEEDED = ("Chapter", "Latitude", "Longitude")
UNKEPT = {
    "Zoom": "The zoom of the chapters was not kept: the map frames the places of each step.",
    "Marker Color": "The markers' colours were not kept.",
    "Overlay": "The overlays (maps laid over the map) were not kept: this project draws its own map.",
    "GeoJSON Overlay": "The GeoJSON overlays were not kept; import their places from the GeoJSON file itself.",
}


def is_leaflet_storymaps(header: str) -> bool:
    """Whether the first line of a table is that of a Chapters sheet."""
    names = header.lower()
    return "chapter" in names and "latitude" in names and "longitude" in names


def read_leaflet_storymaps(upload: Upload, choices: Choices) -> Material:
    """Read the chapters in their order; the options say title and author. Raises Faults."""
    rows = rows_of_upload(upload, CHAPTERS)
    material = Material(upload.name, "leaflet-storymaps", "chapter")
    if not rows:
        raise Faults([Fault(upload.name, 1, "there is no row below the header; a story needs at least one chapter")])
    for column in NEEDED:
        if column.lower() not in rows[0].cells:
            sentence = f'there is no column "{column}"; export the sheet "Chapters" as CSV'
            raise Faults([Fault(upload.name, 1, sentence)])
    material.count(len(rows))
    for number, row in enumerate(rows, 1):
        if not take_chapter(material, number, row):
            break
    for column, sentence in UNKEPT.items():
        if any(row.get(column) for row in rows):
            material.lose(sentence)
    if any(row.get("Marker").lower() in ("plain", "hidden") for row in rows):
        material.lose("Whether a chapter has a plain, numbered or hidden marker was not kept: every place is shown.")
    own = upload if is_workbook(upload) and OPTIONS in sheets_of_upload(upload) else None
    if options := choices.options or own:
        take_options(material, options)
    return material


def take_chapter(material: Material, number: int, row: Row) -> bool:
    """One chapter as a record; False once there are too many."""
    where = f"chapter {number}"
    title = take_title(material, row.line, where, row.get("Chapter"))
    location = take_title(material, row.line, where, row.get("Location"))
    title = title or location or f"Chapter {number}"
    prose, inside = take_html(material, row.line, where, row.get("Description"))
    lat, lon = row.get("Latitude"), row.get("Longitude")
    point = take_point(material, row.line, where, location or title, lat, lon, bool(location))
    record = Record(row.line, where, title, prose, point)
    record.media = take_media(material, where, [chapter_media(row), *inside])
    return add_record(material, record)


def chapter_media(row: Row) -> Media:
    """A chapter's media, by the page that it is credited to where its own file lies beside the sheet."""
    link, credit = row.get("Media Link"), caption_of(row.get("Media Credit"))
    if not link:
        return media_of(row.get("Media Credit Link"), credit)
    media = media_of(link, credit)
    credited = media_of(row.get("Media Credit Link"), credit or link)
    if media.local:  # beside the sheet, or else where it is credited to
        return replace(media, address=credited.address, words=credited.words)
    return media if media.address or not credited.address else credited


def take_options(material: Material, upload: Upload) -> None:
    """Title, subtitle and author from the Options sheet, whose rows are a setting and its value."""
    for row in rows_of_upload(upload, OPTIONS):
        setting, value = (*list(row.cells.values()), "", "")[:2]
        text = plain_of_html(value.strip())
        match setting.strip().lower():
            case "storymap title":
                material.title = text or None
            case "storymap subtitle":
                material.subtitle = text or None
            case "author name":
                material.author = text or None
    material.lose("Of the options only title, subtitle and author were kept.")


FORMAT = Import(
    name="leaflet-storymaps",
    label="leaflet-storymaps, the sheet Chapters as CSV, and Options with --options FILE",
    loses="Media that lie elsewhere (a note links to them), overlays, zoom and markers; the sheets have no dates.",
    endings=(".csv", ".xlsx"),
    recognises=is_leaflet_storymaps,
    read=read_leaflet_storymaps,
    holds="table",
)
