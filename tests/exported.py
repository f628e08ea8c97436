"""Read back what a story is exported to: tables, and timelines that follow their documentation."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pandas

from narrative.story import Story, load_story
from tests.hostile_story import body
from tests.stories import STORY, write_story

TIMELINE_SCHEMA = Path(__file__).parent / "narrative" / "exports" / "timelinejs_schema.json"

# A date in EDTF, its first and last day (None where it is open), how TimelineJS starts and ends it, and its words.
DATES = [
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
]


def rows(data: bytes) -> list[dict[str, str]]:
    """A table by Python's own reader, strict about quotes."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def table(data: bytes) -> Any:
    """A table by pandas, told nothing about it."""
    return pandas.read_csv(io.BytesIO(data))


def dated(folder: Path, edtf: str) -> Story:
    """The small story with that date on its second step."""
    return load_story(write_story(folder, STORY.replace("date: 1949-21", f'date: "{edtf}"')))


def timeline(story: Story) -> dict[str, Any]:
    """The timeline of a story, found to follow the documentation."""
    document: dict[str, Any] = json.loads(body(story, "timelinejs"))
    jsonschema.Draft202012Validator(json.loads(TIMELINE_SCHEMA.read_text(encoding="utf-8"))).validate(document)
    return document
