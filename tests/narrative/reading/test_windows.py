"""Stretches of a text around words."""

from narrative.reading.windows import places, windows


def test_stretches_that_meet_are_one_and_stay_within_the_text() -> None:
    assert list(windows("aaxbbxccccccccx", ["x"], 2, 3)) == [(0, 8), (12, 15)]
    assert list(windows("x", ["x", "y"], 5, 5)) == [(0, 1)]
    assert list(places("abab", "ab")) == [0, 2]
