"""The part of the Web Annotation model that the file uses: its keys, its own terms, no word of the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from narrative.source.web_annotations import (
    OWN_TERMS,
    W3C_CONTEXT,
    BodyModel,
    SelectorModel,
    check_digest,
    check_fragment,
    check_source,
    document_text,
)
from tests.annotated import NAMES, TEXT, annotations_text


def test_the_file_is_a_web_annotation_collection_with_its_own_terms_declared(tmp_path: Path) -> None:
    document = json.loads(annotations_text())
    assert document["@context"] == [W3C_CONTEXT, OWN_TERMS]
    assert (document["type"], document["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert "Unicode code points" in document["comment"]
    items = document["first"]["items"]
    assert document["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    w3c = {"id", "type", "motivation", "body", "target", "purpose", "value", "language", "source", "selector"}
    w3c |= {"start", "end", "exact"}
    for item in items:
        for part in (item, *item["body"], item["target"], *item["target"]["selector"]):
            assert set(part) <= w3c | set(OWN_TERMS)


def test_the_file_holds_no_word_of_the_text_but_names_and_dates() -> None:
    named = {word for name in NAMES for word in name.split()}
    words = {word for word in TEXT.replace(",", " ").replace(".", " ").split() if len(word) > 4} - named
    quotes = [
        selector["exact"]
        for item in json.loads(annotations_text())["first"]["items"]
        for selector in item["target"]["selector"]
        if "exact" in selector
    ]
    assert words
    assert not {word for quote in quotes for word in quote.split()} & words


@pytest.mark.parametrize(
    ("check", "sound", "broken"),
    [
        (check_digest, ["0123456789ab"], ["0123456789AB", "0123", "0123456789abc", ""]),
        (check_source, ["urn:sha256:" + "0" * 64], ["urn:md5:" + "0" * 64, "urn:sha256:" + "0" * 63]),
        (check_fragment, ["#m1", "#p04-m02"], ["m1", "#M1", "#", "#a b", "#a--b"]),
    ],
)
def test_digests_sources_and_ids_are_strict(check: Callable[[str], str], sound: list[str], broken: list[str]) -> None:
    assert [check(each) for each in sound] == sound
    for each in broken:
        with pytest.raises(ValueError, match=";"):
            check(each)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"type": "SpecificResource", "value": "x"}, 'a SpecificResource has a "source" and no "value"'),
        ({"type": "TextualBody", "source": "x"}, 'a TextualBody has a "value" and no "source"'),
        ({"type": "TextualBody", "value": "x", "source": "x"}, 'a TextualBody has a "value" and no "source"'),
    ],
)
def test_a_body_is_a_text_or_a_resource(body: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        BodyModel.model_validate({"purpose": "identifying", **body})


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ({"type": "TextPositionSelector", "start": 1}, '"start" and "end" belong to a TextPositionSelector'),
        ({"type": "TextQuoteSelector", "exact": "a", "start": 1}, '"start" and "end" belong'),
        ({"type": "TextQuoteSelector"}, '"exact" belongs to a TextQuoteSelector'),
        (
            {"type": "TextPositionSelector", "start": 0, "end": 1, "afterDigest": "0" * 12},
            '"beforeDigest" and "afterDi',
        ),
    ],
)
def test_a_selector_is_a_position_or_a_quote(selector: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        SelectorModel.model_validate(selector)


def test_each_annotation_is_a_line_of_the_file() -> None:
    text = document_text("urn:x", "Marks", [{"id": "#m1"}, {"id": "#m2", "é": 1}])
    assert [line for line in text.splitlines() if line.startswith('{"id"')] == [
        '{"id": "#m1"},',
        '{"id": "#m2", "é": 1}',
    ]
    assert json.loads(text)["total"] == 2
