"""A GeoDataFrame as a page of its own: land, shapes that are lit in turn, names for who does not see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from playwright.sync_api import Page

from narrative.page.scroller import Scroller

EVIAN, LAUSANNE = shapely.Point(6.59, 46.4), shapely.Point(6.63, 46.52)


@pytest.fixture
def address(tmp_path: Path) -> str:
    frame = gpd.GeoDataFrame(
        {"name": ["Evian <b>", "The crossing", "The lake"], "day": ["1949-05-27", None, None]},
        geometry=[EVIAN, shapely.LineString([EVIAN, LAUSANNE]), shapely.box(6.2, 46.2, 6.9, 46.5)],
        crs=4326,
    )
    file = tmp_path / "lake.html"
    file.write_text(Scroller.from_geodataframe(frame, date="day").offline_map().get_root().render(), encoding="utf-8")
    return file.as_uri()


def lit(page: Page) -> list[str]:
    names: list[str] = page.eval_on_selector_all(".plain-shape.is-lit", "all => all.map(each => each.ariaLabel)")
    return names


def test_each_step_lights_its_own_shape_and_names_it(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address, reduced_motion="reduce")
    page.wait_for_selector("html[data-settled='evian-b']", state="attached")
    assert lit(page) == ["Evian <b>"]
    assert page.locator(".plain-name").all_inner_texts() == ["Evian <b>"]
    assert page.locator("section.is-current .when").inner_text() == "27 May 1949"
    assert page.locator(".plain-land").count() == 1
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("html[data-settled='the-crossing']", state="attached")
    assert lit(page) == ["The crossing"]
    page.keyboard.press("End")
    page.wait_for_selector("html[data-settled='the-lake']", state="attached")
    assert lit(page) == ["The lake"]
    assert page.get_by_role("img", name="The crossing").count() == 1


def test_what_is_read_is_in_view(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address, {"width": 390, "height": 844}, reduced_motion="reduce")
    page.wait_for_selector("html[data-settled='evian-b']", state="attached")
    chart = page.locator("#map").bounding_box()
    point = page.locator(".plain-shape.is-lit").bounding_box()
    assert chart is not None and point is not None
    assert chart["x"] < point["x"] < chart["x"] + chart["width"]
    assert chart["y"] < point["y"] < chart["y"] + chart["height"]
