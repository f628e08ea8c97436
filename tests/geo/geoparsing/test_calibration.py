"""The share of the vote as a probability that holds."""

from __future__ import annotations

import pytest

from geo.gazetteer.toponyms import Entry
from geo.geoparsing.calibration import calibrated, curves, group, interpolated
from geo.geoparsing.candidates import EXACT, OWN, PART, SPELLING, Option


def found(path: str) -> Option:
    return Option(Entry("gn:1", "A", 0, 0, "town"), 0.0, path)


def test_the_author_s_own_place_is_nearly_sure_whatever_the_vote() -> None:
    assert calibrated(found(OWN), 0.01, False) == calibrated(found(OWN), 1.0, True) == 0.99


def test_an_answer_is_judged_with_its_like() -> None:
    assert [group(found(each), False) for each in (EXACT, SPELLING, PART)] == ["name", "spelling", "part"]
    assert [group(found(each), True) for each in (EXACT, PART)] == ["held", "held"]
    assert group(None, True) == "unplaced"


def test_every_group_has_a_curve_of_probabilities_along_rising_shares() -> None:
    assert {"name", "spelling", "part", "held", "unplaced"} <= curves().keys()
    for curve in curves().values():
        shares = [share for share, _ in curve]
        assert shares == sorted(set(shares))
        assert all(0 <= value <= 1 for _, value in curve)


def test_a_greater_share_is_never_less_likely_and_a_guess_is_never_sure() -> None:
    for path in (EXACT, SPELLING, PART):
        likely = [calibrated(found(path), share / 20, False) for share in range(21)]
        assert likely == sorted(likely)
    assert 1 > calibrated(found(EXACT), 1.0, False) > calibrated(found(PART), 1.0, False)


@pytest.mark.parametrize(
    ("share", "value"),
    [(0.0, 0.2), (0.1, 0.2), (0.2, 0.2), (0.35, 0.3), (0.5, 0.4), (0.75, 0.6), (1.0, 0.8), (1.5, 0.8)],
)
def test_between_two_points_of_a_curve_it_is_a_line_and_beyond_its_ends_level(share: float, value: float) -> None:
    assert interpolated([(0.2, 0.2), (0.5, 0.4), (1.0, 0.8)], share) == pytest.approx(value)
