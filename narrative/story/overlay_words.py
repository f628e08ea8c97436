"""The vocabulary of what an author draws on the map: how a map is warped, how values are classed, in what colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.reading.validation import OneOf


@dataclass(frozen=True)
class Transform:
    """How the pixels of a scanned map become places on ours.

    ``id`` is the word of the IIIF Georeference Extension, ``least`` the fewest control points that decide it, and
    ``exact`` says that it goes through every point, so that what is left over says nothing.
    """

    id: str
    least: int
    meaning: str
    exact: bool = False


@dataclass(frozen=True)
class Scheme:
    """How the limits between the classes of a layer are found; ``meaning`` explains it to authors."""

    id: str
    meaning: str


@dataclass(frozen=True)
class Palette:
    """Colours from the least to the most, the light page's and the dark page's; told apart by colour-blind readers too.

    On the dark page more is lighter, so that what is most stands out from the ground on both.
    """

    id: str
    light: tuple[str, ...]
    dark: tuple[str, ...]


TRANSFORMS: dict[str, Transform] = {
    each.id: each
    for each in (
        Transform("polynomial1", 3, "moved, turned, scaled and slanted as a whole (3 points or more)"),
        Transform("polynomial2", 6, "bent as a whole, as old projections are (6 or more)"),
        Transform("thinPlateSpline", 3, "stretched so that every point fits (3 or more; best with many)", exact=True),
    )
}
SCHEMES: dict[str, Scheme] = {
    each.id: each
    for each in (
        Scheme("quantiles", "as many regions in each class"),
        Scheme("equal", "classes of equal width"),
    )
}
# Five steps of ColorBrewer's sequential schemes that ColorBrewer marks as safe for colour-blind readers, and the same
# hues from dark to light. Source: Cynthia Brewer, https://colorbrewer2.org (Apache-2.0).
PALETTES: dict[str, Palette] = {
    each.id: each
    for each in (
        Palette(
            "earth",
            ("#fef0d9", "#fdcc8a", "#fc8d59", "#d7301f", "#7f0000"),
            ("#3b2416", "#6d3a1c", "#a8562a", "#e0894b", "#ffd9a8"),
        ),
        Palette(
            "water",
            ("#eff3ff", "#bdd7e7", "#6baed6", "#2171b5", "#08306b"),
            ("#14283c", "#1f4a70", "#2f77ab", "#6fb0dc", "#d3ebfb"),
        ),
        Palette(
            "violet",
            ("#f2f0f7", "#cbc9e2", "#9e9ac8", "#6a51a3", "#3f007d"),
            ("#241d38", "#45366f", "#6e5aa8", "#a694d8", "#e6defa"),
        ),
    )
}
MOST_CLASSES = len(PALETTES["earth"].light)

# Broad surfaces: the light ones lie under dark letters, and "ink" is told from all others by how dark it is.
BAND_COLOURS: dict[str, Palette] = {
    each.id: each
    for each in (
        Palette("sand", ("#d5a568",), ("#b5803f",)),
        Palette("ink", ("#37332e",), ("#d8d2c6",)),
        Palette("rose", ("#d98a80",), ("#b9655c",)),
        Palette("sky", ("#7fa9cc",), ("#4f84ad",)),
        Palette("leaf", ("#8db07a",), ("#628b4d",)),
    )
}

TransformWord = Annotated[str, OneOf(TRANSFORMS)]
SchemeWord = Annotated[str, OneOf(SCHEMES)]
BandWord = Annotated[str, OneOf(BAND_COLOURS)]
PaletteWord = Annotated[str, OneOf(PALETTES)]
