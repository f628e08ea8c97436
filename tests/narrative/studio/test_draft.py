"""The studio's draft: from a text to places and steps, and every change that an author can make."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from geo.gazetteer.toponyms import Candidate
from narrative.drafts.draft import Draft, read_draft
from narrative.drafts.limits import MOST_STUDIO_LETTERS
from narrative.drafts.parts import DraftError, DraftStep, changed
from narrative.drafts.places import guess_of
from narrative.story.prose import count_words, prose_faults
from narrative.story.schema import check_step_id
from narrative.studio.begin import begin_file
from narrative.studio.places import (
    accept,
    accept_likely,
    add_place,
    choose,
    choose_entry,
    draw,
    mark,
    mark_words,
    merge,
    reject,
    rename,
    set_certainty,
    split,
    take_back,
    unmark,
)
from narrative.studio.steps import (
    add_link,
    add_person,
    add_step,
    cut,
    join,
    move,
    remove_link,
    remove_step,
    retold,
    set_link,
    set_person,
    set_step,
    untouched,
)
from tests.studio_drafts import GENEVA_NY, TEXT, begin_fake, draft_of


@pytest.fixture
def draft() -> Draft:
    return draft_of()


def test_a_text_becomes_a_step_for_each_paragraph_with_what_it_names(draft: Draft) -> None:
    assert [each.paragraphs for each in draft.steps] == [(1,), (2,), (3,)]
    assert [each.date for each in draft.steps] == ["1949-05-27", "1949-05-27", "1949-21"]
    assert draft.steps[1].undated
    assert not draft.steps[0].undated
    assert draft.steps[0].places == ("geneva",)
    assert draft.steps[1].places == ("evian", "lausanne")
    assert draft.steps[0].people == ("anna-rochat",)
    assert draft.steps[0].text.startswith("On 27 May 1949 Anna Rochat rowed from [Geneva](place:geneva)")


def test_names_of_one_place_are_one_place_and_the_first_candidate_is_proposed(draft: Draft) -> None:
    assert [each.id for each in draft.places] == ["geneva", "evian", "lausanne", "shore"]
    geneva = draft.place("geneva")
    assert (geneva.state, geneva.certainty, geneva.probability, geneva.guess) == (
        "proposed",
        "certain",
        0.95,
        "gn:2660646",
    )
    assert geneva.geometry == {"type": "Point", "coordinates": [6.14569, 46.20222]}
    assert [each.country for each in geneva.guesses] == ["CH", "US"]
    assert sum("geneva" in each.places for each in draft.marks) == 3
    assert draft.place("evian").certainty == "less-certain"


def test_a_name_that_is_not_found_lies_nowhere_and_says_what_it_may_be_near(draft: Draft) -> None:
    shore = draft.place("shore")
    assert shore.geometry is None
    assert shore.near == "Geneva, CH"
    with pytest.raises(DraftError, match="lies nowhere yet"):
        accept(draft, "shore")


def test_the_words_of_a_text_that_is_not_the_authors_are_not_put_into_steps() -> None:
    steps = draft_of(own=False).steps
    assert all("rowed" not in each.text and "waited" not in each.text for each in steps)
    assert all(40 <= count_words(each.text) <= 110 for each in steps)


@pytest.mark.parametrize(
    "text",
    [
        "# No heading\n\n- no list\n\n1. nor this\n\n> nor that <b>bold</b> *star* [x](y) `code` &amp;",
        "    four spaces are no code",
        "word " * 300,
        "One sentence. " * 60,
        "Map " * 50,
        "Image src x onerror document title of it all " * 8,
    ],
)
def test_any_text_becomes_text_of_steps_that_may_stand_in_a_story(text: str) -> None:
    draft = draft_of(text, "Odd")
    assert [prose_faults(each.text) for each in draft.steps] == [[] for _ in draft.steps]
    assert all(count_words(each.text) <= 110 for each in draft.steps)
    assert [check_step_id(each.id) for each in draft.steps] == [each.id for each in draft.steps]


def test_short_paragraphs_are_taken_together() -> None:
    text = "\n\n".join(f"Paragraph {number} has so few words that it needs its neighbours." for number in range(9))
    draft = draft_of(text, "Short")
    assert [number for each in draft.steps for number in each.paragraphs] == list(range(1, 10))
    assert all(len(each.paragraphs) > 1 for each in draft.steps)


@pytest.mark.parametrize("text", ["", "   \n\n \n", "\ufeff"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(DraftError, match="cannot be opened: it holds no words"):
        begin_file(text.encode(), "", today="2026-11-24")


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(DraftError, match="200,001 letters; the studio takes 200,000"):
        begin_fake(b"a" * (MOST_STUDIO_LETTERS + 1), "", False, "2026", "")


def test_offsets_count_code_points_beyond_the_first_plane() -> None:
    text = "𝔘𝔫𝔡 Geneva 𐍈 Lausanne."
    draft = draft_of(text, "Signs")
    assert [draft.words_of(each) for each in draft.marks] == ["Geneva", "Lausanne"]


def test_accepting_makes_a_place_certain_and_all_likely_ones_can_be_accepted_at_once(draft: Draft) -> None:
    assert accept(draft, "evian").place("evian").certainty == "certain"
    states = {each.id: each.state for each in accept_likely(draft).places}
    assert states == {"shore": "proposed", "geneva": "accepted", "evian": "proposed", "lausanne": "accepted"}
    assert draft.place("geneva").state == "proposed"  # the draft before is as it was


def test_another_candidate_or_a_place_looked_up_can_be_chosen(draft: Draft) -> None:
    chosen = choose(draft, "geneva", "gn:5118145").place("geneva")
    assert chosen.geometry == {"type": "Point", "coordinates": [-76.97774, 42.86896]}
    assert chosen.state == "accepted"
    found = choose_entry(draft, "shore", guess_of(Candidate(GENEVA_NY, 0.0))).place("shore")
    assert (found.guess, len(found.guesses)) == ("gn:5118145", 1)
    with pytest.raises(DraftError, match="no such candidate"):
        choose(draft, "geneva", "gn:1")


def test_a_place_can_be_set_drawn_as_a_line_and_as_an_area(draft: Draft) -> None:
    assert draw(draft, "shore", "Point", [(6.5, 46.4)]).place("shore").geometry == {
        "type": "Point",
        "coordinates": [6.5, 46.4],
    }
    line = draw(draft, "shore", "LineString", [(6.15, 46.2), (6.63, 46.52)]).place("shore").geometry
    area = draw(draft, "shore", "Polygon", [(6, 46), (7, 46), (7, 47)]).place("shore").geometry
    assert line
    assert area
    assert line["coordinates"] == [[6.15, 46.2], [6.63, 46.52]]
    assert area["coordinates"] == [[[6, 46], [7, 46], [7, 47], [6, 46]]]
    assert draw(draft, "shore", "Point", [(190.0, 10.0)]).place("shore").geometry == {
        "type": "Point",
        "coordinates": [-170.0, 10.0],
    }


@pytest.mark.parametrize(
    ("kind", "points", "sentence"),
    [
        ("LineString", [(1, 2)], "two points"),
        ("Polygon", [(1, 2), (3, 4)], "three corners"),
        ("Point", [(6, 99)], "latitude 99"),
        ("Polygon", [(0, 0), (2, 2), (2, 0), (0, 2)], "crosses itself"),
        ("LineString", [(each / 10, 0) for each in range(600)], "500 at most"),
    ],
)
def test_a_drawing_that_is_none_is_refused(draft: Draft, kind: str, points: list, sentence: str) -> None:
    with pytest.raises(DraftError, match=sentence):
        draw(draft, "shore", kind, points)  # type: ignore[arg-type]


def test_a_rejected_place_leaves_the_steps_and_comes_back(draft: Draft) -> None:
    gone = reject(draft, "lausanne")
    assert [each.places for each in gone.steps] == [("geneva",), ("evian",), ("geneva", "evian")]
    back = take_back(gone, "lausanne")
    assert [set(each.places) for each in back.steps] == [set(each.places) for each in draft.steps]


def test_merging_two_spellings_keeps_every_mark_and_every_step(draft: Draft) -> None:
    linked = set_step(draft, draft.steps[0].id, "text", "By [the shore](place:shore).")
    merged = merge(linked, "shore", "lausanne")
    assert [each.id for each in merged.places] == ["geneva", "evian", "lausanne"]
    assert set(merged.place_names["lausanne"]) == {"Lausanne"}  # the shore is named in the heading only
    assert merged.steps[0].text == "By [the shore](place:lausanne)."
    into_nowhere = merge(draft, "lausanne", "shore").place("shore")
    assert into_nowhere.geometry == draft.place("lausanne").geometry
    with pytest.raises(DraftError, match="with itself"):
        merge(draft, "geneva", "geneva")


def test_one_mention_can_become_a_place_of_its_own(draft: Draft) -> None:
    second = [each for each in draft.marks if "geneva" in each.places][1]
    own = split(draft, second.start)
    assert own.places[-1].id == "geneva-2"
    assert [each.places for each in own.marks if each.start == second.start] == [("geneva-2",)]
    assert "geneva-2" in own.steps[0].places


def test_selected_words_become_a_place_without_the_spaces_around_them(draft: Draft) -> None:
    start = TEXT.index(" boat from") + 0
    marked = mark(draft, start, start + len(" boat "))
    assert marked.places[-1].title == "boat"
    assert marked.places[-1].id in marked.step(marked.steps[1].id).places
    assert [marked.words_of(each) for each in marked.marks if marked.places[-1].id in each.places] == ["boat"]


def test_marking_over_a_mark_replaces_it(draft: Draft) -> None:
    start = TEXT.index("Anna Rochat rowed")
    marked = mark(draft, start, start + len("Anna Rochat"), "geneva")
    assert [each.places for each in marked.marks if each.start == start] == [("geneva",)]


@pytest.mark.parametrize("words", [" ", ",", "\n\n"])
def test_words_without_a_letter_are_no_place(draft: Draft, words: str) -> None:
    start = TEXT.index(words)
    with pytest.raises(DraftError, match="Select the words"):
        mark(draft, start, start + len(words))


def test_words_are_marked_wherever_they_stand_and_are_not_marked_yet(draft: Draft) -> None:
    marked = mark_words(draft, "the office")
    assert marked.places[-1].title == "the office"
    with pytest.raises(DraftError, match="do not stand in the text"):
        mark_words(draft, "Atlantis")
    with pytest.raises(DraftError, match="marked already"):
        mark_words(draft, "Lausanne")


def test_a_mark_can_be_taken_away_and_a_place_added_by_hand(draft: Draft) -> None:
    first = draft.marks[0]
    assert first.start not in [each.start for each in unmark(draft, first.start).marks]
    added = add_place(draft, "The Jetty").places[-1]
    assert (added.id, added.state, added.geometry) == ("the-jetty", "accepted", None)
    assert rename(draft, "geneva", " Genève ").place("geneva").title == "Genève"
    assert set_certainty(draft, "geneva", "uncertain", " two towns ").place("geneva").reason == "two towns"


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
    assert "is dated 28 May 1949" in dated.text
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


def test_links_of_an_older_draft_are_the_step_s() -> None:
    kept = {"camera": {"places": ["geneva"]}, "links": [{"from": "geneva", "to": "evian", "kind": "message"}]}
    step = DraftStep.model_validate({"id": "a", "title": "A", "kept": kept})
    assert step.kept == {"camera": {"places": ["geneva"]}}
    assert [(each.origin, each.destination, each.kind) for each in step.links] == [("geneva", "evian", "message")]
    for wrong in ("no list", ["no link"], [{"from": "geneva"}]):
        with pytest.raises(DraftError, match="no draft of the studio"):
            read_draft({"slug": "a", "steps": [{"id": "a", "title": "A", "kept": {"links": wrong}}]})


def test_a_draft_that_went_through_a_browser_is_the_same(draft: Draft) -> None:
    assert read_draft(draft.model_dump(mode="json")) == draft


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "no draft"),
        ([], "no draft"),
        ({}, "slug"),
        ({"slug": "Not a slug"}, "slug"),
        ({"slug": "a", "surprise": 1}, "surprise"),
        ({"slug": "a", "text": "ab", "marks": [{"start": 1, "end": 9, "form": "date"}]}, "marks do not fit"),
        ({"slug": "a", "paragraphs": [[0, 5]]}, "paragraphs do not fit"),
        ({"slug": "a", "text": "a" * (MOST_STUDIO_LETTERS + 1)}, "text"),
        ({"slug": "a", "places": [{"id": "x", "title": "X"}, {"id": "x", "title": "Y"}]}, "two of its places"),
        ({"slug": "a", "places": [{"id": "x", "title": "X", "geometry": {"type": "Point"}}]}, "geometry"),
        (
            {"slug": "a", "places": [{"id": "x", "title": "X", "geometry": {"type": "Point", "coordinates": [0, 91]}}]},
            "latitude",
        ),
    ],
)
def test_what_is_no_draft_is_refused_in_one_sentence(value: object, sentence: str) -> None:
    with pytest.raises(DraftError, match=sentence) as refused:
        read_draft(value)
    assert "\n" not in str(refused.value)


def test_nothing_of_a_draft_can_be_changed_in_place(draft: Draft) -> None:
    with pytest.raises(ValidationError):
        draft.title = "Another"
    assert changed(draft, title="Another").title == "Another"
    assert draft.title == "A Boat on the Lake"
