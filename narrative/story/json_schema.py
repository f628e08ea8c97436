"""Turn the models of ``story.yaml`` and ``places.geojson`` into JSON Schemas, by which editors complete and check."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from geo.gazetteer.lpf import FeatureModel
from narrative.story.schema import ClaimModel, LinkSide, Person, StepModel, StoryModel, Work
from narrative.story.words import with_words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = {"story": "story.schema.json", "places": "places.schema.json"}


def schema_text(name: str) -> str:
    """The schema "story" or "places" as JSON Schema, Draft 2020-12; the same text every time.

    >>> json.loads(schema_text("story"))["$id"]
    'urn:narrative-map:schema:story'
    >>> sorted(json.loads(schema_text("places"))["required"])
    ['features', 'type']
    """
    model = {"story": whole_story, "places": feature_collection}[name]()
    body = model.model_json_schema(by_alias=True, schema_generator=Readable)
    head = {"$schema": DIALECT, "$id": f"urn:narrative-map:schema:{name}"}
    text = json.dumps(filled({**head, **body}), indent=1, ensure_ascii=False) + "\n"
    return re.sub(r'([A-Z][a-z]+)Model"', r'\1"', text).replace("``", "")


def filled(schema: Any) -> Any:
    """A schema whose descriptions have the vocabulary's words (narrative.story.words) where the models leave gaps.

    >>> filled({"description": "{card} words", "examples": ["{card}"]})
    {'description': '40 to 110 words', 'examples': ['{card}']}
    """
    if isinstance(schema, list):
        return [filled(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: with_words(each) if key == "description" and isinstance(each, str) else filled(each)
        for key, each in schema.items()
    }


def whole_story() -> type[BaseModel]:
    """The story's model with its lists written out, which the reader takes one part at a time."""
    parts: dict[str, Any] = {}
    lists: dict[str, type[BaseModel]] = {
        "steps": StepModel,
        "sides": LinkSide,
        "people": Person,
        "works": Work,
        "claims": ClaimModel,
    }
    for key, model in lists.items():
        words = StoryModel.model_fields[key].description
        least: dict[str, Any] = {"min_length": 1} if key == "steps" else {"default": []}
        parts[key] = (list[model], Field(description=words, **least))  # type: ignore[valid-type]
    return create_model("Story", __base__=StoryModel, __doc__="A story, told step by step on a map.", **parts)


def feature_collection() -> type[BaseModel]:
    """The top of a gazetteer, whose features the reader takes one at a time."""
    text: Any = (str | None, None)
    keys: dict[str, Any] = {
        "context": (Any, Field(default=None, alias="@context")),
        "type": (str, Field(json_schema_extra={"const": "FeatureCollection"})),
        "features": (list[FeatureModel], Field(min_length=1, description="The places.")),
        **dict.fromkeys(("title", "description", "citation", "license", "name"), text),
    }
    words = "The places of a story, in Linked Places Format."
    return create_model("Places", __config__=ConfigDict(extra="forbid"), __doc__=words, **keys)


class Readable(GenerateJsonSchema):
    """Without the titles that only repeat each key."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
