"""Values made of rows keep the rows' lines."""

from __future__ import annotations

from geo.reading.uploads import Row
from narrative.imports.table_lines import TableDocument, unknown_columns


def test_a_value_has_the_line_of_its_row_and_what_is_of_none_the_first() -> None:
    document = TableDocument("a.csv", "", {}, rows=(2, 4))
    assert [document.line(loc) for loc in (("events", 0), ("events", 1, "text"), ("events", 2), ("title",))] == [
        2,
        4,
        1,
        1,
    ]


def test_columns_that_nobody_reads_are_named_where_they_hold_a_text() -> None:
    rows = [Row(2, {"a": "1", "b": "", "c": "3"}), Row(3, {"a": "", "b": " ", "c": ""})]
    assert unknown_columns(rows, {"a"}) == ["c"]
