"""JSON that is no JSON is told in one sentence with its line, and every value has its line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from geo.reading.json_lines import parse_json, parse_object, read_json

TEXT = """{
 "steps": [
  {"id": "a", "date": [1949,
                       5]},
  {"id": "b"}
 ],
 "title": "T"
}"""


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("  \n\n", 1, "the file is empty"),
        ("[]", 1, "must hold one JSON object"),
        ('"x"', 1, "must hold one JSON object"),
        # Python 3.13 says where the comma is, those before where the next key should be.
        ('{\n "type": "FeatureCollection",\n}', 2 if sys.version_info >= (3, 13) else 3, "not JSON at column "),
        ('{\n "a": [1 2]}', 2, "a comma, or the end of what was opened, is missing"),
        ('{"a": "b', 1, "no closing quotation mark"),
        ('{"a": 1}\n}', 2, "the document has ended before this"),
        ('{\n "a": NaN}', 2, "NaN is not JSON"),
        ('{"a": 1,\n "b": {"c": 1,\n  "c": 2}}', 3, 'the key "c" stands twice'),
        ('{"a":' + "[" * 100_000, 1, "nested too deeply"),
        ('{"a": ' + "9" * 5000 + "}", 1, "thousands of digits"),
        ('{\n"a": "\\ud800"}', 2, "half a character"),
        ('{\n"a": "\\u0000"}', 2, "a control character"),
    ],
)
def test_a_file_that_is_no_json_is_told_in_one_sentence(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "places.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as caught:
        read_json(path, "write one")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == (str(path), line)
    assert message in fault.message
    assert "\n" not in fault.message


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        ((), 1),
        (("steps",), 2),
        (("steps", 0, "id"), 3),
        (("steps", 0, "date", 1), 4),
        (("steps", 1), 5),
        (("title",), 7),
        (("steps", 1, "date", 0), 5),  # there is none: the step that lacks it
        (("steps", 9), 2),
        (("nothing",), 1),
    ],
    ids=str,
)
def test_a_value_has_its_line_and_what_is_missing_that_of_what_lacks_it(loc: tuple[int | str, ...], line: int) -> None:
    document = parse_object(TEXT, "a.json")
    assert document.line(loc) == line
    assert str(document.fault(loc, "no")) == f"a.json:{line}: no"


def test_every_key_that_repeats_is_told() -> None:
    with pytest.raises(Faults) as caught:
        parse_json('[{"a": 1,\n"a": 2},\n{"b": {"c": 1,\n"c": 2}}]', "a.json")
    assert str(caught.value) == (
        'a.json:2: the key "a" stands twice in the same brackets; keep one\n'
        'a.json:4: the key "c" stands twice in the same brackets; keep one'
    )


def test_a_control_character_is_kept_for_a_caller_who_takes_it_out() -> None:
    assert parse_json('["a\\u0007"]', "a.json", printable=False).value == ["a\x07"]
    with pytest.raises(Faults, match="control character"):
        parse_json('["a\\u0007"]', "a.json")


def test_a_list_at_the_top_is_read_where_no_object_is_asked_for() -> None:
    assert parse_json("[1, null]", "a.json").value == [1, None]
