"""Read KML, as Google Earth and My Maps write it, or KMZ: each placemark is a place, and a step in the file's order.

Source: OGC KML 2.3, https://docs.ogc.org/is/12-007r2/12-007r2.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from geo.reading.faults import Fault, Faults
from geo.reading.uploads import Upload, line_of_text
from geo.reading.validation import quoted
from narrative.imports.coordinates import CoordinateError, geometry_of
from narrative.imports.features import texts_at
from narrative.imports.fields import add_record, media_of, take_html, take_media, take_place, take_title
from narrative.imports.geojson import DATES, ENDS, PICTURES, PLACE_NAMES, STARTS, STYLE, TEXTS, TITLES, dated
from narrative.imports.html_text import plain_of_html
from narrative.imports.loose_dates import loose_date
from narrative.imports.material import Choices, FoundPlace, Import, Material, Record
from narrative.imports.xml_reading import is_zip, lines_of, text_at, tree_of_upload, unzipped

KEPT = {
    *("name", "description", "Snippet", "address", "TimeStamp", "TimeSpan", "ExtendedData", "visibility", "open"),
    *("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry", "Track", "MultiTrack", "atom:author"),
}
UNKEPT = {
    "styleUrl": "The placemarks' colours and markers were not kept.",
    "Style": "The placemarks' colours and markers were not kept.",
    "StyleMap": "The placemarks' colours and markers were not kept.",
    "LookAt": "The placemarks' cameras were not kept: the map frames the places of each step.",
    "Camera": "The placemarks' cameras were not kept: the map frames the places of each step.",
    "Model": "Models in three dimensions were not kept.",
    "Region": "The regions in which placemarks show were not kept.",
}
NO_GEOMETRY = "no placemark has a geometry; a story needs a place"
KNOWN = {*TITLES, *TEXTS, *STARTS, *ENDS, *DATES, *PLACE_NAMES, *PICTURES, "gx_media_links"}


def is_kml(root: str) -> bool:
    """Whether the first element of an XML file is KML's."""
    return root == "kml"


def is_kmz(upload: Upload) -> bool:
    """Whether a file is a ZIP that is called KMZ."""
    return is_zip(upload) and upload.name.lower().endswith((".kmz", ".kml"))


def read_kml(upload: Upload, choices: Choices) -> Material:
    """Read the placemarks in their order. Raises Faults."""
    inside = unzipped(upload, ".kml") if is_zip(upload) else upload
    root, lines = tree_of_upload(inside), lines_of(inside, "Placemark")
    material = Material(upload.name, "KML", "placemark")
    top = root.find("Document") if root.find("Document") is not None else root
    material.title = plain_of_html(text_at(top, "name")) or None  # type: ignore[arg-type]
    material.summary = plain_of_html(text_at(top, "description")) or None  # type: ignore[arg-type]
    placemarks = list(placemarks_of(root, ()))
    material.count(len(placemarks))
    for number, (placemark, folders) in enumerate(placemarks, 1):
        if folders:
            material.notice("The folders of the file were not kept; their placemarks stand in the file's order.")
        line = lines[number - 1] if number <= len(lines) else 1
        if not take_placemark(material, number, placemark, line):
            break
    for name, noun in (("GroundOverlay", "Pictures on the ground"), ("NetworkLink", "Links to other files")):
        if root.find(f".//{name}") is not None:
            material.lose(f"{noun} were not kept.")
    if root.find(".//Tour") is not None:
        material.lose("Tours were not kept.")
    if not material.places and not material.faults:
        raise Faults([Fault(upload.name, 1, NO_GEOMETRY)])
    return material


def placemarks_of(
    element: Element, folders: tuple[str, ...], depth: int = 0
) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """The placemarks of a file, each with the names of the folders that it is in."""
    for child in element if depth < 50 else ():
        if child.tag == "Placemark":
            yield child, folders
        elif child.tag in ("Document", "Folder"):
            inner = (*folders, text_at(child, "name")) if child.tag == "Folder" else folders
            yield from placemarks_of(child, inner, depth + 1)


def take_placemark(material: Material, number: int, placemark: Element, line: int) -> bool:
    """One placemark as a place and a record; False once there are too many."""
    where = f"placemark {number}"
    data = data_of(placemark)
    name = take_title(material, line, where, text_at(placemark, "name") or next(texts_at(data, *TITLES), ""))
    title = name or text_at(placemark, "address")[:200] or f"Placemark {number}"
    words = text_at(placemark, "description", "Snippet") or next(texts_at(data, *TEXTS), "")
    prose, inside = take_html(material, line, where, words)
    times: list[str] = []
    try:
        geometry, left_out, mended = geometry_of(geometry_of_placemark(placemark, times))
    except CoordinateError as error:
        material.fault(line, f"{where} ({quoted(title)}): {error}")
        geometry, left_out, mended = None, [], []
    for sentence in left_out:
        material.lose(f"{where}: {sentence}.")
    for sentence in mended:
        material.notice(f"{where}: {sentence}.")
    places = [take_place(material, line, where, FoundPlace(title, geometry, named=bool(name)))] if geometry else []
    date, said = time_of(placemark, data, times)
    record = Record(line, where, title, prose, places, date=date, said_date=said)
    links = [address for each in texts_at(data, *PICTURES, "gx_media_links") for address in each.split()]
    record.media = take_media(material, where, [*(media_of(each, "") for each in links), *inside])
    for child in placemark:
        if child.tag in UNKEPT:
            material.lose(UNKEPT[child.tag])
        elif child.tag and child.tag not in KEPT and (child.text or "").strip():
            material.lose(f"What placemarks have as {quoted(line_of_text(child.tag))} was not kept.")
    for key in data:
        if key.lower() not in KNOWN and not key.lower().startswith(STYLE):
            material.lose(f"What placemarks have as {quoted(key)} was not kept.")
    return add_record(material, record)


def data_of(placemark: Element) -> dict[str, Any]:
    """The extended data of a placemark by their names."""
    found = {}
    for each in placemark.iter():
        if each.tag in ("Data", "SimpleData"):
            value = text_at(each, "value") or (each.text or "").strip()
            if value and (name := line_of_text(each.get("name"))):
                found[name] = value
    return found


def time_of(placemark: Element, data: dict[str, Any], times: list[str]) -> tuple[str | None, str | None]:
    """The (EDTF, wording that could not be read) of a placemark: its time, that of its track, or its data's."""
    begin, end = day_of(text_at(placemark, "TimeSpan/begin")), day_of(text_at(placemark, "TimeSpan/end"))
    stamp = day_of(text_at(placemark, "TimeStamp/when"))
    if times and not (begin or end or stamp):
        begin, end = day_of(times[0]), day_of(times[-1])
    if not (begin or end or stamp):
        return dated(data)
    sides = [loose_date(each) for each in (begin, end)]
    said = " to ".join(each for each in (begin, end) if each) or stamp
    if stamp:
        return loose_date(stamp), stamp
    if (begin and not sides[0]) or (end and not sides[1]):
        return None, said
    if begin and end:
        date = sides[0] if sides[0] == sides[1] else f"{sides[0]}/{sides[1]}"
    else:
        date = f"{sides[0]}/.." if begin else f"../{sides[1]}"
    return loose_date(date or ""), said


def day_of(moment: str) -> str:
    """The day of a moment.

    >>> day_of("2020-05-01T09:00:00Z"), day_of("1854-12"), day_of("soon")
    ('2020-05-01', '1854-12', 'soon')
    """
    return re.sub(r"^(\d{4}-\d\d-\d\d)T.*$", r"\1", moment)


def geometry_of_placemark(element: Element, times: list[str], depth: int = 0) -> dict[str, Any] | None:
    """The geometry of a placemark as GeoJSON; the times of a track are noted. Raises CoordinateError."""
    parts: list[dict[str, Any]] = []
    for child in element if depth < 5 else ():
        if child.tag in ("MultiGeometry", "MultiTrack"):
            inner = geometry_of_placemark(child, times, depth + 1)
            parts += [inner] if inner else []
        elif child.tag == "Point":
            parts += [{"type": "Point", "coordinates": each} for each in positions(child)[:1]]
        elif child.tag in ("LineString", "LinearRing"):
            parts.append({"type": "LineString", "coordinates": positions(child)})
        elif child.tag == "Polygon":
            outer, holes = child.find("outerBoundaryIs/LinearRing"), child.findall("innerBoundaryIs/LinearRing")
            if outer is not None:
                parts.append({"type": "Polygon", "coordinates": [positions(each) for each in (outer, *holes)]})
        elif child.tag == "Track":
            times += [(each.text or "").strip() for each in child.findall("when") if (each.text or "").strip()]
            points = [position((each.text or "").split()) for each in child.findall("coord")]
            parts.append({"type": "LineString", "coordinates": points})
    parts = [each for each in parts if each.get("coordinates") or each.get("geometries")]
    return parts[0] if len(parts) == 1 else {"type": "GeometryCollection", "geometries": parts} if parts else None


def positions(element: Element) -> list[list[float]]:
    """The coordinates of a geometry: longitude, latitude and perhaps a height, apart by commas."""
    return [position(each.split(",")) for each in text_at(element, "coordinates").replace(", ", ",").split()]


def position(numbers: list[str]) -> list[float]:
    """One position as [longitude, latitude]. Raises CoordinateError."""
    try:
        lon, lat = float(numbers[0]), float(numbers[1])
    except (ValueError, IndexError):
        said = quoted(",".join(numbers), 40)
        raise CoordinateError(f"a position is {said}; write longitude,latitude in degrees") from None
    return [lon, lat]


FORMAT = Import(
    name="kml",
    label="KML or KMZ of Google Earth and My Maps, a step for every placemark",
    loses="Styles, cameras, folders, pictures on the ground, links to other files.",
    endings=(".kml", ".kmz"),
    recognises=is_kml,
    read=read_kml,
    holds="xml",
)
