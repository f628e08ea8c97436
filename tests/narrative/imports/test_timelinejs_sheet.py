"""TimelineJS's spreadsheet as a story, with the places of a second file or of its own columns."""

from __future__ import annotations

from pathlib import Path

from tests.import_files import faults_of, imported, imported_bytes, story_in


def test_rows_become_steps_as_the_events_of_a_timeline_do(tmp_path: Path) -> None:
    made = imported("timelinejs-sheet")
    story = story_in(tmp_path, made)
    assert (story.title, story.summary) == ("Tea & trade", "From Canton to London.")
    assert [step.date.edtf for step in story.steps] == ["1715~", "1773-12-16", "1834/1839-03"]
    assert story.steps[1].date_note == "The timeline writes “A cold night in December”."
    assert [step.places for step in story.steps] == [("canton",), ("boston",), ("boston",)]
    assert [step.unplaced for step in story.steps] == [False, False, True]
    assert {"The timeline's eras were not kept.", "The times of day were not kept."} <= set(made.lost)


def test_its_own_latitude_and_longitude_need_no_second_file() -> None:
    head = "Year,Month,Day,Display Date,Headline,Text,Latitude,Longitude,Place\n"
    made = imported_bytes(head + "1900,,,,A fair,Held.,53.8,-1.55,Leeds\n", "t.csv").draft
    assert [(each.title, each.geometry) for each in made.places] == [
        ("Leeds", {"type": "Point", "coordinates": [-1.55, 53.8]})
    ]


def test_a_fault_has_the_line_of_its_row() -> None:
    head = "Year,Month,Day,Display Date,Headline,Text\n"
    assert 'a.csv:3: event 2: the year "soon" is no number' in faults_of(
        head + "1900,,,,A,B\nsoon,,,,A,B\n", "a.csv", places=places()
    )
    assert "there is no event below the header" in faults_of(head, "a.csv")


def places():  # type: ignore[no-untyped-def]
    from tests.import_files import upload

    return upload("timelinejs_places.geojson")
