"""Texts inside a PNG, read back by Pillow."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from narrative.pictures.png_text import with_texts


@pytest.fixture
def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3, 2), "#a3201a").save(out, "PNG")
    return out.getvalue()


def test_every_text_is_read_back_and_no_pixel_changes(png: bytes) -> None:
    texts = {"Title": "Ongjin (옹진)", "Description": "A map — “lit”", "Source": "¶11"}
    picture = Image.open(io.BytesIO(with_texts(png, texts)))
    picture.verify()  # every check sum
    picture = Image.open(io.BytesIO(with_texts(png, texts)))
    assert picture.text == texts  # type: ignore[attr-defined]
    assert picture.tobytes() == Image.open(io.BytesIO(png)).tobytes()


def test_no_text_leaves_the_file_as_it_was(png: bytes) -> None:
    assert with_texts(png, {}) == png


@pytest.mark.parametrize("texts", [{"": "x"}, {"k" * 80: "x"}, {"Title": "a\0b"}])
def test_a_keyword_or_text_that_png_does_not_take_is_refused(png: bytes, texts: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no keyword or text of a PNG"):
        with_texts(png, texts)


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        with_texts(b"RIFF....WEBP", {"Title": "x"})
