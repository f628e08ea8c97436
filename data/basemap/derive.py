"""Make the basemap again, or with --story or --box finer land for one story or one part of the world.

The same packages give the same bytes. region.py says what a finer part holds and how it is refined by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import boundaries
import labels
import land
import manifest
import region
import relief
import towns
import world
from sources import HERE, Packages, packages_in

import rivers

STORIES = HERE.parent / "stories"


def main() -> None:
    """Read the command line and run what it asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, metavar="DIR", help="folder that holds (or will hold) the packages")
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--story", metavar="SLUG", help="finer land for this story, into its folder")
    part.add_argument("--name", metavar="NAME", help="finer land for a region, into data/basemap/regions/NAME")
    parser.add_argument("--box", metavar="W,S,E,N", help="where that region lies, in degrees from -30 to 330")
    asked = parser.parse_args()
    if asked.story:
        folder, boxes = STORIES / asked.story / "basemap", boxes_of(parser, STORIES / asked.story)
        region.begin(folder, asked.story, boxes)
    elif asked.name:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", asked.name):
            parser.error(f"a region's name is lower-case letters, digits and hyphens, not {asked.name!r}")
        folder = HERE / "regions" / asked.name
        if asked.box:
            region.begin(folder, asked.name, [box_of(parser, asked.box)])
        elif not (folder / region.SPEC).exists():
            parser.error(f"there is no {folder / region.SPEC} yet; say where the region lies: --box W,S,E,N")
    elif asked.box:
        parser.error("a box wants a name: --name NAME")
    source = packages_in(asked.packages)
    if asked.story or asked.name:
        region.make(source, folder)
    else:
        everything(source)


def everything(source: Packages) -> None:
    """All the files that stand in this folder."""
    for program in (land, rivers, boundaries, relief, world):
        program.main(source)
    for program in (labels, towns, manifest):
        program.main()


def box_of(parser: argparse.ArgumentParser, text: str) -> land.Window:
    """West, south, east, north out of the command line."""
    try:
        west, south, east, north = (float(each) for each in text.split(","))
    except ValueError:
        parser.error(f"a box is four numbers, such as 0,45,50,62, not {text!r}")
    if not (-30 <= west < east <= 330 and -85 <= south < north <= 84):
        parser.error(f"the box {text} is not on the map: -30 ≤ west < east ≤ 330 and -85 ≤ south < north ≤ 84")
    return (west, south, east, north)


def boxes_of(parser: argparse.ArgumentParser, story: Path) -> list[land.Window]:
    """The boxes around a story's places."""
    try:
        features = json.loads((story / "places.geojson").read_text("utf-8"))["features"]
    except OSError:
        parser.error(f"there is no {story / 'places.geojson'}")
    points = [tuple(each["geometry"]["coordinates"][:2]) for each in features if each["geometry"]["type"] == "Point"]
    if not points:
        parser.error("the story has no place that is a point, around which a map could be drawn")
    return region.boxes_around([(lon + 360 if lon < -30 else lon, lat) for lon, lat in points])


if __name__ == "__main__":
    sys.exit(main())
