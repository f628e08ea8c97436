"""Encoded Polylines: what goes in comes out, on the grid."""

import pytest

from geo.basemap.coding import decode, encode


@pytest.mark.parametrize("precision", [0, 2, 3, 5])
def test_points_come_back_rounded_to_the_precision(precision: int) -> None:
    points = [(125.36194, 37.93472), (-77.03637, 38.89511), (329.9, -11.25), (0.0, 0.0)]
    assert decode(encode(points, precision), precision) == [
        (round(x, precision), round(y, precision)) for x, y in points
    ]


def test_the_example_of_the_format_s_description_is_met() -> None:
    assert encode([(-120.2, 38.5), (-120.95, 40.7), (-126.453, 43.252)], 5) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"


def test_rounding_errors_do_not_add_up_along_a_line() -> None:
    points = [(0.004 * step, 0.0) for step in range(1000)]
    assert decode(encode(points, 2), 2)[-1] == (4.0, 0.0)


@pytest.mark.parametrize(
    ("code", "cause"), [("_p~iF", "without a longitude"), ("_p~", "breaks off"), (" ", "no encoder writes")]
)
def test_a_broken_code_says_what_is_wrong(code: str, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        decode(code, 5)
