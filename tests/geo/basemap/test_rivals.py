"""Waters that bear two names, as the basemap's own files have them."""

from __future__ import annotations

import json
from pathlib import Path

from geo.basemap.rivals import rival_names


def test_a_water_with_two_names_is_found_by_its_first(tmp_path: Path) -> None:
    features = [
        {"properties": {"name": "Lake of the North", "alternative": "Mere", "kind": "sea"}},
        {"properties": {"name": "Still Sea", "alternative": None, "kind": "sea"}},
        {"properties": {"name": "Oldtown", "alternative": "Newtown", "kind": "city"}},
    ]
    (tmp_path / "labels-1.geojson").write_text(json.dumps({"features": features}), encoding="utf-8")
    assert rival_names(tmp_path) == {"Lake of the North": "Mere"}


def test_the_sea_between_korea_and_japan_has_both_its_names() -> None:
    assert rival_names()["Sea of Japan"] == "East Sea"
