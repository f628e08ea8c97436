"""Derive war_reports.csv, the places of the American Civil War's reports, from the training part of a gold corpus.

Run it with the corpus: ``python data/gazetteer/war_reports.py wotr-train.jsonl``. The corpus is War of the Rebellion
(DeLozier, Wing, Baldridge, Nesbit: Creating a Novel Geolocation Corpus from Historical Texts, LAW 2016; MIT licence;
its text is of the United States government). Of every name: the points on which mentions agree within 50 km.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from report_points import derive

HERE = Path(__file__).resolve().parent


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
