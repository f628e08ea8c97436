"""The steps of a story as a table and as JSON, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from narrative.exports.steps_schema import steps_schema
from narrative.story import Story, load_story
from narrative.story.prose import plain_text
from tests.exported import DATES, dated, rows, table
from tests.hostile_story import HOSTILE, body
from tests.stories import PAPERS, TELLING, write_story


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
    assert frame.loc["read-on", "editorial"] == "yes"
    assert frame.loc["read-on", "date"] == "about 15 October 1949"


def test_the_json_of_the_steps_has_links_and_notes_with_their_works(lake: Story) -> None:
    document = json.loads(body(lake, "steps-json"))
    letter = document["steps"][0]
    link: dict[str, Any] = {
        "from": "geneva",
        "to": "evian",
        "kind": "message",
        "label": "a letter",
        "status": "disputed",
    }
    link |= {"via": [], "along": None, "schematic": False, "side": None}
    link |= {"speaker": None, "paragraphs": [1], "sources": []}
    assert letter["links"] == [link]
    assert letter["notes"][0]["works"] == [document["works"][0]["id"]]
    assert letter["places"][0] == {"id": "geneva", "title": HOSTILE, "certainty": "certain"}


@pytest.mark.parametrize(("edtf", "earliest", "latest", "start", "end", "words"), DATES)
def test_a_date_keeps_its_doubt_in_the_table_and_in_json(
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


def test_statements_and_what_is_left_open_are_in_the_table_and_in_json(tmp_path: Path) -> None:
    told = load_story(write_story(tmp_path, TELLING, papers=PAPERS))
    row = rows(body(told, "steps-csv"))[0]
    assert row["sign"] == "disputed in part"
    assert row["statements"] == ("Anna Rochat rowed across the lake. (reported) | The boat was her own. (the editor’s)")
    assert row["silent"] == "who paid her"
    letter = json.loads(body(told, "steps-json"))["steps"][0]
    assert letter["sign"] == {"status": "disputed", "partly": True}
    assert letter["silent"] == ["who paid her"]
    assert [each["id"] for each in letter["statements"]] == ["she-rowed", "the-boat-was-hers"]
    rowed = letter["statements"][0]
    assert (rowed["standing"], rowed["speaker"], rowed["hearer"], rowed["paragraphs"]) == (
        "reported",
        "anna",
        "geneva",
        [1],
    )
    Draft202012Validator(json.loads(steps_schema())).validate(json.loads(body(told, "steps-json")))
