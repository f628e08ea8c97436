"""Read a JSON file strictly, and find the line on which any of its values stands."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from json.decoder import JSONDecodeError, JSONDecoder, scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.limits import MOST_BRACKETS, MOST_FAULTS
from geo.reading.validation import Loc, check_size, quoted, read_text, shown

SPACE = re.compile(r"[ \t\r\n]*")
DECODER = JSONDecoder()
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # half of a surrogate pair cannot be written as UTF-8
UNPRINTABLE_ESCAPE = re.compile(r"\\u(?:d[89a-f]|00[01]|007f)", re.IGNORECASE)
TEXT_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
TWICE = "the key {} stands twice in the same brackets; keep one"
LINE_END = re.compile("\n")
CURES = {
    "Expecting value": "a value is missing here; look for a comma too many",
    "Expecting property name enclosed in double quotes": (
        "a key in double quotes belongs here; look for a comma too many"
    ),
    "Expecting ':' delimiter": "a colon is missing after the key",
    "Expecting ',' delimiter": "a comma, or the end of what was opened, is missing before this",
    "Extra data": "the document has ended before this; look for a bracket too many",
    "Illegal trailing comma before end of object": "take away the comma before the closing bracket",
    "Illegal trailing comma before end of array": "take away the comma before the closing bracket",
    "Unterminated string starting at": "this text has no closing quotation mark",
    "Invalid control character at": "a line break or tab stands inside a text; write \\n or \\t",
}


class NotANumberError(ValueError):
    """NaN and Infinity, which Python's reader takes and JSON does not have."""


class Children:
    """Where each value in an object or array of valid JSON begins; it is walked as far as somebody has asked."""

    def __init__(self, text: str, position: int) -> None:
        self.known: dict[int | str, int] = {}
        self.rest = entries(text, position)

    def start(self, part: int | str) -> int | None:
        """The position of the value of a key or index, or None.

        >>> children = Children('{"a": [1, 2], "b": 3}', 0)
        >>> children.start("a"), dict(children.known), children.start("b"), children.start("c")
        (6, {'a': 6}, 19, None)
        """
        while part not in self.known:
            try:
                key, _, position = next(self.rest)
            except StopIteration:
                return None
            self.known[key] = position
        return self.known[part]


@dataclass(frozen=True)
class JsonDocument:
    """A JSON document: its value and its text."""

    file: str
    text: str
    value: Any
    children: dict[int, Children] = field(default_factory=dict, compare=False, repr=False)

    def line(self, loc: Loc) -> int:
        """The line, from 1, of the value at a location, or of the nearest thing around it that exists.

        >>> document = JsonDocument("a.json", '{"a": [\\n 1,\\n {"b": 2}]}', {"a": [1, {"b": 2}]})
        >>> document.line(("a", 1, "b")), document.line(("a", 0)), document.line(("a", 1, "missing")), document.line(())
        (3, 2, 3, 1)
        """
        position = skip_space(self.text, 0)
        for part in loc:
            if position not in self.children:  # kept: to look up many places is to walk the file once
                self.children[position] = Children(self.text, position)
            found = self.children[position].start(part)
            if found is None:
                break
            position = found
        return bisect_left(self.line_ends, position) + 1

    @cached_property
    def line_ends(self) -> list[int]:
        """Where each line ends."""
        return [found.start() for found in LINE_END.finditer(self.text)]

    def fault(self, loc: Loc, message: str) -> Fault:
        """A fault at a location."""
        return Fault(self.file, self.line(loc), message)


def read_json(path: Path, cure: str) -> JsonDocument:
    """Read a UTF-8 JSON file whose top is an object; keys may not repeat. Raises Faults."""
    return parse_object(read_text(path, cure), shown(path))


def parse_object(text: str, name: str) -> JsonDocument:
    """Read JSON text whose top is an object; `name` is the file's in messages. Raises Faults."""
    document = parse_json(text, name)
    if not isinstance(document.value, dict):
        sentence = "the file must hold one JSON object { … } at its top; wrap it in a FeatureCollection"
        raise Faults([Fault(document.file, 1, sentence)])
    return document


def parse_json(text: str, name: str, printable: bool = True) -> JsonDocument:
    """Read JSON text, whatever stands at its top; `name` is the file's in messages. Raises Faults.

    Without `printable` texts may hold control characters, which the caller then takes out.
    """
    check_size(text, name)
    if (brackets := text.count("[") + text.count("{")) > MOST_BRACKETS:
        sentence = f"the file opens {brackets:,} brackets; {MOST_BRACKETS:,} are the most"
        raise Faults([Fault(name, 1, sentence)])
    repeated = False

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        found = dict(pairs)
        repeated = repeated or len(found) < len(pairs)
        return found

    def refuse(constant: str) -> Any:
        raise NotANumberError(constant)

    try:
        value = json.loads(text, object_pairs_hook=unique, parse_constant=refuse)
    except JSONDecodeError as error:
        sentence = CURES.get(error.msg, error.msg[:1].lower() + error.msg[1:])
        raise Faults([Fault(name, error.lineno, f"not JSON at column {error.colno}: {sentence}")]) from None
    except NotANumberError as error:
        line = text.count("\n", 0, max(text.find(str(error)), 0)) + 1
        raise Faults([Fault(name, line, f"{error} is not JSON; write a number or null")]) from None
    except RecursionError:
        raise Faults([Fault(name, 1, "brackets are nested too deeply; no place needs more than ten levels")]) from None
    except ValueError:  # a whole number of more digits than Python converts
        raise Faults([Fault(name, 1, "a number has thousands of digits; write degrees with a decimal point")]) from None
    if repeated:
        raise Faults(
            Fault(name, text.count("\n", 0, at) + 1, TWICE.format(quoted(key)))
            for at, key in islice(repeats(text), MOST_FAULTS)
        )
    if printable and UNPRINTABLE_ESCAPE.search(text):
        spoilt = list(islice((at for at, *_ in texts(text) if UNPRINTABLE.search(read_at(text, at))), MOST_FAULTS))
        if spoilt:
            sentence = "this text has a control character or half a character in it; retype it"
            raise Faults(Fault(name, text.count("\n", 0, at) + 1, sentence) for at in spoilt)
    return JsonDocument(name, text, value)


def skip_space(text: str, position: int) -> int:
    """The position of the next character that is no white space."""
    match = SPACE.match(text, position)
    return match.end() if match else position


def entries(text: str, position: int) -> Iterator[tuple[int | str, int, int]]:
    """The (key or index, its position, its value's position) of the object or array at a position of valid JSON."""
    opening = text[position]
    if opening not in "{[":
        return
    position = skip_space(text, position + 1)
    index = 0
    while text[position] not in "}]":
        at = position
        key: int | str = index
        if opening == "{":
            key, position = scanstring(text, position + 1, True)
            position = skip_space(text, skip_space(text, position) + 1)
        yield key, at, position
        _, position = DECODER.raw_decode(text, position)
        position = skip_space(text, position)
        if text[position] == ",":
            position = skip_space(text, position + 1)
        index += 1


def texts(text: str) -> Iterator[tuple[int, bool, int]]:
    """The (position, whether it is a key, number of the brackets around it) of every text of valid JSON, in order.

    >>> list(texts('{"a": ["b", {"a": 1}]}'))
    [(1, True, 1), (7, False, 2), (13, True, 3)]
    """
    around, opened = [0], 0
    for found in TEXT_OR_BRACKET.finditer(text):
        sign = found[0][0]
        if sign in "{[":
            opened += 1
            around.append(opened)
        elif sign in "}]":
            around.pop()
        else:
            yield found.start(), text.startswith(":", skip_space(text, found.end())), around[-1]


def read_at(text: str, position: int) -> str:
    """The text that begins at a quotation mark of valid JSON."""
    return str(scanstring(text, position + 1, True)[0])


def repeats(text: str) -> Iterator[tuple[int, str]]:
    """The (position, key) of every key that an object of valid JSON has a second time."""
    seen: set[tuple[int, str]] = set()
    for at, is_key, brackets in texts(text):
        if is_key:
            key = (brackets, read_at(text, at))
            if key in seen:
                yield at, key[1]
            seen.add(key)
