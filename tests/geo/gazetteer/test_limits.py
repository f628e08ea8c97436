"""How wide a place may be and still be marked and measured from."""

from __future__ import annotations

import shapely

from geo.basemap.still_map import narrow
from geo.gazetteer.limits import WIDE_DEGREES
from geo.gazetteer.reader import Place


def test_korea_is_narrow_and_the_soviet_union_is_wide() -> None:
    assert WIDE_DEGREES == 14
    assert narrow(Place("korea", "Korea", shapely.box(124, 33, 131, 43)))
    assert not narrow(Place("ussr", "Soviet Union", shapely.box(20, 35, 190, 82)))
