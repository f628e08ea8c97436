"""What crosses the 180th meridian is cut there, and reaches no further than it does."""

from __future__ import annotations

import shapely
from shapely.geometry import MultiPolygon, Point, Polygon, box

from geo.gazetteer.antimeridian import halved, reach
from tests.odd_shapes import SHAPES

BERING = Polygon(SHAPES["bering"]["coordinates"][0])


def test_an_area_written_across_180_degrees_in_one_piece_is_cut_there() -> None:
    cut = halved(BERING)
    assert cut.geom_type == "MultiPolygon" and cut.is_valid
    assert sorted(part.bounds[0] for part in shapely.get_parts(cut)) == [-180.0, 179.3]
    # The four corners by hand: Gauss's formula on (182.9, 48.6), (179.6, 49), (179.3, 47.5), (181.4, 47.1).
    assert round(cut.area, 3) == 4.41
    assert cut.contains(Point(179.9, 48)) and cut.contains(Point(-179, 48)) and not cut.contains(Point(0, 48))


def test_one_that_is_cut_already_stays_as_it_is() -> None:
    cut = MultiPolygon([box(179, 47, 180, 48), box(-180, 47, -178, 48)])
    assert halved(cut) is cut


def test_a_hole_across_180_degrees_is_cut_with_its_area() -> None:
    ring = [(178, 46), (-178, 46), (-178, 50), (178, 50), (178, 46)]
    hole = [(179, 47), (-179, 47), (-179, 49), (179, 49), (179, 47)]
    assert halved(Polygon(ring, [hole])).area == 4 * 4 - 2 * 2


def test_points_lines_and_areas_around_the_globe_stay_as_they_are() -> None:
    for shape in (
        Point(180, 0),
        shapely.LineString([(179, 0), (-179, 0)]),
        box(-180, -90, 180, 90),
        box(-100, 0, 100, 9),
    ):
        assert halved(shape) is shape


def test_an_area_across_180_degrees_is_as_wide_as_it_is() -> None:
    west, south, east, north = reach(halved(BERING))
    assert (west, south, north) == (179.3, 47.1, 49.0) and round(east - west, 6) == 3.6


def test_a_shape_elsewhere_reaches_as_far_as_its_box() -> None:
    assert reach(box(-40, 47, -36, 49)) == (-40.0, 47.0, -36.0, 49.0)
    assert reach(MultiPolygon([box(-170, 0, -160, 1), box(100, 0, 110, 1)])) == (100.0, 0.0, 200.0, 1.0)
    assert reach(MultiPolygon([box(-170, 0, -10, 1), box(20, 0, 170, 1)])) == (-170.0, 0.0, 170.0, 1.0)
