"""The paragraphs of a text, found again in a changed version of it."""

from __future__ import annotations

from narrative.source.paragraph_map import paragraph_map


def test_paragraphs_are_found_again_moved_and_changed() -> None:
    before = [("a", ("1",)), ("b", ("2", "3")), ("c", ("4",)), ("d", ("5",)), ("e", ("6",))]
    assert paragraph_map(before, before) == {number: number for number in range(1, 6)}
    assert paragraph_map(before, [before[4], *before[:4]]) == {1: 2, 2: 3, 3: 4, 4: 5, 5: 1}
    assert paragraph_map(before, [before[0], ("x", ("2", "9")), *before[3:]]) == {1: 1, 2: 2, 4: 3, 5: 4}
    assert paragraph_map(before, []) == {}


def test_a_paragraph_goes_where_most_of_its_sentences_are() -> None:
    before = [("a", ("1", "2", "3"))]
    assert paragraph_map(before, [("x", ("1", "8")), ("y", ("2", "3", "9"))]) == {1: 2}


def test_of_two_that_share_a_sentence_the_nearer_is_meant() -> None:
    before = [("a", ("1",)), ("b", ("2",)), ("c", ("7", "3"))]
    after = [("x", ("7", "8")), ("a", ("1",)), ("b", ("2",)), ("y", ("7", "9"))]
    assert paragraph_map(before, after) == {1: 2, 2: 3, 3: 4}


def test_between_the_same_neighbours_a_paragraph_written_anew_is_the_same() -> None:
    before = [("a", ("1",)), ("b", ("2",)), ("c", ("3",))]
    assert paragraph_map(before, [("a", ("1",)), ("z", ("9",)), ("c", ("3",))]) == {1: 1, 2: 2, 3: 3}
    assert paragraph_map(before, [("a", ("1",)), ("y", ("8",)), ("z", ("9",)), ("c", ("3",))]) == {1: 1, 3: 4}


def test_of_equal_paragraphs_each_is_taken_once() -> None:
    assert paragraph_map([("a", ("1",)), ("a", ("1",))], [("a", ("1",))]) == {1: 1}
    assert paragraph_map([], [("a", ("1",))]) == {}
