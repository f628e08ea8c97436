"""Web Annotations, whose places come from a second file."""

from __future__ import annotations

from pathlib import Path

from geo.reading.uploads import Upload
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
