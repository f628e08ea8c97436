"""The marks of a text as annotations of its letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.marks import apart, comment_of, marks_of
from narrative.drafts.parts import Spot
from narrative.reading.extract import source_text
from narrative.source.alignment import fold
from narrative.source.annotation_parts import Mark
from narrative.source.annotations import align, load_annotations
from tests.drafts import TEXT


def test_the_marks_lead_to_every_place_person_and_date(folder: Path) -> None:
    annotations = load_annotations(folder / "annotations.jsonld")
    source = source_text(TEXT.encode())
    assert align(annotations, source.text).identical
    assert align(annotations, TEXT).missing == ()  # the author's own file, hard-wrapped
    assert {each.form for each in annotations.marks} == {"toponym", "person", "date"}
    assert all(source.text[each.start : each.end] == each.exact for each in annotations.marks)


@pytest.mark.parametrize(
    ("spot", "said"),
    [
        (Spot(start=0, end=1, form="toponym"), None),
        (Spot(start=0, end=1, form="toponym", reason="so"), "read by a program: so"),
        (Spot(start=0, end=1, form="toponym", reason="so", probability=0.724), "read by a program, 72 % likely: so"),
    ],
)
def test_what_a_program_thought_of_a_name_is_said_with_it(spot: Spot, said: str | None) -> None:
    assert comment_of(spot) == said


def test_marks_that_overlap_or_hold_no_letter_go() -> None:
    text = "New York City, … and on"
    marks = [Mark("", "toponym", start, end, "", "", "") for start, end in ((4, 13), (0, 8), (15, 16), (17, 20))]
    assert [(each.start, each.end) for each in apart(marks, fold(text))] == [(0, 8), (17, 20)]


def test_marks_are_counted_in_their_paragraph_and_a_heading_s_are_of_none(lake: Draft) -> None:
    parts = marks_of(lake, {"geneva"}, {"anna-rochat"})
    assert [each.id for each in parts[:5]] == ["#p00-m01", "#p01", "#p01-m01", "#p01-m02", "#p01-m03"]
    exact = {each.exact: each.places for each in parts if isinstance(each, Mark) and each.form == "toponym"}
    assert exact == {"Shore": (), "Geneva": ("geneva",), "Evian": (), "Lausanne": ()}


def test_a_stranger_is_no_mark_and_who_accepts_a_place_takes_the_program_s_word_away(lake: Draft) -> None:
    from narrative.studio.places import accept

    assert not [each for each in marks_of(lake, {"geneva"}, set()) if isinstance(each, Mark) and each.person]
    before, after = (
        {each.comment for each in marks_of(draft, {"geneva"}, set()) if isinstance(each, Mark) and each.places}
        for draft in (lake, accept(lake, "geneva"))
    )
    assert before == {"read by a program, 95 % likely: as the fake says"} and after == {None}
