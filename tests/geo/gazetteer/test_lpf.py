"""A Linked Places feature key by key: what is taken, what is refused with a cure, and whose register an id is of."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import ValidationError

from geo.gazetteer.lpf import (
    FeatureModel,
    GeoparsingModel,
    TimespanModel,
    check_identifier,
    check_uri,
    web_address,
)
from tests.stories import feature


def faults_of(model: Any, value: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return " ".join(each["msg"] for each in caught.value.errors())


@pytest.mark.parametrize(
    ("identifier", "label", "address"),
    [
        ("gn:1873172", "GeoNames", "https://www.geonames.org/1873172"),
        ("wd:Q71", "Wikidata", "https://www.wikidata.org/wiki/Q71"),
        ("viaf:123", "VIAF", "https://viaf.org/viaf/123"),
        ("tgn:7007279", "Getty TGN", "https://vocab.getty.edu/page/tgn/7007279"),
        ("pl:579885", "Pleiades", "https://pleiades.stoa.org/places/579885"),
        ("https://www.britannica.com/place/Seoul", "britannica.com", "https://www.britannica.com/place/Seoul"),
    ],
)
def test_an_identifier_leads_to_its_register(identifier: str, label: str, address: str) -> None:
    assert check_identifier(identifier) == identifier
    assert web_address(identifier) == (label, address)


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("gn:Q71", 'does not look like GeoNames\'s; after "gn:" comes something like 42'),
        ("wd:71", 'does not look like Wikidata\'s; after "wd:" comes something like Q42'),
        ("osm:71", "is of no known register; start it with gn:, wd:, viaf:, tgn:, pl: or https:"),
        ("Q71", "is of no known register"),
        ("http://a.org", "is of no known register"),
        ('https://a.org/"x', "is not on the web"),
    ],
)
def test_an_identifier_of_no_register_is_refused(identifier: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        check_identifier(identifier)


def test_a_place_s_own_address_is_a_uri() -> None:
    assert check_uri("urn:narrative-map:place:x") == "urn:narrative-map:place:x"
    for each in ("evian", "urn:a b", ":x", "urn:"):
        with pytest.raises(ValueError, match="is no address"):
            check_uri(each)


def test_what_is_left_out_has_its_default() -> None:
    model = FeatureModel.model_validate({**feature("x", "X", 6, 46), "properties": {"title": "X"}})
    assert (model.properties.rank, model.properties.modern, model.relations, model.descriptions) == (3, None, [], [])


def test_the_country_of_the_time_may_bear_its_older_name() -> None:
    for key in ("country_then", "country_1949"):
        value = {**feature("x", "X", 6, 46), "properties": {"title": "X", key: "Korea"}}
        assert FeatureModel.model_validate(value).properties.country_then == "Korea"


@pytest.mark.parametrize("certainty", ["less-certain", "uncertain"])
def test_a_doubtful_place_says_why(certainty: str) -> None:
    geometry = {"type": "Point", "coordinates": [6, 46], "certainty": certainty}
    assert f'the place is {certainty}, but "reason" is missing' in faults_of(
        FeatureModel, feature("x", "X", 6, 46, geometry=geometry)
    )
    FeatureModel.model_validate(feature("x", "X", 6, 46, geometry={**geometry, "reason": "The text says so."}))


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ({}, None, 'a start or end without a date; add "in", "earliest" or "latest"'),
        (
            {"in": "May 1949"},
            None,
            'the date "May 1949" is not ISO 8601; write "1949", "1949-05", "1949-05-27" or "-0043" (44 BC)',
        ),
        ({"in": "1950"}, {"in": "1949"}, "the time span ends in 1949, before it starts in 1950; exchange the two"),
        ({"in": "1950-06-26"}, {"latest": "1950-06-25"}, "ends in 1950-06-25, before it starts in 1950-06-26"),
    ],
)
def test_a_time_span_that_is_none_is_told(start: dict[str, str], end: dict[str, str] | None, message: str) -> None:
    assert message in faults_of(TimespanModel, {"start": start, "end": end})


@pytest.mark.parametrize(("start", "end"), [("1950", "1950-06-25"), ("1950-06-25", "1950"), ("1945", "1950")])
def test_a_time_span_may_be_told_to_the_year_at_one_end(start: str, end: str) -> None:
    TimespanModel.model_validate({"start": {"in": start}, "end": {"in": end}})


def test_how_a_place_was_read_from_a_text_is_kept_with_it() -> None:
    value = {"entry": "gn:1", "probability": 0.7, "reason": "the only one"}
    assert GeoparsingModel.model_validate(value).confirmed is False
    assert "less than or equal to 1" in faults_of(GeoparsingModel, {**value, "probability": 1.1})
    runner_up = {"id": "gn:2", "name": "X", "lat": 95, "lon": 0, "probability": 0.1}
    assert "less than or equal to 90" in faults_of(GeoparsingModel, {**value, "candidates": [runner_up]})
