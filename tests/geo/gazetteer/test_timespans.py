"""Linked Places' ``when`` as days: from the first, until the day on which it is no more."""

from __future__ import annotations

from datetime import date

import pytest

from geo.gazetteer.lpf import WhenModel
from geo.gazetteer.timespans import ALWAYS, Span, span_of
from geo.reading.days import Day


def when(*spans: dict[str, object]) -> WhenModel:
    return WhenModel.model_validate({"timespans": list(spans)})


@pytest.mark.parametrize(
    ("end", "until"),
    [("1953-07-27", date(1953, 7, 27)), ("1953-07", date(1953, 8, 1)), ("1953", date(1954, 1, 1))],
)
def test_a_day_is_the_first_without_and_a_month_or_year_is_meant_whole(end: str, until: date) -> None:
    assert span_of(when({"start": {"in": "1949"}, "end": {"in": end}})) == Span(date(1949, 1, 1), until)


def test_several_spans_reach_from_the_first_to_the_last_and_an_open_one_is_open() -> None:
    spans: list[dict[str, object]] = [
        {"start": {"in": "1910"}, "end": {"in": "1945"}},
        {"start": {"in": "1900"}},
    ]
    assert span_of(when(*spans)) == Span(date(1900, 1, 1), None)
    assert span_of(None) is ALWAYS and ALWAYS.words == "always"


def test_a_span_holds_its_first_day_and_not_its_last() -> None:
    span = Span(date(1949, 9, 27), date(1953, 7, 27))
    assert span.holds(date(1949, 9, 27)) and not span.holds(date(1953, 7, 27))
    assert span.meets(date(1953, 7, 26), date(1953, 8, 1)) and not span.meets(date(1953, 7, 27), date(1953, 8, 1))
    assert span.words == "from 1949-09-27 and before 1953-07-27"


def test_years_before_one_are_days_like_any_other() -> None:
    span = span_of(when({"start": {"in": "-0478"}, "end": {"in": "-0403-04"}}))
    assert span == Span(Day(-478), Day(-403, 5))
    assert span.holds(Day(-430)) and not span.holds(Day(-400)) and not span.holds(date(1949, 1, 1))
    assert span.words == "from -0478-01-01 and before -0403-05-01"


def test_a_time_span_before_the_year_one_runs_forward() -> None:
    with pytest.raises(ValueError, match="ends in -0500, before it starts"):
        when({"start": {"in": "-0400"}, "end": {"in": "-0500"}})
