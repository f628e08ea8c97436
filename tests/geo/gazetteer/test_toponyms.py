"""A name in a text, the places that it may mean, and the one that was chosen."""

from __future__ import annotations

from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym

PARIS = Entry("gn:2988507", "Paris", 48.85341, 2.3488, "town", "FR", "11", 2138551)
TEXAS = Entry("gn:4717560", "Paris", 33.66094, -95.55551, "town", "US", "TX", 24476)


def test_a_name_that_somebody_marked_is_one_for_sure() -> None:
    text = "They left Paris."
    marked = Toponym(10, 15, "Paris")
    assert (text[marked.start : marked.end], marked.probability) == ("Paris", 1.0)


def test_the_first_candidate_is_chosen_and_without_any_the_name_is_unplaced() -> None:
    candidates = (Candidate(PARIS, 0.8), Candidate(TEXAS, 0.2))
    found = Resolution(Toponym(0, 5, "Paris"), candidates, 0.8, "the largest")
    assert found.chosen == PARIS
    unplaced = Resolution(Toponym(0, 5, "Paris"), (), 0.5, "nothing has that name", near=TEXAS)
    assert unplaced.chosen is None and unplaced.near == TEXAS


def test_namesakes_are_told_apart_by_their_country() -> None:
    assert [each.label for each in (PARIS, TEXAS)] == ["Paris, FR", "Paris, US"]
    assert Entry("own:hill", "Hill 205", 38, 127, "own").label == "Hill 205"
