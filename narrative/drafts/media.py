"""The files that a draft carries for its media, and the names by which its steps call them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, PlainSerializer

from geo.reading.validation import slug_like
from narrative.drafts.parts import DraftStep

MEDIA_FOLDER = "media"  # of a story's folder, where drafts put them
DRAWINGS = ("layers", "overlays", "flows")
FILE_KEYS = ("file", "still", "captions")
SAFE = re.compile(r"[^\x00-\x1f\\\\:]{1,200}")


def as_body(value: Any) -> Any:
    """A file's bytes, in base64 where JSON has them."""
    if not isinstance(value, str):
        return value
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("a file of it did not arrive whole") from None


def check_name(name: str) -> str:
    """A file's name unchanged; ValueError where it leads out of the story's folder.

    >>> check_name("media/bridge.jpg")
    'media/bridge.jpg'
    >>> check_name("../bridge.jpg")
    Traceback (most recent call last):
    ValueError: the name of a file leads out of the story's folder
    """
    pure = PurePosixPath(name)
    if not SAFE.fullmatch(name) or pure.is_absolute() or ".." in pure.parts or not pure.parts:
        raise ValueError("the name of a file leads out of the story's folder")
    return name


FileName = Annotated[str, AfterValidator(check_name)]
FileBody = Annotated[
    bytes, BeforeValidator(as_body), PlainSerializer(lambda body: base64.b64encode(body).decode(), when_used="json")
]


def media_of(step: DraftStep) -> list[dict[str, Any]]:
    """The entries of a step's media, as ``story.yaml`` has them; none where what it keeps is no list of them."""
    entries = step.kept.get("media")
    return [each for each in entries if isinstance(each, dict)] if isinstance(entries, (list, tuple)) else []


def names_of(entry: Mapping[str, Any]) -> Iterator[str]:
    """The files that an entry names."""
    for each in (entry, entry.get("beside")):
        if isinstance(each, Mapping):
            yield from (str(each[key]) for key in FILE_KEYS if each.get(key))


def drawing_names(kept: Mapping[str, Any]) -> Iterator[str]:
    """The files from which a story draws on its map, as the keys of its top name them.

    >>> kept = {"flows": [{"id": "a", "file": "a.csv", "chart": {"file": "cold.csv"}}], "layers": "none"}
    >>> list(drawing_names(kept))
    ['a.csv', 'cold.csv']
    """
    for key in DRAWINGS:
        entries = kept.get(key)
        for entry in entries if isinstance(entries, (list, tuple)) else ():
            if not isinstance(entry, Mapping):
                continue
            yield from (str(entry[each]) for each in ("file", "georeference") if entry.get(each))
            chart = entry.get("chart")
            if isinstance(chart, Mapping) and chart.get("file"):
                yield str(chart["file"])


def shown_files(
    steps: tuple[DraftStep, ...], files: Mapping[str, bytes], kept: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, bytes]:
    """Those of the files that a step or (``kept``) a drawing of the story names, in the order of their names."""
    named = {name for step in steps for entry in media_of(step) for name in names_of(entry)} | set(drawing_names(kept))
    return {name: body for name, body in sorted(files.items()) if name in named}


def new_name(files: Mapping[str, bytes], name: str, ending: str, body: bytes) -> str:
    """A name in the folder of media that is free, or that has these very bytes already.

    >>> new_name({"media/bridge.jpg": b"1"}, "Bridge (1905)", ".jpg", b"2")
    'media/bridge-1905.jpg'
    >>> new_name({"media/bridge.jpg": b"1"}, "Bridge", ".jpg", b"2"), new_name({"media/bridge.jpg": b"1"}, "Bridge", ".jpg", b"1")
    ('media/bridge-2.jpg', 'media/bridge.jpg')
    """  # noqa: E501
    stem = slug_like(name)[:60].strip("-") or "picture"
    number, found = 1, f"{MEDIA_FOLDER}/{stem}{ending}"
    while files.get(found, body) != body:
        number += 1
        found = f"{MEDIA_FOLDER}/{stem}-{number}{ending}"
    return found
