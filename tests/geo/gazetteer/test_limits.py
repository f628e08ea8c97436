"""How wide a place may be and still be marked and measured from."""

from __future__ import annotations

import shapely

from geo.gazetteer.limits import WIDE_DEGREES
from geo.gazetteer.reader import Place
from narrative.page.atlas import width_of


def test_korea_is_narrow_and_the_soviet_union_is_wide() -> None:
    assert WIDE_DEGREES == 14
    assert width_of(Place("korea", "Korea", shapely.box(124, 33, 131, 43))) == 7
    assert width_of(Place("ussr", "Soviet Union", shapely.box(20, 35, 190, 82))) > WIDE_DEGREES
