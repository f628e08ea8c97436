"""What other programs' files say of a step's media, and that a story without has not a letter more."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from narrative.exports.media import address_of, media_html
from narrative.exports.registry import EXPORTS
from narrative.exports.steps_schema import steps_schema
from narrative.story import Story, load_story
from narrative.story.media_model import Media
from tests.media import write_media_story
from tests.stories import write_story


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_media_story(tmp_path_factory.mktemp("exports")))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_story(tmp_path_factory.mktemp("plain")))


def test_slides_and_events_show_the_first_picture_and_hold_the_others(lake: Story) -> None:
    slide = json.loads(EXPORTS["storymapjs"].function(lake))["storymap"]["slides"][1]
    event = json.loads(EXPORTS["timelinejs"].function(lake))["events"][0]
    for each in (slide, event):
        assert each["media"] == {
            "url": "media/bridge.jpg",
            "caption": "The bridge at Geneva",
            "credit": "Anna Rochat, CC BY 4.0",
            "alt": "A stone bridge over a lake.",
        }
        assert '<img src="media/then.png" alt="The quay with three boats.">' in each["text"]["text"]


def test_a_chapter_names_picture_credit_and_where_it_is_from(lake: Story) -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTS["leaflet-storymaps"].function(lake).decode("utf-8-sig"))))
    assert rows[0]["Media Link"] == "media/bridge.jpg"
    assert rows[0]["Media Credit"] == "The bridge at Geneva. Anna Rochat, CC BY 4.0"
    assert rows[0]["Media Credit Link"] == "https://example.org/bridge"
    assert rows[2]["Media Link"] == ""


def test_tables_and_features_name_them_too(lake: Story) -> None:
    rows = list(csv.DictReader(io.StringIO(EXPORTS["steps-csv"].function(lake).decode("utf-8-sig"))))
    assert rows[0]["media"].startswith("media/bridge.jpg: A stone bridge over a lake. (Anna Rochat, CC BY 4.0) | ")
    features = json.loads(EXPORTS["steps-geojson"].function(lake))["features"]
    assert features[0]["properties"]["image"] == "media/bridge.jpg"
    assert "image" not in features[2]["properties"]


def test_the_json_has_all_that_a_step_says_of_them(lake: Story) -> None:
    document = json.loads(EXPORTS["steps-json"].function(lake))
    jsonschema.validate(document, json.loads(steps_schema()))
    _, quay = document["steps"][0]["media"]
    assert (quay["beside"]["file"], quay["beside"]["label"], quay["type"]) == ("media/now.png", "2020", "image/png")
    kinds = [each["kind"] for each in document["steps"][1]["media"]]
    assert kinds == ["scan", "audio", "video", "link", "link"]
    assert document["steps"][1]["media"][1]["captions"] == "media/oars.vtt"


@pytest.mark.parametrize("format", ["storymapjs", "leaflet-storymaps", "timelinejs", "steps-geojson", "steps-csv"])
def test_a_story_without_media_has_no_word_of_them(plain: Story, format: str) -> None:
    body = EXPORTS[format].function(plain)
    assert b'"media"' not in body and b"image" not in body and b",media" not in body


def test_markup_in_words_is_text_and_an_address_is_one(tmp_path: Path) -> None:
    media = Media("link", 'A "film" <b>', "CC0 1.0", url="https://example.org/a?b=1&c=2", credit="<i>")
    assert address_of(media) == "https://example.org/a?b=1&c=2"
    assert media_html(media) == (
        '<p><a href="https://example.org/a?b=1&amp;c=2">A "film" &lt;b&gt;</a> <small>&lt;i&gt;, CC0 1.0</small></p>'
    )
