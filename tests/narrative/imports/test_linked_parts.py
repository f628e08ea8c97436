"""What a Linked Places feature says is kept or named as lost, and nothing that is said of it is untrue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from narrative.imports.linked_parts import citations_of, joined_times, types_of, when_of
from narrative.imports.material import Material
from tests.import_files import Imported, collection, imported_bytes, story_in

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"


def place(title: str, geometry: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "@id": f"urn:x:{title}",
        "properties": {"title": title},
        "names": [{"toponym": title}],
        "geometry": geometry or {"type": "Point", "coordinates": [10, 50]},
        **more,
    }


def span(start: str | int | None = None, end: str | int | None = None) -> dict[str, Any]:
    sides = {"start": start, "end": end}
    return {key: {"in": value} for key, value in sides.items() if value is not None}


def times(*spans: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"timespans": list(spans), **more}


def read(*features: Any, **choices: Any) -> Imported:
    return imported_bytes(collection(*features, **{"@context": CONTEXT}), "lp.json", **choices)


def written(made: Imported) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(made.files["places.geojson"])["features"]
    return found


@pytest.mark.parametrize(
    ("when", "date", "note"),
    [
        (times(span("1680")), "1680/..", ""),
        (times(span("1480", "")), "1480/..", ""),
        (times(span(1480, 1490)), "1480/1490", ""),
        (
            times({"start": {"earliest": "1470", "latest": "1480"}, "end": {"earliest": "1500", "latest": "1510"}}),
            "1470/1510",
            "The file writes “between 1470 and 1480 to between 1500 and 1510”.",
        ),
        (
            times(span("1000", "1010"), span("1900", "1910")),
            "1000/1910",
            "The file gives several times, 1000 to 1010, 1900 to 1910: the date here is from the first to the last.",
        ),
        (
            times(span("1480", "1490"), certainty="uncertain"),
            "1480?/1490?",
            "The file writes “1480 to 1490” and calls this time uncertain.",
        ),
    ],
)
def test_a_time_is_kept_in_the_place_and_told_in_the_step(when: Any, date: str, note: str, tmp_path: Path) -> None:
    made = read(place("A", when=when))
    story_in(tmp_path, made)
    (step,) = made.draft.steps
    assert (step.date, step.date_note, step.undated) == (date, note, False)
    kept = written(made)[0]["when"]
    assert len(kept["timespans"]) == len(when["timespans"])
    assert kept.get("certainty") == when.get("certainty")
    assert made.lost == ()


def test_a_time_of_a_period_only_stands_in_the_steps_note() -> None:
    made = read(place("A", when={"periods": [{"name": "Bronze Age"}]}), place("B", when=times(span("1900", "1901"))))
    assert made.draft.steps[0].undated
    assert made.draft.steps[0].date_note.startswith('The file writes “"Bronze Age"”.')
    assert any("has no years, so it is not in places.geojson" in each for each in made.lost)


def test_certainty_and_time_of_a_geometry_are_kept(tmp_path: Path) -> None:
    geometry = {"type": "Point", "coordinates": [11, 50], "when": times(span("1801", "1805")), "certainty": "uncertain"}
    made = read(place("A", {**geometry, "citations": [{"label": "Bede", "year": 731}]}))
    found = written(made)[0]["geometry"]
    assert (found["certainty"], found["when"]) == ("uncertain", times(span("1801", "1805")))
    assert found["citations"] == [{"label": "Bede", "year": 731}]
    assert made.draft.steps[0].date == "1801/1805"
    assert "stand as certain" not in "".join(made.look)
    story_in(tmp_path, made)


def test_geometries_with_a_time_and_a_doubt_of_their_own_are_places_of_their_own(tmp_path: Path) -> None:
    parts = [
        {"type": "Point", "coordinates": [12, 50], "certainty": "certain", "when": times(span("1600", "1699"))},
        {"type": "Point", "coordinates": [13, 51], "certainty": "uncertain", "when": times(span("1700"))},
    ]
    made = read(place("Moved", {"type": "GeometryCollection", "geometries": parts}))
    story = story_in(tmp_path, made)
    one, other = written(made)
    assert (one["geometry"]["certainty"], other["geometry"]["certainty"]) == ("certain", "uncertain")
    assert (one["geometry"]["when"], other["geometry"]["when"]) == (times(span("1600", "1699")), times(span("1700")))
    assert story.steps[0].places == ("moved", "moved-2")
    assert any("2 geometries with a time or a doubt of their own" in each for each in made.look)


def test_names_keep_their_citations_and_times_and_one_that_stands_twice_has_both(tmp_path: Path) -> None:
    names = [
        {"toponym": "Peking", "lang": "en", "when": times(span("1900", "1928")), "citations": [{"label": "A map"}]},
        {"toponym": "peking", "lang": "en", "when": times(span("1949"))},
    ]
    made = read(place("Peking", names=names, when=times(span("1900", "1960"))))
    story_in(tmp_path, made)
    (name,) = written(made)[0]["names"]
    assert name["when"] == times(span("1900", "1928"), span("1949"))
    assert name["citations"] == [{"label": "A map"}]


def test_links_keep_their_types_and_the_address_of_the_file_stays() -> None:
    links = [
        {"type": "exactMatch", "identifier": "http://www.geonames.org/2657780/"},
        {"type": "seeAlso", "identifier": "https://en.wikipedia.org/wiki/Bede"},
        {"type": "broader", "identifier": "wd:Q1"},
        {"type": "closeMatch", "identifier": "http://example.org/x"},
    ]
    made = read(place("A", links=links))
    feature = written(made)[0]
    assert feature["links"] == [
        {"type": "exactMatch", "identifier": "gn:2657780"},
        {"type": "seeAlso", "identifier": "https://en.wikipedia.org/wiki/Bede"},
        {"type": "closeMatch", "identifier": "wd:Q1"},
    ]
    assert feature["@id"] == "urn:x:A"
    assert 'place 1: the link to "wd:Q1" is kept as closeMatch, not as "broader".' in made.lost
    assert 'place 1: the link to "http://example.org/x" is of no register known here, and was not kept.' in made.lost


def test_properties_and_keys_without_room_are_named() -> None:
    made = read({**place("A"), "properties": {"title": "A", "founder": "Bede", "year": "c. 700"}, "uuid": "7"})
    assert made.lost == (
        'What places have as "uuid" was not kept.',
        'What places have in "properties" as "founder" was not kept.',
    )
    assert made.draft.steps[0].date == "0700~"


def test_relations_to_places_of_the_file_stay_and_others_are_counted(tmp_path: Path) -> None:
    relations = [
        {"relationType": "gvp:broaderPartitive", "relationTo": "urn:x:B", "label": "part of B"},
        {"relationType": "gvp:broaderPartitive", "relationTo": "urn:x:C"},
    ]
    made = read(place("A", relations=relations), place("B"))
    assert written(made)[0]["relations"] == [relations[0]]
    assert "1 relation to places that are not in the file could not be kept." in made.lost
    story_in(tmp_path, made)


def test_types_descriptions_and_depictions_are_kept(tmp_path: Path) -> None:
    description = {"value": "Seat of <b>kings</b>.", "lang": "en", "@id": "https://example.org/d", "source": "Bede"}
    depiction = {"@id": "https://example.org/p.jpg", "title": "View", "license": "cc:by-sa/3.0/"}
    made = read(place("A", types=[{"label": "abbey"}], descriptions=[description], depictions=[depiction]))
    story_in(tmp_path, made)
    feature = written(made)[0]
    assert feature["types"] == [{"identifier": "urn:narrative-map:type:abbey", "label": "abbey"}]
    assert feature["descriptions"] == [{**description, "value": "Seat of kings."}]
    assert feature["depictions"] == [depiction]
    assert "The places' depictions stand in places.geojson, and are not shown." in made.look


def material() -> Material:
    return Material("a.json", "Linked Places", "place")


def test_what_cannot_be_kept_of_a_citation_or_a_time_is_said() -> None:
    found = material()
    assert citations_of(found, "place 1", ["Bede", {"label": "X", "year": "long ago"}, 7]) == [
        *({"label": "Bede"}, {"label": "X"}),
    ]
    assert found.lost == ['place 1: the year "long ago" of a citation is no number, so it was not kept.']
    found = material()
    assert when_of(found, "place 1", times(span(None, "1500"), span("1600", "1500")), "the place") is None
    assert found.lost == [
        "place 1: the time of the place (until 1500) could not be kept in places.geojson.",
        "place 1: the time of the place (1600 to 1500) could not be kept in places.geojson.",
    ]
    assert types_of(material(), "place 1", {"types": [{}, {"identifier": "aat:1"}]}) == [
        {"identifier": "aat:1", "label": "aat:1"}
    ]


def test_two_times_of_one_name_are_one() -> None:
    assert joined_times(None, times(span("1"))) == times(span("1"))
    assert joined_times(times(span("1")), times(span("2"))) == times(span("1"), span("2"))
