"""The JSON of the steps against the schema that stands beside the code."""

from __future__ import annotations

import json

import jsonschema
import pytest

from narrative.exports.steps_schema import SCHEMA, steps_schema
from narrative.story import Story
from tests.hostile_story import body


def test_the_schema_of_the_steps_is_in_step_with_the_code() -> None:
    cure = "run: python -m narrative.exports.steps_schema"
    assert SCHEMA.read_text(encoding="utf-8") == steps_schema(), cure
    jsonschema.Draft202012Validator.check_schema(json.loads(steps_schema()))


@pytest.mark.parametrize("which", ["lake", "story"])
def test_the_json_of_the_steps_follows_its_schema(request: pytest.FixtureRequest, which: str) -> None:
    told: Story = request.getfixturevalue(which)
    document = json.loads(body(told, "steps-json"))
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(json.loads(steps_schema()), format_checker=formats).validate(document)
    assert document["story"]["title"] == told.title
    assert [step["id"] for step in document["steps"]] == [step.id for step in told.steps]
    assert [step["text"]["markdown"] for step in document["steps"]] == [step.text.strip() for step in told.steps]
