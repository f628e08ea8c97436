"""Annotations of Recogito, with and without the text they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.uploads import Upload
from narrative.source.annotations import load_annotations
from tests.import_files import faults_of, imported, story_in


def test_annotations_of_recogito_make_steps_of_the_texts_paragraphs(tmp_path: Path) -> None:
    made = imported("recogito-csv")
    story = story_in(tmp_path, made)
    assert [step.paragraphs for step in story.steps] == [(1, 2, 3), (4,), (5,)]
    assert [step.places for step in story.steps] == [("tripoli",), ("murzuq", "bilma"), ("tripoli",)]
    assert [step.date.edtf for step in story.steps] == ["1826-05", "1826-06-27", "1828"]
    assert "from [Murzuk](place:murzuq) to [Bilma](place:bilma)" in story.steps[1].text
    assert set(story.people) == {"clapperton", "bukhalum"}
    assert story.gazetteer.places["bilma"].certainty == "less-certain"
    assert story.gazetteer.places["tripoli"].identifiers == ("gn:2210247",)
    annotations = load_annotations(story.folder / "annotations.jsonld")
    assert [each.exact for each in annotations.marks if each.form == "toponym" and not each.places] == [
        "Kano",
        "Timbuktu",
    ]
    assert [each.exact for each in annotations.marks if each.form == "date"] == ["May 1826", "27 June 1826", "1828"]
    assert len(annotations.paragraphs) == 5
    assert 'annotation 11: the quote "Atlantis" was not found in the text, so it was left out.' in made.lost
    assert "1 quote stood elsewhere in the text than the file says, and moved there." in made.look


def test_annotations_without_their_text_make_one_step_of_what_they_name(tmp_path: Path) -> None:
    story = story_in(tmp_path, imported("recogito-csv", text=None, date="1826/1828"))
    assert [step.title for step in story.steps] == ["letters.txt"]
    assert story.steps[0].undated
    assert "Tripoli, Murzuk, Bilma, Kano, Timbuktu" in story.steps[0].text


def test_annotations_of_several_texts_are_not_laid_over_one() -> None:
    rows = "FILE,QUOTE_TRANSCRIPTION,ANCHOR,TYPE,LAT,LNG\na,Ur,char-offset:1,PLACE,3,3\nb,Ur,char-offset:1,PLACE,3,3\n"
    said = faults_of(rows, "file.csv", text=Upload("t.txt", b"To Ur."))
    assert 'the annotations are of several texts, "a", "b", each with its own offsets' in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
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
def test_a_fault_of_the_annotations_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text, "file.csv")
