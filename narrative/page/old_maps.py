"""Pack a story's old maps as pictures on the page's own projection, in the sizes that its steps need."""

from __future__ import annotations

import base64
import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from PIL import __version__ as pillow

from geo.basemap.layers import Bbox
from geo.basemap.projection import east_of, latitude, mercator
from geo.basemap.reader import Basemap
from geo.basemap.warping import outline_of, pixels_per_degree, reach_of, warp_of, warped
from geo.reading.shelf import kept
from narrative.page.stage import closest_to, focus
from narrative.story import Step, Story
from narrative.story.overlay_model import OldMap
from narrative.story.overlay_words import TRANSFORMS

MOST_PICTURE_BYTES = 400_000  # of the finest picture of a map, in the page
MOST_PICTURE_PX = 4096  # a side that every device can draw
QUALITIES = (72, 60, 48)  # of WebP, each tried before the picture is made smaller
SMALLER = 0.8
FRAME_PX = (840.0, 640.0)  # the room of a map on a desk; the camera of a step frames its places in it
DENSE = 2.0  # pixels of a good screen to one of the page
COARSE = 4.0  # a second picture, so much coarser, for steps that see the map from afar


@dataclass(frozen=True)
class Picture:
    """A warped map: west, south, east and north in degrees, its size in pixels, pixels to a degree, and WebP."""

    bbox: Bbox
    size: tuple[int, int]
    scale: float
    webp: bytes

    @property
    def address(self) -> str:
        """The picture as an address that asks nothing of the network."""
        return f"data:image/webp;base64,{base64.b64encode(self.webp).decode('ascii')}"


def pictures_of(story: Story, drawing: OldMap, basemap: Basemap) -> list[Picture]:
    """The pictures of an old map, the finest first: as fine as the scan is and the steps that show it can use."""
    scales = [scale_of(story, step) for step in story.steps if any(use.id == drawing.id for use in step.draws)]
    warp = warp_of(drawing.points, drawing.kind, TRANSFORMS[drawing.kind].least)
    outline = outline_of(drawing.size, drawing.mask)
    west, south, east, north = reach = reach_of(warp, outline)
    finest = min(
        pixels_per_degree(warp, outline), max(scales) * DENSE, MOST_PICTURE_PX / max(east - west, north - south)
    )
    wanted = [finest, *([finest / COARSE] if min(scales) * DENSE <= finest / COARSE else [])]
    asked = [drawing.points, drawing.kind, drawing.mask, wanted, QUALITIES, MOST_PICTURE_BYTES, pillow]

    def make() -> bytes:
        with Image.open(drawing.path) as scan:
            scan.load()
            found = [packed(scan, drawing, reach, scale) for scale in wanted]
        head = json.dumps([[size, scale, len(body)] for size, scale, body in found]).encode()
        return head + b"\n" + b"".join(body for _, _, body in found)

    whole = kept("old-map", [repr(asked).encode(), drawing.path.read_bytes()], make)
    head, _, rest = whole.partition(b"\n")
    turn = east_of((west + 180) % 360 - 180, basemap.cut) - west  # of the globe: where the page draws its places
    pictures, at = [], 0
    for size, scale, length in json.loads(head):
        bbox = (west + turn, latitude(north - size[1] / scale), west + turn + size[0] / scale, latitude(north))
        pictures.append(Picture(bbox, tuple(size), scale, rest[at : at + length]))
        at += length
    return pictures


def packed(scan: Image.Image, drawing: OldMap, reach: Bbox, scale: float) -> tuple[tuple[int, int], float, bytes]:
    """The size, the scale and the bytes of a picture of at most `MOST_PICTURE_BYTES`; of a smaller scale if need be."""
    warp = warp_of(drawing.points, drawing.kind, TRANSFORMS[drawing.kind].least)
    while True:
        picture = warped(scan, warp, drawing.mask, reach, scale)
        for quality in QUALITIES:
            out = io.BytesIO()
            picture.save(out, "WEBP", quality=quality, method=6)
            if out.tell() <= MOST_PICTURE_BYTES or max(picture.size) < 64:
                return picture.size, scale, out.getvalue()
        scale *= SMALLER


def scale_of(story: Story, step: Step) -> float:
    """How many pixels a degree has in the view of a step on a desk, as ``camera.js`` frames it."""
    places = [story.gazetteer.places[id] for id in step.camera_places or step.places]
    points = [point for place in places for point in focus(place)]
    closest = 256 * 2 ** closest_to(places, alone=not step.links) / 360
    return min(closest, frame_scale(points))


def frame_scale(points: Sequence[Sequence[float]]) -> float:
    """The pixels to a degree at which points (degrees) fill the frame.

    >>> frame_scale([(0.0, 0.0), (84.0, 0.0)])
    10.0
    >>> math.isinf(frame_scale([(0.0, 0.0)]))
    True
    """
    xs, ys = [lon for lon, _ in points], [mercator(lat) for _, lat in points]
    across, down = max(xs) - min(xs), max(ys) - min(ys)
    return min(FRAME_PX[0] / across if across else math.inf, FRAME_PX[1] / down if down else math.inf)
