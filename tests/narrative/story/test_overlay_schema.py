"""The keys of drawings: what the schema lets through and what it says of the rest."""

from __future__ import annotations

import json

import pytest
from pydantic import BaseModel, ValidationError

from narrative.story.json_schema import schema_text
from narrative.story.overlay_schema import FlowModel, FlowUseModel, LayerModel, OverlayModel, TilesModel

NAMED = {"id": "a", "title": "A", "file": "a.csv", "credit": "Us", "licence": "CC0"}
OUT = {"id": "out", "name": "out", "colour": "sand"}


def message(model: type[BaseModel], **keys: object) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(keys)
    return str(caught.value)


def test_a_direction_stands_once_and_a_chart_belongs_to_one_that_is_there() -> None:
    flow = {**NAMED, "unit": "men"}
    assert 'the direction "out" stands twice' in message(FlowModel, **flow, directions=[OUT, OUT])
    chart = {"title": "T", "file": "t.csv", "unit": "°C", "direction": "in"}
    assert 'the chart belongs to the direction "in"; write out' in message(
        FlowModel, **flow, directions=[OUT], chart=chart
    )


def test_an_old_map_has_its_points_in_one_place() -> None:
    point = {"pixel": [1, 2], "at": [6.1, 46.2]}
    both = message(OverlayModel, **NAMED, points=[point], georeference="g.json")
    assert "write its control points under" in both and "write its control points" in message(OverlayModel, **NAMED)
    assert "the point lies at 6.1, 89" in message(OverlayModel, **NAMED, points=[{"pixel": [1, 2], "at": [6.1, 89]}])


def test_limits_of_classes_rise_and_are_few() -> None:
    layer = {**NAMED, "value": "v", "unit": "%"}
    assert '"breaks" must rise' in message(LayerModel, **layer, breaks=[2, 1])
    assert '"breaks" must rise, and be 4 at most' in message(LayerModel, **layer, breaks=[1, 2, 3, 4, 5])
    assert LayerModel.model_validate({**layer, "breaks": ["1", 2.5]}).breaks == (1, 2.5)


def test_tiles_have_an_address_with_places_for_numbers() -> None:
    tiles = {"name": "OSM", "attribution": "OSM"}
    assert "the address lacks {y}" in message(TilesModel, **tiles, url="https://tiles.example/{z}/{x}.png")


def test_an_editor_takes_an_id_alone_or_keys() -> None:
    parts = json.loads(schema_text("story"))["$defs"]
    assert parts["Step"]["properties"]["flows"]["items"]["anyOf"] == [{"type": "string"}, {"$ref": "#/$defs/FlowUse"}]
    assert FlowUseModel(id="a").only is None
