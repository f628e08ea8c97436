"""Compute the rivers of places.geojson from WDBII (in GSHHG), and write them, and only them, into it.

    python data/stories/the-road-to-moscow-and-back/derive_geometry.py [--packages DIR]

WDBII has no names: each river is the pieces that lie on the points given here. It leaves out what a reservoir covers
today, as at Kaunas; the gaps stay.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import geopandas as gpd
import shapely
from shapely.geometry import LineString, MultiLineString, Point, mapping

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "data" / "basemap")]
from sources import packages_in  # noqa: E402  (stands beside the basemap)

from narrative.story.files import write  # noqa: E402  (the repository is no installed package)

SEAT_OF_WAR = (20.5, 51.5, 39.0, 57.5)  # west, south, east, north in degrees
NEAR_DEGREES = 0.02
TOLERANCE = 0.004  # degrees: about 400 m, below what the closest view shows
ON_THE_RIVER = {  # (lon, lat) on every piece
    "berezina": [
        *((28.35, 54.57), (28.53, 54.212), (28.956, 53.937), (28.927, 53.65), (29.18, 53.228), (29.539, 52.74)),
        (30.116, 52.56),
    ],
    "niemen": [
        *((21.5, 55.2), (22.3, 55.06), (22.9, 55.07), (23.3, 55.06), (23.9, 54.9), (24.05, 54.4), (23.957, 54.228)),
        *((24.13, 54.132), (23.957, 54.03), (23.843, 53.808), (24.452, 53.407), (25.488, 53.755), (26.5, 53.567)),
    ],
    "dnieper": [
        *((33.651, 55.567), (33.39, 54.916), (33.163, 54.967), (33.016, 55.01), (32.987, 55.007), (32.54, 54.703)),
        *((31.498, 54.662), (30.418, 54.499), (30.291, 53.671), (30.327, 53.245), (30.188, 53.087)),
        (30.337, 52.463),
    ],
}


def river(pieces: gpd.GeoDataFrame, points: list[tuple[float, float]]) -> MultiLineString | LineString:
    """The pieces that lie on the points, joined and thinned; (lon, lat) in degrees to 3 decimals."""
    found = []
    for lon, lat in points:
        near = pieces[shapely.distance(pieces.geometry.array, Point(lon, lat)) < NEAR_DEGREES]
        if near.empty:
            raise LookupError(f"WDBII has no river at {lon}, {lat}")
        found.extend(near.geometry)
    joined = shapely.line_merge(shapely.union_all(found))
    return shapely.set_precision(joined.simplify(TOLERANCE), 0.001)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, metavar="DIR", help="a folder that holds Natural Earth's package")
    parser.add_argument("--places", type=Path, default=HERE / "places.geojson", metavar="FILE")
    options = parser.parse_args()
    pieces = packages_in(options.packages).wdbii_rivers(SEAT_OF_WAR)
    found = {id: mapping(river(pieces, points)) for id, points in ON_THE_RIVER.items()}
    document = json.loads(options.places.read_text(encoding="utf-8"))
    for feature in document["features"]:
        if feature["id"] in found:
            feature["geometry"].update(found[feature["id"]])
    write(options.places, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


if __name__ == "__main__":
    main()
