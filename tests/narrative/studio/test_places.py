"""What an author decides about places."""

from __future__ import annotations

import pytest

from geo.gazetteer.toponyms import Candidate
from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftError
from narrative.drafts.places import guess_of
from narrative.studio.places import (
    accept,
    accept_likely,
    add_place,
    choose,
    choose_entry,
    describe,
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
    wrapped,
)
from narrative.studio.steps import (
    set_step,
)
from tests.studio_drafts import GENEVA_NY, TEXT


def test_a_name_that_is_not_found_lies_nowhere_and_says_what_it_may_be_near(draft: Draft) -> None:
    shore = draft.place("shore")
    assert shore.geometry is None
    assert shore.near == "Geneva, CH"
    with pytest.raises(DraftError, match="lies nowhere yet"):
        accept(draft, "shore")


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


@pytest.mark.parametrize(
    ("lon", "found"), [(190.0, -170.0), (-190.0, 170.0), (-180.0, -180.0), (540.0, -180.0), (6.1, 6.1)]
)
def test_a_map_that_was_turned_around_the_globe_gives_a_longitude(lon: float, found: float) -> None:
    assert wrapped(lon) == pytest.approx(found)


def test_a_place_can_be_described(draft: Draft) -> None:
    assert describe(draft, "geneva", " At the end of the lake. ").place("geneva").description.strip() == (
        "At the end of the lake."
    )
