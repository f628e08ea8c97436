"""Web Annotations, whose places come from a second file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from geo.reading.uploads import Upload
from narrative.imports.web_annotations import address_of, items_of, selected
from narrative.source.annotations import load_annotations
from tests.import_files import FILES, FOLDER, POINT, collection, faults_of, feature, imported, imported_bytes, story_in


def test_web_annotations_find_their_places_by_the_addresses_of_gazetteers(tmp_path: Path) -> None:
    made = imported("web-annotations")
    story = story_in(tmp_path, made)
    assert [step.places for step in story.steps] == [("tripoli",), ("murzuk",)]
    marks = load_annotations(story.folder / "annotations.jsonld").marks
    assert [(mark.exact, mark.places, mark.person) for mark in marks if mark.form != "date"] == [
        ("Tripoli", ("tripoli",), None),
        ("Clapperton", (), "clapperton"),
        ("Murzuk", ("murzuk",), None),
        ("Bilma", (), None),
    ]
    assert [each.comment for each in marks if each.exact == "Murzuk"] == ["the oasis"]


def test_the_projects_own_annotations_come_back_with_its_own_places(tmp_path: Path) -> None:
    first = imported("recogito-csv")
    _, own = FILES["recogito-csv"]
    again = imported_bytes(
        first.files["annotations.jsonld"],
        "annotations.jsonld",
        text=own["text"],
        places=Upload("places.geojson", first.files["places.geojson"]),
    )
    assert again.files["places.geojson"] == first.files["places.geojson"]
    stories = [story_in(tmp_path / each, made) for each, made in (("again", again), ("first", first))]
    marks = [
        [
            (mark.start, mark.exact, mark.places, mark.person)
            for mark in load_annotations(story.folder / "annotations.jsonld").marks
        ]
        for story in stories
    ]
    assert marks[0] == marks[1]


def test_web_annotations_need_a_file_of_places() -> None:
    data = (FOLDER / "web-annotations.jsonld").read_bytes()
    assert "with --places FILE" in faults_of(data)
    places = Upload("p.json", collection(feature(POINT)).encode())
    said = faults_of(data, places=places)
    assert "no annotation names a place of the file of places; its links must hold their addresses" in said
    bad = Upload("p.json", collection(feature({"type": "Point", "coordinates": [46, 100]})).encode())
    assert faults_of(data, places=bad).startswith("p.json:12: place 1: latitude 100")


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ({"source": "https://sws.geonames.org/1/"}, "https://sws.geonames.org/1/"),
        ({"source": {"id": "https://sws.geonames.org/1/"}}, "https://sws.geonames.org/1/"),
        ({"id": "http://www.wikidata.org/entity/Q1", "purpose": "identifying"}, "http://www.wikidata.org/entity/Q1"),
        ({"source": "places.geojson#geneva"}, "geneva"),  # as this project writes them
        ({"value": "gn:1"}, "gn:1"),
        ({"value": "gn:1", "purpose": "tagging"}, ""),
        ({"value": "see gn:1"}, ""),
        ({"value": "https://example.org/why", "purpose": "commenting"}, ""),
        ({"value": "Place", "purpose": "classifying"}, ""),
    ],
)
def test_a_body_names_a_place_by_its_address_and_a_comment_or_tag_names_none(
    body: dict[str, Any], address: str
) -> None:
    assert address_of(body) == address


def test_a_quote_is_selected_by_its_words_its_place_or_both() -> None:
    quote = {"type": "TextQuoteSelector", "exact": "Murzuk", "prefix": "from ", "suffix": " to"}
    position = {"type": "TextPositionSelector", "start": 188, "end": 194}
    both = {"source": "letters.txt", "selector": [quote, position]}
    assert selected(both) == ("Murzuk", 188, "from ", " to", "letters.txt")
    assert selected([both, {"selector": []}]) == selected(both)
    assert selected({"selector": quote}) == ("Murzuk", None, "from ", " to", "")
    assert selected({"selector": {**position, "start": True}}) == ("", None, "", "", "")
    assert selected("letters.txt") == ("", None, "", "", "")


def test_annotations_stand_alone_in_a_list_on_a_page_or_in_a_collection() -> None:
    one = {"type": "Annotation", "target": "letters.txt"}
    assert [loc for loc, _ in items_of(one)] == [()]
    assert [loc for loc, _ in items_of([one, {"type": "Person"}, one])] == [(0,), (2,)]
    assert [loc for loc, _ in items_of({"type": "AnnotationPage", "items": [one]})] == [("items", 0)]
    collection = {"type": "AnnotationCollection", "first": {"items": [one]}}
    assert [loc for loc, _ in items_of(collection)] == [("first", "items", 0)]
    assert items_of({"@graph": [{"@type": ["oa:Annotation"], "target": {}}]}) != []
    assert items_of({"items": [{"type": "Annotation"}]}) == []  # of what?
