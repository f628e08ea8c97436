"""Derive the rivers of each level: Natural Earth 10m, and for Korea close up WDBII, whose lines are named here.

Writes rivers-hemisphere.json, rivers-north-east-asia.json and rivers-korea.json beside itself: per line the name as
the map would print it, a scalerank (1 = largest, as in Natural Earth) and an Encoded Polyline.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geopandas as gpd
import shapely
from land import HEMISPHERE, KOREA, NORTH_EAST_ASIA, Detail
from shapely import Geometry
from shapely.geometry import LineString, Point, box
from sources import HERE, Packages, packages, write

sys.path.insert(0, str(HERE.parent.parent))
from geo.basemap.coding import encode
from geo.basemap.cutting import recentre

# Natural Earth's names (it writes a lost apostrophe as "?"), and what they are called here.
GREAT = {
    "Volga": ["Volga"],
    "Dnieper": ["Dnepre", "Dnipro (Dnieper)"],
    "Don": ["Don"],
    "Danube": ["Danube", "Donau (Danube)"],
    "Ob": ["Ob?", "Ob"],
    "Irtysh": ["Irtysh", "Ertis", "Ertix (Irtysh)"],
    "Yenisei": ["Yenisey", "Verkhniy Yenisey"],
    "Lena": ["Lena"],
    "Kolyma": ["Kolyma"],
    "Amur": ["Amur", "Heilong Jiang (Amur)", "Shilka", "Argun? (Ergun)"],
    "Yellow River": ["Huang (Yellow)", "Huang"],
    "Yangtze": ["Yangtze", "Chang Jiang (Yangtze)", "Jinsha (Yangtze)", "Tongtian"],
    "Mekong": ["Mekong", "Lancang (Mekong)"],
    "Ganges": ["Ganges"],
    "Indus": ["Indus"],
}
EASTERN = {
    **{name: GREAT[name] for name in ("Lena", "Amur", "Yellow River", "Yangtze")},
    "Sungari": ["Songhua (Sungari)", "Di?er Songhua"],
    "Nonni": ["Nen"],
    "Ussuri": ["Ussuri (Wusuli)", "Ussuri"],
    "Liao": ["Liao", "Xiliao"],
    "Huai": ["Huai"],
    "Yalu": ["Yalu"],
    "Tumen": ["Tumen"],
}
BORDER = {"Yalu": ["Yalu"], "Tumen": ["Tumen"]}
# WDBII gives no names: a point on (or within 2 km of) every piece of a river, so that the piece can be told.
KOREAN = {
    "Imjin": [(127.0, 38.75), (127.0, 38.12), (126.97, 38.0), (127.1, 39.0)],
    "Han": [(126.75, 37.63), (127.0, 37.53), (127.87, 37.0), (128.18, 37.0), (128.38, 37.0)],
    "Pukhan": [(127.31, 37.51), (127.67, 38.0), (127.92, 38.63)],
    "Taedong": [(125.63, 38.66), (125.75, 39.0), (126.0, 39.09), (126.0, 39.27), (126.0, 39.55), (126.95, 40.0)],
    "Kum": [(127.0, 36.37), (127.62, 36.0), (126.9, 36.18)],
    "Naktong": [(129.0, 35.29), (128.4, 36.0), (129.0, 36.87)],
}
NEAR_DEGREES = 0.02
RANKS = {"Volga": 3, "Yalu": 4, "Tumen": 5, "Han": 6, "Taedong": 6, "Naktong": 6, "Imjin": 7, "Kum": 7, "Pukhan": 8}
TOLERANCE = {HEMISPHERE.name: 0.13, NORTH_EAST_ASIA.name: 0.03, KOREA.name: 0.004}
LEAST_LENGTH = {HEMISPHERE.name: 3.0, NORTH_EAST_ASIA.name: 0.5, KOREA.name: 0.05}

River = tuple[str, int, LineString]


def rivers(source: Packages) -> dict[str, list[River]]:
    """Per level (name, scalerank, line), the largest river first."""
    natural = source.natural_earth("10m", "rivers_lake_centerlines")
    korean = source.wdbii_rivers(KOREA.bbox)
    return {
        HEMISPHERE.name: drawn(named(natural, GREAT), HEMISPHERE),
        NORTH_EAST_ASIA.name: drawn(named(natural, EASTERN), NORTH_EAST_ASIA),
        KOREA.name: drawn(named(natural, BORDER) | at_points(korean, KOREAN), KOREA),
    }


def named(frame: gpd.GeoDataFrame, names: dict[str, list[str]]) -> dict[str, tuple[int, Geometry]]:
    """Pick rivers by the source's names: our name to (scalerank, lines)."""
    found = {}
    for name, spellings in names.items():
        rows = frame[frame["name"].isin(spellings)]
        if rows.empty:
            raise LookupError(f"Natural Earth has no river named {' or '.join(spellings)}")
        found[name] = (RANKS.get(name, int(rows["scalerank"].min())), recentre(rows.union_all()))
    return found


def at_points(frame: gpd.GeoDataFrame, points: dict[str, list[tuple[float, float]]]) -> dict[str, tuple[int, Geometry]]:
    """Pick pieces of river by points that lie on them."""
    found = {}
    for name, places in points.items():
        rows = frame[[any(line.distance(Point(at)) < NEAR_DEGREES for at in places) for line in frame.geometry]]
        if rows.empty:
            raise LookupError(f"WDBII has no river at the points given for {name}")
        found[name] = (RANKS[name], rows.union_all())
    return found


def drawn(found: dict[str, tuple[int, Geometry]], detail: Detail) -> list[River]:
    """Cut to the level's box, join the pieces, simplify, drop stubs."""
    lines: list[River] = []
    for name, (rank, geometry) in found.items():
        merged = shapely.line_merge(shapely.intersection(geometry, box(*detail.bbox)))
        for part in shapely.get_parts(shapely.simplify(merged, TOLERANCE[detail.name])):
            if isinstance(part, LineString) and part.length >= LEAST_LENGTH[detail.name]:
                lines.append((name, rank, shapely.normalize(part)))
    return sorted(lines, key=lambda line: (line[1], line[0], -line[2].length, line[2].bounds))


def as_json(lines: list[River], detail: Detail) -> bytes:
    """The file's bytes: one line of river per line of text."""
    rows = [
        json.dumps({"name": name, "scalerank": rank, "code": encode(line.coords, detail.precision)})
        for name, rank, line in lines
    ]
    head = f'{{"level":"{detail.name}","precision":{detail.precision},"bbox":{json.dumps(detail.bbox)},"lines":[\n'
    return (head + ",\n".join(rows) + "\n]}\n").encode("ascii")


def main(source: Packages, folder: Path = HERE) -> None:
    """Write the three levels."""
    found = rivers(source)
    for detail in (HEMISPHERE, NORTH_EAST_ASIA, KOREA):
        write(folder / f"rivers-{detail.name}.json", as_json(found[detail.name], detail))


if __name__ == "__main__":
    main(packages(__doc__))
