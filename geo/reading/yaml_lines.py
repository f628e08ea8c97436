"""Read a YAML file as plain values, with the line of every key, so that a fault can say where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from geo.reading.faults import Fault, Faults
from geo.reading.validation import Loc, quoted, read_text, shown
from geo.reading.yaml_nodes import compose

CORE = "tag:yaml.org,2002:"
PLAIN_TEXT = {"str", "timestamp", "float"}  # 1949-05-27 is a date to YAML and text to us: EDTF is read later
KNOWN_TAGS = {CORE + each for each in (*PLAIN_TEXT, "int", "bool", "null", "map", "seq")}
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
CURES = (
    ("found character '\\t'", "a tab indents this line, which YAML forbids; use spaces"),
    ("tab", "a tab indents this line, which YAML forbids; use spaces"),
    (
        "mapping values are not allowed",
        'there is a second ": " in this line, or the indentation is off; put the text in quotes',
    ),
    ("could not find expected ':'", 'a key without ": "; write "key: value", or indent the text below its key'),
    (
        "expected <block end>",
        "this line does not fit the indentation, the list or the quotation marks above it; line it up",
    ),
    (
        "expected the node content",
        "a value is missing here, or it starts with a sign that YAML keeps for itself; put it in quotes",
    ),
    ("unexpected end of stream", "a quotation mark or bracket that is opened here is never closed; close it"),
    ("expected ',' or", "the [ or { that is opened here lacks a comma, or is never closed; add what is missing"),
    ("cannot start any token", "text cannot start with this sign; put it in quotes"),
    ("undefined alias", "anchors and aliases (& and *) are not read here; put text that starts with * in quotes"),
    ("duplicate anchor", "anchors and aliases (& and *) are not read here; write the value out each time"),
    ("another document", "a second document starts here (---); keep one document in the file"),
    ("block scalar", "the text below | or > is not indented as it began; line it up"),
    ("escape", "an unknown escape in double quotes; write \\\\ for a backslash, or use single quotes"),
)


class YamlInt(int):
    """A whole number that remembers how it was written, so that ``title: 1984`` can be read as text."""

    written: str

    def __new__(cls, written: str, value: int) -> YamlInt:
        number = super().__new__(cls, value)
        number.written = written
        return number


@dataclass
class YamlDocument:
    """The values of a YAML file, the line of each, and the faults of its form."""

    file: str
    value: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    literal: set[Loc] = field(default_factory=set)  # texts below "|", whose lines are those of the file
    faults: list[Fault] = field(default_factory=list)

    def line(self, loc: Loc) -> int:
        """The line, from 1, of a location, or of the nearest thing around it that exists."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def text_line(self, loc: Loc, offset: int) -> int:
        """The line of a text's own line number `offset`, from 0; that of the key where the text is folded."""
        return self.line(loc) + (1 + offset if loc in self.literal else 0)

    def fault(self, loc: Loc, message: str) -> Fault:
        """A fault at a location."""
        return Fault(self.file, self.line(loc), message)


def read_yaml(path: Path, cure: str, list_key: str | None = None) -> YamlDocument:
    """Read a UTF-8 YAML file whose top is a mapping; raises Faults where nothing can be read.

    With a ``list_key`` the top may be a list too, which is then read as that key's.

    Dates stay text, whole numbers are numbers. Keys that repeat, tags, anchors and aliases are faults: an alias can
    blow a small file up to any size, and a story has no use for them.
    """
    text = read_text(path, cure)
    name = shown(path)
    try:
        node = compose(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise Faults([Fault(name, line, "a control character stands in this line; take it out")]) from None
    except MarkedYAMLError as error:
        raise Faults([Fault(name, *marked_sentence(error, text))]) from None
    except RecursionError:
        raise Faults([Fault(name, 1, "brackets are nested too deeply; no story needs more than ten levels")]) from None
    except (YAMLError, ValueError, AssertionError) as error:
        raise Faults([Fault(name, 1, f"not YAML: {quoted(str(error), 100)}")]) from None
    document = YamlDocument(name)
    if node is None or (isinstance(node, ScalarNode) and node.tag == CORE + "null"):
        raise Faults([Fault(name, 1, f"the file holds no keys; {cure}")])
    if list_key and isinstance(node, SequenceNode):
        document.value = {list_key: value_of(node, (list_key,), document, set())}
        return document
    if not isinstance(node, MappingNode):
        what = "a list" if isinstance(node, SequenceNode) else "one text"
        raise Faults(
            [
                Fault(
                    name,
                    line_of(node),
                    f'the file holds {what} at its top; write "key: value" lines, such as "title: …"',
                )
            ]
        )
    document.value = value_of(node, (), document, set())
    return document


def marked_sentence(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """The (line, sentence) of a YAML error."""
    problem = str(error.problem or "")
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("end of stream" in problem or "expected ',' or" in problem):  # where it was opened
        mark = error.context_mark
    line = mark.line + 1 if mark else 1
    rows = text.splitlines()
    row = rows[line - 1] if line <= len(rows) else ""
    if re.match(r"[ ]*\t", row):
        return line, CURES[0][1]
    found = next((sentence for start, sentence in CURES if start in problem), None)
    return line, f"not YAML: {found or problem}"


def line_of(node: Node) -> int:
    """The line, from 1, on which a node starts."""
    return int(node.start_mark.line) + 1


def value_of(node: Node, loc: Loc, document: YamlDocument, seen: set[int]) -> Any:
    """The plain value of a node; notes its line, and its faults, in the document."""
    document.lines.setdefault(loc, line_of(node))
    if id(node) in seen:
        message = "anchors and aliases (& and *) are not read here; write the value out each time"
        document.faults.append(Fault(document.file, document.lines[loc], message))
        return None
    seen.add(id(node))
    if str(node.tag) not in KNOWN_TAGS:
        document.faults.append(
            Fault(document.file, line_of(node), f"the tag {quoted(str(node.tag))} is not read here; take it away")
        )
        return None
    if isinstance(node, MappingNode):
        return dict(pairs_of(node, loc, document, seen))
    if isinstance(node, SequenceNode):
        items = []
        for index, item in enumerate(node.value):
            document.lines[(*loc, index)] = line_of(item)
            items.append(value_of(item, (*loc, index), document, seen))
        return items
    return scalar_of(node, loc, document) if isinstance(node, ScalarNode) else None


def pairs_of(node: MappingNode, loc: Loc, document: YamlDocument, seen: set[int]) -> Iterator[tuple[str, Any]]:
    """The (key, value) pairs of a mapping."""
    first: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = line_of(key_node)
        if not isinstance(key_node, ScalarNode):
            document.faults.append(Fault(document.file, line, "a key is a list or keys and values; write a word"))
            continue
        key = str(key_node.value)
        if key == "<<":
            document.faults.append(
                Fault(document.file, line, 'merge keys ("<<") are not read here; write the keys out')
            )
            continue
        if key in first:
            message = f"the key {quoted(key)} stands on line {first[key]} already; keep one of them"
            document.faults.append(Fault(document.file, line, message))
            continue
        first[key] = line
        document.lines[(*loc, key)] = line
        yield key, value_of(value_node, (*loc, key), document, seen)


def scalar_of(node: ScalarNode, loc: Loc, document: YamlDocument) -> Any:
    """The value of a scalar: text, a whole number, true, false or nothing."""
    text = str(node.value)
    kind = str(node.tag).removeprefix(CORE)
    if UNPRINTABLE.search(text):
        document.faults.append(
            Fault(document.file, line_of(node), "this text has a control character or half a character; retype it")
        )
        return ""
    if node.style == "|":
        document.literal.add(loc)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int" and re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return YamlInt(text, int(text))
    return text
