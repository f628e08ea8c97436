"""Features of GeoJSON as the steps of a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.import_files import POINT, collection, faults_of, feature, imported, story_in


def test_features_of_geojson_become_steps_in_their_order(tmp_path: Path) -> None:
    made = imported("geojson")
    story = story_in(tmp_path, made)
    assert story.title == "Polynesian voyages"
    kinds = [story.gazetteer.places[step.places[0]].geometry.geom_type for step in story.steps]
    assert kinds == ["Point", "LineString", "MultiPolygon", "MultiPoint", "MultiPoint", "Point"]
    assert [step.unplaced for step in story.steps] == [False, False, False, False, True, False]
    assert [step.date.edtf for step in story.steps[:4]] == ["1200~", "1250/1300", "1300", "../1400"]
    assert story.steps[4].date_note == "The file writes “long ago”. The dates here are the years of the other steps."
    assert 'What features have as "visitors" was not kept.' in made.lost
    assert any("lies at 0, 0" in each for each in made.look)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            collection(feature(POINT), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
            'the coordinates are in "urn:ogc:def:crs:EPSG::3857", not in degrees of WGS 84; turn it into WGS 84 first',
        ),
        (collection(feature({"type": "Point", "coordinates": [46, 100]})), "feature 1: latitude 100 is not between"),
        (collection(feature({"type": "Point", "coordinates": [190, 10]})), "feature 1: longitude 190 is not between"),
        (
            collection(feature({"type": "Point", "coordinates": ["6", 46]})),
            "feature 1: a position is a list; it must be",
        ),
        (
            collection(feature({"type": "Circle", "coordinates": [6, 46]})),
            'feature 1: the geometry\'s "type" is "Circle"',
        ),
        (collection(feature("POINT(6 46)")), 'feature 1: the geometry is "POINT(6 46)"; it must be an object'),
        (collection(feature({"type": "LineString", "coordinates": [[0, 0]]})), "feature 1: a line of 1 position"),
        (collection(feature(None)), "no feature has a geometry; a story needs a place"),
        (collection(), '"features" is empty; it must list the places'),
        (collection(3), 'feature 1 is 3; it must be an object with "type": "Feature"'),
        (
            '{"type": "FeatureCollection",\n "features": [}',
            "file.json:2: not JSON at column 15: a value is missing here",
        ),
        ('{"type": "Topology"}', "the file is of no format known here"),
        ('{"a": NaN}', "NaN is not JSON; write a number or null"),
        ("[" * 100_000, "brackets are nested too deeply"),
    ],
)
def test_a_fault_of_geojson_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text)
