"""What lies beside a point, where the gazetteer is there and where it is not."""

from __future__ import annotations

import pytest

from geo.gazetteer.toponyms import Entry
from geo.world.lookup import WorldMissingError
from narrative.imports import nearest as module


def test_without_the_gazetteer_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise WorldMissingError("there is none")

    monkeypatch.setattr(module, "world", missing)
    assert module.nearest(46.2, 6.1) is None


def test_the_town_is_given_by_its_name_and_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "world", lambda: None)
    entry = Entry("gn:1", "Geneva", 46.2, 6.15, "town")
    monkeypatch.setattr(module, "nearest_town", lambda world, lat, lon: (entry, 3.9) if lat > 40 else None)
    assert module.nearest(46.2, 6.1) == ("Geneva", 3.9)
    assert module.nearest(0, 0) is None
