"""Turn the places of a story into GPX 1.1: points as waypoints, arrows as routes, lines as tracks.

Source: Topografix, GPX 1.1, https://www.topografix.com/GPX/1/1/. Written with the standard library: gpxpy 1.6.2 leaves
an "&" in the address of a link as it is, which makes the file no XML; it reads the file back in the tests.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import shapely

from geo.gazetteer.reader import Place
from geo.measure import STEP_DEGREES
from narrative.exports.links import drawn_links
from narrative.exports.texts import place_lines
from narrative.exports.xml import add_text, xml_document
from narrative.story import Story
from narrative.story.cited import citation
from narrative.story.references import PROJECT

NAMESPACE = "http://www.topografix.com/GPX/1/1"
AREA = "An area; the waypoint stands within it."


def places_gpx(story: Story) -> bytes:
    """The places in GPX 1.1, lat and lon in degrees, WGS 84.

    A line is a track, a segment for each of its parts: a route has no parts. An arrow is a route, but for those that
    are schematic. GPX knows no areas, so a waypoint stands
    at the inmost point of an area and says so. ``desc`` has today's name, doubts and the steps at the place. There is
    no ``time``: neither the file's own, so that it is the same for ever, nor the story's, which is that of events.
    """
    root = Element("gpx", xmlns=NAMESPACE, version="1.1", creator=PROJECT)
    metadata = SubElement(root, "metadata")
    add_text(metadata, "name", story.title)
    add_text(metadata, "desc", f"{story.summary}\n{citation(story)}")
    lines: list[Place] = []
    others: list[Place] = []
    for place in story.gazetteer.places.values():
        (lines if place.geometry.geom_type.endswith("LineString") else others).append(place)
    for place in others:  # the schema wants all waypoints before the first track
        add_waypoints(root, story, place)
    for link in drawn_links(story):
        if not link.link.schematic:
            route = SubElement(root, "rte")
            add_text(route, "name", link.title)
            add_text(route, "desc", link.words)
            for lon, lat in link.way:
                position(route, "rtept", lon, lat)
    for place in lines:
        add_track(root, story, place)
    return xml_document(root)


def add_waypoints(root: Element, story: Story, place: Place) -> None:
    """A place's points, or the one point that stands for its area."""
    is_area = place.geometry.geom_type.endswith("Polygon")
    for point in [place.label_point] if is_area else shapely.get_parts(place.geometry):
        describe(position(root, "wpt", point.x, point.y), story, place, AREA if is_area else "")


def add_track(root: Element, story: Story, place: Place) -> None:
    """A line and its parts, dense enough for programs that join points by the shortest way: a parallel is none."""
    track = SubElement(root, "trk")
    describe(track, story, place, "")
    for part in shapely.get_parts(shapely.segmentize(place.geometry, STEP_DEGREES)):
        segment = SubElement(track, "trkseg")
        for lon, lat in shapely.get_coordinates(part):
            position(segment, "trkpt", lon, lat)


def position(parent: Element, tag: str, lon: float, lat: float) -> Element:
    """An element at a position, to a tenth of a metre."""
    return SubElement(parent, tag, lat=f"{lat:.6f}", lon=f"{lon:.6f}")


def describe(element: Element, story: Story, place: Place, more: str) -> None:
    """Write on a waypoint or a track what there is to say of its place, in the order of the schema."""
    add_text(element, "name", place.title)
    add_text(element, "desc", "\n".join([more, *place_lines(story, place.id)]).strip())
    for label, url in place.addresses:
        add_text(SubElement(element, "link", href=url), "text", label)
    if place.types:
        add_text(element, "type", place.types[0])
