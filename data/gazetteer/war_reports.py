"""Derive war_reports.csv, the places of the American Civil War's reports, from the training part of a gold corpus.

Run it with the corpus: ``python data/gazetteer/war_reports.py wotr-train.jsonl``. The corpus is War of the Rebellion
(DeLozier, Wing, Baldridge, Nesbit: Creating a Novel Geolocation Corpus from Historical Texts, LAW 2016; MIT licence;
its text is of the United States government). Of every name: the points on which mentions agree within 50 km.
"""

from __future__ import annotations

import csv
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from geo.measure import WGS84
from geo.names import fold

HERE = Path(__file__).resolve().parent
AGREE_KM = 50.0


def derive(documents: Iterable[dict[str, Any]]) -> list[tuple[str, float, float, int]]:
    """(name, lat, lon, number of documents) of every place of some documents, sorted."""
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


def main(corpus: Path) -> None:
    """Write the list."""
    with corpus.open(encoding="utf-8") as lines:
        rows = derive(json.loads(line) for line in lines)
    with (HERE / "war_reports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "lat", "lon", "documents"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
