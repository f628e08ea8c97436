"""What an author decides about steps: cut, joined, moved, dated, linked."""

from __future__ import annotations

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftError
from narrative.studio.places import (
    draw,
    merge,
    reject,
)
from narrative.studio.steps import (
    add_link,
    add_person,
    add_step,
    cut,
    join,
    move,
    read_date,
    remove_link,
    remove_step,
    retold,
    set_link,
    set_person,
    set_source,
    set_step,
    untouched,
)
from tests.studio_drafts import TEXT, draft_of


def test_a_step_is_cut_at_a_paragraph_and_joined_again() -> None:
    draft = draft_of()
    joined = join(draft, draft.steps[0].id)
    assert joined.steps[0].paragraphs == (1, 2)
    assert untouched(joined, joined.steps[0])
    again = cut(joined, joined.steps[0].id, 2)
    assert [each.paragraphs for each in again.steps] == [(1,), (2,), (3,)]
    assert [each.text for each in again.steps] == [each.text for each in draft.steps]
    assert [set(each.places) for each in again.steps] == [set(each.places) for each in draft.steps]
    with pytest.raises(DraftError, match="between two of its paragraphs"):
        cut(draft, draft.steps[0].id, 1)


def test_words_of_the_author_are_not_lost_by_cutting_and_joining(draft: Draft) -> None:
    own = set_step(draft, draft.steps[0].id, "text", "My own words.")
    joined = join(own, own.steps[0].id)
    assert joined.steps[0].text.startswith("My own words.\n\nThe people of [Evian](place:evian)")
    assert cut(joined, joined.steps[0].id, 2).steps[0].text == joined.steps[0].text


def test_a_text_that_is_still_the_programs_follows_what_is_decided() -> None:
    draft = draft_of(own=False)
    second = draft.steps[1]
    assert "name [Evian](place:evian) and [Lausanne](place:lausanne)." in second.text.replace("names", "name")
    gone = retold(draft, reject(draft, "lausanne")).step(second.id)
    assert "lausanne" not in gone.text and untouched(reject(draft, "lausanne"), gone)
    dated = retold(draft, set_step(draft, second.id, "date", "1949-05-28")).step(second.id)
    assert "A program dates paragraph" in dated.text and "28 May 1949" in dated.text
    placed = retold(draft, draw(draft, "evian", "Point", [(6.5, 46.4)])).step(second.id)
    assert placed.text == second.text


def test_a_text_of_the_authors_loses_a_link_to_a_place_that_is_none_and_no_word(draft: Draft) -> None:
    own = set_step(
        draft, draft.steps[0].id, "text", "Not from [Geneva \\[sic\\]](place:geneva) but [Evian](place:evian)."
    )
    gone = retold(own, reject(own, "geneva"))
    assert gone.steps[0].text == "Not from Geneva \\[sic\\] but [Evian](place:evian)."


def test_a_name_that_is_found_on_the_map_is_shown_where_the_text_names_it() -> None:
    text = TEXT.replace("waited. A boat", "waited at Shore. A boat")
    draft = draft_of(text)
    assert all("shore" not in each.places for each in draft.steps)
    placed = retold(draft, draw(draft, "shore", "Point", [(6.5, 46.4)]))
    assert ["shore" in each.places for each in placed.steps] == [False, True, False]
    assert "[Shore](place:shore)" in placed.steps[1].text


def test_steps_move_and_who_is_spoken_against_follows(draft: Draft) -> None:
    ids = [each.id for each in draft.steps]
    assert [each.id for each in move(draft, ids[2], 0).steps] == [ids[2], ids[0], ids[1]]
    assert [each.id for each in move(draft, ids[0], 99).steps] == [ids[1], ids[2], ids[0]]
    disputed = set_step(draft, ids[2], "disputed_by", (ids[1],))
    assert join(disputed, ids[0]).steps[-1].disputed_by == (ids[0],)
    assert remove_step(disputed, ids[1]).steps[-1].disputed_by == ()


def test_the_last_step_cannot_be_removed_or_joined(draft: Draft) -> None:
    one = remove_step(remove_step(draft, draft.steps[0].id), draft.steps[1].id)
    with pytest.raises(DraftError, match="one step at least"):
        remove_step(one, one.steps[0].id)
    with pytest.raises(DraftError, match="no step after"):
        join(one, one.steps[0].id)


def test_a_new_step_is_the_authors_own_and_has_a_date_and_a_place(draft: Draft) -> None:
    step = add_step(draft, draft.steps[0].id).steps[1]
    assert (step.editorial, step.paragraphs, step.date, step.places) == (True, (), "1949-05-27", ("geneva",))
    rests = set_step(add_step(draft), "a-new-step", "paragraphs", [2, 1, 2]).step("a-new-step")
    assert (rests.paragraphs, rests.editorial) == ((1, 2), False)


def test_a_date_that_the_author_sets_is_no_longer_called_undated(draft: Draft) -> None:
    step = set_step(draft, draft.steps[1].id, "date", "1949-05-28").steps[1]
    assert (step.undated, step.date_note) == (False, "")


def test_somebody_who_is_rejected_leaves_the_steps_and_comes_back(draft: Draft) -> None:
    gone = set_person(draft, "anna-rochat", "state", "rejected")
    assert all(not each.people for each in gone.steps)
    back = set_person(gone, "anna-rochat", "state", "accepted")
    assert [each.people for each in back.steps] == [each.people for each in draft.steps]
    added = add_person(draft, "Her brother", draft.steps[0].id)
    assert added.steps[0].people == ("anna-rochat", "her-brother")


def test_a_link_leads_from_place_to_place_and_says_what_travels(draft: Draft) -> None:
    id = draft.steps[1].id
    drawn = add_link(add_link(draft, id, "geneva", "evian"), id, "evian", "lausanne")
    for field, value in {
        "kind": "message",
        "label": "the letter",
        "status": "reported",
        "destination": "lausanne",
    }.items():
        drawn = set_link(drawn, id, 0, field, value)  # type: ignore[arg-type]
    first, second = drawn.steps[1].links
    assert (first.origin, first.destination, first.kind) == ("geneva", "lausanne", "message")
    assert (first.label, first.status) == ("the letter", "reported")
    assert (second.kind, second.label, second.status) == ("journey", "", None)
    assert set_link(drawn, id, 0, "status", "").steps[1].links[0].status is None
    assert remove_link(drawn, id, 0).steps[1].links == (second,)
    assert join(drawn, id).steps[1].links == (first, second)
    assert [each.links for each in reject(drawn, "evian").steps] == [(), (first,), ()]
    assert [each.destination for each in merge(drawn, "evian", "geneva").steps[1].links] == ["lausanne", "lausanne"]
    assert merge(drawn, "lausanne", "geneva").steps[1].links[0].origin == "evian"


def test_a_link_that_leads_nowhere_is_refused(draft: Draft) -> None:
    id = draft.steps[0].id
    with pytest.raises(DraftError, match="from one place to another"):
        add_link(draft, id, "geneva", "geneva")
    with pytest.raises(DraftError, match="“Shore” lies nowhere yet"):
        add_link(draft, id, "geneva", "shore")
    with pytest.raises(DraftError, match="no such link"):
        set_link(draft, id, 0, "kind", "message")
    with pytest.raises(DraftError, match="no such link"):
        remove_link(add_link(draft, id, "geneva", "evian"), id, 1)


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        (" 1949-05 ", "May 1949", "1949-05"),
        ("1949-05-27~", "about 27 May 1949", "1949-05-27~"),
        ("8 May 1945", "8 May 1945", "1945-05-08"),
        ("c. 1945", "about 1945", "1945~"),
        ("spring 1949", "spring 1949", "1949-21"),
        ("Tuesday, May 8, 1945", "8 May 1945", "1945-05-08"),
    ],
)
def test_a_date_is_read_in_words_and_said_as_edtf_while_it_is_typed(text: str, words: str, edtf: str) -> None:
    assert read_date(text) == {"ok": True, "words": words, "edtf": edtf}


def test_the_date_of_a_step_and_of_the_source_may_be_written_in_words(draft: Draft) -> None:
    step = draft.steps[0].id
    assert set_step(draft, step, "date", "8 May 1945").step(step).date == "1945-05-08"
    assert set_step(draft, step, "date", "some day").step(step).date == "some day"
    assert set_source(draft, "date", "c. 1945").source.date == "1945~"


def test_a_step_without_a_date_is_told_how_to_write_one() -> None:
    said = read_date("")
    assert said == {
        "ok": False,
        "words": "A step needs a date, such as 8 May 1945, spring 1949, c. 1945 or 1949-05-27.",
    }


def test_a_date_that_is_none_is_said_in_one_sentence() -> None:
    said = read_date("1949-13")
    assert not said["ok"] and said["words"].endswith(".") and said["words"][0].isupper()
