"""Two readers of YAML, of which the quick one is asked where it says what the thorough one says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from geo.reading import yaml_nodes
from geo.reading.yaml_nodes import MOST_LEVELS, brackets, compose, quickly, slowly

STORY = """\
# a remark
title: The Lake, "the Lake" *itself*
date: 1949-05-27
page: 07
open: true
steps:
  - id: letter
    places: [evian, {name: "x", n: 1}, 'it''s']
    text: |
      One, & two.

      * three
    note: >-
      Folded
      words
"""
PIECES = (
    *(
        "a",
        "key",
        "1949",
        "0o7",
        "true",
        "~",
        "null",
        "yes",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        "\n\n",
        " ",
        "  ",
    ),
    *("[", "]", "{", "}", ", ", "|\n", "|-\n", ">\n", "'", '"', "''", "\\n", "\\x", "\\/", "#", " # c", "é", "—", "😀"),
    *(
        "1949-05-27",
        "?",
        "? ",
        "!",
        "!!str ",
        "&a ",
        "*a",
        "%",
        "@",
        "`",
        "<<",
        "=",
        ".5",
        "0x1f",
        "|2\n",
        "  x: y\n",
        "k:\n",
    ),
    *("{a: b}", "[a, b]", "{a}", "{a:1}", '{"a":1}', "\t", "\u2028", "\ufeff", "---\n", "...\n", "'x'", '"y z"'),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
PLACES = st.lists(st.tuples(st.integers(0, len(STORY)), st.sampled_from(PIECES), st.integers(0, 3)), max_size=4)


def tree(node: Any) -> Any:
    """All that is read of a node: tags, values, lines, and which texts keep their lines."""
    line = node.start_mark.line if node is not None else None
    if isinstance(node, MappingNode):
        return str(node.tag), line, [(tree(key), tree(value)) for key, value in node.value]
    if isinstance(node, SequenceNode):
        return str(node.tag), line, [tree(each) for each in node.value]
    return (str(node.tag), node.value, node.style == "|", line) if isinstance(node, ScalarNode) else None


def outcome(read: Any, text: str) -> Any:
    try:
        return tree(read(text))
    except (YAMLError, AssertionError, ValueError) as error:
        return type(error).__name__, str(error)


@given(TEXTS)
@settings(max_examples=250, deadline=None)
def test_any_text_is_read_as_the_thorough_reader_reads_it(text: str) -> None:
    assert outcome(compose, text) == outcome(slowly, text)


@given(PLACES)
@settings(max_examples=150, deadline=None)
def test_a_story_that_is_changed_anywhere_is_read_alike(changes: list[tuple[int, str, int]]) -> None:
    text = STORY
    for at, piece, gone in changes:
        text = text[:at] + piece + text[at + gone :]
    assert outcome(compose, text) == outcome(slowly, text)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts for which the thorough reader was asked."""
    texts: list[str] = []

    def note(text: str) -> Any:
        texts.append(text)
        return slowly(text)

    monkeypatch.setattr(yaml_nodes, "slowly", note)
    yield texts


def test_a_story_goes_to_the_quick_reader(asked: list[str]) -> None:
    assert quickly(STORY)[0], "PyYAML comes without libyaml"
    assert compose(STORY) is not None
    assert asked == []


@pytest.mark.parametrize(
    "text",
    [
        "a: !!str 1\n",
        "a: &x 1\n",
        "? a\n",
        "a:\tb\n",
        "--- a\n",
        "a: |#\n",
        "a: |\n\n b\n",
        "a:\n",
        "a: [\n",
        "a: b: c\n",
    ],
)
def test_what_the_two_may_read_apart_goes_to_the_thorough_one(text: str, asked: list[str]) -> None:
    outcome(compose, text)
    assert asked == [text]


@pytest.mark.parametrize(
    "text", ["[" * (MOST_LEVELS + 1), "- " * (MOST_LEVELS + 1) + "a", f"a:\n{' ' * 4 * MOST_LEVELS}b: c\n"]
)
def test_what_is_nested_deep_goes_to_the_thorough_one(text: str, asked: list[str]) -> None:
    outcome(compose, text)
    assert asked == [text]


def test_brackets_are_counted_where_they_are_open() -> None:
    assert brackets("[a, [b], [c, {d: e}]]") == 3
    assert brackets("[a] [b] [c]") == 1
