"""Cut from a relief of the whole world the window that a page needs."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from PIL import Image

from geo.basemap.layers import Bbox, Relief
from geo.basemap.projection import latitude, mercator

QUALITY = 34  # of WebP: grain of the source that nobody misses goes first
FLAT = 128  # the grey that leaves the map as it is


@dataclass(frozen=True)
class ReliefWindow(Relief):
    """A part of a relief around the globe; bbox lies on whole pixels of it, with longitudes wherever the page's run."""

    whole: Bbox = (-180.0, -90.0, 180.0, 90.0)

    @cached_property
    def bytes(self) -> bytes:
        """The part as WebP: the same bytes for the same window."""
        picture = _decoded(self.path, self.path.stat().st_mtime_ns)
        across = pixels_per_degree(picture.shape[1], self.whole)
        columns = np.arange(round((self.bbox[2] - self.bbox[0]) * across))
        first = round((self.bbox[0] - self.whole[0]) * across)
        top, bottom = (
            round((mercator(self.whole[3]) - mercator(lat)) * across) for lat in (self.bbox[3], self.bbox[1])
        )
        part = picture[top:bottom][:, (columns + first) % picture.shape[1]]
        out = io.BytesIO()
        Image.fromarray(part).convert("RGB").save(out, "WEBP", quality=QUALITY, method=6)
        return out.getvalue()


def window_of(relief: Relief, window: Bbox) -> Relief | None:
    """The relief in a window (degrees, longitudes of any turn), on whole pixels; None where the two do not meet."""
    height, width = _decoded(relief.path, relief.path.stat().st_mtime_ns).shape
    across = pixels_per_degree(width, relief.bbox)
    west = math.floor((window[0] - relief.bbox[0]) * across) / across + relief.bbox[0]
    east = math.ceil((window[2] - relief.bbox[0]) * across) / across + relief.bbox[0]
    above = mercator(relief.bbox[3])
    top = max(0, math.floor((above - mercator(window[3])) * across))
    bottom = min(height, math.ceil((above - mercator(window[1])) * across))
    if bottom <= top:
        return None
    sides = (west, latitude(above - bottom / across), min(east, west + 360.0), latitude(above - top / across))
    return ReliefWindow(relief.level, sides, relief.path, relief.bbox)


def pixels_per_degree(width: int, bbox: Bbox) -> float:
    """Pixels to a degree of longitude, and of the Mercator map.

    >>> pixels_per_degree(7200, (-180.0, -60.0, 180.0, 80.0))
    20.0
    """
    return width / (bbox[2] - bbox[0])


@lru_cache(maxsize=1)
def _decoded(path: Path, mtime_ns: int) -> np.ndarray:
    """A picture's grey, shape (height, width)."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("L"))
