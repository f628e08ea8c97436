"""The layouts of the slides: nothing lies over another or beyond the slide, and letters can be read on their ground."""

from __future__ import annotations

from itertools import combinations

import pytest

from narrative.exports.slide_layouts import COLOURS, LAYOUTS, WIDE_IN, Spot
from narrative.page.value import ASSETS


@pytest.mark.parametrize(("name", "spots"), LAYOUTS)
def test_what_stands_on_a_slide_covers_nothing_else(name: str, spots: tuple[Spot, ...]) -> None:
    for spot in spots:
        x, y, width, height = spot.at
        assert 0 <= x < x + width <= WIDE_IN[0]
        assert 0 <= y < y + height <= WIDE_IN[1]
    for one, other in combinations(spots, 2):
        (ax, ay, aw, ah), (bx, by, bw, bh) = one.at, other.at
        assert ax + aw <= bx + 1e-9 or bx + bw <= ax + 1e-9 or ay + ah <= by + 1e-9 or by + bh <= ay + 1e-9, (
            one,
            other,
        )


def test_every_layout_begins_with_its_title() -> None:
    assert [spots[0].kind for _, spots in LAYOUTS] == ["ctrTitle", "title", "title"]


def test_the_colours_are_those_of_the_page() -> None:
    palette = (ASSETS / "palette.css").read_text(encoding="utf-8").split("@media")[0]
    for slot, name in (
        ("dk1", "ink"),
        ("lt1", "paper"),
        ("dk2", "ink-2"),
        ("accent1", "accent"),
        ("accent2", "reported"),
    ):
        assert f"--{name}: #{COLOURS[slot].lower()};" in palette
