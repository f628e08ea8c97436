"""What a file may hold is counted while it is read: a small file that is dear to read is refused at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.gazetteer.reader import examine_gazetteer
from geo.reading import json_lines, limits, yaml_lines
from geo.reading.faults import Faults, did_you_mean
from geo.reading.json_lines import parse_json
from geo.reading.uploads import Upload, rows_of_upload
from geo.reading.yaml_lines import read_yaml


def refused(folder: Path, text: str) -> list[str]:
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Faults) as found:
        read_yaml(path, "write one")
    return [each.message for each in found.value.faults]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("".join(f"k{at}: b\n" for at in range(501)), "these lines have more than 500 keys"),
        ("a:\n" + "- b\n" * 10_001, "this list has more than 10,000 entries"),
        ("{a: " * 61, "brackets are nested too deeply"),
        ("a: " + "[" * 70 + "]" * 70, "brackets are nested too deeply"),
        ("? " + "[" * 70 + "]" * 70 + "\n: b\n", "brackets are nested too deeply"),
    ],
)
def test_a_yaml_file_is_read_no_further_than_a_limit(tmp_path: Path, text: str, last: str) -> None:
    assert refused(tmp_path, text)[-1].startswith(last)


def test_so_many_values_a_yaml_file_may_hold_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_lines, "MOST_NODES", 5)
    path = tmp_path / "story.yaml"
    path.write_text("a: [1, 2]\n")  # the mapping, a key, a list, two numbers
    assert read_yaml(path, "").value == {"a": [1, 2]}
    assert refused(tmp_path, "a: [1, 2, 3]\n") == ["the file holds more than 5 values; no story needs as many"]


def test_a_file_of_a_hundred_faults_is_read_no_further(tmp_path: Path) -> None:
    found = refused(tmp_path, "a: b\n" * 5_000)
    assert len(found) == 100
    assert found[0] == 'the key "a" stands on line 1 already; keep one of them'


def test_a_key_with_control_characters_is_refused_and_never_printed_raw(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text('"\\e]0;owned\\a\\nstory.yaml:1: ok": 1\n')
    (fault,) = read_yaml(path, "").faults
    assert "has a control character in it" in str(fault)
    assert "\x1b" not in str(fault) and "\n" not in str(fault)


def test_letters_that_older_yaml_takes_for_ends_of_lines_stay_letters(tmp_path: Path) -> None:
    path = tmp_path / "story.yaml"
    path.write_text("title: a\u2028b\nnext: 'c\x85d'\n\ue000: \u2029\n", encoding="utf-8")
    document = read_yaml(path, "")
    assert document.value == {"title": "a\u2028b", "next": "c\x85d", "\ue000": "\u2029"}
    assert document.line(("next",)) == 2


def test_json_of_too_many_brackets_or_letters_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "MOST_BRACKETS", 3)
    assert parse_json("[[], {}]", "a.json").value == [[], {}]
    with pytest.raises(Faults, match=r"a.json:1: the file opens 4 brackets; 3 are the most"):
        parse_json("[[], {}, []]", "a.json")
    with pytest.raises(Faults, match=r"the file has 20.0 million letters; 20 are the most"):
        parse_json(" " * 20_000_001, "a.json")


def test_of_keys_that_repeat_a_hundred_are_told() -> None:
    with pytest.raises(Faults) as found:
        parse_json("{" + '"a": 1,\n' * 300 + '"a": 1}', "a.json")
    assert [each.line for each in found.value.faults] == list(range(2, 102))


def test_a_file_of_too_many_places_or_faults_is_refused_in_few_sentences(tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    path.write_text('{"type":"FeatureCollection","features":[' + "0," * 20_000 + "0]}")
    reading = examine_gazetteer(path)
    assert [each.message for each in reading.faults] == ["the file holds 20,001 places; 20,000 are the most"]
    path.write_text('{"type":"FeatureCollection","features":[' + "0," * 500 + "0]}")
    reading = examine_gazetteer(path)
    assert len(reading.faults) == limits.MOST_FAULTS == 100
    assert not reading.known  # so nothing is said of places that are missing


def test_a_table_of_too_many_rows_or_columns_is_refused() -> None:
    with pytest.raises(Faults, match=r"a.csv:50001: the table has more than 50,000 rows"):
        rows_of_upload(Upload("a.csv", b"a,b\n" * 60_000))
    with pytest.raises(Faults, match=r"a.csv:1: the table has more than 200 columns"):
        rows_of_upload(Upload("a.csv", ",".join(f"c{at}" for at in range(201)).encode()))


def test_among_thousands_of_words_only_those_that_begin_alike_are_compared() -> None:
    words = [f"place-{at}" for at in range(600)]
    assert did_you_mean("ongjn", [*words, "ongjin"]) == '; did you mean "ongjin"?'
    assert did_you_mean("xngjin", [*words, "ongjin"]) == ""
