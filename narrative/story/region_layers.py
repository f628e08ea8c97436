"""Read a story's coloured regions: GeoJSON areas with a value each, put into classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.json_lines import read_json
from geo.reading.validation import quoted
from narrative.story.limits import MOST_FAULTS, MOST_LAYER_BYTES, MOST_LAYER_POINTS, MOST_REGIONS
from narrative.story.overlay_model import Layer, Region
from narrative.story.overlay_schema import LayerModel
from narrative.story.own_files import own_file


def read_layer(folder: Path, model: LayerModel) -> Layer:
    """A layer with the regions of its file, and the limits of its classes.

    Raises
    ------
    Faults
        With every fault of its file, each with its line.
    ValueError
        Where the file is missing, lies outside of the folder or is too large: a sentence.
    """
    path = own_file(folder, model.file, MOST_LAYER_BYTES)
    document = read_json(path, "write a FeatureCollection of regions")
    features = document.value.get("features")
    if not isinstance(features, list) or not features:
        raise Faults([document.fault((), 'the file has no "features"; write a FeatureCollection of regions')])
    if len(features) > MOST_REGIONS:
        raise Faults([document.fault((), f"the file has {len(features):,} regions; {MOST_REGIONS:,} are the most")])
    faults: list[Fault] = []
    regions: list[Region] = []
    keys: set[str] = set()
    points = 0
    for index, feature in enumerate(features):
        loc = ("features", index)
        properties = feature.get("properties") if isinstance(feature, dict) else None
        properties = properties if isinstance(properties, dict) else {}
        keys |= set(properties)
        geometry: Any = feature.get("geometry") if isinstance(feature, dict) else None
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind not in ("Polygon", "MultiPolygon"):
            faults.append(document.fault(loc, f"a region is a Polygon or MultiPolygon, not {quoted(kind)}; draw one"))
            continue
        try:
            area = shape(geometry)
            west, south, east, north = area.bounds
        except (ValueError, TypeError, IndexError, AttributeError, shapely.GEOSException):
            faults.append(document.fault((*loc, "geometry"), "the region's coordinates cannot be read; mend them"))
            continue
        if not (-180 <= west <= east <= 360 and -85 <= south <= north <= 85):
            message = "the region reaches beyond longitude and latitude (up to 85); mend its coordinates"
            faults.append(document.fault((*loc, "geometry"), message))
            continue
        area = area if area.is_valid else shapely.make_valid(area)
        points += int(shapely.get_num_coordinates(area))
        value = properties.get(model.value)
        number = value_of(value)
        if value is not None and number is None:
            message = f"{quoted(model.value)} is {quoted(value)}; write a number, or null where there is none"
            faults.append(document.fault((*loc, "properties", model.value), message))
        regions.append(Region(str(properties.get(model.name) or f"{index + 1}"), number, area))
    if points > MOST_LAYER_POINTS:
        message = f"the regions have {points:,} corners; {MOST_LAYER_POINTS:,} are the most, so simplify them"
        faults.append(document.fault((), message))
    for key in (model.value, model.name):
        if key not in keys and not faults and (key == model.value or key != "name"):
            near = did_you_mean(key, keys) or f"; there are {', '.join(sorted(keys)[:8])}"
            faults.append(document.fault((), f"no region has the property {quoted(key)}{near}"))
    values = [each.value for each in regions if each.value is not None]
    if not values and not faults:
        faults.append(document.fault((), f"no region has a number in {quoted(model.value)}; write some"))
    if faults:
        raise Faults(faults[:MOST_FAULTS])
    limits = tuple(model.breaks) or limits_of(values, model.scheme, model.classes)
    return Layer(
        **{key: getattr(model, key) for key in ("id", "title", "credit", "licence", "date", "url", "sources", "says")},
        path=path,
        unit=model.unit,
        regions=tuple(regions),
        limits=limits,
        palette=model.palette,
        no_data=model.no_data,
        opacity=model.opacity,
    )


def value_of(value: Any) -> float | None:
    """A number that can be classed; None for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    return None


def limits_of(values: Sequence[float], scheme: str, classes: int) -> tuple[float, ...]:
    """The limits between classes, each the least value of the class above it; fewer where values repeat.

    As mapclassify's Quantiles and EqualInterval cut, but that a value on a limit belongs above it, and that limits are
    rounded to three digits: what the key says is what is drawn.

    >>> limits_of([1, 2, 3, 4, 5, 6, 7, 8], "quantiles", 4)
    (2.75, 4.5, 6.25)
    >>> limits_of([0, 10], "equal", 5)
    (2.0, 4.0, 6.0, 8.0)
    >>> limits_of([3, 3, 3], "quantiles", 5)
    ()
    """
    shares = np.linspace(0, 1, classes + 1)[1:-1]
    low, high = min(values), max(values)
    found = np.quantile(values, shares) if scheme == "quantiles" else low + (high - low) * shares
    rounded = (float(f"{each:.3g}") for each in found)
    return tuple(dict.fromkeys(each for each in rounded if low < each <= high))
