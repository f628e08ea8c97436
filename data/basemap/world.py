"""Derive the whole world twice: coarse for any page's first view, and finer, of which a page gets what its places need.

Writes land-, rivers- and relief- files of the levels "world" and "near" beside itself. Land and
rivers are Natural Earth's at 50m; lakes are cut out of the land. Seas are lettered by hand in labels.py.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import shapely
from land import Detail, as_json, finish
from relief import Picture, as_webp, brightness_of, read_land
from relief import relief as shaded
from shapely.affinity import translate
from shapely.geometry import LineString, box
from sources import HERE, Packages, named_river, packages, write

from geo.basemap.cutting import recentre
from rivers import River
from rivers import as_json as rivers_json

WHOLE = (-30.0, -85.0, 330.0, 84.0)
WORLD = Detail("world", WHOLE, 2, 0.42, 0.06, 0.4, WHOLE, 0.42)
NEAR = Detail("near", WHOLE, 2, 0.018, 0.0002, 0.004, WHOLE, 0.018)
NEAR_FROM = 2.6  # the zoom from which the finer level is drawn
RELIEF = Picture("world", (-180.0, -60.0, 180.0, 80.0), 5.0, 2.2, 24.0, 2.7, 0.03, 24)
# As fine as pages can have it: the source has a pixel for 3.7 km at the equator, and blurring its grain leaves half.
NEAR_RELIEF = Picture("near", (-180.0, -60.0, 180.0, 80.0), 20.0, 0.9, 16.0, 1.9, 0.03, 30)
RIVER_TOLERANCE = {WORLD.name: 0.2, NEAR.name: 0.025}
MOST_RANK = {WORLD.name: 2, NEAR.name: 6}
LEAST_RIVER = {WORLD.name: 5.0, NEAR.name: 0.6}


def rivers(natural: gpd.GeoDataFrame, detail: Detail) -> list[River]:
    """The rivers that are large enough for a level, in the order in which Natural Earth ranks them."""
    large = natural[natural["scalerank"] <= MOST_RANK[detail.name]]
    found: list[River] = []
    for (rank, name), rows in large.groupby([large["scalerank"].astype(int), large["name"].map(named_river)]):
        merged = shapely.line_merge(shapely.intersection(recentre(rows.union_all()), box(*detail.bbox)))
        for part in shapely.get_parts(shapely.simplify(merged, RIVER_TOLERANCE[detail.name])):
            if isinstance(part, LineString) and part.length >= LEAST_RIVER[detail.name]:
                found.append((name, rank, shapely.normalize(part)))
    return sorted(found, key=lambda line: (line[1], line[0], -line[2].length, line[2].bounds))


def main(source: Packages, folder: Path = HERE) -> None:
    """Write the two levels and the one relief."""
    land = recentre(source.natural_earth("50m", "land").union_all())
    natural = source.natural_earth("50m", "rivers_lake_centerlines")
    for detail in (WORLD, NEAR):
        write(folder / f"land-{detail.name}.json", as_json(finish(land, detail), detail))
        write(folder / f"rivers-{detail.name}.json", rivers_json(rivers(natural, detail), detail))
    reliefs(source, folder)


def reliefs(source: Packages, folder: Path) -> None:
    """The relief of each level; a page gets a window of the finer one."""
    known = source.natural_earth("50m", "land").union_all()
    brightness = brightness_of(source)
    for picture in (RELIEF, NEAR_RELIEF):
        drawn = read_land(folder / f"land-{picture.name}.json")
        everywhere = shapely.union_all([translate(drawn, xoff=turn) for turn in (-360, 0)])
        image = shaded(picture, brightness, known, everywhere)
        write(folder / f"relief-{picture.name}.webp", as_webp(image, picture.quality))


if __name__ == "__main__":
    main(packages(__doc__))
