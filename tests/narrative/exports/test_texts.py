"""Tables that a spreadsheet opens without harm, and what several exports say of a place."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from geo.reading.uploads import FORMULA, inert
from narrative.exports.texts import place_lines, table
from narrative.story import Story, load_story
from tests.exported import rows
from tests.exported import table as table_of
from tests.hostile_story import FORMULAS, HOSTILE, body
from tests.payloads import of_kind
from tests.stories import places, write_story


def test_tables_follow_rfc_4180_and_start_with_a_byte_order_mark(lake: Story) -> None:
    for name in ("places-csv", "steps-csv"):
        data = body(lake, name)
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert (
            len({len(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)}) == 1
        )
        assert list(rows(data)[0]) == list(table_of(data).columns)


@pytest.mark.parametrize("text", [*FORMULAS, HOSTILE, *of_kind("formula")])
def test_a_spreadsheet_meets_no_formula_and_the_text_can_be_had_back(text: str) -> None:
    guarded = inert(text)
    assert guarded[0] == "'"
    assert FORMULA.match(guarded)
    assert guarded[1:] == text


def test_no_cell_of_text_starts_like_a_formula_and_numbers_stay_numbers(lake: Story) -> None:
    numbers = {"lat", "lon", "distance_km", "number"}
    for name in ("places-csv", "steps-csv"):
        for row in rows(body(lake, name)):
            for column, cell in row.items():
                if column in numbers:
                    assert cell == "" or float(cell) is not None
                else:
                    assert cell.strip()[:1] not in tuple("=+-@＝＋－＠")
    geneva = rows(body(lake, "places-csv"))[0]
    assert geneva["title"] == f"'{HOSTILE}"
    assert geneva["names_fr"] == "'" + " | ".join(FORMULAS)
    assert geneva["description"] == f"'{HOSTILE}\nA second line\ufffewith no sign."


def test_an_empty_cell_is_nothing_and_a_number_below_zero_is_no_formula() -> None:
    assert table(["a", "b", "c"], [[None, -33.5, ""]]) == b"\xef\xbb\xbfa,b,c\r\n,-33.5,\r\n"


def test_a_line_break_within_a_cell_stays_and_its_cell_is_quoted() -> None:
    assert table(["a"], [["one\ntwo"]]).decode("utf-8-sig") == 'a\r\n"one\ntwo"\r\n'


def test_what_is_said_of_a_place_is_its_doubt_its_description_and_its_steps(lake: Story) -> None:
    assert place_lines(lake, "evian") == [f"Uncertain: {HOSTILE}", "Step 1, 27 May 1949: The letter"]
    assert place_lines(lake, "lake") == ["Less certain: The shore moves.", f"Step 2, spring 1949: {HOSTILE}"]
    assert place_lines(lake, "lausanne") == [f"Step 2, spring 1949: {HOSTILE}"]


def test_todays_name_is_said_where_it_is_another_one(tmp_path: Path) -> None:
    document = places()
    document["features"][0]["properties"]["modern"] = "Genève"
    document["features"][2]["properties"]["modern"] = "Lausanne"
    told = load_story(write_story(tmp_path, gazetteer=document))
    assert place_lines(told, "geneva")[0] == "Today Genève."
    assert place_lines(told, "lausanne") == ["Step 2, spring 1949: The denial"]
