"""Features that can be copied out of the page."""

import gzip
import json

import pytest
from shapely.geometry import shape

from geo.gazetteer.lpf import FeatureModel
from narrative.page.explorer import MOST_POINTS, explorer_data
from narrative.story import Story


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
    data = json.dumps(explorer_data(story), ensure_ascii=False, separators=(",", ":"))
    assert len(gzip.compress(data.encode("utf-8"))) <= 11_000
    assert MOST_POINTS < 100
