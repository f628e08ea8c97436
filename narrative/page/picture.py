"""A picture of a step's map, as the files that carry one ask for it: its bytes, its size, and what it shows."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from markupsafe import Markup

SIGNATURES = ((b"\x89PNG\r\n\x1a\n", 0, "image/png"), (b"\xff\xd8\xff", 0, "image/jpeg"), (b"WEBP", 8, "image/webp"))


@dataclass(frozen=True)
class Picture:
    """A picture of a step's map: the bytes of a PNG, JPEG or WebP file, its size in pixels, and what it shows in words.

    Raises
    ------
    ValueError
        The bytes are of no such file, or a side has no length.

    >>> Picture(b"GIF89a", 1, 1, "The map shows Moscow.")
    Traceback (most recent call last):
    ValueError: a picture must be the bytes of a PNG, JPEG or WebP file; these begin with b'GIF89a'
    """

    data: bytes
    width_px: int
    height_px: int
    alt: str

    def __post_init__(self) -> None:
        if not self.kind:
            raise ValueError(
                f"a picture must be the bytes of a PNG, JPEG or WebP file; these begin with {self.data[:8]!r}"
            )
        if self.width_px < 1 or self.height_px < 1:
            raise ValueError(
                f"a picture of {self.width_px} by {self.height_px} pixels shows nothing; give its true size"
            )

    @property
    def kind(self) -> str:
        """The media type, by the file's first bytes; empty for any other."""
        return next((kind for sign, at, kind in SIGNATURES if self.data[at : at + len(sign)] == sign), "")

    @property
    def uri(self) -> Markup:
        """The picture as a ``data:`` address."""
        return Markup(f"data:{self.kind};base64,{base64.b64encode(self.data).decode('ascii')}")

    def fitted(self, width: float, height: float) -> tuple[int, int]:
        """Its width and height when it fills a box as far as its shape allows, in the box's unit, rounded.

        >>> Picture(bytes.fromhex("ffd8ff"), 1600, 900, "").fitted(480, 400)
        (480, 270)
        """
        scale = min(width / self.width_px, height / self.height_px)
        return max(1, round(self.width_px * scale)), max(1, round(self.height_px * scale))
