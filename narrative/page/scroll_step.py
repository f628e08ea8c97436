"""One step of a plain scroller: its text, what the camera shows, and the shape that is lit while it is read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class ScrollStep:
    """One step of a plain scroller.

    Parameters
    ----------
    id : a slug; becomes the section's id and the page's ``#fragment``.
    title : heading.
    html : the step's text, trusted HTML.
    points : (longitude, latitude) pairs in degrees that the camera must show.
    when : the date above the heading, in words; none where it is empty.
    shape : a geometry of shapely's in degrees (WGS 84), drawn on the map and lit while the step is read.
    """

    id: str
    title: str
    html: str
    points: Sequence[tuple[float, float]]
    when: str = ""
    shape: BaseGeometry | None = None


def plain_data(steps: Sequence[ScrollStep]) -> dict[str, Any]:
    """What ``plain.js`` asks for: of each step the points of the camera, and the shapes of those that have one."""
    points = {step.id: [[float(lon), float(lat)] for lon, lat in step.points] for step in steps}
    shapes = {step.id: json.loads(shapely.to_geojson(step.shape)) for step in steps if step.shape is not None}
    return {"steps": points, **({"shapes": shapes} if shapes else {})}


def box_of(step: ScrollStep) -> tuple[float, float, float, float]:
    """West, south, east and north of what the camera shows."""
    lons, lats = zip(*step.points, strict=True)
    return (min(lons), min(lats), max(lons), max(lats))
