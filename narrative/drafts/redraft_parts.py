"""What bringing a draft up to date works with: the folder as it stands, and the list of what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.gazetteer.reader import Gazetteer
from narrative.drafts.state import State


@dataclass(frozen=True)
class Standing:
    """A story folder as it stands: plain values, the YAML with its comments, and what was generated in it.

    ``papers`` is what its documents.yaml holds.
    """

    story: dict[str, Any]
    document: Any
    places: dict[str, Any]
    gazetteer: Gazetteer
    state: State
    papers: Any = field(default_factory=dict)


@dataclass
class Changes:
    """What a second run did, each as a line for the author."""

    kept: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def words(self) -> str:
        """The changes as a Markdown list under a heading; "Nothing has changed." where there are none."""
        lines = [
            line
            for name in ("gone", "added", "moved", "refreshed", "kept")
            if (found := getattr(self, name))
            for line in (f"\n{TITLES[name]}\n", *(f"- {each}" for each in bundled(found)))
        ]
        return "\n## What this run changed\n" + ("\n".join(lines) if lines else "\nNothing has changed.") + "\n"

    def counts(self) -> str:
        """The changes in a sentence."""
        said = [f"{len(found)} {name}" for name in TITLES if (found := getattr(self, name))]
        return ", ".join(said) if said else "nothing has changed"


TITLES = {
    "kept": "Kept as you have changed or confirmed them:",
    "refreshed": "Made anew, for you had not changed them:",
    "moved": "With other paragraph numbers, because the text around them has changed:",
    "added": "Added:",
    "gone": "No longer in the text (steps and what you changed are never taken away):",
}


def bundled(lines: Sequence[str]) -> list[str]:
    """The lines, those that name only a place or a person as one.

    >>> bundled(["step `a`: text", "place `x`", "place `y`", "person `z`"])
    ['step `a`: text', 'place `x`, `y`', 'person `z`']
    """
    found: dict[str, str] = {}
    for line in lines:
        kind = line.split(" ")[0]
        single = kind in ("place", "person") and line.count(" ") == 1
        key = kind if single else line
        found[key] = f"{found[key]}, {line.split(' ')[1]}" if single and key in found else line
    return list(found.values())
