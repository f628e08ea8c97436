"""Turn the models of a story's files into JSON Schemas, by which editors complete and check."""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import re
import sys
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.json_schema import GenerateJsonSchema

from geo.gazetteer.lpf import FeatureModel
from narrative.story.document_schema import DocumentModel, DocumentsModel
from narrative.story.overlay_schema import FlowModel, LayerModel, OverlayModel
from narrative.story.schema import (
    ClaimModel,
    LinkSide,
    Person,
    ReadingModel,
    StatementModel,
    StepModel,
    StoryModel,
    TermModel,
    Work,
)
from narrative.story.words import with_words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = {"story": "story.schema.json", "places": "places.schema.json", "documents": "documents.schema.json"}


def schema_text(name: str) -> str:
    """The schema "story", "places" or "documents" as JSON Schema, Draft 2020-12; the same text every time.

    >>> json.loads(schema_text("story"))["$id"]
    'urn:narrative-map:schema:story'
    >>> sorted(json.loads(schema_text("places"))["required"])
    ['features', 'type']
    """
    model = {"story": whole_story, "places": feature_collection, "documents": whole_documents}[name]()
    body = model.model_json_schema(by_alias=True, schema_generator=Readable)
    if name == "documents":
        body = list_or_mapping(body)
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
        **{"steps": StepModel, "people": Person, "works": Work, "sides": LinkSide},
        **{"claims": ClaimModel, "statements": StatementModel, "readings": ReadingModel, "terms": TermModel},
        **{"overlays": OverlayModel, "layers": LayerModel, "flows": FlowModel},
    }
    for key, model in lists.items():
        words = words_of(StoryModel)[key]
        least: dict[str, Any] = {"min_length": 1} if key == "steps" else {"default": []}
        parts[key] = (list[model], Field(description=words, **least))  # type: ignore[valid-type]
    return create_model("Story", __base__=StoryModel, __doc__="A story, told step by step on a map.", **parts)


def whole_documents() -> type[BaseModel]:
    """The documents' model with its list written out."""
    words = words_of(DocumentsModel)["documents"]
    documents: Any = (list[DocumentModel], Field(min_length=1, description=words))
    return create_model("Documents", __base__=DocumentsModel, __doc__="The papers beside a story.", documents=documents)


def list_or_mapping(schema: dict[str, Any]) -> dict[str, Any]:
    """The documents' schema for a file that is the mapping, or only its list."""
    parts = schema.pop("$defs")
    listed = {**schema["properties"]["documents"]}
    return {"anyOf": [listed, {"$ref": "#/$defs/Documents"}], "$defs": {"Documents": schema, **parts}}


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


@cache
def words_of(model: type) -> dict[str, str]:
    """What the source of a model says below each of its keys.

    pydantic can read these itself (``use_attribute_docstrings``), but does so whenever the models are loaded: for every
    command, a seventh of a second.

    >>> "steps" in words_of(StoryModel)
    True
    """
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        found |= written_below(each.__module__).get(each.__name__, {})
    return found


@cache
def written_below(module: str) -> dict[str, dict[str, str]]:
    """Of each class in a module the texts that stand below its keys."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError):  # a class that no file defines
        return {}
    return {
        part.name: {
            key.target.id: inspect.cleandoc(words.value.value)
            for key, words in itertools.pairwise(part.body)
            if isinstance(key, ast.AnnAssign)
            and isinstance(key.target, ast.Name)
            and isinstance(words, ast.Expr)
            and isinstance(words.value, ast.Constant)
            and isinstance(words.value.value, str)
        }
        for part in tree.body
        if isinstance(part, ast.ClassDef)
    }


class Readable(GenerateJsonSchema):
    """With the words that stand below each key, without the titles that only repeat it."""

    def model_schema(self, schema: Any) -> Any:
        made = super().model_schema(schema)
        words = words_of(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            key = field.alias or name
            if name in words and "description" not in made["properties"][key]:
                made["properties"][key]["description"] = words[name]
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
