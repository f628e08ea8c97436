"""The lists of a YAML file are read part by part: a fault in one hides no other."""

from __future__ import annotations

from pathlib import Path

from geo.reading.yaml_lines import read_yaml
from narrative.story.reading import ReadFile, entries_of, leaves, parts_of
from narrative.story.schema import Work

LIST = """\
works:
  - {id: almanac, citation: The Almanac}
  - {id: almanac, citation: Another}
  - {id: book}
  - a word
  - {id: last, citation: The Last}
"""


def read(tmp_path: Path, text: str = LIST) -> ReadFile:
    path = tmp_path / "list.yaml"
    path.write_text(text, encoding="utf-8")
    return ReadFile(read_yaml(path, "{}"))


def test_sound_parts_are_given_and_each_broken_one_is_a_fault_at_its_line(tmp_path: Path) -> None:
    file = read(tmp_path)
    assert [(index, work.id) for index, work in parts_of(file, "works", Work, "work")] == [(0, "almanac"), (4, "last")]
    assert [fault.line for fault in file.faults] == [3, 4, 5]
    assert "the id stands on line 2 already; give each work its own" in str(file.faults[0])
    assert file.ids == {"works": {"almanac", "book", "last"}}
    assert "book" in file.used, "what a broken part names counts as used"


def test_what_is_no_list_has_no_entries(tmp_path: Path) -> None:
    assert entries_of(read(tmp_path, "works: none\n").document, "works") == []
    assert list(leaves({"a": [1, {"b": "c"}]})) == [1, "c"]
