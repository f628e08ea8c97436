"""Read a YAML file as plain values, with the line of every key, so that a fault can say where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml
from yaml.error import MarkedYAMLError

from geo.reading.faults import Fault, Faults
from geo.reading.limits import MOST_DEPTH, MOST_FAULTS, MOST_ITEMS, MOST_KEYS, MOST_NODES
from geo.reading.validation import Loc, check_size, quoted, read_text, shown

# libyaml reads thirty times as many lines a second as Python does; where a wheel lacks it, Python reads the same.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CORE = "tag:yaml.org,2002:"
PLAIN_TEXT = {"str", "timestamp", "float"}  # 1949-05-27 is a date to YAML and text to us: EDTF is read later
KNOWN_TAGS = {CORE + each for each in (*PLAIN_TEXT, "int", "bool", "null", "map", "seq")}
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
NO_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.2, production 1
OTHER_BREAKS = "\x85\u2028\u2029"  # ends of a line in YAML 1.1, which libyaml reads, and letters in YAML 1.2
LINE_END = re.compile("\r\n|\r|\n")
ALIAS = "anchors and aliases (& and *) are not read here; write the value out, or put the text in quotes"
WHOLE = re.compile("[+-]?[0-9]{1,18}")
BOOLS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
LINE_UP = "this line does not fit the indentation, the list or the quotation marks above it; line it up"
VALUE_MISSING = "a value is missing here, or it starts with a sign that YAML keeps for itself; put it in quotes"
CURES = (
    ("found character '\\t'", "a tab indents this line, which YAML forbids; use spaces"),
    ("tab", "a tab indents this line, which YAML forbids; use spaces"),
    (
        "mapping values are not allowed",
        'there is a second ": " in this line, or the indentation is off; put the text in quotes',
    ),
    ("could not find expected ':'", 'a key without ": "; write "key: value", or indent the text below its key'),
    ("expected <block end>", LINE_UP),
    ("did not find expected key", LINE_UP),
    ("did not find expected '-' indicator", LINE_UP),
    ("expected the node content", VALUE_MISSING),
    ("expected node content", VALUE_MISSING),
    ("sequence entries are not allowed", "a list cannot start in the line of its key; write it below, indented"),
    ("unexpected end of stream", "a quotation mark or bracket that is opened here is never closed; close it"),
    ("expected ',' or", "the [ or { that is opened here lacks a comma, or is never closed; add what is missing"),
    ("cannot start any token", "text cannot start with this sign; put it in quotes"),
    ("tag handle", "tags (!) are not read here; put text that starts with ! in quotes"),
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
    blow a small file up to any size, and a story has no use for them. Reading ends at the limits of
    ``geo.reading.limits``: what is read is then refused whole.
    """
    text = read_text(path, cure)
    document = YamlDocument(shown(path))
    check_size(text, document.file)
    if found := NO_YAML.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise Faults([Fault(document.file, line, "a control character stands in this line; take it out")])
    text, letters = with_letters(text)
    reader = Reader(document, yaml.parse(text, Loader=LOADER), letters)
    try:
        top = reader.top()
        if top is None or (isinstance(top, yaml.ScalarEvent) and reader.scalar(top, ()) is None):
            raise Faults([Fault(document.file, 1, f"the file holds no keys; {cure}")])
        if list_key and isinstance(top, yaml.SequenceStartEvent):
            document.value = {list_key: reader.value(top, (list_key,))}
        elif isinstance(top, yaml.MappingStartEvent):
            document.value = reader.value(top, ())
        else:
            what = "a list" if isinstance(top, yaml.SequenceStartEvent) else "one text"
            sentence = f'the file holds {what} at its top; write "key: value" lines, such as "title: …"'
            raise Faults([Fault(document.file, line_of(top), sentence)])
        reader.end()
    except MarkedYAMLError as error:
        raise Faults([Fault(document.file, *marked_sentence(error, text))]) from None
    except (yaml.YAMLError, ValueError) as error:
        if isinstance(error, Faults):
            raise
        raise Faults([Fault(document.file, 1, f"not YAML: {quoted(str(error), 100)}")]) from None
    return document


def with_letters(text: str) -> tuple[str, dict[int, str]]:
    """A text whose letters that libyaml takes for ends of lines are others, and the table that leads back."""
    other = [each for each in OTHER_BREAKS if each in text]
    if not other:
        return text, {}
    free = (letter for letter in map(chr, range(0xE000, 0xF900)) if letter not in text)
    stand_ins: dict[str, int | str | None] = {each: next(free) for each in other}
    return text.translate(str.maketrans(stand_ins)), {ord(str(letter)): each for each, letter in stand_ins.items()}


def marked_sentence(error: MarkedYAMLError, text: str) -> tuple[int, str]:
    """The (line, sentence) of a YAML error."""
    problem = str(error.problem or "")
    mark = error.problem_mark or error.context_mark
    if error.context_mark and ("end of stream" in problem or "expected ',' or" in problem):  # where it was opened
        mark = error.context_mark
    rows = LINE_END.split(text)
    line = min(mark.line + 1, max(1, len(rows) - (not rows[-1]))) if mark else 1
    if re.match(r"[ ]*\t", rows[line - 1]):
        return line, CURES[0][1]
    found = next((sentence for start, sentence in CURES if start in problem), None)
    return line, f"not YAML: {found or problem}"


def line_of(event: yaml.Event) -> int:
    """The line, from 1, on which a value starts."""
    return int(event.start_mark.line) + 1


class Reader:
    """Turns the parser's events into plain values; notes their lines, and their faults, in the document."""

    def __init__(self, document: YamlDocument, events: Iterator[yaml.Event], letters: dict[int, str]) -> None:
        self.document, self.events, self.letters = document, events, letters
        self.nodes = 0

    def top(self) -> yaml.Event | None:
        """The event with which the document's value begins; None where the file has none."""
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                return event
        return None

    def end(self) -> None:
        """Refuse what follows the document."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                sentence = "not YAML: a second document starts here (---); keep one document in the file"
                raise Faults([Fault(self.document.file, line_of(event), sentence)])

    def fault(self, line: int, message: str) -> None:
        """Note a fault; a file of a hundred is read no further."""
        self.document.faults.append(Fault(self.document.file, line, message))
        if len(self.document.faults) >= MOST_FAULTS:
            raise Faults(self.document.faults)

    def refuse(self, line: int, message: str) -> NoReturn:
        """Read no further."""
        raise Faults([*self.document.faults, Fault(self.document.file, line, message)])

    def value(self, event: yaml.Event, loc: Loc, depth: int = 0) -> Any:
        """The plain value that begins with an event."""
        line = self.document.lines.setdefault(loc, line_of(event))
        self.nodes += 1
        if self.nodes > MOST_NODES:
            self.refuse(line_of(event), f"the file holds more than {MOST_NODES:,} values; no story needs as many")
        if isinstance(event, yaml.AliasEvent):
            self.fault(line, ALIAS)
            return None
        tag = getattr(event, "tag", None)
        if tag not in (None, "!") and tag not in KNOWN_TAGS:
            self.fault(line_of(event), f"the tag {quoted(str(tag))} is not read here; take it away")
            self.skip(event)
            return None
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, loc)
        if depth >= MOST_DEPTH:
            self.refuse(line_of(event), "brackets are nested too deeply; no story needs more than ten levels")
        if isinstance(event, yaml.MappingStartEvent):
            return dict(self.pairs(loc, depth))
        items: list[Any] = []
        for item in self.events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            if len(items) >= MOST_ITEMS:
                self.refuse(line_of(item), f"this list has more than {MOST_ITEMS:,} entries; no story needs as many")
            items.append(self.value(item, (*loc, len(items)), depth + 1))
        return items

    def pairs(self, loc: Loc, depth: int) -> Iterator[tuple[str, Any]]:
        """The (key, value) pairs of a mapping."""
        first: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            line = line_of(event)
            self.nodes += 1
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(line, "a key is a list or keys and values; write a word")
                self.skip(event)
                self.skip(next(self.events))
                continue
            key = str(event.value).translate(self.letters)
            if key == "<<":
                self.fault(line, 'merge keys ("<<") are not read here; write the keys out')
                self.skip(next(self.events))
            elif key in first:
                self.fault(line, f"the key {quoted(key)} stands on line {first[key]} already; keep one of them")
                self.skip(next(self.events))
            else:
                if UNPRINTABLE.search(key):
                    self.fault(line, f"the key {quoted(key)} has a control character in it; retype it")
                first[key] = line
                if len(first) > MOST_KEYS:
                    self.refuse(line, f"these lines have more than {MOST_KEYS} keys; a story has a few in one place")
                self.document.lines[(*loc, key)] = line
                yield key, self.value(next(self.events), (*loc, key), depth + 1)

    def skip(self, event: yaml.Event) -> None:
        """Pass over the value that begins with an event, however deep it is."""
        opened = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                opened += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                opened -= 1
            if opened == 0:
                return
            if opened > MOST_DEPTH:
                self.refuse(line_of(event), "brackets are nested too deeply; no story needs more than ten levels")
            event = next(self.events)

    def scalar(self, event: yaml.ScalarEvent, loc: Loc) -> Any:
        """The value of a scalar: text, a whole number, true, false or nothing."""
        text = str(event.value).translate(self.letters)
        if UNPRINTABLE.search(text):
            self.fault(line_of(event), "this text has a control character or half a character; retype it")
            return ""
        if event.style == "|":
            self.document.literal.add(loc)
        kind = kind_of(event, text)
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind == "int" and WHOLE.fullmatch(text):
            return YamlInt(text, int(text))
        return text


def kind_of(event: yaml.ScalarEvent, text: str) -> str:
    """What a scalar is by its tag, or, where it has none and no quotation marks, by its letters (YAML 1.2's core)."""
    if event.tag not in (None, "!"):
        return str(event.tag).removeprefix(CORE)
    if event.tag == "!" or not event.implicit[0]:
        return "str"
    if text in NULLS:
        return "null"
    if text in BOOLS:
        return "bool"
    return "int" if WHOLE.fullmatch(text) else "str"
