"""A picture is prepared upright, in its size, with nothing of its camera in it, and the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from narrative.media.examining import MediaFile, UnfitError, examine
from narrative.media.pictures import glance, height_for, made, prepared
from tests.media import photograph, picture, png


def file_of(folder: Path, name: str, body: bytes) -> MediaFile:
    (folder / name).write_bytes(body)
    return examine(folder, name, ("picture",))


def opened(body: bytes) -> Image.Image:
    return Image.open(io.BytesIO(body))


def is_red(picture: Image.Image, x: float, y: float) -> bool:
    """Whether the corner mark of the invented picture is at a point, in parts of its width and height."""
    spot = picture.convert("RGB").getpixel((int(picture.width * x), int(picture.height * y)))
    assert isinstance(spot, tuple)
    return spot[0] > 130 and spot[1] < 80


@pytest.mark.parametrize(("turned", "corner"), [(1, (0.1, 0.1)), (3, (0.9, 0.9)), (6, (0.9, 0.1)), (8, (0.1, 0.9))])
def test_a_picture_stands_as_the_camera_was_held(tmp_path: Path, turned: int, corner: tuple[float, float]) -> None:
    file = file_of(tmp_path, "a.jpg", photograph(640, 400, turned))
    shown = opened(prepared(file, 300))
    assert shown.size == (300, height_for(file, 300)) == ((300, 188) if turned in (1, 3) else (300, 480))
    assert is_red(shown, *corner)


def test_nothing_of_the_camera_is_left(tmp_path: Path) -> None:
    body = prepared(file_of(tmp_path, "a.jpg", photograph(640, 400)), 300)
    shown = opened(body)
    assert (shown.format, dict(shown.getexif())) == ("WEBP", {})
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(shown.info)
    assert b"Secret Telephone" not in body


def test_the_same_file_gives_the_same_bytes_made_anew_or_kept(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a.jpg", photograph(640, 400))
    assert made(file, 300, 80) == made(file, 300, 80) == prepared(file, 300) == prepared(file, 300)
    assert made(file, 300, 30) != made(file, 300, 80)


def test_a_clear_background_stays_clear_and_sixteen_bits_are_not_cut(tmp_path: Path) -> None:
    body = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(body, "PNG")
    clear = opened(prepared(file_of(tmp_path, "clear.png", body.getvalue()), 40))
    assert clear.mode == "RGBA" and clear.getpixel((20, 20))[3] == 0  # type: ignore[index]
    body = io.BytesIO()
    Image.new("I;16", (40, 40), 32768).save(body, "PNG")
    grey = opened(prepared(file_of(tmp_path, "grey.png", body.getvalue()), 40)).convert("L")
    assert 120 <= grey.getpixel((20, 20)) <= 136  # type: ignore[operator]


def test_colours_of_another_profile_and_of_print_become_those_of_screens(tmp_path: Path) -> None:
    lab = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture(80, 60).save(lab, "PNG", icc_profile=profile)
    print_ready = io.BytesIO()
    Image.new("CMYK", (80, 60), (0, 255, 255, 0)).save(print_ready, "JPEG")
    assert is_red(opened(prepared(file_of(tmp_path, "a.png", lab.getvalue()), 80)), 0.1, 0.1)
    assert is_red(opened(prepared(file_of(tmp_path, "b.jpg", print_ready.getvalue()), 80)), 0.5, 0.5)


def test_a_picture_that_breaks_off_is_refused_when_it_is_prepared(tmp_path: Path) -> None:
    file = file_of(tmp_path, "half.jpg", photograph(600, 400)[:-9000])
    with pytest.raises(UnfitError, match=r'"half.jpg" is broken .*; save it again'):
        prepared(file, 300)


def test_a_glance_has_a_few_pixels_in_the_same_shape(tmp_path: Path) -> None:
    body = glance(file_of(tmp_path, "a.png", png(600, 400)))
    assert opened(body).size == (24, 16)
    assert len(body) < 300
