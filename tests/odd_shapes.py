"""Shapes that a map is easily wrong about, on places of a small story: in degrees, and each checkable by hand."""

from __future__ import annotations

from typing import Any

from tests.anywhere import Where

PLACES: Where = {
    "capitals": ("Three capitals", -0.1, 51.5),
    "block": ("Atlantic block", -38.0, 48.0),
    "bering": ("Bering block", 179.9, 48.0),
    "tract": ("Tract 12", 2.36, 48.86),
    "village": ("The village", 35.82, 55.52),
    "battle": ("The battle", 35.82, 55.52),
}
SHAPES: dict[str, dict[str, Any]] = {
    "capitals": {"type": "MultiPoint", "coordinates": [[-0.1, 51.5], [2.35, 48.85], [4.35, 50.85]]},
    "block": {"type": "Polygon", "coordinates": [[[-40, 47], [-36, 47], [-36, 49], [-40, 49], [-40, 47]]]},
    # Written in one piece, as many programs do, where the format asks for two halves.
    "bering": {
        "type": "Polygon",
        "coordinates": [[[-177.1, 48.6], [179.6, 49.0], [179.3, 47.5], [-178.6, 47.1], [-177.1, 48.6]]],
    },
    # An L of 0.02 by 0.02 degrees, less than the coasts of the map are true to.
    "tract": {
        "type": "Polygon",
        "coordinates": [
            [
                [2.35, 48.85],
                [2.37, 48.85],
                [2.37, 48.857],
                [2.357, 48.857],
                [2.357, 48.87],
                [2.35, 48.87],
                [2.35, 48.85],
            ]
        ],
    },
}
