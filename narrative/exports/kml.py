"""Turn the places of a story into KML 2.2: points, lines and areas, a folder for each, and one for the arrows.

Source: OGC 07-147r2, KML 2.2. Written with the standard library: simplekml 1.3.6 numbers its elements through the whole
life of a process, so that two files of one story would differ, and fastkml, which reads the file back in the tests,
brings packages that nothing else here needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from xml.etree.ElementTree import Element, SubElement

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.reader import Place
from geo.measure import STEP_DEGREES
from narrative.exports.links import drawn_links
from narrative.exports.texts import joined, place_lines
from narrative.exports.xml import add_text, xml_document
from narrative.story import Story
from narrative.story.cited import citation
from narrative.story.words import CERTAINTIES, Certainty

NAMESPACE = "http://www.opengis.net/kml/2.2"
FOLDERS = {"Point": "Points", "LineString": "Lines", "Polygon": "Areas"}
AREA_OPACITY = "40"


def places_kml(story: Story) -> bytes:
    """The places in KML 2.2, "lon,lat" in degrees, WGS 84.

    A place's style and the folder it lies in say its certainty and its kind; ``ExtendedData`` has certainty, reason,
    types, steps and addresses as fields, ``description`` has them in words. Nothing is fetched from outside.
    """
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    add_text(document, "name", story.title)
    add_text(document, "description", html([story.summary, citation(story)]))
    for certainty in CERTAINTIES.values():
        style(document, certainty)
    for kind, title in FOLDERS.items():
        places = [each for each in story.gazetteer.places.values() if each.geometry.geom_type.endswith(kind)]
        if places:
            folder = SubElement(document, "Folder")
            add_text(folder, "name", title)
            for place in places:
                placemark(folder, story, place)
    if links := list(drawn_links(story)):
        folder = SubElement(document, "Folder")
        add_text(folder, "name", "Arrows")
        for link in links:
            mark = SubElement(folder, "Placemark", id=f"link-{link.id}")
            add_text(mark, "name", link.title)
            add_text(mark, "description", html([link.words]))
            geometry(mark, shapely.LineString(link.way))
    return xml_document(root)


def html(lines: Iterable[str]) -> str:
    """Lines as the HTML that a description is: escaped, so that no text of a story is taken for markup."""
    return "<br>".join(escape(line, quote=False) for line in lines)


def style(document: Element, certainty: Certainty) -> None:
    """How points, lines and areas of one certainty are drawn."""
    shared = SubElement(document, "Style", id=certainty.id)
    add_text(SubElement(shared, "IconStyle"), "color", certainty.kml_colour)
    line = SubElement(shared, "LineStyle")
    add_text(line, "color", certainty.kml_colour)
    add_text(line, "width", str(certainty.kml_width_px))
    add_text(SubElement(shared, "PolyStyle"), "color", AREA_OPACITY + certainty.kml_colour[2:])


def placemark(folder: Element, story: Story, place: Place) -> None:
    """One place; its elements stand in the order of the schema."""
    mark = SubElement(folder, "Placemark", id=f"place-{place.id}")
    add_text(mark, "name", place.title)
    add_text(mark, "description", html(place_lines(story, place.id)))
    add_text(mark, "styleUrl", f"#{place.certainty}")
    data = SubElement(mark, "ExtendedData")
    fields = {
        "id": place.id,
        "modern": place.modern or "",
        "names": joined(f"{name.toponym} ({name.lang})" for name in place.names),
        "certainty": place.certainty,
        "reason": place.reason or "",
        "types": joined(place.types),
        "steps": joined(step.id for step in story.steps_at(place.id)),
        "addresses": joined(url for _, url in place.addresses),
    }
    for name, value in fields.items():
        add_text(SubElement(data, "Data", name=name), "value", value)
    parts = list(shapely.get_parts(place.geometry))
    parent = mark if len(parts) == 1 else SubElement(mark, "MultiGeometry")
    for part in parts:
        geometry(parent, part)


def geometry(parent: Element, part: BaseGeometry) -> None:
    """A point, line or polygon."""
    if isinstance(part, shapely.Polygon):
        polygon = SubElement(parent, "Polygon")
        add_text(polygon, "tessellate", "1")
        oriented = shapely.orient_polygons(part)
        for tag, rings in (("outerBoundaryIs", [oriented.exterior]), ("innerBoundaryIs", oriented.interiors)):
            for ring in rings:
                coordinates(SubElement(SubElement(polygon, tag), "LinearRing"), ring)
    elif isinstance(part, shapely.LineString):
        line = SubElement(parent, "LineString")
        add_text(line, "tessellate", "1")
        # Google Earth joins points by the shortest way over the ground, from which a parallel departs.
        coordinates(line, shapely.segmentize(part, STEP_DEGREES))
    else:
        coordinates(SubElement(parent, "Point"), part)


def coordinates(parent: Element, line: BaseGeometry) -> None:
    """The positions of a point, line or ring, to a tenth of a metre."""
    rounded = np.round(shapely.get_coordinates(line), 6)
    add_text(parent, "coordinates", " ".join(f"{lon:.6f},{lat:.6f}" for lon, lat in rounded))
