"""A draft as its page, or as what its author has yet to mend."""

from __future__ import annotations

import pytest

from geo.reading.faults import Fault
from narrative.drafts.draft import Draft
from narrative.studio.preview import Trouble, as_values, capital, preview, told, trouble_of, troubles
from narrative.studio.steps import set_source, set_step, set_story
from narrative.studio.zipped import from_zip, to_zip


def test_the_preview_is_the_page_itself(draft: Draft) -> None:
    page, found = preview(draft)
    assert found == []
    assert page and 'data-story="a-boat-on-the-lake"' in page.html
    assert "smelled of the office" in page.html


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "![x](https://example.org/x.png) " + "word " * 50, "The text has a picture, which would be fetched"),
        ("date", "1949-13", "has no month 13"),
        ("status", "disputed", "It is disputed; choose the step that speaks against it."),
        ("title", " ", "write some words"),
    ],
)
def test_every_fault_is_a_sentence_at_its_field(draft: Draft, field: str, value: object, sentence: str) -> None:
    step = draft.steps[1].id
    page, found = preview(set_step(draft, step, field, value))  # type: ignore[arg-type]
    assert page is not None  # with the fault marked, and all the rest
    assert "This step cannot be shown yet." in page.html
    assert all(f'id="{each.id}"' in page.html for each in draft.steps)
    mine = [each for each in found if each.id == step]
    assert [sentence in each.sentence for each in mine] == [True], found
    assert mine[0].kind == "step"
    assert mine[0].field in (field, "disputed_by")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "word " * 34, "The text has 34 words; a card takes 40 to 110."),
        ("places", ("shore",), "It shows no place that lies on the map: the map stays at that of the step beside it."),
    ],
)
def test_a_warning_hinders_nothing(draft: Draft, field: str, value: object, sentence: str) -> None:
    step = draft.steps[1].id
    changed_draft = set_step(draft, step, field, value)  # type: ignore[arg-type]
    page, found = preview(changed_draft)
    assert page is not None and "cannot be shown yet" not in page.html
    assert [(each.sentence, each.warning) for each in found if each.id == step] == [(sentence, True)]
    assert from_zip(to_zip(changed_draft))[0] == changed_draft


def test_a_story_without_a_title_is_shown_all_the_same(draft: Draft) -> None:
    page, found = preview(set_source(set_story(draft, "title", ""), "date", "some day"))
    assert page is not None and "Without a title" in page.html
    assert {(each.kind, each.field) for each in found} >= {("story", "title")}


def test_a_fault_of_the_story_or_of_its_source_is_told_there(draft: Draft) -> None:
    assert [(each.kind, each.field) for each in troubles(set_story(draft, "title", ""))] == [("story", "title")]
    assert [each.kind for each in troubles(set_source(draft, "authors", ""))] == ["source"]
    uncited = set_step(draft, draft.steps[1].id, "paragraphs", [])
    assert [(each.kind, each.field) for each in troubles(uncited)] == [("source", "paragraphs")]


def fault(message: str) -> Fault:
    return Fault("story.yaml", 1, message)


@pytest.mark.parametrize(
    ("message", "kind", "id", "field", "sentence"),
    [
        ('place "evian": no place', "place", "evian", "places", "No place."),
        ('person "anna": missing "role"; add it', "person", "anna", "role", 'Missing "role"; add it.'),
        ('missing "authors"; add it', "source", "", "authors", 'Missing "authors"; add it.'),
        ('missing "summary"; add it', "story", "", "summary", 'Missing "summary"; add it.'),
        (
            "no step cites paragraph 3; every paragraph is told in some step",
            "source",
            "",
            "paragraphs",
            "No step cites paragraph 3; choose it in a step, or add one.",
        ),
        ('"features" is empty; a story', "place", "", "", "No place is on the map yet; accept one or set one there."),
    ],
)
def test_a_fault_of_a_file_is_one_of_a_field(
    draft: Draft, message: str, kind: str, id: str, field: str, sentence: str
) -> None:
    assert trouble_of(draft, fault(message)) == Trouble(kind, id, field, sentence)


def test_an_id_that_a_message_cuts_short_is_found_again(draft: Draft) -> None:
    step = draft.steps[0].id
    assert trouble_of(draft, fault(f'step "{step[:9]}…": the text has 2 words')).id == step


def test_troubles_stand_in_the_order_of_the_telling_each_once(draft: Draft) -> None:
    first, second = draft.steps[0].id, draft.steps[1].id
    faults = [fault(f'step "{second}": b'), fault('place "geneva": c'), fault(f'step "{first}": a'), fault("d")] * 2
    assert [(each.kind, each.id) for each in told(draft, faults)] == [
        ("story", ""),
        ("step", first),
        ("step", second),
        ("place", "geneva"),
    ]


def test_a_sentence_begins_large_and_ends_once() -> None:
    assert [capital(each) for each in ("a b", "a.", "a?", "")] == ["A b.", "A.", "A?", "."]
    assert as_values([Trouble("step", "a", "text", "B.")]) == [
        {"kind": "step", "id": "a", "field": "text", "sentence": "B.", "warning": False}
    ]
