"""The list of exports; tables, JSON and timelines read back by libraries, or checked against their schemas."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pandas
import pytest
import shapely
from lxml import etree

from geo.reading.uploads import FORMULA, inert
from narrative.exports.registry import EXPORTS, find_export
from narrative.exports.steps_schema import SCHEMA, steps_schema
from narrative.story import Story, load_story
from narrative.story.prose import plain_text
from tests.hostile_story import FORMULAS, HOSTILE, ISLAND, LAKE, body, hostile_story
from tests.stories import STORY, write_story

TIMELINE_SCHEMA = Path(__file__).with_name("timelinejs_schema.json")


def rows(data: bytes) -> list[dict[str, str]]:
    """A table by Python's own reader, strict about quotes."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def table(data: bytes) -> Any:
    """A table by pandas, told nothing about it."""
    return pandas.read_csv(io.BytesIO(data))


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return hostile_story(tmp_path)


def dated(folder: Path, edtf: str) -> Story:
    """The small story with that date on its second step."""
    return load_story(write_story(folder, STORY.replace("date: 1949-21", f'date: "{edtf}"')))


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_story_gives_the_same_bytes(lake: Story, name: str) -> None:
    assert body(lake, name) == body(load_story(lake.folder), name)


@pytest.mark.parametrize("name", EXPORTS)
def test_the_first_story_can_be_exported(story: Story, name: str) -> None:
    export = EXPORTS[name]
    assert export.name == name
    assert export.file_name(story).startswith(story.slug)
    assert body(story, name).decode("utf-8")


def test_the_documentation_has_every_format_and_no_other() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE) == list(EXPORTS)


def test_an_unknown_format_is_told_what_was_meant() -> None:
    with pytest.raises(LookupError, match='no format "bibtx"; did you mean "bibtex"'):
        find_export("bibtx")


def test_the_table_of_places_measures_from_the_line_and_links_to_other_gazetteers(lake: Story) -> None:
    frame = table(body(lake, "places-csv")).set_index("id")
    assert list(frame.index) == list(lake.gazetteer.places)
    assert frame.loc["lausanne", ["lat", "lon", "geometry"]].tolist() == [46.52, 6.633, "Point"]
    assert frame.loc["evian", ["lat", "lon"]].tolist() == [-33.5, -6.5]
    # 46.52 - 46 degrees along a meridian, of which one is 111.15 km there.
    assert frame.loc["lausanne", "distance_km"] == pytest.approx(57.8, abs=0.1)
    assert frame.loc["lausanne", "side"] == "north"
    assert frame.loc["line", ["distance_km", "side"]].isna().all()
    assert shapely.Polygon(LAKE, [ISLAND]).contains(shapely.Point(frame.loc["lake", "lon"], frame.loc["lake", "lat"]))
    assert frame.loc["lake", ["certainty", "reason"]].tolist() == ["less-certain", "The shore moves."]
    assert frame.loc["geneva", "steps"] == "the-letter | reading-on"
    assert frame.loc["geneva", "geonames"] == "https://www.geonames.org/2660646"
    assert frame.loc["lausanne", "wikidata"] == "https://www.wikidata.org/wiki/Q71"
    assert frame.loc["geneva", "names_ko"] == "제네바"


def test_without_a_line_of_reference_nothing_is_measured(tmp_path: Path) -> None:
    frame = table(body(load_story(write_story(tmp_path)), "places-csv"))
    assert frame[["distance_km", "side", "distance_from"]].isna().all(axis=None)


def test_tables_follow_rfc_4180_and_start_with_a_byte_order_mark(lake: Story) -> None:
    for name in ("places-csv", "steps-csv"):
        data = body(lake, name)
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert (
            len({len(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)}) == 1
        )
        assert list(rows(data)[0]) == list(table(data).columns)


@pytest.mark.parametrize("text", [*FORMULAS, HOSTILE])
def test_a_spreadsheet_meets_no_formula_and_the_text_can_be_had_back(text: str) -> None:
    guarded = inert(text)
    assert guarded[0] == "'"
    assert FORMULA.match(guarded)
    assert guarded[1:] == text


def test_no_cell_of_text_starts_like_a_formula_and_numbers_stay_numbers(lake: Story) -> None:
    numbers = {"lat", "lon", "distance_km", "number"}
    for name in ("places-csv", "steps-csv"):
        for row in rows(body(lake, name)):
            for column, cell in row.items():
                if column in numbers:
                    assert cell == "" or float(cell) is not None
                else:
                    assert cell.strip()[:1] not in tuple("=+-@＝＋－＠")
    geneva = rows(body(lake, "places-csv"))[0]
    assert geneva["title"] == f"'{HOSTILE}"
    assert geneva["names_fr"] == "'" + " | ".join(FORMULAS)
    assert geneva["description"] == f"'{HOSTILE}\nA second line\ufffewith no sign."


def test_the_table_of_steps_says_what_when_where_and_who_says_so(lake: Story) -> None:
    frame = table(body(lake, "steps-csv")).set_index("id")
    assert frame["number"].tolist() == [1, 2, 3]
    letter = frame.loc["the-letter"]
    assert letter[["edtf", "earliest", "latest", "date"]].tolist() == [*["1949-05-27"] * 3, "27 May 1949"]
    assert letter[["places", "people_names", "status"]].tolist() == ["geneva | evian", "Anna Rochat", "disputed"]
    assert letter["disputed_by"] == "the-denial"
    assert frame.loc["the-denial", "disputes"] == "the-letter"
    assert letter["links"].startswith("a message from =1+1")
    assert letter["text"] == plain_text(lake.steps[0].text)
    assert letter["notes"] == "It was a “Friday” & <i>1 < 2</i>, see there."
    assert letter["works"] == "almanac"
    assert frame.loc["the-denial", ["title", "paragraphs"]].tolist() == [f"'{HOSTILE}", "2 | 3"]
    assert frame.loc["reading-on", "editorial"] == "yes"
    assert frame.loc["reading-on", "date"] == "about 15 October 1949"


def test_the_schema_of_the_steps_is_in_step_with_the_code() -> None:
    cure = "run: python -m narrative.exports.steps_schema"
    assert SCHEMA.read_text(encoding="utf-8") == steps_schema(), cure
    jsonschema.Draft202012Validator.check_schema(json.loads(steps_schema()))


@pytest.mark.parametrize("which", ["lake", "story"])
def test_the_json_of_the_steps_follows_its_schema(request: pytest.FixtureRequest, which: str) -> None:
    told: Story = request.getfixturevalue(which)
    document = json.loads(body(told, "steps-json"))
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(json.loads(steps_schema()), format_checker=formats).validate(document)
    assert document["story"]["title"] == told.title
    assert [step["id"] for step in document["steps"]] == [step.id for step in told.steps]
    assert [step["text"]["markdown"] for step in document["steps"]] == [step.text.strip() for step in told.steps]


def test_the_json_of_the_steps_has_links_and_notes_with_their_works(lake: Story) -> None:
    document = json.loads(body(lake, "steps-json"))
    letter = document["steps"][0]
    link = {"from": "geneva", "to": "evian", "kind": "message", "label": "a letter", "status": "disputed"}
    assert letter["links"] == [link]
    assert letter["notes"][0]["works"] == [document["works"][0]["id"]]
    assert letter["places"][0] == {"id": "geneva", "title": HOSTILE, "certainty": "certain"}


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "start", "end", "words"),
    [
        ("1949-05-27", "1949-05-27", "1949-05-27", (1949, 5, 27), None, "27 May 1949"),
        ("1949-10-15~", "1949-10-15", "1949-10-15", (1949, 10, 15), None, "about 15 October 1949"),
        ("1949-21", "1949-03-01", "1949-05-31", (1949, 3), (1949, 5, 31), "spring 1949"),
        ("1949-05", "1949-05-01", "1949-05-31", (1949, 5), (1949, 5, 31), "May 1949"),
        ("1949?", "1949-01-01", "1949-12-31", (1949,), (1949, 12, 31), "1949, perhaps"),
        ("194X", "1940-01-01", "1949-12-31", (1940,), (1949, 12, 31), "the 1940s"),
        ("1949-05-XX", "1949-05-01", "1949-05-31", (1949, 5), (1949, 5, 31), "some day in May 1949"),
        ("1950-06-20/1950-06-25", "1950-06-20", "1950-06-25", (1950, 6, 20), (1950, 6, 25), "20–25 June 1950"),
        ("1949-04/1949-05-04", "1949-04-01", "1949-05-04", (1949, 4), (1949, 5, 4), "April 1949 to 4 May 1949"),
        ("1950-06-25T04:00", "1950-06-25", "1950-06-25", (1950, 6, 25), None, "25 June 1950, 04:00"),
        ("1949-05-20/..", "1949-05-20", None, (1949, 5, 20), None, "from 20 May 1949"),
        ("../1949-05-20", None, "1949-05-20", (1949, 5, 20), None, "until 20 May 1949"),
    ],
)
def test_a_date_keeps_its_doubt_in_every_format(
    tmp_path: Path,
    edtf: str,
    earliest: str | None,
    latest: str | None,
    start: tuple[int, ...],
    end: tuple[int, ...] | None,
    words: str,
) -> None:
    told = dated(tmp_path, edtf)
    row = rows(body(told, "steps-csv"))[1]
    assert (row["edtf"], row["earliest"], row["latest"], row["date"]) == (edtf, earliest or "", latest or "", words)
    date = json.loads(body(told, "steps-json"))["steps"][1]["date"]
    assert (date["earliest"], date["latest"], date["words"]) == (earliest, latest, words)
    assert (date["approximate"], date["uncertain"]) == ("~" in edtf, "?" in edtf)
    event = timeline(told)["events"][1]
    keys = ("year", "month", "day")
    assert event["start_date"] == dict(zip(keys, start, strict=False))
    assert event.get("end_date") == (dict(zip(keys, end, strict=True)) if end else None)
    assert event["display_date"] == words


def timeline(story: Story) -> dict[str, Any]:
    """The timeline of a story, found to follow the documentation."""
    document: dict[str, Any] = json.loads(body(story, "timelinejs"))
    jsonschema.Draft202012Validator(json.loads(TIMELINE_SCHEMA.read_text(encoding="utf-8"))).validate(document)
    return document


def test_a_timeline_has_every_step_once_and_says_its_number(story: Story) -> None:
    document = timeline(story)
    assert [event["unique_id"] for event in document["events"]] == [step.id for step in story.steps]
    assert document["title"]["unique_id"] not in {step.id for step in story.steps}
    for number, event in enumerate(document["events"], 1):
        assert f"Step {number} of {len(story.steps)}" in event["text"]["text"]


def test_a_timeline_is_grouped_by_who_says_so(lake: Story) -> None:
    assert [event["group"] for event in timeline(lake)["events"]] == ["Disputed", "Reported", "The editor’s"]


def test_the_html_of_a_timeline_can_do_nothing_but_be_read(lake: Story) -> None:
    document = timeline(lake)
    slides = [document["title"], *document["events"]]
    for slide in slides:
        for part in slide["text"].values():
            elements = etree.fromstring(f"<div>{part}</div>").iter()
            assert {each.tag for each in elements} <= {"div", "p", "em", "small", "blockquote"}
    headline = etree.fromstring(f"<div>{document['events'][1]['text']['headline']}</div>")
    assert headline.text == HOSTILE.replace('"quoted"', "“quoted”").replace("'", "’")
    assert "of Evian and Anna." in document["events"][0]["text"]["text"]
    assert "The Almanac of 1950" in document["events"][0]["text"]["text"]
