"""A picture of a map: its kind by its first bytes, and how it fills a box."""

from __future__ import annotations

import pytest

from narrative.page.picture import Picture
from tests.pictures import drawn


@pytest.mark.parametrize(("format", "kind"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp")])
def test_a_picture_is_known_by_its_first_bytes(format: str, kind: str) -> None:
    assert drawn(kind=format).kind == kind
    assert drawn(kind=format).uri.startswith(f"data:{kind};base64,")


def test_other_bytes_are_no_picture() -> None:
    with pytest.raises(ValueError, match=r"must be the bytes of a PNG, JPEG or WebP file; these begin with b'<svg"):
        Picture(b"<svg/>", 1, 1, "")


def test_a_picture_keeps_its_shape_in_a_box() -> None:
    assert drawn(1600, 900).fitted(400, 400) == (400, 225)
    assert drawn(900, 1600).fitted(400, 400) == (225, 400)
