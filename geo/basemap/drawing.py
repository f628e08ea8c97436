"""Turn a basemap into the data that the page's script draws it from: one function for each kind of layer."""

from __future__ import annotations

import base64
from collections.abc import Collection
from typing import Any

from geo.basemap.layers import Level, Relief
from geo.basemap.reader import Basemap
from geo.basemap.rivals import WATERS


def level_data(level: Level) -> dict[str, Any]:
    """One level of land."""
    return {
        "name": level.name,
        "from": level.zoom_from,
        "bbox": level.bbox,
        "precision": level.precision,
        "polygons": level.polygons,
    }


def rivers_data(basemap: Basemap, level: Level) -> dict[str, Any]:
    """The rivers of one level."""
    return {
        "level": level.name,
        "rivers": [
            {"code": river.code, "rank": river.rank, "precision": river.precision}
            for river in basemap.rivers
            if river.level == level.name
        ],
    }


def boundaries_data(basemap: Basemap) -> dict[str, Any]:
    """Every boundary with the time for which it held; the page draws those of the step's date."""
    return {
        "boundaries": [
            {"code": line.code, "precision": line.precision, "kind": line.kind, "from": line.start, "to": line.end}
            for line in basemap.all_boundaries
        ]
    }


def labels_data(basemap: Basemap, first: Collection[str] = ()) -> dict[str, Any]:
    """The basemap's lettering, most important first; of two names of one water that in ``first`` comes first."""
    rows = basemap.labels.sort_values(["rank", "name"], kind="stable")
    return {
        "labels": [
            {
                **names_of(str(row["name"]), row["alternative"], str(row["kind"]), first),
                "kind": row["kind"],
                "lonlat": [round(row["geometry"].x, 3), round(row["geometry"].y, 3)],
                "min": row["min_zoom"],
                "max": row["max_zoom"],
                "from": row["start"] if isinstance(row["start"], str) else None,
                "to": row["end"] if isinstance(row["end"], str) else None,
            }
            for row in rows.to_dict("records")
        ]
    }


def names_of(name: str, other: Any, kind: str, first: Collection[str]) -> dict[str, str]:
    """A label's name, and ``also`` its other one where it is of a water and has two.

    >>> names_of("Sea of Japan", "East Sea", "sea", ["East Sea"])
    {'name': 'East Sea', 'also': 'Sea of Japan'}
    """
    if not isinstance(other, str) or kind not in WATERS:
        return {"name": name}
    return {"name": other, "also": name} if other in first else {"name": name, "also": other}


def relief_data(relief: Relief, level: Level) -> dict[str, Any]:
    """The relief on one level, a picture in base64."""
    return {"bbox": relief.bbox, "from": level.zoom_from, "data": base64.b64encode(relief.bytes).decode("ascii")}
