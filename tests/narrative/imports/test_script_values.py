"""The literals of a script as values; whatever else stands there is none."""

from __future__ import annotations

from typing import Any

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.imports.script_values import ScriptDocument, object_of_script


def read(script: str) -> ScriptDocument:
    return object_of_script(Upload("config.js", script.encode()), "k")


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("'it\\'s'", "it's"),
        ('"a\\\nb"', "ab"),
        ("`a\nb`", "a\nb"),
        ("'\\u00e9\\x41\\u{1F600}\\ud83d\\ude00'", "éA😀😀"),
        ("'a' + (\"b\" + `c`)", "abc"),
        ("[1, -2.5, +3, .5, 0x10, 1e3, 1_000]", [1, -2.5, 3, 0.5, 16, 1000, 1000]),
        ("[true, false, null, undefined]", [True, False, None, None]),
        ("{'a b': 1, c: 2, 3: 4, [d]: 5, ...e, f() {}, /* g: 1 */}", {"a b": 1, "c": 2, "3": 4}),
        ("[function () {}, () => 1, alert(1), x, new Date(), 1/0, a ? 1 : 2]", [None] * 7),
        ("WORDS + '!'", "Hello!"),
    ],
)
def test_a_literal_is_its_value(value: str, read_as: Any) -> None:
    assert read(f"const WORDS = 'Hello';\nmodule.exports = {{k: {value}}};").value["k"] == read_as


@pytest.mark.parametrize("value", ["`a${1}`", "f()", "1 + 1", "document.cookie", "import('x')"])
def test_what_would_have_to_be_run_is_left_out(value: str) -> None:
    assert read(f"x = {{k: {value}, l: 1}}").value == {"l": 1}


def test_a_constant_that_names_itself_ends() -> None:
    assert read("var a = a + 'x'; var x = {k: a, l: 1}").value == {"l": 1}


def test_every_value_has_its_line() -> None:
    document = read("// one\nvar x = {\n k: [\n  {a: 1},\n  {b: 2}]}")
    assert [document.line(loc) for loc in (("k",), ("k", 1), ("k", 1, "b"), ("k", 1, "c"), ())] == [3, 5, 5, 5, 2]


def test_a_script_that_is_none_is_told_with_its_line() -> None:
    with pytest.raises(Faults, match=r"config\.js:2: the script cannot be read here"):
        read("var x = {k: [1,\n 2 3], l: }")
