"""Strategies: sound documents with a few of their parts changed, and the bytes of a file with a few of them changed.

A reader that only meets noise answers "not JSON" and is never tried. So a shape sets out from something sound: it
takes a place in it and puts there what somebody's program, hand or malice might, up to three times.
"""

from __future__ import annotations

import copy
import io
import json
import zipfile
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.payloads import PAYLOADS

TEXTS = [each.text for each in PAYLOADS]
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -1, 0, 181, 90.0000001, 1e308, 1e-320]))
SCALARS = st.one_of(
    st.sampled_from(TEXTS),
    LETTERS,
    NUMBERS,
    st.booleans(),
    st.none(),
    st.sampled_from(["", " ", "\u3000", "a" * 20_001, "nul\x00l", "half\ud800", "\u202e", "1949-02-30", "NaN"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LETTERS | st.sampled_from(TEXTS), inner, max_size=3),
    max_leaves=6,
)
FOLDERS = ["lake-crossing/", "lake-crossing/", "", "a/b/", "../", "/", "C:", ".", "é" * 150 + "/", "x" * 300 + "/"]
DATES = st.one_of(
    st.from_regex(r"-?\d{1,5}(-\d\d?){0,2}[?~%]?(/(-?\d{4}(-\d\d){0,2}|\.\.)?)?", fullmatch=True),
    st.from_regex(r"(Y-?)?\d{1,11}|\d\dXX|\d{3}X(-XX)?|\d{4}-2[0-9]", fullmatch=True),
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["", "c.", "before", "the 3rd of", "12", "31", "Tuesday,"]),
        st.sampled_from(["May", "février", "мая", "5월", "Michaelmas", "ult.", "instant", "spring of", "Thermidor"]),
        st.one_of(st.integers(-9999, 99_999), st.sampled_from(["", "44 BC", "1949/50", "AH 1343", "an VIII"])),
    ),
    LETTERS,
    st.sampled_from(TEXTS),
)


def paths(value: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where the parts of a value are, the whole first.

    >>> paths({"a": [1]})
    [(), ('a',), ('a', 0)]
    """
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [before, *(path for key, each in inner for path in paths(each, (*before, key)))]


@st.composite
def changed(draw: st.DrawFn, sound: Any) -> Any:
    """A sound value with up to three of its parts replaced, doubled, renamed or taken away."""
    value = copy.deepcopy(sound)
    for _ in range(draw(st.integers(0, 3))):
        *before, key = draw(st.sampled_from(paths(value)[1:] or [(None,)]))
        home = value
        for each in before:
            home = home[each]
        if not isinstance(home, dict | list):
            return draw(VALUES)
        how = draw(st.sampled_from(["replace", "replace", "replace", "remove", "double", "rename", "elsewhere"]))
        if how == "replace":
            home[key] = draw(VALUES)
        elif how == "remove":
            del home[key]
        elif isinstance(home, list):
            home.insert(key, copy.deepcopy(home[key]) if how == "double" else draw(VALUES))
        elif how == "rename":
            home[draw(st.sampled_from(TEXTS) | LETTERS)] = home.pop(key)
        else:
            home[key] = copy.deepcopy(draw(st.sampled_from([value, *(home.values())])))
    return value


@st.composite
def spoilt(draw: st.DrawFn, sound: bytes) -> bytes:
    """The bytes of a file with a few of them changed, a part cut out or doubled."""
    data = bytearray(sound)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(at + draw(st.integers(0, 40)), len(data))
        new = draw(st.binary(max_size=6) | st.sampled_from(TEXTS).map(str.encode))
        data[at:end] = draw(st.sampled_from([new, bytes(data[at:end]) * 2]))
    return bytes(data)


def json_bytes(value: Any) -> bytes:
    """A value as JSON, with whatever Python's writer lets through: NaN, halves of letters as escapes."""
    return json.dumps(value, ensure_ascii=not _whole(value), indent=1).encode("utf-8", "surrogatepass")


def _whole(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def json_files(sound: bytes) -> st.SearchStrategy[bytes]:
    """A JSON or YAML file (JSON is YAML) whose values are changed, or its bytes."""
    value = YAML(typ="safe", pure=True).load(sound.decode("utf-8-sig"))
    plain = json.loads(json.dumps(value, default=str))
    return changed(plain).map(json_bytes) | spoilt(sound)


@st.composite
def zip_files(draw: st.DrawFn, sound: dict[str, bytes]) -> bytes:
    """A ZIP of a story's folder: its names, its files or its own bytes changed."""
    out = io.BytesIO()
    folder = draw(st.sampled_from(FOLDERS))
    with zipfile.ZipFile(out, "w", draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))) as archive:
        for name, body in sound.items():
            choice = draw(st.integers(0, 9))
            if choice == 0:
                continue
            if choice == 1:
                body = draw(spoilt(body))
            if choice == 2 and name.endswith(("json", "yaml")):
                body = draw(json_files(body))
            info = zipfile.ZipInfo(folder + (f"{draw(LETTERS)}{len(name)}" if choice == 3 else name))
            info.external_attr = (0o120777 if choice == 4 else 0o644) << 16
            archive.writestr(info, body)
    return draw(spoilt(out.getvalue())) if draw(st.booleans()) else out.getvalue()


MESSAGES = changed({"target": "narrative-map", "version": 1, "type": "goto", "step": "the-denial", "requestId": "r"})
