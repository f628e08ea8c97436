"""Turn the types of what Python hands to scripts into declarations: ``python -m narrative.page.declarations``.

A room's module ``handed`` names its types in ``HANDED``; their declarations stand in ``assets/handed.d.ts`` beside its
scripts, which tsc checks by them. What pydantic can describe as JSON Schema can be declared.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter

from geo.reading.shipped import package_folder

ROOMS = ("page", "serving", "app")
HEAD = "/* Made by `make scripts` of narrative/{room}/handed.py, which says what each is. Not to be edited. */\n"
SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations(types: Sequence[Any]) -> str:
    """The types, and those that they are made of, as exported interfaces in the order of their names.

    >>> from typing_extensions import NotRequired, TypedDict
    >>> print(declarations([TypedDict("Dot", {"at": tuple[float, float], "name": NotRequired[str | None]})]))
    export interface Dot {
      at: [number, number];
      name?: string | null;
    }
    """
    mode: Literal["serialization"] = "serialization"
    schemas, shared = TypeAdapter.json_schemas([(index, mode, TypeAdapter(each)) for index, each in enumerate(types)])
    found: dict[str, Mapping[str, Any]] = dict(shared.get("$defs", {}))
    for (index, _), schema in schemas.items():
        if "$ref" not in schema:
            found[types[index].__name__] = schema
    return "\n\n".join(declaration(name, found[name]) for name in sorted(found))


def declaration(name: str, schema: Mapping[str, Any]) -> str:
    """One named type."""
    if schema.get("type") != "object" or "properties" not in schema:
        return f"export type {name} = {type_of(schema)};"
    lines = [f"  {each};" for each in keys_of(schema)]
    return "\n".join([f"export interface {name} {{", *lines, "}"])


def keys_of(schema: Mapping[str, Any]) -> list[str]:
    """The keys of an object with their types. One that has a default is always there: Python fills it in."""
    required = schema.get("required", ())
    return [
        f"{key}{'' if key in required or 'default' in each else '?'}: {type_of(each)}"
        for key, each in schema["properties"].items()
    ]


def type_of(schema: Mapping[str, Any]) -> str:
    """A schema as a type.

    >>> type_of({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}})
    '(string | null)[]'
    >>> type_of({"type": "object", "additionalProperties": {"type": "integer"}}), type_of({"enum": ["a", "b"]})
    ('Record<string, number>', '"a" | "b"')
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(each, ensure_ascii=False) for each in schema["enum"])
    if "anyOf" in schema:
        return united(type_of(each) for each in schema["anyOf"])
    if not schema.keys() - {"title", "default"}:
        return "any"
    if schema.get("type") == "array":
        if "prefixItems" in schema:
            return f"[{', '.join(type_of(each) for each in schema['prefixItems'])}]"
        inner = type_of(schema.get("items", {}))
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if schema.get("type") == "object":
        if schema.get("properties"):
            return f"{{{'; '.join(keys_of(schema))}}}"
        more = schema.get("additionalProperties")
        return f"Record<string, {type_of(more) if isinstance(more, Mapping) else 'any'}>"
    return SIMPLE.get(str(schema.get("type")), "unknown")


def united(parts: Iterable[str]) -> str:
    """One of several types; each is named once."""
    return " | ".join(dict.fromkeys(parts))


def declared_in(room: str) -> tuple[Path, str]:
    """The file of a room's declarations, and what it must hold."""
    module = importlib.import_module(f"narrative.{room}.handed")
    text = f"{HEAD.format(room=room)}\n{declarations(module.HANDED)}\n"
    return package_folder(f"narrative.{room}") / "assets" / "handed.d.ts", text


def main() -> int:
    """Write the declarations of every room."""
    for room in ROOMS:
        path, text = declared_in(room)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
