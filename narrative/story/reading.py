"""Read the lists of a YAML file one part at a time: a fault in one part hides no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from geo.reading.faults import Fault
from geo.reading.validation import Loc, quoted, sentences
from geo.reading.yaml_lines import YamlDocument
from narrative.story.limits import MOST_ENTRIES, MOST_FAULTS
from narrative.story.prose import reference_lines

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class ReadFile:
    """A file as far as it could be read, for checks that cross its parts."""

    document: YamlDocument
    ids: dict[str, set[str]] = field(
        default_factory=dict
    )  # per key, every id that the file writes, in sound parts or broken ones
    used: set[str] = field(default_factory=set)  # words of broken parts, any of which may be an id in use
    cited: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    cut_short: bool = False  # there was more than is read, so nothing can be said to be missing


def parts_of(read: ReadFile, key: str, model: type[Model], word: str) -> Iterator[tuple[int, Model]]:
    """The (index, sound part) of one of the lists."""
    document = read.document
    first: dict[str, int] = {}
    entries = entries_of(document, key)
    if len(entries) > MOST_ENTRIES:
        message = f'"{key}" has {len(entries):,} entries; {MOST_ENTRIES:,} are the most'
        read.faults.append(document.fault((key,), message))
        read.cut_short = True
        return
    for index, entry in enumerate(entries):
        if len(read.faults) >= MOST_FAULTS:
            read.cut_short = True
            return
        loc: Loc = (key, index)
        id = entry.get("id") if isinstance(entry, dict) else None
        name = f"{word} {quoted(id)}: " if isinstance(id, str) else f"{word} {index + 1}: "
        if isinstance(id, str):
            if id in first:
                message = f"{word} {quoted(id)}: the id stands on line {first[id]} already; give each {word} its own"
                read.faults.append(document.fault((*loc, "id"), message))
                note_broken(read, entry)
                continue
            first[id] = document.line((*loc, "id"))
            read.ids.setdefault(key, set()).add(id)
        if not isinstance(entry, dict):
            read.faults.append(document.fault(loc, f'{name}it is {quoted(entry)}; it must be "key: value" lines'))
            continue
        try:
            yield index, model.model_validate(entry)
        except ValidationError as error:
            read.faults.extend(document.fault((*loc, *inner), name + each) for inner, each in sentences(error, model))
            note_broken(read, entry)


def entries_of(document: YamlDocument, key: str) -> list[Any]:
    """The raw entries of one of the lists; none where the file has no list there, which the schema has told."""
    entries = document.value.get(key)
    return entries if isinstance(entries, list) else []


def note_broken(read: ReadFile, entry: Any) -> None:
    """Take every word of a broken part for an id in use, and its paragraphs for cited: its own faults are enough."""
    for value in leaves(entry):
        if isinstance(value, str):
            read.used.add(value)
            read.used.update(target for _, _, target in reference_lines(value))
        elif isinstance(value, int):
            read.cited.add(value)


def leaves(value: Any) -> Iterator[Any]:
    """All values inside lists and mappings."""
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value
