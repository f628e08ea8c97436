"""The benchmark's formulas, by hand and on twelve real reports."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path

import pytest

from geo.gazetteer.toponyms import Toponym
from geo.geoparsing.resolver import resolve
from geo.world.lookup import world
from geo.world.recipe import recipe

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "geoparsing"))

from scoring import HALF_WAY_ROUND_KM, Answer, figures, reliability, without_hints

REPORTS = Path(__file__).parents[1] / "war_reports" / "reports.jsonl"
RIGHT = Answer((0, 0), 0, 1, 0.9)
WRONG = Answer((0, 0), 0, 90, 0.9)
HINT = Answer((0, 0), 1, 0, 0.4, unplaced=True)
NOTHING = Answer((0, 0), None, None, 0.0)


def test_an_unanswered_mention_counts_as_half_the_way_round_the_earth() -> None:
    said = figures([RIGHT, NOTHING])
    assert NOTHING.error_km == HALF_WAY_ROUND_KM
    assert (said["A@161"], said["coverage"], said["A@161 answered"]) == (0.5, 0.5, 1.0)
    assert said["mean km"] == pytest.approx((111.19 + HALF_WAY_ROUND_KM) / 2, abs=0.1)


def test_without_hints_an_unplaced_mention_is_unanswered() -> None:
    assert figures([HINT])["A@161"] == 1 and figures(without_hints([HINT]))["A@161"] == 0


def test_reliability_compares_what_is_said_with_what_is_so() -> None:
    rows, error = reliability([RIGHT, WRONG, HINT])
    assert rows == [(0.4, 1.0, 1), (pytest.approx(0.9), 0.5, 2)]
    assert error == pytest.approx((0.6 * 1 + 0.4 * 2) / 3)


def test_twelve_reports_are_resolved_for_the_most_part() -> None:
    try:
        recipe()
    except metadata.PackageNotFoundError as missing:
        pytest.skip(f"the geoparsing extra is not installed ({missing})")
    answers = []
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        toponyms = [Toponym(each["start"], each["end"], each["name"]) for each in report["mentions"]]
        for gold, said in zip(report["mentions"], resolve(report["text"], toponyms, world()), strict=True):
            if gold["lat"] is not None:
                point = said.chosen or said.near
                lat, lon = (point.latitude, point.longitude) if point else (None, None)
                answers.append(Answer((gold["lat"], gold["lon"]), lat, lon, said.probability, said.chosen is None))
    assert len(answers) > 40
    assert figures(answers)["A@161"] > 0.8, "the gazetteer knows these reports: a guard, no measure"
