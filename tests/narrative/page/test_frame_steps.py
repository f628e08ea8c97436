"""A GeoDataFrame as steps: every kind of shape, any CRS, what is missing, and what cannot be shown."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from narrative.page.frame_steps import frame_steps
from narrative.page.scroller import Scroller

EVIAN, LAUSANNE = shapely.Point(6.59, 46.4), shapely.Point(6.63, 46.52)
COLUMNS = {
    "name": ["Evian", "The crossing", None, "Evian"],
    "told": ["A <b>spring</b>.\n\nIt is cold.", None, "No place.", float("nan")],
    "day": ["1949-05-27", pd.NaT, 1950, "in the spring"],
}
SHAPES: list[Any] = [EVIAN, shapely.LineString([EVIAN, LAUSANNE]), None, shapely.box(6.2, 46.2, 6.9, 46.5)]


def frame(**changes: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(COLUMNS | changes, geometry=SHAPES, crs=4326)


def away(lon: float, lat: float, rows: int = 1) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"name": ["a"] * rows}, geometry=[shapely.Point(lon, lat)] * rows, crs=4326)


def test_each_row_is_a_step_in_its_order() -> None:
    steps = frame_steps(frame(), None, "told", "day")
    assert [each.id for each in steps] == ["evian", "the-crossing", "1950", "evian-2"]
    assert [each.title for each in steps] == ["Evian", "The crossing", "1950", "Evian"]
    assert [each.when for each in steps] == ["27 May 1949", "", "", "In the spring"]
    assert steps[0].html == "<p>A &lt;b&gt;spring&lt;/b&gt;.</p><p>It is cold.</p>"
    assert [each.html for each in steps[1:]] == ["", "<p>No place.</p>", ""]


def test_the_camera_stays_where_a_row_has_no_geometry() -> None:
    steps = frame_steps(frame(), None, None, None)
    assert list(steps[0].points) == [(6.59, 46.4)]
    assert list(steps[1].points) == [(6.59, 46.4), (6.63, 46.52)]
    assert list(steps[2].points) == list(steps[1].points) and steps[2].shape is None
    assert list(steps[3].points) == [(6.2, 46.2), (6.9, 46.5)]
    shapes: list[Any] = [None, EVIAN]
    first = gpd.GeoDataFrame({"name": ["a", "b"]}, geometry=shapes, crs=4326)
    assert list(frame_steps(first, None, None, None)[0].points) == [(6.59, 46.4)]


@pytest.mark.parametrize("crs", [3857, 2056, "ESRI:54030"])
def test_any_crs_is_turned_into_degrees(crs: int | str) -> None:
    for step, told in zip(
        frame_steps(frame().to_crs(crs), None, None, None), frame_steps(frame(), None, None, None), strict=True
    ):
        for one, other in zip(step.points, told.points, strict=True):
            assert one == pytest.approx(other, abs=0.005)


def test_heights_and_collections_are_shapes_too() -> None:
    shapes = [shapely.Point(6, 46, 400), shapely.GeometryCollection([EVIAN, shapely.box(6, 46, 7, 47)])]
    steps = frame_steps(gpd.GeoDataFrame({"name": ["a", "b"]}, geometry=shapes, crs=4326), None, None, None)
    assert steps[0].shape is not None and not steps[0].shape.has_z
    assert list(steps[1].points) == [(6.0, 46.0), (7.0, 47.0)]


def test_a_geometry_column_may_have_any_name() -> None:
    named = frame().rename_geometry("where")
    assert [each.title for each in frame_steps(named, "told", None, None)][2] == "No place."


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (gpd.GeoDataFrame(COLUMNS, geometry=SHAPES), r"does not say in which CRS .* frame\.set_crs\(4326\)$"),
        (frame()[:0], "has no row; a scroller needs at least one step"),
        (frame()[2:3], "no row of the GeoDataFrame has a geometry"),
        (
            gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(46.4, 206.59)], crs=4326),
            "row 1 reaches .* not on earth",
        ),
        (gpd.GeoDataFrame(COLUMNS), r"has no geometry; say which column it is: frame\.set_geometry"),
        (
            gpd.GeoDataFrame({"a": range(5001)}, geometry=[EVIAN] * 5001, crs=4326),
            "has 5001 rows; .* 5000 steps at most",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_with_its_cure(given: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        frame_steps(given, None, None, None)


def test_a_table_is_no_geodataframe() -> None:
    with pytest.raises(TypeError, match=r"^this is a DataFrame, and no GeoDataFrame; make one: geopandas\.GeoData"):
        Scroller.from_geodataframe(pd.DataFrame(COLUMNS))


def test_a_column_that_is_not_there_is_told_with_the_one_that_was_meant() -> None:
    with pytest.raises(
        ValueError, match=r'^there is no column "nmae"; did you mean "name"\? The columns are: name, told'
    ):
        Scroller.from_geodataframe(frame(), title="nmae")
    with pytest.raises(ValueError, match='no column "when"'):
        Scroller.from_geodataframe(frame(), date="when")


def test_titles_that_the_page_keeps_for_itself_make_other_ids() -> None:
    steps = frame_steps(frame(name=["Map", "Search", "…", ""]), None, None, None)
    assert [each.id for each in steps] == ["step-map", "step-search", "step", "step-4"]
