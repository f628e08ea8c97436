"""Turn the walk through a story into one animated WebP: the camera flies as on the page, and rests on every step."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from PIL.TiffImagePlugin import AppendingTiffWriter

from narrative.pictures.photographer import Photographer
from narrative.story import Step

FRAME_MS = 100  # ten pictures a second: a flight is followed by the eye, and the file stays small enough to send
REST_MS = 3200  # long enough for date, title and a look at the map
LAST_MS = 5000
QUALITY = 72


def film(photographing: Photographer, steps: Sequence[Step], told: Callable[[int, int, str], None], name: str) -> bytes:
    """The walk through the steps as an animated WebP that repeats.

    Frames lie in a temporary file meanwhile: in memory those of a long story would not fit.

    Parameters
    ----------
    photographing : a page opened with ``moving`` on the first of the steps.
    told : called before each step with how many are done, how many there are, and its title; at the end with ``name``.

    Raises ``PageError`` when the page is at fault.
    """
    durations: list[int] = []
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        frames = Path(folder) / "frames.tiff"
        with AppendingTiffWriter(str(frames)) as tiff:
            for done, step in enumerate(steps):
                told(done, len(steps), step.title)
                way = photographing.flight(step.id, FRAME_MS) if done else iter([photographing.picture(step.id)])
                for png in way:
                    Image.open(io.BytesIO(png)).convert("RGB").save(tiff, "TIFF", compression="tiff_lzw")
                    tiff.newFrame()
                    durations.append(FRAME_MS)
                durations[-1] = REST_MS
        durations[-1] = LAST_MS
        told(len(steps), len(steps), name)
        out = io.BytesIO()
        with Image.open(frames) as reel:
            reel.save(
                out, "WEBP", save_all=True, duration=durations, loop=0, quality=QUALITY, method=3, minimize_size=False
            )
    return out.getvalue()
