"""Linked Places as other gazetteers write them, read liberally and written strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.import_files import POINT, collection, faults_of, imported, story_in


def test_linked_places_of_the_wild_become_strict_ones(tmp_path: Path) -> None:
    made = imported("linked-places")
    story = story_in(tmp_path, made)
    goa = story.gazetteer.places["goa"]
    assert [(name.toponym, name.lang) for name in goa.names] == [("Goa", "pt"), ("गोवा", "mr"), ("Govā", "und")]
    assert goa.identifiers == ("gn:6619347", "wd:Q1171")
    assert goa.types == ("inhabited places",)
    assert goa.description == "Seat of the Estado da Índia."
    assert story.gazetteer.places["mozambique-island"].certainty == "less-certain"
    assert [step.date.edtf for step in story.steps] == ["1510-11-25/1961-12-19", "1507/..", "../1341"]
    assert "from -0100 to 1341" in str(story.steps[2].date_note)
    assert 'place 3: "Ophir" has no geometry, so it is left out.' in made.lost


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
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
def test_a_fault_of_linked_places_has_its_sentence(text: str, sentence: str) -> None:
    assert sentence in faults_of(text)
