"""Old maps as pictures: as fine as is needed, within their budget, where they belong, the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from narrative.page.old_maps import MOST_PICTURE_BYTES, Picture, pictures_of, scale_of
from narrative.page.story_map import basemap_of
from narrative.story import load_story
from tests.drawings import NORTH, PER_PIXEL, WEST, write_maps


def pictures(home: Path) -> list[Picture]:
    story = load_story(home)
    return pictures_of(story, story.drawn.overlays["sheet"], basemap_of(story))


def test_a_picture_is_no_finer_than_its_scan_and_lies_where_it_belongs(tmp_path: Path) -> None:
    (picture,) = pictures(write_maps(tmp_path))
    assert picture.scale <= 1 / PER_PIXEL + 1e-6
    image = Image.open(io.BytesIO(picture.webp))
    assert image.format == "WEBP" and image.size == picture.size
    red, _, blue, alpha = np.asarray(image.convert("RGBA"), dtype=int).transpose(2, 0, 1)
    half = WEST + 200 * PER_PIXEL  # the scan is red west of its middle
    column = round((half - picture.bbox[0]) * picture.scale)
    row = picture.size[1] // 2
    assert alpha[row, column] == 255 and NORTH > 50
    assert (red[row, column - 4] > 150, blue[row, column + 4] > 150) == (True, True)


def test_two_packings_have_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_maps(tmp_path)
    monkeypatch.setenv("NARRATIVE_MAP_CACHE", "off")
    assert pictures(home) == pictures(home)


def test_a_noisy_scan_is_made_smaller_until_it_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_maps(tmp_path)
    noise = np.random.default_rng(7).integers(0, 256, (300, 400, 3), dtype=np.uint8)
    Image.fromarray(noise).save(home / "sheet.png")
    monkeypatch.setattr("narrative.page.old_maps.MOST_PICTURE_BYTES", 20_000)
    (picture,) = pictures(home)
    assert len(picture.webp) <= 20_000 < MOST_PICTURE_BYTES
    assert picture.scale < 1 / PER_PIXEL


def test_a_step_from_afar_gets_a_coarser_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_maps(tmp_path)
    story = load_story(home)
    near = scale_of(story, story.steps[0])
    scales = iter([near, near / 100])
    monkeypatch.setattr("narrative.page.old_maps.scale_of", lambda *_: next(scales))
    fine, coarse = pictures(home)
    assert coarse.scale == pytest.approx(fine.scale / 4) and len(coarse.webp) < len(fine.webp)


def test_the_address_of_a_picture_is_inside_the_page() -> None:
    assert Picture((0, 0, 1, 1), (1, 1), 1.0, b"abc").address == "data:image/webp;base64,YWJj"
