"""Any table of places: its columns are recognised, or named by the author."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.uploads import Upload
from narrative.imports.sheet import guessed, is_sheet, read_columns
from tests.geo.reading.test_uploads import workbook
from tests.import_files import collection, faults_of, feature, imported, imported_bytes, story_in

PLAIN = """Name,Latitude,Longitude,Date,Text,Image
Malta,35.9,14.5,1854-11-26,The fleet came in.,malta.jpg
Odessa,46.48,30.73,1854-12-03,We sailed on.,odessa.jpg
"""


def test_the_columns_of_a_plain_sheet_are_recognised() -> None:
    made = imported_bytes(PLAIN, "places.csv")
    assert [(each.date, each.title, each.text.strip()) for each in made.draft.steps] == [
        ("1854-11-26", "Malta", "The fleet came in."),
        ("1854-12-03", "Odessa", "We sailed on."),
    ]
    assert [each.geometry for each in made.draft.places] == [
        {"type": "Point", "coordinates": [14.5, 35.9]},
        {"type": "Point", "coordinates": [30.73, 46.48]},
    ]
    assert 'row 1: there is no file "malta.jpg" beside the imported one, so it is not shown.' in made.lost


def test_a_sheet_of_another_country_is_read_with_its_commas_degrees_and_months(tmp_path: Path) -> None:
    made = imported("sheet")
    story = story_in(tmp_path, made)
    points = [story.gazetteer.places[id].geometry.coords[0] for step in story.steps for id in step.places]
    assert points == [(14.5, 35.9), (30.73, 46.48), (28.96, 41.01)]
    assert [(step.date.edtf, step.undated) for step in story.steps] == [
        ("1854-11-26", False),
        ("1854-12-03", False),
        ("", True),
    ]
    assert 'The column "schiffe" was not kept; give it a part with --columns.' in made.lost


def test_the_author_says_what_columns_are() -> None:
    text = "A,B,C,D,E\nYalta,44.5,34.2,Rest.,More.\n"
    assert not is_sheet("A,B,C,D,E")
    columns = read_columns("place=A,lat=b,lon=C,text=D+E")
    made = imported_bytes(text, "a.csv", columns=columns).draft
    assert (made.steps[0].title, made.steps[0].text) == ("Yalta", "Rest.\n\nMore.")
    assert 'there is no column "x"; the columns are a, b, c, d, e' in faults_of(text, "a.csv", columns={"lat": "X"})


def test_what_nobody_can_read_is_told_with_the_cure() -> None:
    said = faults_of("When,What\n1900,A fair at Leeds\n", "a.csv")
    assert 'no column says where something is (the columns are "When" and "What"); name them with --columns' in said


def test_places_come_from_a_second_file_by_their_names() -> None:
    leeds = Upload(
        "p.geojson", collection(feature({"type": "Point", "coordinates": [-1.55, 53.8]}, title="Leeds")).encode()
    )
    text = "Event,Date,City\nA fair,1900,Leeds\nA flood,1901,\n"
    made = imported_bytes(text, "a.csv", places=leeds, columns={"title": "Event"})
    assert [each.places for each in made.draft.steps] == [("leeds",), ("leeds",)]
    assert [each.unplaced for each in made.draft.steps] == [False, True]


@pytest.mark.parametrize(
    ("cells", "point"),
    [
        ('"46.48, 30.73"', [30.73, 46.48]),
        ("POINT (30.73 46.48)", [30.73, 46.48]),
        ('"46°28′48″N 30°43′48″E"', [30.73, 46.48]),
    ],
)
def test_both_coordinates_in_one_cell(cells: str, point: list[float]) -> None:
    made = imported_bytes(f"Place,Coordinates\nOdessa,{cells}\n", "a.csv").draft
    assert made.places[0].geometry == {"type": "Point", "coordinates": point}


def test_year_month_and_day_in_columns_of_their_own() -> None:
    made = imported_bytes("Place,Lat,Lon,Year,Month,Day\nA,1,2,1854,11,26\nB,1,3,1854,Nov,\nC,1,4,1855,,\n", "a.csv")
    assert [each.date for each in made.draft.steps] == ["1854-11-26", "1854-11", "1855"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("A,95,2", "a.csv:2: row 1: latitude 95 is not between -90 and 90"),
        ("A,,2", "a.csv:2: row 1: the latitude is missing"),
        ("A,north,2", 'a.csv:2: row 1: the latitude "north" is no number'),
        ("A,,", "a.csv:2: no row has a place; give latitude and longitude"),
    ],
)
def test_a_fault_of_a_sheet_has_its_sentence(row: str, sentence: str) -> None:
    assert sentence in faults_of(f"Place,Lat,Lon\n{row}\n", "a.csv")


def test_a_role_is_given_once_and_a_headline_is_no_place() -> None:
    assert guessed(["Title", "Name", "Lat", "Long"]) == {"title": "Title", "place": "Name", "lat": "Lat", "lon": "Long"}
    made = imported_bytes("Title,Lat,Lon\nMarried,1,2\n", "a.csv").draft
    assert (made.steps[0].title, made.places[0].title) == ("Married", "Unnamed place")


@pytest.mark.parametrize("text", ["lat", "lat=", "latt=B", ""])
def test_columns_that_cannot_be_read_are_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"is no kind of column|names no column"):
        read_columns(text)


def test_a_workbook_is_read_as_a_sheet_is() -> None:
    head: list[object] = ["Name", "Latitude", "Longitude", "Year"]
    rows: list[list[object]] = [head, ["Malta", 35.9, 14.5, 1854], ["Odessa", 46.48, 30.73, 1854]]
    made = imported_bytes(workbook(Places=rows), "places.xlsx").draft
    assert [(each.title, each.date) for each in made.steps] == [("Malta", "1854"), ("Odessa", "1854")]
