"""Read the object that a script assigns to a name, without running the script.

The parsing is tree-sitter's, with its grammar of JavaScript. Of its tree only literals are made into values: objects,
lists, texts, numbers, true, false, null, texts put together with "+", and names of constants of the same script that
are such themselves. Whatever else stands there, a function, a call, is ``NOTHING``: nothing is ever evaluated.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from geo.reading.faults import Fault, Faults
from geo.reading.json_lines import JsonDocument
from geo.reading.limits import MOST_DEPTH
from geo.reading.uploads import Upload, text_of_upload
from geo.reading.validation import Loc

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
DECLARED = ("variable_declarator", "assignment_expression", "export_statement", "pair")


class Nothing:
    """What a script does in a place where a value could stand."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = Nothing()


@dataclass(frozen=True)
class ScriptDocument(JsonDocument):
    """A script's object, which is read as a JSON document is; ``lines`` leads from a place in it to its line."""

    lines: dict[Loc, int] = field(default_factory=dict, compare=False, repr=False)

    def line(self, loc: Loc) -> int:
        """The line, from 1, of the value at a location, or of the nearest thing around it that exists."""
        at = next((loc[:end] for end in range(len(loc), -1, -1) if loc[:end] in self.lines), ())
        return self.lines.get(at, 1)


@dataclass
class ScriptReading:
    """The values of a script so far: ``lines`` leads from a place in the object to its line."""

    constants: dict[str, Node] = field(default_factory=dict)
    lines: dict[Loc, int] = field(default_factory=dict)


def object_of_script(upload: Upload, key: str) -> ScriptDocument:
    """The first object of a script that has a key, as a document with lines.

    Raises
    ------
    Faults
        Where there is none, or the script cannot be read.

    Examples
    --------
    >>> script = b"var config = {chapters: [{title: 'A' + 'b', center: [-1.5, +2], f: () => 1,},], /* end */};"
    >>> object_of_script(Upload("config.js", script), "chapters").value
    {'chapters': [{'title': 'Ab', 'center': [-1.5, 2]}]}
    """
    source = text_of_upload(upload).encode("utf-8", "replace")
    tree = Parser(Language(tree_sitter_javascript.language())).parse(source)
    reading = ScriptReading()
    objects: list[Node] = []
    open_nodes = [tree.root_node]
    while open_nodes:  # a walk without recursion: a hostile script may be nested as deeply as it likes
        node = open_nodes.pop()
        if node.type == "variable_declarator":
            name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
            if name is not None and value is not None:
                reading.constants[text_of(name)] = value
        if node.type == "object":
            objects.append(node)
        open_nodes.extend(reversed(node.children))
    for node in objects:
        if any(key_of(pair) == key for pair in node.named_children if pair.type == "pair"):
            fault = first_error(node)
            if fault is not None:
                line = fault.start_point[0] + 1
                sentence = "the script cannot be read here; see that every bracket and quotation mark is closed"
                raise Faults([Fault(upload.name, line, sentence)])
            value = value_of(node, reading, ())
            return ScriptDocument(upload.name, source.decode("utf-8"), value, lines=reading.lines)
    raise Faults([Fault(upload.name, 1, f'there is no object with a list "{key}" in this script')])


def first_error(node: Node) -> Node | None:
    """The first place of a tree that is no JavaScript."""
    open_nodes = [node]
    while open_nodes:
        each = open_nodes.pop()
        if each.type == "ERROR" or each.is_missing:
            return each
        if each.has_error:
            open_nodes.extend(reversed(each.children))
    return None


def text_of(node: Node) -> str:
    """The letters of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def key_of(pair: Node) -> str:
    """The key of a pair, written as a name, a text or a number."""
    key = pair.child_by_field_name("key")
    if key is None or key.type == "computed_property_name":
        return ""
    return string_of(key) if key.type == "string" else text_of(key)


def value_of(node: Node, reading: ScriptReading, loc: Loc, depth: int = 0) -> Any:
    """A node as a plain value; NOTHING where it is no literal."""
    reading.lines.setdefault(loc, node.start_point[0] + 1)
    if depth > MOST_DEPTH:
        return NOTHING
    deeper = depth + 1
    match node.type:
        case "object":
            found = {}
            for pair in node.named_children:
                value = pair.child_by_field_name("value") if pair.type == "pair" else None
                name = key_of(pair) if value is not None else ""
                if value is not None and name:
                    read = value_of(value, reading, (*loc, name), deeper)
                    if read is not NOTHING:
                        found[name] = read
            return found
        case "array":
            items = [each for each in node.named_children if each.type != "comment"]
            read = [value_of(each, reading, (*loc, at), deeper) for at, each in enumerate(items)]
            return [None if each is NOTHING else each for each in read]
        case "string":
            return string_of(node)
        case "template_string":
            inside = [each.type for each in node.named_children]
            return NOTHING if "template_substitution" in inside else string_of(node)
        case "number":
            return number_of(text_of(node))
        case "true" | "false":
            return node.type == "true"
        case "null" | "undefined":
            return None
        case "parenthesized_expression" | "unary_expression" | "binary_expression" | "identifier":
            return of_expression(node, reading, loc, deeper)
    return NOTHING


def of_expression(node: Node, reading: ScriptReading, loc: Loc, depth: int) -> Any:
    """A value in brackets, with a sign, put together of texts, or the constant of a name."""
    if node.type == "identifier":
        constant = reading.constants.get(text_of(node))
        return value_of(constant, reading, loc, depth) if constant is not None else NOTHING
    if node.type == "parenthesized_expression":
        return value_of(node.named_children[0], reading, loc, depth) if node.named_child_count else NOTHING
    operator = node.child_by_field_name("operator")
    sign = text_of(operator) if operator is not None else ""
    if node.type == "unary_expression":
        argument = node.child_by_field_name("argument")
        value = value_of(argument, reading, loc, depth) if argument is not None else NOTHING
        if isinstance(value, (int, float)) and not isinstance(value, bool) and sign in "+-":
            return -value if sign == "-" else value
        return NOTHING
    sides = [node.child_by_field_name(each) for each in ("left", "right")]
    values = [value_of(each, reading, loc, depth) if each is not None else NOTHING for each in sides]
    if sign == "+" and all(isinstance(each, str) for each in values):
        return "".join(map(str, values))
    return NOTHING


def number_of(text: str) -> Any:
    """A number as a script writes it; NOTHING for one that is not finite."""
    text = text.replace("_", "").rstrip("n")
    try:
        if text[:2].lower() in ("0x", "0o", "0b"):
            return int(text, 0)
        value = float(text)
    except ValueError:
        return NOTHING
    if not math.isfinite(value):
        return NOTHING
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def string_of(node: Node) -> str:
    r"""The text of a string, its escapes read.

    >>> object_of_script(Upload("a.js", rb"x = {k: 'it\'s \u00e9\x41\u{1F600}'}"), "k").value
    {'k': "it's éA😀"}
    """

    def unescaped(found: re.Match[str]) -> str:
        code = found[1]
        if code[0] in "xu" and len(code) > 1:
            number = int(code[1:].strip("{}"), 16)
            return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
        return ESCAPES.get(code, code)

    escape = r"\\(u\{[0-9A-Fa-f]{1,6}\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|\r\n|[\s\S])"
    surrogates = re.sub(
        r"\\u([dD][89abAB]\w\w)\\u([dD][c-fC-F]\w\w)",
        lambda pair: chr(0x10000 + ((int(pair[1], 16) - 0xD800) << 10) + int(pair[2], 16) - 0xDC00),
        text_of(node)[1:-1],
    )
    return re.sub(escape, unescaped, surrogates)
