"""The sheets of leaflet-storymaps as a story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geo.reading.test_uploads import workbook
from tests.import_files import faults_of, imported, imported_bytes, story_in


def test_chapters_of_a_sheet_become_steps_with_title_and_author_of_the_options(tmp_path: Path) -> None:
    made = imported("leaflet-storymaps")
    story = story_in(tmp_path, made)
    assert (story.title, story.subtitle, story.source.authors) == (
        "Cholera in Soho",
        "A story of a pump",
        ("M. Field",),
    )
    assert [step.title for step in story.steps][:3] == ["Broad Street, 1854", "The brewery", "=A widow in Hampstead"]
    assert "died within\na few streets" in story.steps[0].text
    assert story.steps[0].date.edtf == "1854"
    assert story.steps[0].date_note == "The date is the one in the title. The file gives no date."
    assert story.steps[1].undated
    assert story.works["broad-street-1854-media"].url == "https://wellcomecollection.org/works/abc"
    assert story.steps[3].places == story.steps[2].places and story.steps[3].unplaced
    assert any("overlays" in each for each in made.lost)


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
        (
            "Title,Lat\n1,2\n",
            'file.csv:1: no column says where something is (the columns are "Title" and "Lat"); name ',
        ),
        ("", "file.csv:1: the file is empty; export it again"),
        (b" " * 20_000_001, "file.csv:1: the file has 20.0 MB; 20 MB is the most, so split it"),
    ],
)
def test_a_fault_of_the_sheet_has_its_sentence(text: str | bytes, sentence: str) -> None:
    assert sentence in faults_of(text, "file.csv")


LEAVES = """Chapter,Description,Location,Latitude,Longitude
3 March 1874: Köln,Text — über,Köln,50.94,6.96
4 March 1874: Bonn,Text,Bonn,50.73,7.10
"""


def test_dates_stand_in_the_headings_of_chapters() -> None:
    made = imported_bytes(LEAVES, "chapters.csv")
    assert [(each.date, each.undated) for each in made.draft.steps] == [("1874-03-03", False), ("1874-03-04", False)]


def test_a_sheet_in_windows_1252_is_read_and_that_is_said() -> None:
    made = imported_bytes(LEAVES.encode("cp1252"), "chapters.csv")
    assert [each.title for each in made.draft.places] == ["Köln", "Bonn"]
    assert made.look[0] == "chapters.csv is not in UTF-8 and was read as Windows-1252: look at its accents."


def test_the_headline_of_a_chapter_without_a_location_is_no_name_of_a_place() -> None:
    made = imported_bytes("Chapter,Description,Location,Latitude,Longitude\nMarried,Text,,50.94,6.96\n", "chapters.csv")
    assert [each.title for each in made.draft.places] == ["Unnamed place"]


def test_a_workbook_holds_chapters_and_options() -> None:
    options: list[list[object]] = [
        ["Setting", "Customize"],
        ["Storymap Title", "The Rhine"],
        ["Author Name", "A. B."],
    ]
    chapters: list[list[object]] = [
        ["Chapter", "Location", "Latitude", "Longitude"],
        ["1874: Bonn", "Bonn", 50.73, 7.1],
    ]
    made = imported_bytes(workbook(Options=options, Chapters=chapters), "story.xlsx").draft
    assert (made.title, made.source.authors, made.steps[0].date) == ("The Rhine", "A. B.", "1874")
