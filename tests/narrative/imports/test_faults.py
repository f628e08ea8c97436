"""What is wrong with a file of another program: one sentence each, with file, line, record and cure."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.imports import fields
from tests.import_files import FOLDER, imported_bytes, upload

Change = Callable[[Any], Any]


def document(name: str) -> Any:
    """One of the files, to be broken."""
    return json.loads((FOLDER / name).read_bytes().decode("utf-8-sig"))


def faults_of(data: bytes | str, name: str = "file.json", **choices: Any) -> str:
    """The faults of a file, a line each."""
    with pytest.raises(Faults) as raised:
        imported_bytes(data, name, **choices)
    return str(raised.value)


def broken(name: str, change: Change, **choices: Any) -> str:
    """The faults of one of the files after a change."""
    value = copy.deepcopy(document(name))
    change(value)
    return faults_of(json.dumps(value, indent=1), **choices)


def slide(number: int, **parts: Any) -> Change:
    """A change of parts of a slide."""

    def change(value: Any) -> None:
        value["storymap"]["slides"][number].update(parts)

    return change


def storymap(**parts: Any) -> Change:
    """A change at the top of a story map."""

    def change(value: Any) -> None:
        value["storymap"].update(parts)

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            slide(1, location={"lat": 109.1, "lon": 18}),
            "slide 2: latitude 109.1 is not between -90 and 90; are latitude and longitude exchanged?",
        ),
        (slide(1, location={"lat": 38, "lon": 181}), "slide 2: longitude 181 is not between -180 and 180"),
        (slide(1, location={"lat": 38}), "slide 2: the longitude is missing; add it, or take the other number away"),
        (slide(1, location={"lat": "38,7", "lon": "-9"}), 'the latitude "38,7" has a comma; write a point: 38.7'),
        (slide(1, location={"lat": "north", "lon": 9}), 'the latitude "north" is no number; write degrees'),
        (slide(1, location={"lat": True, "lon": 9}), "the latitude is true, no number"),
        (slide(1, location=[38, -9]), 'slide 2: "location" is a list; it must be an object'),
        (slide(1, text={"headline": "x", "text": ["a"]}), "slide 2: the text is a list; it must be text in quotes"),
        (
            slide(1, text={"headline": "x" * 301}),
            "slide 2: the title has 301 letters, and 300 are the most; shorten it",
        ),
        (slide(1, text={"text": "x" * 20_001}), "slide 2: the text has 20001 letters, and 20000 are the most"),
        (slide(1, text={"text": "<i>" * 20_000}), "slide 2: the text has 60000 letters"),
        (slide(1, text={"text": "<i>" * 6_000 + "x"}), "slide 2: the text has HTML that is nested too deeply"),
        (storymap(slides=["x"]), 'slide 1 is "x"; it must be an object'),
        (storymap(slides=[]), '"slides" is empty; it must be a list of slides'),
        (storymap(slides=None), '"slides" is nothing; it must be a list of slides'),
        (storymap(map_type="zoomify"), "the map of this story is a picture (zoomify)"),
        (storymap(map_as_image=True), "the map of this story is a picture (zoomify)"),
        (
            storymap(slides=[{"text": {"headline": "One"}, "date": "1755"}]),
            "no slide has a place, and a step needs one; add latitude and longitude",
        ),
        (
            storymap(slides=[{"text": {"headline": "One"}, "location": {"lat": 1, "lon": 2}}]),
            "no slide has a date that can be read, and a step needs one; say when the story takes place, in EDTF",
        ),
        (storymap(slides=[{"type": "overview"}]), "there is no slide to make a step of"),
    ],
)
def test_a_fault_of_a_story_map_has_its_sentence(change: Change, sentence: str) -> None:
    assert sentence in broken("storymapjs.json", change)


def test_a_fault_names_file_and_line_and_all_come_at_once() -> None:
    def change(value: Any) -> None:
        value["storymap"]["slides"][1]["location"]["lat"] = 138
        value["storymap"]["slides"][2]["location"].pop("lon")

    said = broken("storymapjs.json", change).splitlines()
    assert len(said) == 2
    text = json.dumps(document("storymapjs.json"), indent=1)
    line = text[: text.index('"name": "Lisbon"')].count("\n")
    assert said[0].startswith(f"file.json:{line}: slide 2: ")
    assert "slide 3: the longitude is missing" in said[1]


def events(number: int, **parts: Any) -> Change:
    """A change of parts of an event."""

    def change(value: Any) -> None:
        value["events"][number].update(parts)

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (events(0, start_date={"year": "-44"}), "event 1: the year -44 lies before the year 1, which no story tells"),
        (events(0, start_date={"year": "soon"}), 'event 1: the year "soon" is no number; write digits'),
        (events(0, start_date={"year": "99999"}), 'event 1: the year "99999" has more than four digits; mend it'),
        (
            events(0, start_date={"year": "1700", "month": 2, "day": 30}),
            'event 1: the date "1700-02-30" never was: February 1700 has 28 days',
        ),
        (events(0, end_date={"year": "1600"}), 'event 1: the date "1662-05/1600" ends before it starts'),
        (lambda value: value.update(scale="cosmological"), "the timeline is cosmological"),
        (lambda value: value.update(events=[]), '"events" is empty; a story needs at least one event'),
        (lambda value: value.update(events=[1]), "event 1 is 1; it must be an object"),
    ],
)
def test_a_fault_of_a_timeline_has_its_sentence(change: Change, sentence: str) -> None:
    assert sentence in broken("timelinejs.json", change, places=upload("timelinejs_places.geojson"))


def test_a_timeline_without_places_is_told_where_to_get_them() -> None:
    assert "give a file of places, Linked Places or GeoJSON, with --places FILE" in broken(
        "timelinejs.json", lambda _: 0
    )
    none = Upload("p.json", json.dumps({"type": "Feature", "geometry": POINT, "properties": {"name": "Ur"}}).encode())
    said = broken("timelinejs.json", lambda _: 0, places=none)
    assert "no event names a place of the file of places; add their names to it" in said


CHAPTERS = "Chapter,Description,Location,Latitude,Longitude\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (CHAPTERS + 'One,"A\nB",,95,3\n', "file.csv:2: chapter 1: latitude 95 is not between -90 and 90; are latitude"),
        (CHAPTERS + 'One,"A\nB",,5,3\nTwo,,,5,\n', "file.csv:4: chapter 2: the longitude is missing"),
        (CHAPTERS, "file.csv:1: there is no row below the header"),
        (CHAPTERS + 'One,"A,,,\n', "file.csv:2: not a table:"),
        (CHAPTERS + "One,A, B,C,1,2,3\n", "file.csv:2: the row has 7 cells, the header 5; quote texts with commas"),
        ("Chapter,Chapter,Latitude,Longitude\n1,2,3,4\n", 'file.csv:1: the column "chapter" stands twice; keep one'),
        ("Title,Lat\n1,2\n", "file.csv:1: the file is of no format known here; name it with --format: storymapjs, "),
        ("", "file.csv:1: the file is empty; export it again"),
        (b"Chapter,Latitude,Longitude\n\xff,1,2\n", "file.csv:2: byte 27 is not UTF-8; save the file as UTF-8"),
        (b" " * 20_000_001, "file.csv:1: the file has 20.0 MB; 20 MB is the most, so split it"),
        ("QUOTE_TRANSCRIPTION,ANCHOR\nx,y\n", 'file.csv:1: there is no column "TYPE"'),
        ("QUOTE_TRANSCRIPTION,ANCHOR,TYPE\n", "file.csv:1: there is no row below the header"),
        (
            "QUOTE_TRANSCRIPTION,ANCHOR,TYPE,LAT,LNG\nUr,char-offset:1,PLACE,,\n",
            "file.csv:1: no place in the file has coordinates; link the places in Recogito, or give --places FILE",
        ),
        (
            "QUOTE_TRANSCRIPTION,ANCHOR,TYPE,LAT,LNG\nUr,char-offset:1,PLACE,300,1\n",
            "file.csv:2: annotation 1: latitude 300 is not between -90 and 90; mend it",
        ),
    ],
)
def test_a_fault_of_a_table_has_its_sentence(text: str | bytes, sentence: str) -> None:
    assert sentence in faults_of(text, "file.csv")


def test_annotations_of_several_texts_are_not_laid_over_one() -> None:
    rows = "FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,LAT,LNG\na,Ur,char-offset:1,PLACE,3,3\nb,Ur,char-offset:1,PLACE,3,3\n"
    said = faults_of(rows, "file.csv", text=Upload("t.txt", b"To Ur."))
    assert 'the annotations are of several texts, "a", "b", each with its own offsets' in said


POINT = {"type": "Point", "coordinates": [6, 46]}


def collection(*features: Any, **top: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": list(features), **top}, indent=1)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"title": "A", "date": "1800", **properties}, "geometry": geometry}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            collection(feature(POINT), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}),
            'the coordinates are in "urn:ogc:def:crs:EPSG::3857", not in degrees of WGS 84; turn it into WGS 84 first',
        ),
        (collection(feature({"type": "Point", "coordinates": [46, 100]})), "feature 1: latitude 100 is not between"),
        (collection(feature({"type": "Point", "coordinates": [190, 10]})), "feature 1: longitude 190 is not between"),
        (
            collection(feature({"type": "Point", "coordinates": ["6", 46]})),
            "feature 1: a position is a list; it must be",
        ),
        (
            collection(feature({"type": "Circle", "coordinates": [6, 46]})),
            'feature 1: the geometry\'s "type" is "Circle"',
        ),
        (collection(feature("POINT(6 46)")), 'feature 1: the geometry is "POINT(6 46)"; it must be an object'),
        (
            collection(feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]})),
            "feature 1: the Polygon is not valid: Self-intersection",
        ),
        (collection(feature({"type": "LineString", "coordinates": [[0, 0]]})), "feature 1: a line of 1 position"),
        (collection(feature(None)), "no feature has a geometry; a story needs a place"),
        (collection(), '"features" is empty; it must list the places'),
        (collection(3), 'feature 1 is 3; it must be an object with "type": "Feature"'),
        (
            '{"type": "FeatureCollection",\n "features": [}',
            "file.json:2: not JSON at column 15: a value is missing here",
        ),
        ('{"type": "Topology"}', "the file is of no format known here"),
        ('{"a": NaN}', "NaN is not JSON; write a number or null"),
        ("[" * 100_000, "brackets are nested too deeply"),
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
def test_a_fault_of_geojson_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text)


def test_web_annotations_need_a_file_of_places() -> None:
    data = (FOLDER / "web-annotations.jsonld").read_bytes()
    assert "with --places FILE" in faults_of(data)
    places = Upload("p.json", collection(feature(POINT)).encode())
    said = faults_of(data, places=places)
    assert "no annotation names a place of the file of places; its links must hold their addresses" in said
    bad = Upload("p.json", collection(feature({"type": "Point", "coordinates": [46, 100]})).encode())
    assert faults_of(data, places=bad).startswith("p.json:12: place 1: latitude 100")


def test_too_many_steps_and_places_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    features = [feature({"type": "Point", "coordinates": [at / 10, 40]}) for at in range(501)]
    assert "there are more than 500 features; split the file into stories" in faults_of(collection(*features))
    monkeypatch.setattr(fields, "MOST_PLACES", 3)
    assert "there are more than 3 places; split the file into stories" in faults_of(collection(*features[:9]))
