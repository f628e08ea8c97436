"""Turn reports in which people have marked places into a list of places: where the mentions of a name agree."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from geo.gazetteer.names import fold
from geo.measure import WGS84

AGREE_KM = 50.0


def derive(documents: Iterable[dict[str, Any]]) -> list[tuple[str, float, float, int]]:
    """(name, lat, lon, number of documents) of every place of some documents, sorted.

    >>> said = {"name": "PORT HUDSON", "lat": 30.68, "lon": -91.27}
    >>> derive([{"id": "a", "mentions": [said]}, {"id": "b", "mentions": [{**said, "name": "Port Hudson"}]}])
    [('Port Hudson', 30.68, -91.27, 2)]
    """
    mentions = defaultdict(list)
    for document in documents:
        for mention in document["mentions"]:
            lat, lon = mention["lat"], mention["lon"]
            if lat is not None and abs(lat) <= 90 and abs(lon) <= 180 and len(fold(mention["name"])) > 2:
                mentions[fold(mention["name"])].append((mention["name"].strip(), lat, lon, document["id"]))
    rows = []
    for key in sorted(mentions):
        left = mentions[key]
        while left:
            _, lat, lon, _ = left[0]
            near = [each for each in left if WGS84.inv(lon, lat, each[2], each[1])[2] <= 1000 * AGREE_KM]
            left = [each for each in left if each not in near]
            names = sorted(each[0] for each in near)
            name = max(names, key=lambda one: (not one.isupper(), names.count(one)))
            middle = (statistics.median(each[1] for each in near), statistics.median(each[2] for each in near))
            rows.append((name, round(middle[0], 3), round(middle[1], 3), len({each[3] for each in near})))
    return sorted(rows)
