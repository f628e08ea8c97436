"""Read which waters of the basemap bear two names."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from geo.basemap import FOLDER


@cache
def rival_names(folder: Path = FOLDER) -> dict[str, str]:
    """The second name of each sea or river that has one, by its first.

    >>> rival_names()["Sea of Japan"]
    'East Sea'
    """
    found = {}
    for path in sorted(folder.glob("labels*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            properties = feature["properties"]
            if properties.get("alternative") and properties["kind"] in WATERS:
                found[properties["name"]] = properties["alternative"]
    return found


WATERS = ("sea", "ocean", "river")
