"""Coloured regions: values, classes, and what is said of a file that cannot be coloured."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from narrative.story import load_story
from narrative.story.overlay_model import Layer
from narrative.story.region_layers import limits_of
from tests.drawings import LAYER, squares, write_maps
from tests.narrative.story.test_flows import faults_of


def fish_of(home: Path) -> Layer:
    return load_story(home).drawn.layers["fish"]


def faulty(home: Path, change: Any) -> list[str]:
    value = squares()
    change(value["features"])
    (home / "fish.geojson").write_text(json.dumps(value, indent=1), encoding="utf-8")
    return faults_of(home)


def test_regions_have_their_class_and_those_without_a_figure_none(tmp_path: Path) -> None:
    fish = fish_of(write_maps(tmp_path))
    assert [each.name for each in fish.regions] == ["north", "east", "south", "west"]
    assert fish.limits == (1.67, 11.3)  # the thirds of 1, 2, 30, to three digits
    assert [fish.class_of(each.value) for each in fish.regions] == [0, 1, 2, None]


def test_limits_that_the_author_sets_are_kept_and_a_value_on_one_is_above_it(tmp_path: Path) -> None:
    fish = fish_of(write_maps(tmp_path, layer=LAYER.replace("classes: 3", "breaks: [2, 30]")))
    assert [fish.class_of(each.value) for each in fish.regions] == [0, 1, 2, None]


@pytest.mark.parametrize("scheme", ["quantiles", "equal"])
def test_classes_cover_every_value_and_none_is_empty_at_its_end(scheme: str) -> None:
    values = [0.5, 2, 2, 2, 9, 11.25, 40]
    limits = limits_of(values, scheme, 5)
    assert list(limits) == sorted(set(limits)) and min(values) < limits[0] and limits[-1] <= max(values)


def test_a_value_that_is_no_number_a_shape_that_is_no_area_and_a_property_that_is_not_there(tmp_path: Path) -> None:
    home = write_maps(tmp_path)

    def words(features: Any) -> None:
        features[1]["properties"]["tons"] = "two"

    def line(features: Any) -> None:
        features[1]["geometry"] = {"type": "LineString", "coordinates": [[6, 46], [7, 46]]}

    def far(features: Any) -> None:
        features[1]["geometry"]["coordinates"][0][1] = [600000, 5000000]

    assert '"tons" is "two"; write a number, or null where there is none' in faulty(home, words)[0]
    assert 'a region is a Polygon or MultiPolygon, not "LineString"; draw one' in faulty(home, line)[0]
    assert "the region reaches beyond longitude and latitude" in faulty(home, far)[0]
    renamed = write_maps(tmp_path, layer=LAYER.replace("value: tons", "value: ton"))
    assert 'no region has the property "ton"; did you mean "tons"?' in faults_of(renamed)[0]


def test_an_empty_file_and_one_without_numbers(tmp_path: Path) -> None:
    home = write_maps(tmp_path)
    assert 'the file has no "features"' in faulty(home, lambda features: features.clear())[0]

    def none(features: Any) -> None:
        for each in features:
            each["properties"]["tons"] = None

    assert 'no region has a number in "tons"; write some' in faulty(home, none)[0]


def test_too_many_regions_or_corners_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_maps(tmp_path)
    monkeypatch.setattr("narrative.story.region_layers.MOST_LAYER_POINTS", 19)
    assert "the regions have 20 corners; 19 are the most, so simplify them" in faults_of(home)[0]
    monkeypatch.setattr("narrative.story.region_layers.MOST_REGIONS", 3)
    assert "the file has 4 regions; 3 are the most" in faults_of(home)[0]
