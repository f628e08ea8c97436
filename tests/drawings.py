"""A small story that draws on its map: the flow of letters over the lake."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from geo.basemap.projection import latitude, mercator
from tests.stories import STORY, changed_story, write_story

FLOW_CSV = """\
# Letters that went over the lake.
lon,lat,strength,direction,group
6.143,46.204,4000,out,
6.400,46.350,2000,out,
6.633,46.520,1000,out,
6.633,46.520,1000,back,
6.589,46.401,50,back,
"""
COLD_CSV = """\
lon,value,date
6.1,0,1949-05-27
6.4,-8,
6.6,-21,1949-06
"""
FLOW = """\
flows:
  - id: letters
    title: Letters over the lake
    file: letters.csv
    unit: letters
    directions:
      - {id: out, name: there, colour: sand}
      - {id: back, name: and back, colour: ink}
    chart: {title: The cold, file: cold.csv, unit: °Ré, direction: back, second: {unit: °C, factor: 1.25}}
    credit: The Post Office
    licence: Public domain
    date: 1950
    sources: [almanac]
    says: |
      Counted at [Geneva](place:geneva).
"""
DRAWING = changed_story(
    "    source: {paragraphs: [1]}\n", "    source: {paragraphs: [1]}\n    flows: [letters]\n", STORY
).replace(
    "    source: {paragraphs: [2, 3]}\n", "    source: {paragraphs: [2, 3]}\n    flows: [{id: letters, only: out}]\n"
)


def write_flow(folder: Path, story: str = DRAWING + FLOW, flow: str = FLOW_CSV, cold: str = COLD_CSV) -> Path:
    """The story's folder with the files of its flow."""
    home = write_story(folder, story)
    (home / "letters.csv").write_text(flow, encoding="utf-8")
    (home / "cold.csv").write_text(cold, encoding="utf-8")
    return home


# An old map of the lake, drawn by us: its pixels are 0.002 degrees of longitude wide from 6.0, and as much of the plane
# from 46.6 down, so where every pixel belongs can be reckoned by hand.
SCAN = (400, 300)
WEST, PER_PIXEL = 6.0, 0.002
NORTH = mercator(46.6)
MAP = """\
overlays:
  - id: sheet
    title: The lake surveyed
    file: sheet.png
    transform: polynomial1
    points:
POINTS
    opacity: 0.5
    credit: The Survey
    licence: CC0
    date: 1870
"""
LAYER = """\
layers:
  - id: fish
    title: Fish caught
    file: fish.geojson
    value: tons
    unit: t
    classes: 3
    palette: water
    no_data: not counted
    credit: The Gazette
    licence: CC0
"""
MAPPED = DRAWING.replace("    flows: [letters]\n", "    flows: [letters]\n    overlays: [sheet]\n").replace(
    "    flows: [{id: letters, only: out}]\n",
    "    flows: [{id: letters, only: out}]\n    overlays: [{id: sheet, opacity: 0.3}]\n    layers: [fish]\n",
)


def place_of(x: float, y: float) -> tuple[float, float]:
    """The longitude and latitude of a pixel of the old map."""
    return WEST + x * PER_PIXEL, latitude(NORTH - y * PER_PIXEL)


def points_text(pixels: Iterable[tuple[float, float]]) -> str:
    """Control points of the old map as the story file writes them."""
    return "\n".join(
        f"      - {{pixel: [{x:g}, {y:g}], at: [{lon:.6f}, {lat:.6f}]}}"
        for x, y in pixels
        for lon, lat in [place_of(x, y)]
    )


CORNERS = ((0, 0), (400, 0), (400, 300), (0, 300), (200, 100), (100, 200), (300, 50))


def scan() -> Image.Image:
    """The old map: red west of its middle, blue east of it, a green square at pixels 100 to 139 from both sides."""
    picture = Image.new("RGB", SCAN, (200, 30, 30))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((200, 0, 400, 300), fill=(30, 30, 200))
    pen.rectangle((100, 100, 139, 139), fill=(30, 160, 30))
    return picture


def squares() -> dict[str, Any]:
    """Four squares of half a degree with their catch, the last not counted."""
    catch = {"north": 1.0, "east": 2.0, "south": 30, "west": None}

    def square(west: float, south: float) -> list[list[float]]:
        return [[west + x / 2, south + y / 2] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]

    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": name, "tons": tons},
                "geometry": {"type": "Polygon", "coordinates": [square(5.9 + 0.5 * (i % 2), 46 + 0.5 * (i // 2))]},
            }
            for i, (name, tons) in enumerate(catch.items())
        ],
    }


def map_text(pixels: Iterable[tuple[float, float]] = CORNERS) -> str:
    """The story file's entry of the old map."""
    return MAP.replace("POINTS", points_text(pixels))


def write_maps(folder: Path, story: str = MAPPED, overlay: str | None = None, layer: str = LAYER) -> Path:
    """The story's folder with a flow, an old map and coloured regions."""
    home = write_flow(folder, story + FLOW + (map_text() if overlay is None else overlay) + layer)
    scan().save(home / "sheet.png")
    (home / "fish.geojson").write_text(json.dumps(squares(), indent=1), encoding="utf-8")
    return home
