"""Warping: fits that can be reckoned by hand, GDAL's own numbers, and a picture whose pixels are known."""

from __future__ import annotations

import numpy as np
import pytest

from geo.basemap.projection import mercator
from geo.basemap.warping import (
    POLYNOMIAL1,
    POLYNOMIAL2,
    SPLINE,
    ControlPoint,
    UnfitError,
    outline_of,
    pixels_per_degree,
    reach_of,
    residuals,
    rmse,
    warp_of,
    warped,
)
from tests.drawings import CORNERS, NORTH, PER_PIXEL, SCAN, WEST, place_of, scan

LEAST = {POLYNOMIAL1: 3, POLYNOMIAL2: 6, SPLINE: 3}
POINTS = [ControlPoint(x, y, *place_of(x, y)) for x, y in CORNERS]
# A crooked sheet, and where GDAL 3.10 (rasterio 1.4.4: GCPTransformer with its points on Web Mercator in degrees of
# longitude) puts four of its pixels; of seven points GDAL takes a polynomial of the second order, or with tps=True the
# spline. The last is the pixel (column, row) of 6.5° E, 46.3° N.
CROOKED = [
    ControlPoint(*each)
    for each in (
        (10, 20, 6.0, 46.6),
        (190, 15, 7.0, 46.62),
        (195, 140, 7.05, 45.98),
        (12, 150, 5.98, 46.0),
        (100, 80, 6.52, 46.33),
        (60, 110, 6.28, 46.17),
        (150, 60, 6.80, 46.42),
    )
]
PIXELS = np.array([[0, 0], [100, 80], [120, 100], [200, 160]], dtype=float)
GDALS = {
    POLYNOMIAL2: (
        [[5.935975, 52.891542], [6.518345, 52.390256], [6.630536, 52.237427], [7.069972, 51.706597]],
        [96.823, 84.341],
    ),
    SPLINE: (
        [[5.941441, 52.931404], [6.52, 52.402239], [6.632597, 52.246587], [7.075295, 51.747546]],
        [96.5992, 85.7421],
    ),
}


@pytest.mark.parametrize("kind", LEAST)
def test_a_map_without_distortion_is_found_exactly(kind: str) -> None:
    warp = warp_of(POINTS, kind, LEAST[kind])
    middle = warp.to_plane(np.array([[250.0, 150.0]]))[0]
    assert middle == pytest.approx((WEST + 250 * PER_PIXEL, NORTH - 150 * PER_PIXEL))
    assert warp.to_pixels(middle[None, :])[0] == pytest.approx((250, 150))
    assert rmse([each.km for each in residuals(POINTS, kind, LEAST[kind])]) < 1e-6


@pytest.mark.parametrize("kind", GDALS)
def test_a_crooked_map_is_warped_as_gdal_warps_it(kind: str) -> None:
    warp = warp_of(CROOKED, kind, LEAST[kind])
    plane, pixel = GDALS[kind]
    assert np.abs(warp.to_plane(PIXELS) - np.array(plane)).max() < 2e-6
    assert np.abs(warp.to_pixels(np.array([[6.5, mercator(46.3)]])) - np.array([pixel])).max() < 2e-4


def test_a_polynomial_leaves_what_least_squares_leave_and_a_spline_goes_through_its_points() -> None:
    square = [ControlPoint(x, y, lon, 0) for x, y, lon in ((0, 0, 0.0), (100, 0, 1.0), (100, 100, 1.0), (0, 100, 0.4))]
    square = [ControlPoint(p.x, p.y, p.lon, -p.y / 100) for p in square]
    found = residuals(square, POLYNOMIAL1, 3)
    # 0.4 degrees too much at one corner of four are shared out: 0.1 at each, 11.13 km at the equator.
    assert [each.km for each in found] == pytest.approx([11.13] * 4, rel=2e-3)
    spline = warp_of(CROOKED, SPLINE, 3)
    spots = spline.to_plane(np.array([[p.x, p.y] for p in CROOKED]))
    assert np.abs(spots - np.array([[p.lon, mercator(p.lat)] for p in CROOKED])).max() < 1e-9


def test_a_spline_is_measured_against_the_points_that_it_has_not_seen() -> None:
    wrong = [*POINTS[:-1], ControlPoint(300, 50, *place_of(320, 50))]  # 20 pixels off
    found = residuals(wrong, SPLINE, 3)
    assert found[-1].pixels == pytest.approx(20, rel=0.05)
    assert residuals(POINTS[:3], SPLINE, 3) == []  # three cannot spare one


@pytest.mark.parametrize(
    ("points", "kind", "message"),
    [
        (POINTS[:2], POLYNOMIAL1, "polynomial1 needs 3 control points or more, and there are 2; add some"),
        (POINTS[:5], POLYNOMIAL2, "polynomial2 needs 6 control points or more, and there are 5; add some"),
        ([ControlPoint(n, n, 6 + n / 100, 46) for n in range(4)], POLYNOMIAL1, "lie on one line; add one beside it"),
        ([POINTS[0], POINTS[0], *POINTS[1:]], SPLINE, "two control points lie on the same spot of the image"),
        (
            [ControlPoint(*xy, *place_of(*xy)) for xy in ((0, 0), (1, 0), (2, 0), (3, 0), (0, 1), (0, 2), (0, 3))],
            POLYNOMIAL2,
            "lie on one curve",
        ),
    ],
)
def test_points_that_decide_nothing_are_refused(points: list[ControlPoint], kind: str, message: str) -> None:
    with pytest.raises(UnfitError, match=message):
        warp_of(points, kind, LEAST[kind])


def test_a_map_that_would_reach_around_the_globe_is_refused() -> None:
    far = [ControlPoint(0, 0, 0, 0), ControlPoint(1, 0, 10, 0), ControlPoint(0, 1, 0, -10)]
    with pytest.raises(UnfitError, match="reaches beyond the edge of ours"):
        reach_of(warp_of(far, POLYNOMIAL1, 3), outline_of((400, 300), ()))


def test_each_pixel_of_the_picture_lies_where_it_belongs() -> None:
    warp = warp_of(POINTS, POLYNOMIAL1, 3)
    outline = outline_of(SCAN, ())
    reach = reach_of(warp, outline)
    scale = 1 / PER_PIXEL
    assert pixels_per_degree(warp, outline) == pytest.approx(scale)
    picture = warped(scan(), warp, (), reach, scale)

    def colour(x: float, y: float) -> tuple[int, ...]:
        """What stands where a pixel of the scan belongs."""
        left, top = (WEST + x * PER_PIXEL - reach[0]) * scale, (reach[3] - (NORTH - y * PER_PIXEL)) * scale
        found = picture.getpixel((int(left), int(top)))
        assert isinstance(found, tuple)
        return found

    assert colour(50, 50) == (200, 30, 30, 255)
    assert colour(350, 250) == (30, 30, 200, 255)
    assert colour(120, 120) == (30, 160, 30, 255)
    assert colour(-3, 150)[3] == 0 and colour(200, 303)[3] == 0  # beside the sheet it is clear


def test_what_lies_beside_the_mask_is_clear() -> None:
    warp, mask = warp_of(POINTS, POLYNOMIAL1, 3), ((100, 100), (300, 100), (300, 200))
    reach = reach_of(warp, outline_of(SCAN, mask))
    assert reach[0] == pytest.approx(WEST + 100 * PER_PIXEL, abs=0.01)
    picture = warped(scan(), warp, mask, reach, 1 / PER_PIXEL)
    alpha = np.asarray(picture.getchannel("A"))
    assert (alpha > 128).mean() == pytest.approx(0.5, abs=0.05)  # a triangle


def test_a_scan_that_is_finer_than_asked_for_is_averaged() -> None:
    fine = scan().resize((1600, 1200))
    points = [ControlPoint(p.x * 4, p.y * 4, p.lon, p.lat) for p in POINTS]
    warp = warp_of(points, POLYNOMIAL1, 3)
    picture = warped(fine, warp, (), reach_of(warp, outline_of(fine.size, ())), 50)
    assert max(picture.size) < 50
    assert picture.getpixel((8, 8)) == (200, 30, 30, 255)


def test_a_map_across_180_degrees_stays_in_one_piece() -> None:
    points = [ControlPoint(0, 0, 179, 10), ControlPoint(100, 0, -179, 10), ControlPoint(0, 100, 179, 8)]
    west, _, east, _ = reach_of(warp_of(points, POLYNOMIAL1, 3), outline_of((100, 100), ()))
    assert (west, east) == pytest.approx((179, 181), abs=0.1)
