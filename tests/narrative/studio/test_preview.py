"""A draft as its page, or as what its author has yet to mend."""

from __future__ import annotations

import pytest

from narrative.drafts.draft import Draft
from narrative.studio.preview import preview, troubles
from narrative.studio.steps import set_source, set_step, set_story


def test_the_preview_is_the_page_itself(draft: Draft) -> None:
    page, found = preview(draft)
    assert found == []
    assert page and 'data-story="a-boat-on-the-lake"' in page.html
    assert "smelled of the office" in page.html


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "Too short.", "The text has 2 words; write 40 to 110."),
        ("text", "![x](https://example.org/x.png) " + "word " * 50, "The text has a picture, which would be fetched"),
        ("date", "1949-13", "has no month 13"),
        ("places", ("shore",), "It shows no place that lies on the map; choose one."),
        ("status", "disputed", "It is disputed; choose the step that speaks against it."),
        ("title", " ", "write at least one"),
    ],
)
def test_every_fault_is_a_sentence_at_its_field(draft: Draft, field: str, value: object, sentence: str) -> None:
    step = draft.steps[1].id
    page, found = preview(set_step(draft, step, field, value))  # type: ignore[arg-type]
    assert page is None
    mine = [each for each in found if each.id == step]
    assert [sentence in each.sentence for each in mine] == [True], found
    assert mine[0].kind == "step"
    assert mine[0].field in (field, "disputed_by")


def test_a_fault_of_the_story_or_of_its_source_is_told_there(draft: Draft) -> None:
    assert [(each.kind, each.field) for each in troubles(set_story(draft, "title", ""))] == [("story", "title")]
    assert [each.kind for each in troubles(set_source(draft, "authors", ""))] == ["source"]
    uncited = set_step(draft, draft.steps[1].id, "paragraphs", [])
    assert [(each.kind, each.field) for each in troubles(uncited)] == [("source", "paragraphs")]
