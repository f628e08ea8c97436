"""Derive the boundaries of 1945 to 1953, each with the time for which it held, from Natural Earth's of today.

Writes boundaries.json beside itself. Lines inside a state of that time (between republics of the Soviet Union, say)
are left out, and so are lines that nobody had drawn yet. `kind` is international, parallel (the 38th Parallel, cut to
the land) or demarcation (the line of 27 July 1953). `from` and `to` are ISO dates or null; `to` is the first day on
which the line no longer held.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely
from land import HEMISPHERE, KOREA, NORTH_EAST_ASIA
from shapely import Geometry
from shapely.geometry import LineString, Polygon, box
from sources import HERE, Packages, packages, write

sys.path.insert(0, str(HERE.parent.parent))
from geo.basemap.coding import decode, encode
from geo.basemap.cutting import recentre

SOVIET_UNION = (
    "Armenia Azerbaijan Belarus Estonia Georgia Kazakhstan Kyrgyzstan Latvia Lithuania Moldova Russia Tajikistan "
    "Turkmenistan Ukraine Uzbekistan Baykonur_Cosmodrome"
)
FRENCH_AFRICA = (
    "Algeria Benin Burkina_Faso Cameroon Central_African_Republic Chad Gabon Guinea Ivory_Coast Mali Mauritania Niger "
    "Republic_of_Congo Republic_of_the_Congo Congo_(Brazzaville) Senegal Togo"
)
CYPRUS = "Cyprus_No_Mans_Area Northern_Cyprus Dhekelia_Sovereign_Base_Area Akrotiri_Sovereign_Base_Area"
MEMBERS = {
    "Soviet Union": SOVIET_UNION,
    "Yugoslavia": "Bosnia_and_Herzegovina Croatia Kosovo Macedonia Montenegro Republic_of_Serbia Serbia Slovenia",
    "Czechoslovakia": "Czech_Republic Slovakia",
    "Pakistan": "Pakistan Bangladesh",
    "Sudan": "Sudan South_Sudan",
    "Ethiopia": "Ethiopia Eritrea",
    "French Africa": FRENCH_AFRICA,
    "British Borneo and Malaya": "Malaysia Brunei",
    "Cyprus": CYPRUS,
    "Morocco": "Morocco Western_Sahara",
}
STATE_OF = {member.replace("_", " "): state for state, members in MEMBERS.items() for member in members.split()}
UNDRAWN = {
    "Oman",
    "United Arab Emirates",
    "Qatar",
    "Yemen",
    "Palestine",
    "Siachen Glacier",
}  # no agreed line before the 1950s
TOO_LATE = {"Ceasefire Lines 1974"}
NAMED_AS = {
    "North Korea": "Korea",
    "Myanmar": "Burma",
    "Belize": "British Honduras",
    "Ghana": "Gold Coast",
    "Hong Kong S.A.R.": "Hong Kong",
    "United States of America": "United States",
}
TOO_SMALL = {"Andorra", "Liechtenstein", "San Marino", "Singapore", "Gambia", "Guinea Bissau", "East Timor"}
STARTS = {frozenset({"India", "Pakistan"}): "1947-08-15"}
PARALLEL_LAT = 38.0
PARALLEL_FROM, PARALLEL_TO = "1945-09-02", "1950-06-25"  # General Order No. 1 is issued; the war begins
LEAST_PIECE = 0.03  # degrees: shorter pieces of the Parallel cross islets and a spit in Haeju bay
ARMISTICE = "1953-07-27"
# Window, tolerance in degrees, decimals: the coarse world around the finer East around the finest Korea.
WIDE = (HEMISPHERE.bbox, 0.15, 2)
EAST = (NORTH_EAST_ASIA.bbox, 0.03, 2)
NEAR = (KOREA.bbox, 0.004, 3)


@dataclass(frozen=True)
class Boundary:
    """A line with the time for which it held."""

    name: str
    kind: str
    start: str | None
    end: str | None
    line: LineString
    precision: int


def boundaries(source: Packages, korea: Geometry) -> list[Boundary]:
    """All the boundaries; `korea` is the land of the closest level."""
    modern = source.natural_earth("10m", "admin_0_boundary_lines_land")
    return [*international(modern), *demarcation(modern), *parallel(modern, korea)]


def state(name: object) -> str:
    """The state of 1949 that a country of today belonged to.

    >>> state("Ukraine"), state("Mongolia"), state("North Korea")
    ('Soviet Union', 'Mongolia', 'Korea')
    """
    word = str(name)
    return STATE_OF.get(word, NAMED_AS.get(word, word))


def international(modern: gpd.GeoDataFrame) -> list[Boundary]:
    """Lines between states of 1949, one name per pair of neighbours, finer towards Korea."""
    pairs: dict[tuple[str, str], list[Geometry]] = {}
    for row in modern.itertuples(index=False):
        one, other = sorted((state(row.adm0_left), state(row.adm0_right)))
        agreed = row.featurecla.startswith(("International", "Disputed", "Indefinite")) or row.name == "Line of control"
        if (
            one == other
            or not agreed
            or row.name in TOO_LATE
            or (UNDRAWN | TOO_SMALL) & {one, other}
            or "nan" in (one, other)
        ):
            continue
        pairs.setdefault((one, other), []).append(row.geometry)
    found = []
    for (one, other), parts in sorted(pairs.items()):
        geometry = recentre(shapely.union_all(parts))
        if geometry.bounds[3] < 10 and geometry.bounds[0] < 60:  # Africa south of every view
            continue
        start = STARTS.get(frozenset({one, other}))
        for line, precision in graded(geometry):
            found.append(Boundary(f"{one} – {other}", "international", start, None, line, precision))
    return found


def graded(geometry: Geometry) -> list[tuple[LineString, int]]:
    """The line in pieces, each simplified for the finest window that it lies in; pieces meet where windows do."""
    near, east, wide = (box(*window) for window, _, _ in (NEAR, EAST, WIDE))
    pieces = [
        (shapely.intersection(geometry, near), NEAR),
        (shapely.difference(shapely.intersection(geometry, east), near), EAST),
        (shapely.difference(shapely.intersection(geometry, wide), east), WIDE),
    ]
    found = []
    for piece, (_, tolerance, precision) in pieces:
        # Joining first lets a border of many rows be one line, which is simplified as one.
        for line in shapely.get_parts(shapely.simplify(shapely.line_merge(piece), tolerance)):
            if isinstance(line, LineString) and line.length > tolerance:
                found.append((shapely.normalize(line), precision))
    return sorted(found, key=lambda pair: (-pair[1], pair[0].bounds))


def demarcation(modern: gpd.GeoDataFrame) -> list[Boundary]:
    """The Military Demarcation Line, without the zone on both sides."""
    rows = modern[modern["name"] == "Military Demarcation Line 1953"]
    line = shapely.line_merge(shapely.simplify(rows.union_all(), NEAR[1]))
    return [Boundary("Military Demarcation Line", "demarcation", ARMISTICE, None, line, NEAR[2])]


def parallel(modern: gpd.GeoDataFrame, korea: Geometry) -> list[Boundary]:
    """38° N from the Yellow Sea to the Sea of Japan, where it runs over land that is Korea's."""
    line = shapely.intersection(LineString([(124.0, PARALLEL_LAT), (129.5, PARALLEL_LAT)]), korea)
    parts = [part for part in shapely.get_parts(line) if isinstance(part, LineString) and part.length > LEAST_PIECE]
    return [
        Boundary("38th Parallel", "parallel", PARALLEL_FROM, PARALLEL_TO, part, NEAR[2])
        for part in sorted(parts, key=lambda part: part.bounds)
    ]


def read_land(path: Path) -> Geometry:
    """The land of a level that land.py has written."""
    data = json.loads(path.read_text("ascii"))
    rings = [[decode(code, data["precision"]) for code in polygon] for polygon in data["polygons"]]
    return shapely.union_all([Polygon(outer, holes) for outer, *holes in rings])


def as_json(found: list[Boundary]) -> bytes:
    """The file's bytes: one boundary per line of text."""
    rows = [
        json.dumps(
            {
                "name": each.name,
                "kind": each.kind,
                "from": each.start,
                "to": each.end,
                "precision": each.precision,
                "code": encode(each.line.coords, each.precision),
            },
            ensure_ascii=False,
        )
        for each in found
    ]
    head = f'{{"precision":{NEAR[2]},"bbox":{json.dumps(HEMISPHERE.bbox)},"lines":[\n'
    return (head + ",\n".join(rows) + "\n]}\n").encode()


def main(source: Packages, folder: Path = HERE) -> None:
    """Write the one file; land.py must have run."""
    write(folder / "boundaries.json", as_json(boundaries(source, read_land(folder / "land-korea.json"))))


if __name__ == "__main__":
    main(packages(__doc__))
