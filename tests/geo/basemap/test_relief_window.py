"""A page's relief is a window of the world's, across the edge of the picture too."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.basemap.layers import Relief
from geo.basemap.projection import mercator
from geo.basemap.relief_window import window_of

WORLD = (-180.0, -60.0, 180.0, 60.0)


@pytest.fixture
def relief(tmp_path: Path) -> Relief:
    """Two pixels to a degree; as bright as the meridian is far from the west end: 0 at -180, 239 at 180."""
    height = round(2 * mercator(60.0) * 2)
    grey = np.tile(np.repeat(np.arange(240, dtype=np.uint8), 3), (height, 1))
    path = tmp_path / "relief.webp"
    Image.fromarray(grey).convert("RGB").save(path, "WEBP", lossless=True)
    return Relief("near", WORLD, path)


def brightness(part: Relief) -> np.ndarray:
    with Image.open(io.BytesIO(part.bytes)) as picture:
        return np.asarray(picture.convert("L")).astype(float)


@pytest.mark.parametrize(("west", "east", "first"), [(-30.0, 0.0, 100), (160.0, 170.0, 226), (330.0, 340.0, 100)])
def test_a_window_holds_what_lies_there(relief: Relief, west: float, east: float, first: float) -> None:
    part = window_of(relief, (west, 10.0, east, 20.0))
    assert part is not None
    assert part.bbox[0] == west and part.bbox[2] == east
    assert part.bbox[1] <= 10.0 < 20.0 <= part.bbox[3] < 20.5
    seen = brightness(part)
    assert seen.shape[1] == 2 * (east - west)
    assert seen[:, 0].mean() == pytest.approx(first, abs=4)


def test_a_window_may_lie_across_the_end_of_the_picture(relief: Relief) -> None:
    part = window_of(relief, (170.0, -10.0, 190.0, 10.0))
    assert part is not None
    seen = brightness(part).mean(axis=0)
    assert seen[2] > 220 and seen[-3] < 20


def test_beyond_the_picture_there_is_none(relief: Relief) -> None:
    assert window_of(relief, (0.0, 70.0, 10.0, 80.0)) is None
