"""Turn a file that a step shows into the files that a page asks for, each under a name that holds a digest of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.reading.validation import slug_like
from narrative.media.examining import MediaFile
from narrative.media.file_types import PICTURE
from narrative.media.pictures import ENDING, MIME, QUALITY, RECIPE, SCAN_QUALITY, height_for, prepared

WIDTHS = (480, 960, 1600)  # pixels: a card on a phone, the same on a fine screen, and opened large
SCAN_WIDTHS = (480, 960, 2600)  # a sheet is opened to be read
SINGLE_WIDTH, SINGLE_SCAN_WIDTH = 1400, 2000  # in a single page, which has one of each
DIGITS = 12
NAME = re.compile(r"[a-z0-9-]+\.[a-z0-9]+")


@dataclass(frozen=True)
class Asset:
    """One file that a page asks for: a picture at a width, or a recording or film as it is (``width_px`` 0).

    ``name`` changes whenever its bytes do, so whoever has it may keep it.
    """

    name: str
    mime: str
    file: MediaFile
    width_px: int = 0
    height_px: int = 0
    quality: int = QUALITY

    @property
    def path(self) -> Path | None:
        """Where its bytes lie as they are; None for a picture, which is made."""
        return None if self.width_px else self.file.path

    def body(self) -> bytes:
        """Its bytes. Raises `UnfitError` for a picture whose pixels cannot be read, ``OSError`` for a file gone."""
        if self.width_px:
            return prepared(self.file, self.width_px, self.quality)
        return self.file.path.read_bytes()


def assets_of(file: MediaFile, scan: bool = False, single: bool = False) -> tuple[Asset, ...]:
    """What a page asks for to show a file: a picture in its widths, the smallest first; a recording as it is.

    No picture is made larger than it is; ``single`` gives one width alone.
    """
    if file.type.family != PICTURE:
        return (Asset(named(file, "", file.type.endings[0]), file.type.mime, file),)
    quality = SCAN_QUALITY if scan else QUALITY
    asked: tuple[int, ...] = SCAN_WIDTHS if scan else WIDTHS
    if single:
        asked = (SINGLE_SCAN_WIDTH if scan else SINGLE_WIDTH,)
    widths = sorted({min(each, file.width_px) for each in asked})
    return tuple(
        Asset(
            named(file, f"-{width}", ENDING, f"{width} {quality}"),
            MIME,
            file,
            width,
            height_for(file, width),
            quality,
        )
        for width in widths
    )


def named(file: MediaFile, more: str, ending: str, recipe: str = "") -> str:
    """A name for the web, from the file's own, with a digest of all that its bytes are made of.

    >>> NAME.fullmatch("bridge-of-geneva-960-0f3a5c7d9e1b.webp") is not None
    True
    """
    stem = slug_like(Path(file.name).stem)[:40].strip("-") or "file"
    stat = file.path.stat()
    whole = digest(str(file.path), stat.st_mtime_ns, stat.st_size)
    if recipe:
        whole = hashlib.sha256(f"{whole} {recipe} ".encode() + RECIPE).hexdigest()
    return f"{stem}{more}-{whole[:DIGITS]}{ending}"


@lru_cache(maxsize=4096)
def digest(path: str, changed_ns: int, size: int) -> str:
    """The SHA-256 of a file as it stood then; it is read again only after it has changed."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
