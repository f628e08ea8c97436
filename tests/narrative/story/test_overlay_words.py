"""The vocabulary of drawings: colours that can be told apart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from narrative.story.overlay_words import BAND_COLOURS, MOST_CLASSES, PALETTES, SCHEMES, TRANSFORMS, Palette


def luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lin = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda each: each.id)
def test_each_class_is_told_from_the_next_by_lightness_alone(palette: Palette) -> None:
    for colours, falls in ((palette.light, True), (palette.dark, False)):
        assert len(colours) == MOST_CLASSES
        shades = [luminance(each) + 0.05 for each in colours]
        steps = [one / two if falls else two / one for one, two in pairwise(shades)]
        assert min(steps) > 1.25, steps


def test_bands_of_ink_are_told_from_all_others_by_lightness() -> None:
    for theme in ("light", "dark"):
        shades = {id: luminance(getattr(each, theme)[0]) + 0.05 for id, each in BAND_COLOURS.items()}
        ink = shades.pop("ink")
        assert min(max(ink, each) / min(ink, each) for each in shades.values()) > 2


def test_every_word_has_its_meaning() -> None:
    assert all(each.meaning for each in TRANSFORMS.values()) and all(each.meaning for each in SCHEMES.values())
    assert {id: each.least for id, each in TRANSFORMS.items()} == {
        "polynomial1": 3,
        "polynomial2": 6,
        "thinPlateSpline": 3,
    }
