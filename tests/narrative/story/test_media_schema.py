"""The keys of media, as editors are told of them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from narrative.story.json_schema import schema_text
from narrative.story.media_schema import MediaModel
from tests.media import MEDIA, WITH_MEDIA
from tests.stories import faults_of_story


def test_the_editors_schema_knows_media_and_each_key_has_its_words() -> None:
    schema = json.loads(schema_text("story"))
    media = schema["$defs"]["Media"]
    assert set(media["properties"]) == set(MediaModel.model_fields)
    assert all("description" in each for each in media["properties"].values())
    assert schema["$defs"]["Step"]["properties"]["media"]["items"] == {"$ref": "#/$defs/Media"}


@pytest.mark.parametrize(
    ("entry", "sound"),
    [
        ({"file": "a.png", "alt": "A boat", "licence": "CC0 1.0"}, True),
        ({"file": "a.png", "alt": "A boat"}, False),
        ({"file": "a.png", "licence": "CC0 1.0"}, False),
        ({"url": "https://example.org/film", "caption": "A film"}, True),
        ({"url": "http://example.org/film", "caption": "A film"}, False),
        ({"caption": "Nothing"}, False),
    ],
)
def test_the_editors_schema_asks_for_what_check_asks_for(entry: dict[str, str], sound: bool) -> None:
    schema = json.loads(schema_text("story"))
    validator = jsonschema.Draft202012Validator({"$ref": "#/$defs/Media", "$defs": schema["$defs"]})
    assert validator.is_valid(entry) is sound


def test_an_unknown_key_is_a_fault_with_the_one_that_is_meant(tmp_path: Path) -> None:
    story = WITH_MEDIA.replace("        alt: The quay with three boats.", "        alternative: The quay.")
    assert story != WITH_MEDIA
    assert MEDIA in WITH_MEDIA
    assert any('unknown key "alternative"' in each.message for each in faults_of_story(tmp_path, story))
