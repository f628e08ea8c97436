"""Features that can be copied out of the page."""

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from shapely import LineString, MultiPolygon, Point, box
from shapely.geometry import shape

from geo.gazetteer.lpf import FeatureModel
from narrative.page.explorer import MOST_POINTS, compact_feature, compact_geometry, explorer_data, simplified
from narrative.story import Story, load_story
from tests.stories import write_story


def test_every_place_comes_as_a_feature_that_the_gazetteer_would_read(story: Story) -> None:
    features = explorer_data(story)["features"]
    assert list(features) == list(story.gazetteer.places)
    for id, feature in json.loads(json.dumps(features)).items():
        model, outline = FeatureModel.model_validate(feature), shape(feature["geometry"])
        assert model.id == id and outline.is_valid and not outline.is_empty


@pytest.mark.parametrize("id", ["korea-north", "korea-south", "ongjin-peninsula", "yalu-border"])
def test_a_simplified_outline_keeps_its_place_and_says_that_it_is_one(story: Story, id: str) -> None:
    feature, whole = explorer_data(story)["features"][id], story.gazetteer.places[id].geometry
    outline = shape(feature["geometry"])
    assert outline.intersects(whole)
    assert "simplified" in feature["descriptions"][-1]["value"]
    if whole.area:
        assert outline.area == pytest.approx(whole.area, rel=0.15)


def test_a_point_is_whole(story: Story) -> None:
    feature = explorer_data(story)["features"]["ongjin"]
    original = next(each for each in story.gazetteer.document["features"] if each["id"] == "ongjin")
    assert json.loads(json.dumps(feature)) == original


def test_the_features_are_small(story: Story) -> None:
    features = {each: value for each, value in explorer_data(story).items() if each != "citing"}
    data = json.dumps(features, ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(data.encode("utf-8"))) <= 12_500
    assert MOST_POINTS < 100


def test_a_shape_of_up_to_a_quarter_of_the_points_is_copied_whole_and_a_larger_one_within_the_least_tolerance() -> None:
    def line(points: int) -> LineString:
        """A zigzag whose every corner is a tenth of a degree off."""
        return LineString([(number, number % 2 / 10) for number in range(points)])

    whole, tolerance = compact_geometry(line(20))
    assert (len(whole["coordinates"]), tolerance) == (20, 0)
    simple, tolerance = compact_geometry(line(21))
    assert (len(simple["coordinates"]), tolerance) == (21, 0.001)
    simple, tolerance = compact_geometry(line(81))
    assert (len(simple["coordinates"]), tolerance) == (79, 0.07)  # no smaller one loses a corner


def test_islands_smaller_than_six_tolerances_are_left_out_but_the_largest_stays() -> None:
    large, small = box(0, 0, 1, 1), box(5, 5, 5.05, 5.05)
    assert simplified(MultiPolygon([large, small]), 0.01).equals(large)
    assert shapely.get_num_geometries(simplified(MultiPolygon([large, small]), 0.008)) == 2
    assert simplified(MultiPolygon([small, box(7, 7, 7.01, 7.01)]), 0.01).equals(small)


def test_a_feature_with_a_simplified_outline_keeps_all_else_and_says_by_how_much(tmp_path: Path) -> None:
    lake = load_story(write_story(tmp_path))
    geneva = lake.gazetteer.places["geneva"]
    feature = {
        "id": "geneva",
        "descriptions": [{"value": "A town."}],
        "geometry": {"certainty": "certain", "type": "x"},
    }
    round_town = replace(geneva, geometry=Point(6, 46).buffer(1, quad_segs=100))
    told = compact_feature(feature, round_town)
    assert told["id"] == "geneva" and told["geometry"]["certainty"] == "certain"
    assert told["geometry"]["type"] == "Polygon"
    assert told["descriptions"] == [
        {"value": "A town."},
        {"value": "This outline is simplified to 0.002°; small islands are left out.", "lang": "en"},
    ]
    border = replace(geneva, geometry=LineString([(number, number % 2 / 10) for number in range(81)]))
    told = compact_feature({"geometry": {}}, border)
    assert told["descriptions"] == [{"value": "This outline is simplified to 0.07°.", "lang": "en"}]
    assert compact_feature(feature, geneva)["descriptions"] == [{"value": "A town."}]


def test_the_chooser_says_which_ways_belong_to_people(tmp_path: Path) -> None:
    data = explorer_data(load_story(write_story(tmp_path)))
    assert "The map draws their journeys and messages together" in data["words"]["choose-hint"]
    assert data["words"]["search"] == "Search the story" and data["words"]["counted"] == ("step", "steps")
    assert list(data["features"]) == ["geneva", "evian", "lausanne"]
