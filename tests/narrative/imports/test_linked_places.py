"""Linked Places as other gazetteers write them, read liberally and written strictly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from narrative.imports.linked_places import certainty_of, date_of_when, is_linked_places, short_identifier
from tests.import_files import POINT, collection, faults_of, imported, imported_bytes, story_in
from tests.stories import places


def test_linked_places_of_the_wild_become_strict_ones(tmp_path: Path) -> None:
    made = imported("linked-places")
    story = story_in(tmp_path, made)
    goa = story.gazetteer.places["goa"]
    assert [(name.toponym, name.lang) for name in goa.names] == [("Goa", "pt"), ("गोवा", "mr"), ("Govā", "und")]
    assert goa.identifiers == ("gn:6619347", "wd:Q1171")
    assert goa.types == ("inhabited places", "no id")
    assert goa.description == "Seat of the Estado da Índia."
    assert story.gazetteer.places["mozambique-island"].certainty == "less-certain"
    assert [step.date.edtf for step in story.steps] == ["1510-11-25/1961-12-19", "1507/..", "-0100/1341"]
    assert 'place 3: "Ophir" has no geometry, so it is left out.' in made.lost


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            collection({"type": "Feature", "names": [], "geometry": POINT, "properties": {}}),
            'place 1: it has no name; add "title" to its "properties"',
        ),
        (
            collection({"type": "Feature", "names": [{"toponym": "Ur"}], "geometry": None}),
            "no place has a geometry; add one, or take another file",
        ),
    ],
)
def test_a_fault_of_linked_places_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text)


def when(**sides: dict[str, str]) -> dict[str, Any]:
    """A time of one span."""
    return {"timespans": [sides]}


@pytest.mark.parametrize(
    ("value", "date", "said"),
    [
        (when(start={"in": "1510"}, end={"in": "1961-12"}), "1510/1961-12", None),
        (when(start={"in": "1510"}, end={"in": "1510"}), "1510", None),
        (when(start={"earliest": "1507", "latest": "1508"}), "1507/..", None),
        (when(end={"earliest": "1507", "latest": "1508"}), "../1508", None),
        (when(start={"in": "0750-03-01T00:00:00Z"}), "0750-03-01/..", None),
        (when(start={"in": "-0100"}, end={"in": "1341"}), "-0100/1341", None),
        (when(start={"in": "soon"}, end={"in": "1341"}), "../1341", "from soon to 1341"),
        (when(start={"in": "-12000"}, end={"in": "-43-03-15"}), "Y-12000/-0043-03-15", None),
        (when(start={"in": "long ago"}), None, "from long ago"),
        (when(start={"in": "1600"}, end={"in": "1500"}), None, "from 1600 to 1500"),
        ({"timespans": [{"start": {"in": "1500"}}, {"end": {"in": "1600"}}]}, "1500/1600", None),
        ({"timespans": []}, None, None),
        (None, None, None),
    ],
)
def test_a_time_is_a_date_from_its_first_spans_start_to_its_last_ones_end(
    value: Any, date: str | None, said: str | None
) -> None:
    assert date_of_when(value) == (date, said)


@pytest.mark.parametrize(
    ("address", "short"),
    [
        ("http://sws.geonames.org/2267057/", "gn:2267057"),
        ("https://www.geonames.org/2267057/lisbon.html", "gn:2267057"),
        ("https://www.wikidata.org/wiki/Q597#P31", "wd:Q597"),
        ("http://vocab.getty.edu/page/tgn/7010978", "tgn:7010978"),
        ("https://pleiades.stoa.org/places/256281", "pl:256281"),
        ("pleiades:256281", "pl:256281"),
        ("http://viaf.org/viaf/139441", "viaf:139441"),
        ("https://example.org/lisbon", "https://example.org/lisbon"),
        ("http://example.org/lisbon", None),
        ("geonames.org", None),
        ("", None),
    ],
)
def test_an_address_of_a_known_gazetteer_is_short_another_stays_where_it_is_https(
    address: str, short: str | None
) -> None:
    assert short_identifier(address) == short


@pytest.mark.parametrize(
    ("parts", "certainty", "reason"),
    [
        (({"certainty": "uncertain", "reason": "Two towns."}, None), "uncertain", "Two towns."),
        (({"certainty": "uncertain"},), "uncertain", "The imported file calls the place so, and does not say why."),
        (({"certainty": "certain"}, "less-certain"), "less-certain", "The imported file calls the place so, and does "),
        (({"certainty": "perhaps"}, None), "certain", None),
    ],
)
def test_a_doubt_is_kept_with_its_reason_and_an_unknown_word_is_none(
    parts: tuple[Any, ...], certainty: str, reason: str | None
) -> None:
    found = certainty_of(*parts)
    assert found[0] == certainty
    assert (found[1] or "").startswith(reason or "") and (found[1] is None) == (reason is None)


def test_a_feature_that_is_sound_as_it_stands_is_kept_whole_but_for_another_sources_paragraphs() -> None:
    whole = places()
    whole["features"][0]["names"][0]["paragraphs"] = [4]
    whole["features"][0]["relations"] = []
    made = imported_bytes(json.dumps(whole), "places.geojson", date="1949")
    kept = json.loads(made.files["places.geojson"])["features"][0]
    assert kept["names"] == [{"toponym": "Geneva", "lang": "en", "citations": [{"label": "The Almanac of 1950"}]}]
    assert kept["@id"] == "urn:narrative-map:place:geneva"


def test_linked_places_are_told_from_plain_geojson_by_the_names_of_their_features() -> None:
    context = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
    assert is_linked_places({"type": "FeatureCollection", "features": [{"names": []}]})
    assert is_linked_places({"type": "FeatureCollection", "features": [], "@context": context})
    assert not is_linked_places({"type": "FeatureCollection", "features": [{"properties": {"name": "Goa"}}]})
    assert not is_linked_places([])
