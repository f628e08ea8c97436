"""Hostile values in every place of a file of every format that is imported, on to `check` and through every export.

What comes in is refused in sentences or becomes a story that `check` takes, and each of its exports is a whole file of
its format. In the tests each place meets a few of the values, in turn; ``NARRATIVE_FUZZ=deep`` (`make fuzz`) tries all.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.drafts.story_files import story_files
from narrative.exports.registry import EXPORTS
from narrative.imports.material import Choices
from narrative.imports.registry import IMPORTS, import_draft
from narrative.source.annotation_checks import annotation_faults
from narrative.story import load_story
from tests.fuzzing.doors import heard, laid
from tests.import_files import FILES, FOLDER, TODAY
from tests.payloads import of_kind

KINDS: dict[str, list[str]] = {
    "half characters": ["\ud800", "Paris\udc00", "\udc00\ud800"],
    "control characters": ["a\x00b", "\x1b[31mred\x07", "a\x85b\u2028c\u2029d", "\x7f\ufeff"],
    "blanks": ["", " ", "\u00a0\u2003", "\u200b\u2060", "\u3164\u2800", "\n\t\n"],
    "long names": ["W" * 300, "W " * 150, "é" * 20_001, "e" + "\u0301" * 400],
    "turned letters": ["\u202eevil\u202c", "\u2066a\u2069", "\u200fשלום"],
    "numbers": ["1e999", "-0", "9" * 400, "NaN", "0x10", "１２"],
    "markdown": ["[Log in again](https://evil.example) ![](https://evil.example/i.png)", "# A *b* `c` [", "[" * 300],
    "links of ours": ["[x](place:nowhere)", "](statement:x)", "[a](javascript:alert(1))"],
    "html": ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "&#0;&lt;b&gt;", "<b>" * 200],
    "katex": ["$\\href{javascript:alert(1)}{x}$", "$$x", ":red[x] :material/delete: :smile:"],
    "yaml": ["a: b\n- c #d", "&a *b !!python/object:x", "---\n...", "{{ 7*7 }} {% raw %}"],
    "tables": ["=1+1", '@SUM(A1)","b', "+cmd|' /C calc'!A0", "a;b\tc\r\nd"],
    "paths": ["../../etc/passwd", "C:\\con", "file:///etc/passwd", "//evil.example/x"],
    "names": [".", "..", "nul", "-", "__proto__", "constructor"],
}
VALUES = [value for values in KINDS.values() for value in values]
DEEP = os.environ.get("NARRATIVE_FUZZ") == "deep"
EACH = 2  # values that a place meets in the tests
Made = Callable[[str], bytes]


def places_in_json(value: Any) -> Iterator[tuple[Any, Any]]:
    """The containers and keys of every text and number of a document."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, (dict, list)):
            yield from places_in_json(each)
        elif each is not None:
            yield value, key


def json_with(text: str, number: int) -> Made:
    """The document with another text at one of its places."""

    def made(value: str) -> bytes:
        document = json.loads(text)
        holder, key = list(places_in_json(document))[number]
        holder[key] = value
        return json.dumps(document).encode("ascii")

    return made


def text_with(text: str, start: int, end: int, written: Callable[[str], str]) -> Made:
    """The text with another stretch."""
    return lambda value: (text[:start] + written(value) + text[end:]).encode("utf-8", "surrogatepass")


def cell(value: str) -> str:
    """A value as a sheet has it."""
    return '"' + value.replace('"', '""') + '"'


def quoted(value: str) -> str:
    """A value as a script has it."""
    return json.dumps(value)


def spots(name: str) -> list[Made]:
    """Each place of the file of a format in which a text can stand."""
    text = (FOLDER / FILES[name][0]).read_bytes().decode("utf-8-sig")
    ending = FILES[name][0].rpartition(".")[2]
    if ending in ("json", "geojson", "jsonld"):
        return [json_with(text, number) for number in range(len(list(places_in_json(json.loads(text)))))]
    forms: dict[str, tuple[str, Callable[[str], str]]] = {
        "js": (r'"[^"\n]*"|\'[^\'\n]*\'', quoted),
        "kml": (r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)|(?<==\")[^\"]*(?=\")", escape),
        "gpx": (r"(?<=>)[^<>]*[^<>\s][^<>]*(?=<)|(?<==\")[^\"]*(?=\")", escape),
        "csv": (r'(?<=[,;\n])(?:"(?:[^"]|"")*"|[^,;"\n]+)(?=[,;\r\n])', cell),
        "tsv": (r'(?<=[\t\n])[^\t"\r\n]+(?=[\t\r\n])', cell),
    }
    pattern, written = forms[ending]
    return [text_with(text, found.start(), found.end(), written) for found in re.finditer(pattern, text)]


def followed(name: str, data: bytes) -> bool:
    """Whether a file is taken; what is taken is sound, and each of its exports is a whole file."""
    file, own = FILES[name]
    try:
        draft = import_draft(Upload(file, data), Choices("a-story", TODAY, **own), name)
    except Faults as faults:
        heard(str(faults))
        return False
    heard("\n".join(["Read.", *draft.lost, *draft.look]))
    story = load_story(laid(story_files(draft), draft.slug))
    assert annotation_faults(story.folder, story) == []
    for export in EXPORTS.values():
        whole(export.ending, export.function(story))
    return True


def whole(ending: str, body: bytes) -> None:
    """A file of this ending can be read by any reader of its format."""
    text = body.decode("utf-8")
    if ending.endswith(("json", "jsonld")):
        json.loads(text, parse_constant=lambda constant: pytest.fail(f"{constant} is not JSON"))
    elif ending.endswith(("kml", "gpx")):
        fromstring(text)
    elif ending.endswith("csv"):
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        for value in (each for row in rows[1:] for each in row):
            assert not re.match(r"[=@\t\r]|[+-](?!\d+(\.\d+)?$)", value) or value in ("-",), value


@pytest.mark.parametrize("name", IMPORTS)
def test_no_value_in_any_place_of_a_file_breaks_the_way_to_an_export(name: str) -> None:
    taken = 0
    all_spots = spots(name)
    assert len(all_spots) >= 10
    values = [*VALUES, *of_kind("html", "markdown", "formula")] if DEEP else VALUES
    for number, made in enumerate(all_spots):
        turn = values if DEEP else [values[(number * EACH + at) % len(values)] for at in range(EACH)]
        for value in turn:
            taken += followed(name, made(value))
    assert taken  # the way to the exports was gone


@pytest.mark.parametrize("kind", KINDS)
def test_a_title_and_a_name_of_any_kind_are_shown_or_refused(kind: str) -> None:
    for value in KINDS[kind]:
        feature = {
            "type": "Feature",
            "properties": {"title": value, "name": value, "description": value, "date": "1812"},
            "geometry": {"type": "Point", "coordinates": [6.1, 46.2]},
        }
        followed("geojson", json.dumps({"type": "FeatureCollection", "name": value, "features": [feature]}).encode())
