"""Types of what Python hands to scripts, declared for tsc: as they are now, and nothing invented."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

import pytest
from pydantic import BaseModel
from typing_extensions import TypedDict

from narrative.page.declarations import ROOMS, declarations, declared_in, type_of


class Inner(BaseModel):
    """A model of pydantic's: what has a default is filled in, and so is always there."""

    sort: Literal["a", "b"] = "a"
    more: dict[str, Any] = {}


class Outer(TypedDict):
    inner: Inner | None
    pair: tuple[int, float]
    lists: NotRequired[list[str | None]]


@pytest.mark.parametrize("room", ROOMS)
def test_the_declarations_are_current(room: str) -> None:
    path, text = declared_in(room)
    assert path.read_text(encoding="utf-8") == text, "run `make scripts`"


def test_what_a_type_is_made_of_is_declared_by_its_name() -> None:
    assert declarations([Outer]).split("\n") == [
        "export interface Inner {",
        '  sort: "a" | "b";',
        "  more: Record<string, any>;",
        "}",
        "",
        "export interface Outer {",
        "  inner: Inner | null;",
        "  pair: [number, number];",
        "  lists?: (string | null)[];",
        "}",
    ]


def test_what_nobody_describes_is_any() -> None:
    assert type_of({"title": "X"}) == "any"
    assert type_of({"const": 1}) == "1"
    assert type_of({"type": "object", "properties": {"a": {"type": "null"}}}) == "{a?: null}"
