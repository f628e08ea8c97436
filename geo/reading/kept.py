"""Turn a slow function of shapes into one that answers a shape it has met before from memory, or from the shelf."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

import shapely
from shapely.geometry.base import BaseGeometry

from geo.reading import shelf

Answer = TypeVar("Answer")
SHAPES = 512  # some stories' worth of places; the oldest go first


def kept_by_shape(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep the answers of a function of shapes and hashable values; same coordinates, same answer, to the last bit.

    A shape is known by its well-known binary, which tells 0.0 from -0.0 where ``==`` does not. An answer is shared by
    all who ask: it must not be changed. Raised errors are not kept.

    >>> asked = []
    >>> @kept_by_shape
    ... def width(shape):
    ...     asked.append(shape)
    ...     return shape.bounds[2] - shape.bounds[0]
    >>> width(shapely.box(0, 0, 2, 1)), width(shapely.box(0, 0, 2, 1)), len(asked)
    (2.0, 2.0, 1)
    """

    @lru_cache(maxsize=SHAPES)
    def answer(*key: Any) -> Answer:
        return function(*(shapely.from_wkb(each[0]) if isinstance(each, tuple) else each for each in key))

    @wraps(function)
    def ask(*values: Any) -> Answer:
        return answer(*((shapely.to_wkb(each),) if isinstance(each, BaseGeometry) else each for each in values))

    return ask


def shelved(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keep the answers of such a function from one run to the next too (`geo.reading.shelf`).

    For functions of shapes, numbers and what has a ``digest`` (bytes that say all of it), whose answer is a shape or
    what JSON holds: true or false, a number, a list of texts.
    """

    @wraps(function)
    def ask(*values: Any) -> Answer:
        parts = [function.__module__.encode(), function.__qualname__.encode(), *map(said, values)]
        body = shelf.kept("shape", parts, lambda: packed(function(*values)))
        answer: Any = shapely.from_wkb(body[1:]) if body[:1] == b"w" else json.loads(body[1:])
        return cast(Answer, answer)

    return ask


def said(value: Any) -> bytes:
    """A value as bytes that no other value of its kind has."""
    if isinstance(value, BaseGeometry):
        return b"w" + bytes(shapely.to_wkb(value))
    if isinstance(value, bool | int | float | str):
        return repr(value).encode()
    digest: bytes = value.digest
    return b"d" + digest


def packed(answer: Any) -> bytes:
    """An answer as bytes, with a letter for its kind."""
    if isinstance(answer, BaseGeometry):
        return b"w" + bytes(shapely.to_wkb(answer))
    return b"j" + json.dumps(answer).encode()
