"""The limits of media fit each other and what checks them."""

from __future__ import annotations

from narrative.media.file_types import FILE_TYPES
from narrative.media.limits import MOST_BYTES, MOST_PICTURE_PIXELS, MOST_PICTURE_SIDE, SINGLE_BYTES


def test_each_family_of_files_has_a_limit() -> None:
    assert set(MOST_BYTES) == {each.family for each in FILE_TYPES}


def test_a_picture_that_is_opened_stays_below_the_size_at_which_its_library_warns() -> None:
    from PIL import Image

    assert Image.MAX_IMAGE_PIXELS is not None
    assert MOST_PICTURE_PIXELS < Image.MAX_IMAGE_PIXELS
    assert MOST_PICTURE_SIDE < MOST_PICTURE_PIXELS


def test_a_single_page_holds_twelve_million_bytes_of_media() -> None:
    assert SINGLE_BYTES == 12_000_000
