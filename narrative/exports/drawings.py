"""Turn what an author draws on the map into GeoJSON for a GIS, and into Georeference Annotations for Allmaps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import mapping

from geo.basemap.georeference import CONTEXTS, annotation
from geo.basemap.warping import outline_of
from narrative.exports.texts import joined
from narrative.story import Story
from narrative.story.overlay_model import Drawing, Flow, Layer, OldMap


def drawings_geojson(story: Story) -> bytes:
    """Flows as a line for each stretch with its strength, regions with value and class, the frames of old maps."""
    document = {
        "type": "FeatureCollection",
        "name": f"{story.title}: drawn on the map",
        "features": [each for drawing in story.drawn for each in features_of(story, drawing)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"


def features_of(story: Story, drawing: Drawing) -> Iterator[dict[str, Any]]:
    """A drawing as features, each with whose it is and the steps that show it."""
    steps = joined(step.id for step in story.steps if any(use.id == drawing.id for use in step.draws))
    named = {
        "drawing": drawing.id,
        "title": drawing.title,
        "credit": drawing.credit,
        "licence": drawing.licence,
        "date": drawing.date.edtf if drawing.date else None,
        "steps": steps,
    }

    def feature(geometry: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {"type": "Feature", "properties": {**named, **more}, "geometry": geometry}

    if isinstance(drawing, Flow):
        for branch in drawing.branches:
            ends = zip(branch.points, branch.points[1:], strict=False)
            for one, two in ends:
                line = {"type": "LineString", "coordinates": [[one.lon, one.lat], [two.lon, two.lat]]}
                yield feature(
                    line, strength=one.strength, unit=drawing.unit, direction=branch.direction, group=branch.group
                )
    if isinstance(drawing, Layer):
        for region in drawing.regions:
            number = drawing.class_of(region.value)
            shape = mapping(shapely.set_precision(region.geometry, 1e-6))
            more = {"value": region.value, "unit": drawing.unit, "class": None if number is None else number + 1}
            yield feature(json.loads(json.dumps(shape)), name=region.name, **more)
    if isinstance(drawing, OldMap):
        points = {"type": "MultiPoint", "coordinates": [[each.lon, each.lat] for each in drawing.points]}
        yield feature(points, file=drawing.path.name, transformation=drawing.kind, control_points=len(drawing.points))


def georeferences(story: Story) -> bytes:
    """An AnnotationPage of the IIIF Georeference Extension: an annotation for every old map."""
    items = [
        annotation(
            each.points,
            each.kind,
            outline_of(each.size, each.mask),
            each.size,
            each.url or each.path.name,
            each.title,
        )
        for each in story.drawn.overlays.values()
    ]
    page = {"@context": CONTEXTS, "type": "AnnotationPage", "label": {"none": [story.title]}, "items": items}
    return json.dumps(page, ensure_ascii=False, indent=1, allow_nan=False).encode("utf-8") + b"\n"
