"""A close view is never blank: towns, rivers, the graticule where all else fails, and a globe that says where it is."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Page

from narrative.serving.build import build
from narrative.story import Story
from tests.anywhere import Where, write_anywhere
from tests.conftest import DESKTOP, PHONE
from tests.map_context import LEAST, context_of

FAR_APART: Where = {
    "changsha": ("Changsha", 112.97, 28.2),
    "taoudenni": ("Taoudenni", -3.98, 22.68),
    "adamstown": ("Adamstown", -130.1, -25.07),
    "grytviken": ("Grytviken", -36.5, -54.28),
}
LAND = "() => getComputedStyle(map.getContainer()).getPropertyValue('--map-land').trim()"


def dry_share(page: Page) -> float:
    """How much of the globe is land, of its pixels within nine tenths of its radius."""
    colour = ImageColor.getrgb(page.evaluate(LAND))
    with Image.open(io.BytesIO(page.locator(".locator").screenshot())) as picture:
        pixels = np.asarray(picture.convert("RGB")).astype(int)
    y, x = np.indices(pixels.shape[:2])
    radius = pixels.shape[0] / 2
    inside = np.hypot(x - radius, y - radius) < 0.9 * radius
    dry = (np.abs(pixels - np.array(colour)) < 12).all(axis=2)
    return float(dry[inside].mean())


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("context")
    return build(write_anywhere(folder, FAR_APART, date="1990-05-01"), folder / "out")[0]


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_view_far_from_the_shipped_regions_has_fewer_than_six_features(
    open_page: Callable[..., Page], elsewhere: Path, viewport: Any
) -> None:
    page = open_page(elsewhere.as_uri(), viewport=viewport, reduced_motion="reduce")
    found = {id: context_of(page, f"at-{id}") for id in FAR_APART}
    assert {id: each for id, each in found.items() if each.features < LEAST} == {}
    assert found["changsha"].towns >= 3  # what else there is, its neighbours are named
    assert found["adamstown"].degrees >= 4  # in the open sea the graticule stands in


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_sampled_view_of_the_first_story_has_fewer(
    open_built: Callable[..., Page], story: Story, viewport: Any
) -> None:
    page = open_built(viewport=viewport)
    found = {step.id: context_of(page, step.id) for step in story.steps[::4]}
    assert {id: each for id, each in found.items() if each.features < LEAST} == {}


def test_a_close_view_has_a_globe_with_its_continent_and_a_wide_one_has_none(
    open_page: Callable[..., Page], elsewhere: Path
) -> None:
    """Around Taoudenni in the Sahara half of a hemisphere is land; around Grytviken, far south, hardly any."""
    page = open_page(elsewhere.as_uri(), reduced_motion="reduce")
    context_of(page, "all-of-it")
    assert not page.locator(".locator").is_visible()
    dry = {}
    for id in ("taoudenni", "grytviken"):
        context_of(page, f"at-{id}")
        for _ in range(2):  # from 600 km wide on
            page.get_by_role("button", name="Closer").click()
        assert page.locator(".locator").is_visible()
        assert page.locator(".locator").get_attribute("aria-hidden") == "true"
        dry[id] = dry_share(page)
    assert 0.25 < dry["taoudenni"] < 0.75
    assert dry["grytviken"] < 0.25
