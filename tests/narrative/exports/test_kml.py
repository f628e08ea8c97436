"""KML against its published schema, and read back by libraries that did not write it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import fastkml.validator
import geopandas
import pytest
import shapely
from lxml import etree

from narrative.story import Story
from tests.hostile_story import HOSTILE, body


@pytest.mark.parametrize("which", ["lake", "story"])
def test_kml_follows_the_schema_of_the_ogc(request: pytest.FixtureRequest, which: str, tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_bytes(body(request.getfixturevalue(which), "places-kml"))
    assert fastkml.validator.validate(file_to_validate=path)


def test_the_schema_of_the_ogc_is_really_asked(lake: Story, tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_bytes(
        body(lake, "places-kml").replace(b"<coordinates>", b"<place>").replace(b"</coordinates>", b"</place>")
    )
    with pytest.raises(AssertionError):
        fastkml.validator.validate(file_to_validate=path)


@pytest.mark.parametrize("which", ["lake", "story"])
def test_kml_is_read_by_geopandas_with_the_same_shapes(
    request: pytest.FixtureRequest, which: str, tmp_path: Path
) -> None:
    told: Story = request.getfixturevalue(which)
    path = tmp_path / "places.kml"
    path.write_bytes(body(told, "places-kml"))
    found: dict[str, tuple[str, Any]] = {}
    for layer in ("Points", "Lines", "Areas"):
        frame = geopandas.read_file(path, layer=layer)
        found.update(zip(frame["id"], zip(frame["Name"], frame.geometry, strict=True), strict=True))
    assert set(found) == set(told.gazetteer.places)
    for id, place in told.gazetteer.places.items():
        title, geometry = found[id]
        assert title == place.title
        # Lines have more points than the place has, on the same way.
        assert shapely.hausdorff_distance(shapely.force_2d(geometry), place.geometry) < 1e-5
        parts = shapely.get_num_geometries([geometry, place.geometry])
        assert parts[0] == parts[1]
        assert geometry.geom_type.removeprefix("Multi") == place.geometry.geom_type.removeprefix("Multi")


def test_kml_draws_a_place_the_paler_and_thinner_the_less_certain_it_is(lake: Story) -> None:
    root = etree.fromstring(body(lake, "places-kml"))
    kml = "{http://www.opengis.net/kml/2.2}"
    styles = {
        each.get("id"): [(f.tag.removeprefix(kml), f.text) for part in each for f in part]
        for each in root.iter(f"{kml}Style")
    }
    assert styles == {  # aabbggrr: red, brown, grey
        "certain": [("color", "ff2b2bb0"), ("color", "ff2b2bb0"), ("width", "3.0"), ("color", "402b2bb0")],
        "less-certain": [("color", "cc2b6fc8"), ("color", "cc2b6fc8"), ("width", "2.0"), ("color", "402b6fc8")],
        "uncertain": [("color", "99606060"), ("color", "99606060"), ("width", "1.5"), ("color", "40606060")],
    }
    marks = {each.get("id"): each.findtext(f"{kml}styleUrl") for each in root.iter(f"{kml}Placemark")}
    assert marks["place-geneva"] == "#certain" and marks["place-evian"] == "#uncertain"


def test_kml_keeps_hostile_texts_as_texts(lake: Story) -> None:
    document: Any = fastkml.KML.parse(io.BytesIO(body(lake, "places-kml"))).features[0]
    assert [folder.name for folder in document.features] == ["Points", "Lines", "Areas", "Arrows"]
    geneva, evian, _ = document.features[0].features
    fields = {each.name: each.value for each in geneva.extended_data.elements}
    assert geneva.name == HOSTILE
    assert fields["names"].endswith("제네바 (ko)")
    assert fields["addresses"].startswith("https://www.geonames.org/2660646 | https://example.org/?a=1&b='2'")
    assert (evian.style_url.url, fields["certainty"]) == ("#uncertain", "certain")
    assert "&lt;b&gt;bold" in evian.description  # a description is HTML, and this text is not
    assert evian.description.startswith("Uncertain: =1+1")
