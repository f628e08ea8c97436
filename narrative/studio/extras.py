"""Edit what has no form of its own in the studio, notes, claims, statements, works and documents, as the YAML it is.

What is written is read with the story's own reader of YAML, so that an anchor or a tag is refused with its line; what
keys it may have is for `check`, whose sentences the preview shows.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml.scalarstring import LiteralScalarString

from geo.reading.faults import Faults
from geo.reading.yaml_lines import read_yaml
from narrative.drafts.draft import Draft
from narrative.drafts.opened import plain
from narrative.drafts.parts import DraftError, changed, replaced
from narrative.drafts.story_files import yaml

StoryPart = Literal["works", "statements", "claims", "documents"]
StepPart = Literal["notes", "silent"]
STORY_PARTS: dict[str, str] = {  # part: what stands there, as the studio says it
    "works": "Works that notes rest on",
    "statements": "Statements",
    "claims": "Claims: questions with more than one answer",
    "documents": "Documents beside the source",
}
STEP_PARTS = {"notes": "Editor’s notes", "silent": "What the source leaves open"}


def extras_of(draft: Draft) -> dict[str, Any]:
    """The parts of a draft as YAML: ``{"story": {part: text}, "steps": {id: {part: text}}}``."""
    story = {part: written(draft.kept.get(part)) for part in STORY_PARTS if part != "documents"}
    steps = {each.id: {part: written(each.kept.get(part)) for part in STEP_PARTS} for each in draft.steps}
    return {"story": {**story, "documents": draft.documents}, "steps": steps}


def written(value: Any) -> str:
    """A list as YAML; "" for none.

    >>> written([{"id": "a-book", "citation": "A. Writer, A Book, 1949"}])
    '- id: a-book\\n  citation: A. Writer, A Book, 1949\\n'
    >>> written(None)
    ''
    """
    if not value:
        return ""
    stream = io.StringIO()
    dumper = yaml()
    dumper.indent(mapping=2, sequence=2, offset=0)
    dumper.dump(in_blocks(value), stream)
    return stream.getvalue()


def in_blocks(value: Any) -> Any:
    """Plain values whose texts of several lines are written as blocks."""
    if isinstance(value, dict):
        return {key: in_blocks(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [in_blocks(each) for each in value]
    return LiteralScalarString(value) if isinstance(value, str) and "\n" in value else value


def set_extra(draft: Draft, part: StoryPart, value: str) -> Draft:
    """A part of the story is as the author writes it in YAML; an empty one is gone. Raises DraftError."""
    if part == "documents":
        read_list(value, part)
        return changed(draft, documents=value if value.strip() else "")
    found = read_list(value, part)
    kept = {key: each for key, each in draft.kept.items() if key != part}
    return changed(draft, kept={**kept, **({part: found} if found else {})})


def set_notes(draft: Draft, step: str, part: StepPart, value: str) -> Draft:
    """A step's notes, or what its source leaves open, as the author writes it in YAML. Raises DraftError."""
    old = draft.step(step)
    found = read_list(value, part)
    kept = {key: each for key, each in old.kept.items() if key != part}
    return changed(draft, steps=replaced(draft.steps, changed(old, kept={**kept, **({part: found} if found else {})})))


def read_list(text: str, part: str) -> list[Any] | None:
    """A list in YAML as plain values; None for an empty text. Raises DraftError with the line.

    >>> read_list("- text: A note.\\n  source: a-book\\n", "notes")
    [{'text': 'A note.', 'source': 'a-book'}]
    >>> read_list("- a: [1", "notes")
    Traceback (most recent call last):
    narrative.drafts.parts.DraftError: The notes cannot be read yet: line 1: not YAML: the [ or { that is opened here lacks a comma, or is never closed.
    """  # noqa: E501
    if not text.strip():
        return None
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        path = Path(folder) / f"{part}.yaml"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            document = read_yaml(path, "write a list", part)
            if document.faults:
                raise Faults(document.faults)
            value = plain(document.value)
        except Faults as faults:
            first = faults.faults[0]
            said = first.message.partition(";")[0].rstrip(".")
            raise DraftError(f"The {part} cannot be read yet: line {first.line}: {said}.") from None
    found = value.get(part) if isinstance(value, dict) else None
    if not isinstance(found, list):
        raise DraftError(f"The {part} are a list: begin each with “- ”.")
    return found
