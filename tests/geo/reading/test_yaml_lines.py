"""YAML as plain values with the line of each, and what is not read, in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Fault, Faults
from geo.reading.yaml_lines import YamlDocument, YamlInt, read_yaml

TEXT = """\
# a remark
title: The Lake
date: 1949-05-27
page: 07
open: true
end: ~
steps:
  - id: letter
    text: |
      One.
      Two.
    note: >
      One.
      Two.
"""


def read(folder: Path, text: str) -> YamlDocument:
    path = folder / "story.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path, "write one")


def faults_of(folder: Path, text: str) -> list[Fault]:
    """What is wrong with the form of a file, whether it could be read or not."""
    try:
        return read(folder, text).faults
    except Faults as unreadable:
        return list(unreadable.faults)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("# only a remark\n", 1, "the file holds no keys"),
        ("- a\n- b\n", 1, "the file holds a list at its top"),
        ("just words\n", 1, "the file holds one text at its top"),
        ("title: a\n\tsummary: b\n", 2, "a tab indents this line"),
        ("title: a\nsource:\n\ttitle: b\n", 3, "a tab indents this line"),
        ("title: a: b\n", 1, 'a second ": "'),
        ('title: "a\nsummary: b\n', 1, "is never closed"),
        ("people: [a, b\n", 1, "is never closed"),
        ("title: a\n  summary: b\n", 2, "the indentation is off"),
        ("title: a\ntitle: b\n", 2, 'the key "title" stands on line 1 already'),
        ("title: &a x\nsummary: *a\n", 2, "anchors and aliases"),
        ("summary: *a\n", 1, "anchors and aliases"),
        ("title: !!python/object/apply:os.system [ls]\n", 1, "the tag"),
        ("title: a\x07b\n", 1, "a control character"),
        ('title: "a\\x07b"\n', 1, "a control character"),
        ("title: " + "[" * 5000 + "\n", 1, ""),
        ("title: a\n---\ntitle: b\n", 2, "a second document"),
        ("? [a]\n: b\n", 1, "a key is a list"),
        ("title: @x\n", 1, "not YAML"),
    ],
)
def test_a_file_that_is_no_story_is_told_in_sentences(tmp_path: Path, text: str, line: int, message: str) -> None:
    faults = faults_of(tmp_path, text)
    assert any(fault.line == line and message in fault.message for fault in faults), [str(fault) for fault in faults]
    assert all("\n" not in fault.message for fault in faults)


def test_an_alias_bomb_is_refused_at_once(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert any("anchors and aliases" in fault.message for fault in faults_of(tmp_path, "\n".join(lines)))


def test_dates_stay_text_and_whole_numbers_remember_how_they_were_written(tmp_path: Path) -> None:
    value = read(tmp_path, TEXT).value
    assert (value["title"], value["date"], value["open"], value["end"]) == ("The Lake", "1949-05-27", True, None)
    assert value["page"] == 7
    assert isinstance(value["page"], YamlInt) and value["page"].written == "07"


def test_numbers_that_are_not_whole_and_very_long_ones_stay_text(tmp_path: Path) -> None:
    value = read(tmp_path, f"a: 1.50\nb: {'9' * 19}\nc: 1e3\n").value
    assert value == {"a": "1.50", "b": "9" * 19, "c": "1e3"}


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("title",), 2),
        (("steps",), 7),
        (("steps", 0), 8),
        (("steps", 0, "text"), 9),
        (("steps", 0, "places", 3), 8),
        (("nothing",), 2),  # the top begins with its first key
    ],
    ids=str,
)
def test_a_key_has_its_line_and_what_is_missing_that_of_what_lacks_it(
    tmp_path: Path, loc: tuple[int | str, ...], line: int
) -> None:
    document = read(tmp_path, TEXT)
    assert document.line(loc) == line
    assert document.fault(loc, "no").line == line


def test_a_line_of_a_text_below_a_bar_has_its_own_and_of_a_folded_one_its_key_s(tmp_path: Path) -> None:
    document = read(tmp_path, TEXT)
    assert [document.text_line(("steps", 0, "text"), offset) for offset in (0, 1)] == [10, 11]
    assert [document.text_line(("steps", 0, "note"), offset) for offset in (0, 1)] == [12, 12]


def test_all_faults_of_the_form_come_at_once(tmp_path: Path) -> None:
    found = faults_of(tmp_path, "a: !x 1\nb: &y 2\nc: *y\na: 3\n<<: {d: 4}\n")
    assert [(fault.line, fault.message.split(";")[0]) for fault in found] == [
        (1, 'the tag "!x" is not read here'),
        (3, "anchors and aliases (& and *) are not read here"),
        (4, 'the key "a" stands on line 1 already'),
        (5, 'merge keys ("<<") are not read here'),
    ]


def test_a_list_at_the_top_is_read_as_a_key_s_where_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "papers.yaml"
    path.write_text("# papers\n- id: one\n- id: two\n  text: |\n    Three.\n", encoding="utf-8")
    document = read_yaml(path, "write one", list_key="papers")
    assert document.value == {"papers": [{"id": "one"}, {"id": "two", "text": "Three.\n"}]}
    assert document.line(("papers", 1, "id")) == 3
    assert document.text_line(("papers", 1, "text"), 0) == 5
    with pytest.raises(Faults, match="the file holds a list at its top"):
        read_yaml(path, "write one")
    path.write_text("papers: []\n", encoding="utf-8")
    assert read_yaml(path, "write one", list_key="papers").value == {"papers": []}
