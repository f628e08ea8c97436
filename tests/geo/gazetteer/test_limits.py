"""How wide a place may be and still be marked and measured from."""

from __future__ import annotations

import shapely

from geo.gazetteer.antimeridian import reach
from geo.gazetteer.limits import WIDE_DEGREES


def test_korea_is_narrow_and_the_soviet_union_is_wide() -> None:
    assert WIDE_DEGREES == 14
    for shape, wide in ((shapely.box(124, 33, 131, 43), False), (shapely.box(20, 35, 190, 82), True)):
        west, _, east, _ = reach(shape)
        assert (east - west > WIDE_DEGREES) is wide
