"""Read and write IIIF Georeference Annotations: the control points, the mask and the transformation of a scanned map.

Source: the IIIF Georeference Extension 1.0, https://iiif.io/api/extension/georef/, as Allmaps writes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from geo.basemap.warping import POLYNOMIAL1, POLYNOMIAL2, SPLINE, ControlPoint
from geo.reading.faults import Fault, Faults
from geo.reading.json_lines import JsonDocument, read_json
from geo.reading.validation import quoted

CONTEXTS = [
    "http://iiif.io/api/extension/georef/1/context.json",
    "http://iiif.io/api/presentation/3/context.json",
]
CURE = "save the map's Georeference Annotation from Allmaps here"
KINDS = {
    ("polynomial", 1): POLYNOMIAL1,
    ("polynomial", 2): POLYNOMIAL2,
    ("polynomial1", None): POLYNOMIAL1,
    ("polynomial2", None): POLYNOMIAL2,
    ("thinplatespline", None): SPLINE,
}
MOST_POINTS = 500


@dataclass(frozen=True)
class Georeference:
    """What an annotation says of an image of ``size`` pixels (None where it does not): points, mask, transformation."""

    points: tuple[ControlPoint, ...]
    lines: tuple[int, ...]
    mask: tuple[tuple[float, float], ...]
    kind: str | None
    size: tuple[float, float] | None

    def scaled(self, size: tuple[int, int]) -> Georeference:
        """The same for another size of the image: a IIIF download is often smaller than the original."""
        if self.size is None or self.size == size:
            return self
        x, y = size[0] / self.size[0], size[1] / self.size[1]
        points = tuple(ControlPoint(p.x * x, p.y * y, p.lon, p.lat, p.name) for p in self.points)
        mask = tuple((a * x, b * y) for a, b in self.mask)
        return Georeference(points, self.lines, mask, self.kind, (float(size[0]), float(size[1])))


def read_georeference(path: Path) -> Georeference:
    """The annotation of a file, which may be an AnnotationPage of one. Raises Faults."""
    document = read_json(path, CURE)
    loc: tuple[int | str, ...] = ()
    found = document.value
    if found.get("type") == "AnnotationPage":
        items = found.get("items")
        if not isinstance(items, list) or len(items) != 1 or not isinstance(items[0], dict):
            count = len(items) if isinstance(items, list) else 0
            raise Faults([document.fault(("items",), f"the file has {count} maps; keep the one that is meant")])
        loc, found = ("items", 0), items[0]
    if found.get("motivation") != "georeferencing":
        raise Faults([document.fault(loc, f'this is no annotation with the motivation "georeferencing"; {CURE}')])
    faults: list[Fault] = []
    points, lines = points_of(document, loc, found, faults)
    mask, size = target_of(document, loc, found, faults)
    kind = kind_of(document, loc, found, faults)
    if faults:
        raise Faults(faults)
    return Georeference(tuple(points), tuple(lines), tuple(mask), kind, size)


def points_of(
    document: JsonDocument, loc: tuple[int | str, ...], found: dict[str, Any], faults: list[Fault]
) -> tuple[list[ControlPoint], list[int]]:
    """The control points with the line of each."""
    body = found.get("body")
    features = body.get("features") if isinstance(body, dict) else None
    if not isinstance(features, list) or not features:
        faults.append(document.fault((*loc, "body"), 'the annotation has no "features"; set control points'))
        return [], []
    points, lines = [], []
    for index, feature in enumerate(features[:MOST_POINTS]):
        where = (*loc, "body", "features", index)
        properties = feature.get("properties") if isinstance(feature, dict) else None
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        spot = properties.get("resourceCoords", properties.get("pixelCoords")) if isinstance(properties, dict) else None
        place = geometry.get("coordinates") if isinstance(geometry, dict) else None
        if not is_pair(spot) or not is_pair(place):
            message = 'a control point has "resourceCoords" [x, y] and a Point [longitude, latitude]; mend it'
            faults.append(document.fault(where, message))
        elif not (-180 <= place[0] <= 360 and abs(place[1]) <= 85):
            faults.append(document.fault(where, f"{place[0]:g}, {place[1]:g} is no longitude and latitude; mend it"))
        else:
            name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
            points.append(ControlPoint(float(spot[0]), float(spot[1]), float(place[0]), float(place[1]), name))
            lines.append(document.line(where))
    return points, lines


def is_pair(value: Any) -> TypeGuard[list[float]]:
    """Whether a value is two numbers (a third, a height, does no harm)."""
    numbers = isinstance(value, list) and len(value) in (2, 3)
    return numbers and all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in value)


def target_of(
    document: JsonDocument, loc: tuple[int | str, ...], found: dict[str, Any], faults: list[Fault]
) -> tuple[list[tuple[float, float]], tuple[float, float] | None]:
    """The mask, and the size of the image to which all pixels belong."""
    target = found.get("target")
    if not isinstance(target, dict):
        return [], None
    source = target.get("source", target)
    sides: Any = [source.get(key) for key in ("width", "height")] if isinstance(source, dict) else []
    size = (float(sides[0]), float(sides[1])) if is_pair(sides) and min(sides) > 0 else None
    selector = target.get("selector")
    if not isinstance(selector, dict) or selector.get("type") != "SvgSelector":
        return [], size
    where = (*loc, "target", "selector", "value")
    try:
        drawing = fromstring(str(selector.get("value", "")))
        polygons = [each for each in drawing.iter() if each.tag.rpartition("}")[2] == "polygon"]
        numbers = [float(each) for each in re.split(r"[\s,]+", polygons[0].get("points", "").strip()) if each]
    except (ParseError, DefusedXmlException, ValueError, IndexError):
        faults.append(document.fault(where, "the mask is no SVG with a polygon of pixels; draw it anew"))
        return [], size
    mask = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 or len(mask) < 3:
        faults.append(document.fault(where, f"the mask has {len(mask)} corners; draw three or more"))
    return mask, size


def kind_of(
    document: JsonDocument, loc: tuple[int | str, ...], found: dict[str, Any], faults: list[Fault]
) -> str | None:
    """The word of the transformation, None where the annotation has none."""
    body = found.get("body")
    asked = body.get("transformation") if isinstance(body, dict) else None
    if not isinstance(asked, dict):
        return None
    options = asked.get("options")
    order = options.get("order") if isinstance(options, dict) else None
    name = str(asked.get("type", "")).lower()
    kind = (
        KINDS.get((name, order))
        or KINDS.get((name, None))
        or (KINDS[name, 1] if (name, 1) in KINDS and not order else None)
    )
    if kind is None:
        said = quoted(f"{asked.get('type')} {order or ''}".strip())
        message = f"the transformation {said} is not drawn here; take polynomial of order 1 or 2, or thinPlateSpline"
        faults.append(document.fault((*loc, "body", "transformation"), message))
    return kind


def annotation(
    points: Sequence[ControlPoint],
    kind: str,
    mask: Sequence[tuple[float, float]],
    size: tuple[int, int],
    source: str,
    label: str,
) -> dict[str, Any]:
    """A Georeference Annotation of an image ``source`` (an address or a file's name) of ``size`` pixels."""
    order = {POLYNOMIAL1: 1, POLYNOMIAL2: 2}.get(kind)
    transformation: dict[str, Any] = {"type": "polynomial", "options": {"order": order}} if order else {"type": kind}
    corners = " ".join(f"{x:g},{y:g}" for x, y in mask)
    svg = f'<svg width="{size[0]}" height="{size[1]}"><polygon points="{corners}" /></svg>'
    return {
        "type": "Annotation",
        "label": label,
        "motivation": "georeferencing",
        "target": {
            "type": "SpecificResource",
            "source": {"id": source, "type": "Image", "width": size[0], "height": size[1]},
            "selector": {"type": "SvgSelector", "value": svg},
        },
        "body": {
            "type": "FeatureCollection",
            "transformation": transformation,
            "features": [
                {
                    "type": "Feature",
                    "properties": {"resourceCoords": [p.x, p.y], **({"name": p.name} if p.name else {})},
                    "geometry": {"type": "Point", "coordinates": [p.lon, p.lat]},
                }
                for p in points
            ],
        },
    }
