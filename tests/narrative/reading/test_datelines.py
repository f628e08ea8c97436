"""What is under a dateline is dated by it, up to the next."""

from __future__ import annotations

from narrative.reading.datelines import datelines_in
from narrative.reading.extract import source_text
from narrative.reading.text_dates import dates_in


def lines(text: str, name: str = "") -> list[tuple[int, int, str, bool]]:
    source = source_text(text.encode(), name)
    return [(each.first, each.last, each.date, each.sure) for each in datelines_in(source, dates_in(source.text))]


def test_a_dateline_rules_up_to_the_next() -> None:
    text = "Dispatches\n\nAnkara, March 9, 1952\n\nHe was in London in 1938.\n\nHe waits.\n\n"
    text += "Istanbul, March 12, 1952\n\nIt rains.\n"
    assert lines(text) == [(1, 2, "1952-03-09", True), (3, 3, "1952-03-12", True)]


def test_a_heading_below_it_stays_under_a_dateline_and_one_of_its_level_does_not() -> None:
    text = "# Log\n\n## 9 March 1952\n\nOne.\n\n### Evening\n\nTwo.\n\n## Remarks\n\nThree.\n"
    assert lines(text, "log.md") == [(1, 2, "1952-03-09", True)]


def test_an_entry_rules_its_paragraph_and_what_follows() -> None:
    text = "A Voyage\n\nJULY 24th, 1833.—We sailed.\n\nThe sea was calm.\n\nAUGUST 24th.—We came to Bahia Blanca.\n"
    assert lines(text) == [(1, 2, "1833-07-24", True), (3, 3, "1833-08-24", True)]


def test_an_entry_whose_year_nobody_knows_ends_the_one_before_it() -> None:
    source = source_text(b"July 24th, 1833.--We sailed.\n\nApril 1st.--We came home.\n")
    dates = dates_in(source.text)
    assert [each.edtf for each in dates] == ["1833-07-24"]
    assert [(each.first, each.last, each.date) for each in datelines_in(source, dates)] == [
        (1, 1, "1833-07-24"),
        (2, 2, ""),
    ]


def test_the_month_of_a_heading_is_rough() -> None:
    assert lines("# Log\n\n## May 1833\n\nOne.\n", "log.md") == [(1, 1, "1833-05", False)]


def test_one_dateline_at_the_head_of_a_report_is_no_title() -> None:
    assert lines("Harper's Ferry, Va., Oct. 18th, 1859\n\nThe town is quiet tonight.\n") == [(1, 1, "1859-10-18", True)]
