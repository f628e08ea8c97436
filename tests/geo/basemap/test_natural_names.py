"""Rivers, ranges and waters have their names in English, whole, and stand where they are."""

from __future__ import annotations

import pytest

from geo.basemap.natural_names import natural_features, river_name
from geo.basemap.reader import load_basemap


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Orinoco", "Orinoco"),
        ("S\u00c3\u00a3o  Francisco", "São Francisco"),
        ("Marañón", "Marañón"),
        ("Tom\u00e2\u0080\u0099", "Tom"),
        ("Huang", "Yellow River"),
        ("Firat", "Euphrates"),
        ("", ""),
    ],
)
def test_a_river_is_called_as_on_a_map_in_english(written: str, name: str) -> None:
    assert river_name(written) == name


def test_no_river_of_the_basemap_has_a_garbled_name() -> None:
    names = {river_name(river.name) for river in load_basemap().rivers}
    assert len(names) > 300
    assert [name for name in names if any(letter in name for letter in "Ã?\u0080") or name != name.strip()] == []


def test_forms_of_the_ground_have_names_and_provinces_of_their_time_have_not() -> None:
    features = {each.name: each for each in natural_features(-30.0)}
    atacama = features["Atacama Desert"]
    assert (atacama.kind, atacama.lon, atacama.lat) == ("range", 290.5, -24.0)
    assert features["Black Sea"].kind == "sea"
    assert not {"Manchukuo", "Galicia", "Midwest", "Cape Colony", "Etna", "Mount Hood"} & features.keys()
