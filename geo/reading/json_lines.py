"""Read a JSON file strictly, and find the line on which any of its values stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, JSONDecoder, scanstring  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from geo.reading.faults import Fault, Faults
from geo.reading.validation import Loc, read_text, shown

SPACE = re.compile(r"[ \t\r\n]*")
DECODER = JSONDecoder()
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # half of a surrogate pair cannot be written as UTF-8
UNPRINTABLE_ESCAPE = re.compile(r"\\u(d[89a-f]|00[0-9a-f]{2})", re.IGNORECASE)
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


@dataclass(frozen=True)
class JsonDocument:
    """A JSON document: its value and its text."""

    file: str
    text: str
    value: Any
    children: dict[int, dict[int | str, int]] = field(default_factory=dict, compare=False, repr=False)

    def line(self, loc: Loc) -> int:
        """The line, from 1, of the value at a location, or of the nearest thing around it that exists.

        >>> document = JsonDocument("a.json", '{"a": [\\n 1,\\n {"b": 2}]}', {"a": [1, {"b": 2}]})
        >>> document.line(("a", 1, "b")), document.line(("a", 0)), document.line(("a", 1, "missing")), document.line(())
        (3, 2, 3, 1)
        """
        position = skip_space(self.text, 0)
        for part in loc:
            if position not in self.children:  # kept: to look up many places is to walk the file once
                self.children[position] = {key: start for key, _, start in entries(self.text, position)}
            found = self.children[position].get(part)
            if found is None:
                break
            position = found
        return self.text.count("\n", 0, position) + 1

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
    repeated: list[str] = []

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.extend(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
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
            Fault(name, text.count("\n", 0, at) + 1, f'the key "{key}" stands twice in the same brackets; keep one')
            for at, key in repeats(text, skip_space(text, 0))
        )
    if printable and UNPRINTABLE_ESCAPE.search(text):
        spoilt = [at for at, inner in strings(text, skip_space(text, 0)) if UNPRINTABLE.search(inner)]
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


def strings(text: str, position: int) -> Iterator[tuple[int, str]]:
    """The (position, value) of every key and text of valid JSON."""
    if text[position] == '"':
        yield position, scanstring(text, position + 1, True)[0]
    for key, at, start in entries(text, position):
        if isinstance(key, str):
            yield at, key
        yield from strings(text, start)


def repeats(text: str, position: int) -> Iterator[tuple[int, str]]:
    """The (position, key) of every key that an object of valid JSON has a second time."""
    seen: set[int | str] = set()
    for key, at, start in entries(text, position):
        if isinstance(key, str) and key in seen:
            yield at, key
        seen.add(key)
        yield from repeats(text, start)
