"""Compute the lines and areas of places.geojson from the basemap, and write them, and only them, into it.

Korea is the closest level of the basemap's land up to the basemap's border with China and the Soviet Union, cut at
38° N. The wider countries are the basemap's coarse land, divided by Natural Earth's countries (world-atlas). Run it
again after the basemap has changed:

    python data/stories/stalin-kim-and-the-38th-parallel/derive_geometry.py [--packages DIR] [--places FILE]
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from pyproj import Geod
from shapely import Geometry
from shapely.affinity import translate
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box, mapping

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "data" / "basemap")]
from sources import FOLDER_VARIABLE, packages_in, polygons_of  # noqa: E402  (stands beside the basemap)

from geo.basemap.cutting import recentre  # noqa: E402  (the repository is no installed package)
from geo.basemap.reader import Basemap, load_basemap  # noqa: E402

DAY = date(1949, 5, 27)  # whose borders Korea has on the land side
PARALLEL_LAT = 38.0
ARMISTICE = "Military Demarcation Line"  # as the basemap calls the line of 27 July 1953
HANDED_OVER_KM2 = 20.0  # smaller pieces between the two lines are the coast's
# Tibet in 1949, drawn by hand along the Kunlun and, in the east, the upper Yangtze (the truce line of 1932): right
# within some 50 km.
TIBET = Polygon(
    [
        *((77.8, 35.6), (80.0, 35.7), (82.5, 36.1), (86.0, 36.3), (89.0, 36.1), (91.0, 35.2), (93.5, 33.6)),
        *((95.5, 33.0), (97.3, 32.6), (98.4, 31.6), (99.0, 30.0), (99.0, 28.6), (98.6, 27.4), (97.0, 26.5)),
        *((91.0, 26.0), (85.0, 26.5), (79.0, 29.5), (77.0, 32.5)),
    ]
)
LEAST_PIECE = 0.03  # degrees: shorter pieces of the Parallel cross islets and a spit in Haeju bay
SEOUL = Point(126.9784, 37.566)
ONGJIN_WINDOW = box(124.9, 37.4, 125.85, 38.1)
KOREA_IDS = ("408", "410")
STATES = {  # ISO 3166-1 numeric codes of Natural Earth's countries that made up the state in 1949
    "china": ("156", "344", "446"),  # with Hong Kong and Macau's specks; Taiwan is left out (README)
    "soviet-union": (
        "643",
        "804",
        "112",
        "398",
        "860",
        "762",
        "417",
        "795",
        "268",
        "051",
        "031",
        "428",
        "440",
        "233",
        "498",
    ),
    "united-states": ("840",),
    "japan": ("392",),
    "canada": ("124",),
}
UNNUMBERED = {"Baikonur": "soviet-union"}
COAST_TOLERANCE = 0.003
COAST_DEGREES = 0.7  # how far the coarse coast may run outside the true one
BORDER_TOLERANCE = 0.06
SPECK = 0.05  # square degrees
GEOD = Geod(ellps="WGS84")


def korea(basemap: Basemap, countries: gpd.GeoDataFrame) -> MultiPolygon:
    """All Korean land of the closest level: the mainland up to the border line, and the islands nearer to it."""
    parts = polygons_of(basemap.land["korea"].frame.union_all())
    inside = countries[countries["id"].isin(KOREA_IDS)].union_all()
    window = box(*basemap.land["korea"].bbox).buffer(0.5)
    others = countries[~countries["id"].isin(KOREA_IDS) & countries.intersects(window)].intersection(window).union_all()
    border = shapely.union_all([line.line for line in basemap.boundaries(DAY) if "Korea" in line.name.split(" – ")])
    kept = []
    for part in parts:
        for piece in divided(part, border):
            at = piece.representative_point()
            if at.distance(inside) < at.distance(others):
                kept.append(piece)
    return MultiPolygon(polygons_of(shapely.union_all(kept)))


def divided(part: Polygon, border: Geometry) -> list[Polygon]:
    """The pieces of a polygon on both sides of a line; loose ends inside the polygon are led to its nearest shore."""
    if not part.intersects(border):
        return [part]
    ends = [
        Point(xy) for line in shapely.get_parts(shapely.line_merge(border)) for xy in (line.coords[0], line.coords[-1])
    ]
    shore = part.exterior
    edges = [part.boundary, border]
    for end in ends:
        if part.contains(end) and sum(end.equals(other) for other in ends) == 1:
            near = shore.interpolate(shore.project(end))
            edges.append(LineString([end, (2 * near.x - end.x, 2 * near.y - end.y)]))
    faces = polygons_of(shapely.polygonize([shapely.union_all(edges)]))
    return [face for face in faces if part.contains(face.representative_point())]


def parallel(land: Geometry) -> MultiLineString:
    """38° N where it runs over land."""
    west, _, east, _ = land.bounds
    cut = shapely.intersection(LineString([(west - 1, PARALLEL_LAT), (east + 1, PARALLEL_LAT)]), land)
    pieces = [part for part in shapely.get_parts(cut) if isinstance(part, LineString) and part.length >= LEAST_PIECE]
    return MultiLineString(sorted(pieces, key=lambda part: part.bounds))


def ongjin(land: MultiPolygon) -> Geometry:
    """Mainland south of the Parallel that no way over land joins to the rest of the South."""
    mainland = max(land.geoms, key=lambda part: part.area)
    south = polygons_of(shapely.intersection(mainland, box(120, 30, 135, PARALLEL_LAT)))
    cut_off = [part for part in south if not part.contains(SEOUL) and ONGJIN_WINDOW.contains(part)]
    return max(cut_off, key=lambda part: part.area)


def half(land: Geometry, south: float, north: float) -> MultiPolygon:
    """Korea between two latitudes, with a coast simple enough to be read as text."""
    part = shapely.intersection(land, box(120, south, 135, north))
    return MultiPolygon(polygons_of(shapely.make_valid(shapely.simplify(part, COAST_TOLERANCE))))


def halves_of_1953(land: MultiPolygon, basemap: Basemap, countries: gpd.GeoDataFrame) -> dict[str, Geometry]:
    """Korea north and south of the armistice line, the line itself, and what lies between it and the Parallel."""
    line = shapely.union_all([each.line for each in basemap.all_boundaries if each.name == ARMISTICE])
    north, south = (countries[countries["id"] == code].union_all() for code in KOREA_IDS)
    sides: dict[str, list[Polygon]] = {"north-1953": [], "south-1953": []}
    for part in polygons_of(land):
        for piece in divided(part, line):
            at = piece.representative_point()
            sides["north-1953" if at.distance(north) < at.distance(south) else "south-1953"].append(piece)
    found: dict[str, Geometry] = {}
    for name, pieces in sides.items():
        simple = shapely.make_valid(shapely.simplify(shapely.union_all(pieces), COAST_TOLERANCE))
        found[name] = MultiPolygon(polygons_of(simple))
    found["armistice-line"] = line
    below, above = box(120, 30, 135, PARALLEL_LAT), box(120, PARALLEL_LAT, 135, 50)
    found["to-the-north"] = large(shapely.intersection(found["north-1953"], below))
    found["to-the-south"] = large(shapely.intersection(found["south-1953"], above))
    return found


def large(area: Geometry) -> MultiPolygon:
    """The parts of an area that are no splinters of a coast."""
    parts = polygons_of(area)
    return MultiPolygon([part for part in parts if abs(GEOD.geometry_area_perimeter(part)[0]) > HANDED_OVER_KM2 * 1e6])


def states(land: Geometry, countries: gpd.GeoDataFrame) -> dict[str, MultiPolygon]:
    """The coarse land of each state, back in longitudes from -180 to 180."""
    # Simplified together, so that neighbours still share their borders; else the buffers below take minutes.
    whole = [MultiPolygon(polygons_of(recentre(geometry))) for geometry in countries.geometry]
    simple = gpd.GeoSeries(list(shapely.coverage_simplify(whole, BORDER_TOLERANCE)), index=countries.index).make_valid()
    found = {}
    for name, codes in STATES.items():
        mine = countries["id"].isin(codes) | (countries["name"].map(UNNUMBERED) == name)
        own, others = simple[mine].union_all(), simple[~mine].union_all()
        reach = shapely.buffer(own, COAST_DEGREES, quad_segs=2)
        area = shapely.difference(shapely.intersection(land, reach), others)
        # Strips of coast that the coarse land has beyond a neighbour's true one are nobody's: open the shape to lose
        # them.
        core = shapely.buffer(shapely.buffer(area, -0.08), 0.2)
        area = shapely.union(shapely.intersection(area, core), shapely.intersection(own, land))
        area = shapely.make_valid(shapely.simplify(area, BORDER_TOLERANCE))
        parts = MultiPolygon([part for part in polygons_of(area) if part.area > SPECK])
        east = shapely.intersection(parts, box(-30, -90, 180, 90))
        west = translate(shapely.intersection(parts, box(180, -90, 330, 90)), xoff=-360)
        found[name] = MultiPolygon(polygons_of(east) + polygons_of(west))
    return found


def geometries(basemap: Basemap, countries: gpd.GeoDataFrame) -> dict[str, Geometry]:
    """All the computed geometries by the id of their feature."""
    land = korea(basemap, countries)
    coarse = basemap.land["hemisphere"].frame.union_all()
    border = shapely.union_all([line.line for line in basemap.boundaries(DAY) if line.name == "China – Korea"])
    merged = shapely.line_merge(border)
    found: dict[str, Geometry] = {
        "parallel-38": parallel(land),
        "ongjin-peninsula": ongjin(land),
        "korea-north": half(land, PARALLEL_LAT, 50),
        "korea-south": half(land, 30, PARALLEL_LAT),
        "yalu-border": MultiLineString(list(shapely.get_parts(merged))),
    }
    found |= halves_of_1953(land, basemap, countries)
    found |= states(coarse, countries)
    found["china"] = MultiPolygon(polygons_of(shapely.difference(found["china"], TIBET)))
    return {name: shapely.normalize(rounded(geometry, 2 if name in STATES else 3)) for name, geometry in found.items()}


def rounded(geometry: Geometry, decimals: int) -> Geometry:
    """The geometry on a grid, still valid, its rings as RFC 7946 wants them."""
    snapped = shapely.set_precision(geometry, 10.0**-decimals)
    return shapely.orient_polygons(snapped) if "Polygon" in snapped.geom_type else snapped


def described(geometry: Geometry) -> str:
    """Length or area in a few words.

    >>> described(LineString([(125, 38), (126, 38)]))
    'LineString, 2 vertices, 88 km'
    """
    count = shapely.get_num_coordinates(geometry)
    if "Line" in geometry.geom_type:
        return f"{geometry.geom_type}, {count} vertices, {GEOD.geometry_length(geometry) / 1000:,.0f} km"
    return f"{geometry.geom_type}, {count:,} vertices, {abs(GEOD.geometry_area_perimeter(geometry)[0]) / 1e6:,.0f} km²"


def plain(geometry: Geometry) -> dict[str, object]:
    """Type and coordinates as GeoJSON, four decimals at most."""

    def short(value: Any) -> Any:
        return [short(each) for each in value] if isinstance(value, list | tuple) else round(float(value), 4)

    shape = mapping(geometry)
    return {"type": shape["type"], "coordinates": short(shape["coordinates"])}


def with_geometries(text: str, found: dict[str, Geometry]) -> tuple[str, list[str]]:
    """The text of the file with the new geometries, and a sentence per feature. Keys keep their order."""
    document = json.loads(text)
    said = []
    missing = set(found)
    for feature in document["features"]:
        name = feature.get("id")
        if name not in found:
            continue
        missing.discard(name)
        new = plain(found[name])
        same = all(feature["geometry"].get(key) == value for key, value in new.items())
        feature["geometry"] = new | {key: value for key, value in feature["geometry"].items() if key not in new}
        said.append(f"{name}: {described(found[name])}{' (unchanged)' if same else ''}")
    said += [f"{name}: no such feature; not written" for name in sorted(missing)]
    return compact(json.dumps(document, ensure_ascii=False, indent=2)) + "\n", said


def compact(text: str) -> str:
    """Indented JSON with each array of numbers, and each ring, on one line.

    >>> print(compact(json.dumps({"coordinates": [[1.5, 2], [3, 4]]}, indent=2)))
    {
      "coordinates": [[1.5,2],[3,4]]
    }
    """
    number = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
    text = re.sub(rf"\[\s+({number}),\s+({number})\s+\]", r"[\1,\2]", text)
    pair = rf"\[{number},{number}\]"
    return re.sub(
        rf"\[\s+({pair}(?:,\s+{pair})*)\s+\]", lambda found: "[" + re.sub(r",\s+", ",", found.group(1)) + "]", text
    )


def main() -> None:
    """Read, compute, write in one move, say what was done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path, metavar="DIR", help=f"folder with the packages (or {FOLDER_VARIABLE})")
    parser.add_argument(
        "--places", type=Path, default=HERE / "places.geojson", metavar="FILE", help="the file to change"
    )
    options = parser.parse_args()
    found = geometries(load_basemap(), packages_in(options.packages).countries())
    before = options.places.read_text(encoding="utf-8")
    after, said = with_geometries(before, found)
    print("\n".join(said))
    if after == before:
        print(f"{options.places.name} was up to date")
        return
    partial = options.places.with_suffix(".part")
    partial.write_text(after, encoding="utf-8")
    partial.replace(options.places)
    print(f"wrote {options.places.name}")


if __name__ == "__main__":
    main()
