"""A timeline of TimelineJS as a story, with the places of a second file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from geo.reading.uploads import Upload
from narrative.imports.timelinejs import event_date
from tests.import_files import POINT, Change, broken, imported, story_in, upload


def test_a_timeline_takes_its_places_from_a_second_file_by_their_names(tmp_path: Path) -> None:
    made = imported("timelinejs")
    story = story_in(tmp_path, made)
    assert (story.title, story.summary) == ("Tea & trade", "From Canton to London.")
    assert [step.places for step in story.steps] == [
        ("portsmouth",),
        ("canton", "macao"),
        ("boston",),
        ("boston",),
    ]
    assert story.steps[3].unplaced
    assert [step.date.edtf for step in story.steps] == ["1662-05", "1715~", "1773-12-16", "1834/1839-03"]
    assert story.steps[2].date_note == "The timeline writes “A cold night in December”."
    assert "nagasaki" not in story.gazetteer.places
    assert [name.toponym for name in story.gazetteer.places["canton"].names] == ["Canton", "廣州"]
    assert "The timeline's eras were not kept." in made.lost
    assert "event 4 has no place: the map stays at Boston, as in the step before it." in made.look


def events(number: int, **parts: Any) -> Change:
    """A change of parts of an event."""

    def change(value: Any) -> None:
        value["events"][number].update(parts)

    return change


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
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


@pytest.mark.parametrize(
    ("year", "edtf"), [("-44", "-0043"), (-1, "0000"), ("-17000", "Y-16999"), ("-400.0", "-0399"), ("79", "0079")]
)
def test_a_negative_year_is_one_before_christ_as_timelinejs_shows_it(year: object, edtf: str) -> None:
    assert event_date({"start_date": {"year": year}}) == edtf


def test_an_event_shown_without_a_date_has_none() -> None:
    assert event_date({"start_date": {"year": 1949}, "display_date": "No date"}) is None
