"""What the map draws and calls as of the step's date."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import DESKTOP

Open = Callable[..., Page]


@pytest.mark.parametrize(("step", "name"), [("what-mao-said", "Peiping"), ("mao-is-asked", "Peking")])
def test_the_capital_of_china_has_the_name_of_the_day(open_built: Open, step: str, name: str) -> None:
    page = open_built(f"#{step}", viewport=DESKTOP)
    expect(page.locator('.place[data-place="beijing"]')).to_have_attribute("aria-label", name)


def test_after_the_armistice_the_halves_are_those_of_the_new_line(open_built: Open) -> None:
    page = open_built("#armistice", viewport=DESKTOP)
    there = ".folium-map .place:not([display])"
    ids = page.locator(there).evaluate_all("(all) => all.map((g) => g.dataset.place)")
    assert {"north-1953", "south-1953", "armistice-line", "to-the-north", "to-the-south"} <= set(ids)
    assert not {"korea-north", "korea-south"} & set(ids)
    line = page.locator('.place[data-place="armistice-line"] .line')
    assert line.evaluate("(node) => getComputedStyle(node).strokeWidth") == "3.2px"  # as the Parallel where it is lit


def test_a_sea_of_two_names_is_lettered_with_both(open_built: Open) -> None:
    page = open_built("#americans-leave", viewport=DESKTOP)
    page.evaluate("map.setView([38.5, 132], 6, {animate: false})")
    sea = page.locator(".layer-base .sea", has_text="Sea of Japan").filter(has_not_text="Korea")
    expect(sea.first).to_have_text("Sea of Japan (East Sea)")
