"""The sizes of pictures: pixels of the picture, and how many of them the page's own pixel takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from geo.reading.faults import did_you_mean

LEAST_PX, MOST_PX = 240, 8000
MOST_PIXELS = 40_000_000  # what a browser draws in one piece without running out of memory
MOST_SCALE = 4.0


@dataclass(frozen=True)
class Size:
    """``width`` and ``height`` of a picture in pixels; the page is laid out in ``1 / factor`` of them.

    A slide is seen from the back of a room and a preview at the width of a thumb: their lettering is larger.
    """

    width: int
    height: int
    factor: float = 1.0

    @property
    def viewport(self) -> tuple[int, int]:
        """Width and height of the page in its own pixels.

        >>> Size(1920, 1080, 1.5).viewport
        (1280, 720)
        """
        return round(self.width / self.factor), round(self.height / self.factor)


SCREEN = Size(1280, 800)
CARD = Size(1200, 630, 1.5)
NAMED = {
    "screen": SCREEN,
    "slide": Size(1920, 1080, 1.5),
    "phone": Size(390, 844),
    "square": Size(1080, 1080, 1.5),
    "card": CARD,
}


def parse_size(text: str) -> Size:
    """A size by its name or as WIDTHxHEIGHT in pixels.

    Raises ``ValueError`` with a sentence for anything else.

    >>> parse_size("slide").viewport, parse_size("1280x800")
    ((1280, 720), Size(width=1280, height=800, factor=1.0))
    """
    if text in NAMED:
        return NAMED[text]
    numbers = re.fullmatch(r"([0-9]{1,6})\s*[xX×]\s*([0-9]{1,6})", text.strip())
    if not numbers:
        known = ", ".join(NAMED)
        raise ValueError(
            f'no size "{text}"{did_you_mean(text, NAMED)}; give one of {known}, or WIDTHxHEIGHT such as 1280x800'
        )
    width, height = (int(number) for number in numbers.groups())
    if not (LEAST_PX <= width <= MOST_PX and LEAST_PX <= height <= MOST_PX):
        raise ValueError(
            f"a picture of {width}x{height} cannot be made; give from {LEAST_PX} to {MOST_PX} pixels each way"
        )
    return Size(width, height)


def parse_scale(text: str, size: Size = SCREEN) -> float:
    """How many pixels of the picture stand for one of its size: 2 for a sharp print.

    Raises ``ValueError`` with a sentence when it is no number from 0.5 to 4, or the picture would be too large.

    >>> parse_scale("2")
    2.0
    """
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= MOST_SCALE:
        raise ValueError(f'"{text}" is no scale; give a number from 0.5 to {MOST_SCALE:g}, such as 2')
    if size.width * size.height * scale * scale > MOST_PIXELS:
        raise ValueError(
            f"{size.width}x{size.height} at scale {scale:g} is more than {MOST_PIXELS // 1_000_000} million pixels; "
            "give a smaller size or scale"
        )
    return scale


def still_of(size: Size, only_map: bool) -> Literal["map", "title", "whole"]:
    """What a picture shows: in a link preview a step's title only, for its text would be too small to read.

    >>> still_of(CARD, False), still_of(SCREEN, False), still_of(SCREEN, True)
    ('title', 'whole', 'map')
    """
    return "map" if only_map else "title" if size == CARD else "whole"
