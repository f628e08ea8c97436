"""Read GPX: each waypoint is a place and a step, each route and track a line and a step with the days of its points.

The reading is gpxpy's; what it is given has been checked to declare no entities.

Source: GPX 1.1, https://www.topografix.com/GPX/1/1/
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import gpxpy
from gpxpy.gpx import GPX, GPXException

from geo.reading.faults import Fault, Faults
from geo.reading.limits import MOST_LINE_POSITIONS
from geo.reading.uploads import Upload, line_of_text, text_of_upload
from geo.reading.validation import quoted
from narrative.imports.coordinates import CoordinateError, geometry_of, point_of
from narrative.imports.fields import add_record, media_of, take_html, take_media, take_place, take_title
from narrative.imports.material import Choices, FoundPlace, Import, Material, Record
from narrative.imports.xml_reading import lines_of, tree_of_upload


def is_gpx(root: str) -> bool:
    """Whether the first element of an XML file is GPX's."""
    return root == "gpx"


def read_gpx(upload: Upload, choices: Choices) -> Material:
    """Read waypoints, routes and tracks in this order. Raises Faults."""
    material = Material(upload.name, "GPX", "record")
    root = tree_of_upload(upload)
    material.count(sum(len(root.findall(tag)) for tag in ("wpt", "rte", "trk")))
    del root
    try:
        gpx = gpxpy.parse(text_of_upload(upload))
    except (GPXException, ValueError, TypeError):
        raise Faults([Fault(upload.name, 1, "the GPX cannot be read; export it again")]) from None
    material.title = line_of_text(gpx.name) or None
    material.summary = line_of_text(gpx.description) or None
    material.author = line_of_text(gpx.author_name) or None
    take_all(material, gpx, {tag: lines_of(upload, tag) for tag in ("wpt", "rte", "trk")})
    if any(each.elevation is not None for each in gpx.waypoints) or gpx.has_elevations():
        material.lose("Heights were not kept.")
    if not material.places and not material.faults:
        raise Faults([Fault(upload.name, 1, "there is no waypoint, route or track in it; a story needs a place")])
    return material


def take_all(material: Material, gpx: GPX, lines: dict[str, list[int]]) -> None:
    """Every waypoint, route and track as a record; ``lines`` are those on which they begin."""

    def at(tag: str, number: int) -> int:
        return lines[tag][number - 1] if number <= len(lines[tag]) else 1

    for number, waypoint in enumerate(gpx.waypoints, 1):
        where, line = f"waypoint {number}", at("wpt", number)
        try:
            geometry = point_of(waypoint.latitude, waypoint.longitude)
        except CoordinateError as error:
            material.fault(line, f"{where}: {error}")
            continue
        if not take_entry(material, line, where, waypoint, geometry, [waypoint.time]):
            return
    for number, route in enumerate(gpx.routes, 1):
        where, line = f"route {number}", at("rte", number)
        parts = [[(each.longitude, each.latitude) for each in route.points]]
        times = [each.time for each in route.points]
        if not take_entry(material, line, where, route, line_of(material, line, where, parts), times):
            return
    for number, track in enumerate(gpx.tracks, 1):
        where, line = f"track {number}", at("trk", number)
        parts = [[(each.longitude, each.latitude) for each in part.points] for part in track.segments]
        times = [each.time for part in track.segments for each in part.points]
        if not take_entry(material, line, where, track, line_of(material, line, where, parts), times):
            return


def take_entry(
    material: Material,
    line: int,
    where: str,
    entry: Any,
    geometry: dict[str, Any] | None,
    times: Iterable[datetime.datetime | None],
) -> bool:
    """A waypoint, route or track as a place and a record; False once there are too many."""
    name = take_title(material, line, where, entry.name)
    title = name or where.capitalize()
    words = [line_of_text(each) for each in (entry.description, entry.comment)]
    text, inside = take_html(material, line, where, "<br>".join(dict.fromkeys(each for each in words if each)))
    places = [take_place(material, line, where, FoundPlace(title, geometry, named=bool(name)))] if geometry else []
    record = Record(line, where, title, text, places, date=days_of(times))
    record.media = take_media(material, where, [media_of(entry.link, line_of_text(entry.link_text)), *inside])
    for key in ("symbol", "type", "source"):
        if getattr(entry, key, None):
            material.lose(f"What the file gives as {quoted(key)} was not kept.")
    if entry.extensions:
        material.lose("Extensions of the format (of a device or a program) were not kept.")
    return add_record(material, record)


def line_of(material: Material, line: int, where: str, parts: list[list[tuple[float, float]]]) -> dict[str, Any] | None:
    """The line through some stretches of positions, thinned where they are very many; a point alone stays one."""
    total = sum(map(len, parts))
    if total > MOST_LINE_POSITIONS:
        step = -(-total // MOST_LINE_POSITIONS)
        parts = [[*part[:-1:step], part[-1]] for part in parts if part]
        material.lose(f"{where}: of {total:,} positions every {step}th was kept.")
    lines = [[list(each) for each in part] for part in parts if len(part) > 1]
    if not lines:
        alone = [list(each) for part in parts for each in part]
        lines_or_point = {"type": "Point", "coordinates": alone[0]} if alone else None
    else:
        lines_or_point = {"type": "MultiLineString", "coordinates": lines} if len(lines) > 1 else {
            "type": "LineString", "coordinates": lines[0]
        }  # fmt: skip
    try:
        return geometry_of(lines_or_point)[0]
    except CoordinateError as error:
        material.fault(line, f"{where}: {error}")
        return None


def days_of(times: Iterable[datetime.datetime | None]) -> str | None:
    """The first and the last day of some times as EDTF.

    >>> days_of([datetime.datetime(2020, 5, 1, 9), None, datetime.datetime(2020, 5, 2)]), days_of([None])
    ('2020-05-01/2020-05-02', None)
    """
    days = sorted(each.date().isoformat() for each in times if each is not None)
    if not days:
        return None
    return days[0] if days[0] == days[-1] else f"{days[0]}/{days[-1]}"


FORMAT = Import(
    name="gpx",
    label="GPX, a step for every waypoint, route and track",
    loses="Heights, speeds, symbols; the positions of a track that has very many.",
    endings=(".gpx",),
    recognises=is_gpx,
    read=read_gpx,
    holds="xml",
)
