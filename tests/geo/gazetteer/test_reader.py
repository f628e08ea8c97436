import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from geo.gazetteer.reader import Place
from geo.reading.faults import Fault, Faults
from tests.gazetteers import read_gazetteer
from tests.listed import together
from tests.stories import feature, line_of, places


def write(folder: Path, document: Any) -> Path:
    path = folder / "places.geojson"
    text = document if isinstance(document, str) else json.dumps(document, indent=1, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(Faults) as caught:
        read_gazetteer(path)
    return caught.value.faults


def test_a_sound_file_becomes_places_in_its_own_order_and_a_frame(tmp_path: Path) -> None:
    gazetteer = read_gazetteer(write(tmp_path, places()))
    assert list(gazetteer.places) == ["geneva", "evian", "lausanne"]
    geneva = gazetteer.places["geneva"]
    assert (geneva.title, geneva.certainty, geneva.rank, geneva.modern) == ("Geneva", "certain", 1, None)
    assert geneva.names[0].citations[0].label == "The Almanac of 1950"
    assert geneva.addresses == (("Wikidata", "https://www.wikidata.org/wiki/Q71"),)
    assert gazetteer.frame.crs == "EPSG:4326"
    assert list(gazetteer.frame.columns) == ["title", "certainty", "rank", "geometry"]
    assert gazetteer.frame.geometry.loc["evian"].equals(shapely.Point(6.589, 46.401))
    assert gazetteer.document == places()


def test_a_rival_is_told_by_its_id(tmp_path: Path) -> None:
    document = places()
    document["features"][0]["relations"] = [{"relationType": "rival", "relationTo": "urn:narrative-map:place:evian"}]
    assert read_gazetteer(write(tmp_path, document)).places["geneva"].rivals == ("evian",)


@pytest.mark.parametrize(
    ("geometry", "inside"),
    [
        (shapely.Point(6, 46), shapely.Point(6, 46)),
        (shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 4, 4)), None),  # an L, whose centroid lies outside
        (shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 9, 9)]), shapely.Point(7, 7)),
        (shapely.MultiLineString([[(0, 0), (1, 0)], [(5, 0), (9, 0)]]), shapely.Point(7, 0)),
    ],
)
def test_a_label_stands_within_the_largest_part(geometry: Any, inside: Any) -> None:
    point = Place(id="x", title="X", geometry=geometry).label_point
    assert geometry.distance(point) < 1e-9
    if inside is not None:
        assert point.distance(inside) < 0.05


def broken(change: Callable[..., Any]) -> Any:
    document = copy.deepcopy(places())
    change(document, document["features"][1])
    return document


RING = [[6, 46], [7, 46], [7, 47], [6, 47], [6, 46]]
BOW = [[6, 46], [7, 47], [7, 46], [6, 47], [6, 46]]


def geometry(kind: str, coordinates: Any, **more: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates, "certainty": "certain", **more}


@together(
    ("change", "at", "message"),
    [
        (lambda d, f: f.update(id="Evian"), '"id": "Evian"', 'the id "Evian" is not a slug; use lower-case letters'),
        (lambda d, f: f.update(id='x" onload="'), '"id": "x', "is not a slug"),
        (lambda d, f: f.pop("id"), None, 'missing "id"; add it'),
        (lambda d, f: f.update(id="geneva"), None, 'the id "geneva" stands on line 7 already'),
        (lambda d, f: f.update({"@id": "urn:narrative-map:place:geneva"}), None, 'is that of "geneva"'),
        (lambda d, f: f.update({"@id": "evian"}), '"@id": "evian"', '"evian" is no address; write one such as "urn:'),
        (lambda d, f: f.update(name=[]), None, 'unknown key "name"; did you mean "names"?'),
        (lambda d, f: f["properties"].update(rank=5), None, '"rank" is 5; the most is 4'),
        (lambda d, f: f["properties"].update(title=7), None, '"title" is 7, not text; put it in quotes'),
        (lambda d, f: f["properties"].update(moderm="X"), None, 'unknown key "moderm"; did you mean "modern"?'),
        (lambda d, f: f.update(names=[]), None, '"names" is empty; write at least one'),
        (lambda d, f: f["names"][0].update(lang="English!"), None, "is no BCP 47 tag"),
        (lambda d, f: f["names"][0].update(citations=[{"@id": "https://a.org"}]), None, 'missing "label"; add it'),
        (lambda d, f: f["names"][0].update(citations=[{"label": "x", "@id": "ftp://a"}]), None, "is not on the web"),
        (lambda d, f: f["names"][0].update(toponym="Geneva"), None, 'the place "geneva" is called "Geneva" (en) too'),
        (lambda d, f: f["names"].append(f["names"][0]), None, 'the name "Evian" (en) stands twice'),
        (
            lambda d, f: f["geometry"].update(certainty="sure"),
            None,
            '"certainty" is "sure"; write certain, less-certain or',
        ),
        (lambda d, f: f["geometry"].pop("certainty"), None, 'missing "certainty"; add one of certain, less-certain'),
        (
            lambda d, f: f["geometry"].update(certainty="uncertain"),
            None,
            'the place is uncertain, but "reason" is missing',
        ),
        (lambda d, f: f["geometry"].update(coordinates=[46.4, 126.5]), None, "did you write latitude first?"),
        (lambda d, f: f["geometry"].update(coordinates=[200, 500]), None, "latitude 500 is not between -90 and 90"),
        (lambda d, f: f["geometry"].update(coordinates=[200, 50]), None, "longitude 200 is not between -180 and 180"),
        (lambda d, f: f["geometry"].update(coordinates=[]), None, "a position of 0 numbers"),
        (lambda d, f: f["geometry"].update(coordinates=["6", "46"]), None, "it must be [longitude, latitude]"),
        (lambda d, f: f.update(geometry=None), None, '"geometry" is nothing; it must be keys and values'),
        (lambda d, f: f.update(geometry=geometry("Circle", [1, 2])), None, '"type" is "Circle"; write Point'),
        (lambda d, f: f.update(geometry=geometry("MultiPolygon", [])), None, "the MultiPolygon is empty"),
        (lambda d, f: f.update(geometry=geometry("Polygon", [RING[:-1]])), None, "does not end where it starts"),
        (
            lambda d, f: f.update(geometry=geometry("Polygon", [RING[:3]])),
            None,
            "a ring of 3 positions; it needs at least 4",
        ),
        (lambda d, f: f.update(geometry=geometry("Polygon", RING)), None, "check the number of brackets"),
        (
            lambda d, f: f.update(geometry=geometry("Polygon", [BOW])),
            None,
            "the Polygon is not valid: Self-intersection[6.5 46.5]",
        ),
        (lambda d, f: f.update(geometry=geometry("LineString", [[6, 46]])), None, "a line of 1 position"),
        (lambda d, f: f["links"][0].update(identifier="wd:71"), None, 'after "wd:" comes something like Q42'),
        (lambda d, f: f["links"][0].update(identifier="osm:71"), None, "is of no known register"),
        (lambda d, f: f["links"][0].update(identifier="javascript:alert(1)"), None, "is of no known register"),
        (
            lambda d, f: f.update(links=[{"type": "same", "identifier": "gn:1"}]),
            None,
            '"type" is "same"; write exactMatch',
        ),
        (
            lambda d, f: f.update(relations=[{"relationType": "rival", "relationTo": "urn:narrative-map:place:genva"}]),
            None,
            'no place has the address "urn:narrative-map:place:genva"; did you mean "urn:narrative-map:place:geneva"?',
        ),
        (
            lambda d, f: f.update(relations=[{"relationType": "rival", "relationTo": f["@id"]}]),
            None,
            "related to itself",
        ),
        (
            lambda d, f: f.update(when={"timespans": [{"start": {"in": "1950"}, "end": {"in": "1945"}}]}),
            None,
            "before it starts",
        ),
        (lambda d, f: f.update(when={"timespans": [{"start": {"in": "about 1950"}}]}), None, "is not ISO 8601"),
        (lambda d, f: f.update(descriptions=[{"value": "On the lake."}]), None, 'missing "lang"; add it'),
        (
            lambda d, f: d.update(type="Features"),
            '"type": "Features"',
            '"type" is "Features"; write "FeatureCollection"',
        ),
        (lambda d, f: d.update(featurs=[]), None, 'unknown key "featurs"; did you mean "features"?'),
        (lambda d, f: d.update(features=[]), '"features"', '"features" is empty'),
        (lambda d, f: d.update(features={}), '"features"', "it must be a list of places"),
        (lambda d, f: d["features"].append(3), None, "a feature is 3; it must be an object"),
    ],
)
def test_a_broken_place_is_told_with_its_line_and_a_cure(
    tmp_path: Path, change: Callable[..., Any], at: str | None, message: str
) -> None:
    document = broken(change)
    path = write(tmp_path, document)
    faults = faults_of(path)
    assert any(message in fault.message for fault in faults), [str(fault) for fault in faults]
    fault = next(fault for fault in faults if message in fault.message)
    assert fault.file == str(path)
    if at is not None:
        assert fault.line == line_of(path.read_text(encoding="utf-8"), at)


def test_a_fault_deep_in_a_place_stands_on_its_own_line(tmp_path: Path) -> None:
    path = write(tmp_path, broken(lambda d, f: f["names"][0].update(lang="English!")))
    assert [fault.line for fault in faults_of(path)] == [line_of(path.read_text(), "English!")]


def test_all_faults_come_at_once_sorted_by_line(tmp_path: Path) -> None:
    document = places()
    for each in document["features"]:
        each["geometry"]["coordinates"] = [6, 100]
    faults = faults_of(write(tmp_path, document))
    assert len(faults) == 3
    assert list(faults) == sorted(faults)


@pytest.mark.parametrize("cure", ["note", "relation"])
def test_two_places_may_share_a_name_where_the_file_tells_them_apart(tmp_path: Path, cure: str) -> None:
    document = places()
    document["features"].append(feature("geneva-ohio", "Geneva", -80.95, 41.8))
    if cure == "note":
        document["features"][3]["names"][0]["note"] = "The town in Ohio."
    else:
        relation = {"relationType": "namesake", "relationTo": "urn:narrative-map:place:geneva"}
        document["features"][3]["relations"] = [relation]
    assert len(read_gazetteer(write(tmp_path, document)).places) == 4


def test_a_missing_file_a_folder_and_another_encoding_are_told(tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    assert "there is no such file" in faults_of(path)[0].message
    path.write_bytes('{\n"a": "Évian"}'.encode("latin-1"))
    assert (faults_of(path)[0].line, "save the file as UTF-8" in faults_of(path)[0].message) == (2, True)
    path.unlink()
    path.mkdir()
    assert "this is a folder" in faults_of(path)[0].message


def test_a_file_that_is_no_json_is_told_with_its_line(tmp_path: Path) -> None:
    (fault,) = faults_of(write(tmp_path, '{"type": "FeatureCollection",\n "features": [1 2]}'))
    assert (fault.line, "is missing before this" in fault.message) == (2, True)
