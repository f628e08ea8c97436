"""Notes, claims, statements and documents are edited as the YAML that they are."""

from __future__ import annotations

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftError
from narrative.studio.extras import STEP_PARTS, STORY_PARTS, extras_of, read_list, set_extra, set_notes
from narrative.studio.preview import preview

WORKS = "- id: a-book\n  citation: A. Writer, A Book, 1949\n"
NOTE = "- text: The lake was *calm*.\n  source: a-book\n"


def test_a_note_and_the_work_it_rests_on_stand_in_the_page(draft: Draft) -> None:
    step = draft.steps[0].id
    edited = set_notes(set_extra(draft, "works", WORKS), step, "notes", NOTE)
    assert extras_of(edited)["story"]["works"] == WORKS
    assert extras_of(edited)["steps"][step]["notes"] == NOTE
    page, found = preview(edited)
    assert found == [] and page is not None
    assert "The lake was <em>calm</em>." in page.html


def test_what_is_emptied_is_gone(draft: Draft) -> None:
    step = draft.steps[0].id
    edited = set_notes(set_extra(draft, "works", WORKS), step, "notes", NOTE)
    assert set_notes(set_extra(edited, "works", " "), step, "notes", "") == draft


def test_what_check_says_of_a_claim_is_told_and_the_page_is_shown(draft: Draft) -> None:
    page, found = preview(set_extra(draft, "claims", "- id: who\n  question: Who fired?\n"))
    assert [each for each in found if not each.warning]
    assert page is None or page.html


def test_documents_are_kept_as_they_are_written(draft: Draft) -> None:
    text = "# mine\n- id: telegram-1\n  date: 1949-05-27\n"
    assert set_extra(draft, "documents", text).documents == text
    assert set_extra(set_extra(draft, "documents", text), "documents", "").documents == ""


@pytest.mark.parametrize("text", ["- a: [1", "a: 1", "- &x b\n- *x", "text", "- !tag a"])
@pytest.mark.parametrize("part", ["claims", "documents"])
def test_yaml_that_cannot_be_read_is_refused_in_a_sentence(draft: Draft, text: str, part: str) -> None:
    with pytest.raises(DraftError, match=r"cannot be read yet: line \d|are a list"):
        set_extra(draft, part, text)  # type: ignore[arg-type]


def test_dates_stay_text_and_every_part_has_a_name() -> None:
    assert read_list("- date: 1949-05-27\n", "documents") == [{"date": "1949-05-27"}]
    assert all(STORY_PARTS.values()) and all(STEP_PARTS.values())
