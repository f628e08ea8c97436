"""Turn what an import lost, and what wants the author's eye, into IMPORT.md."""

from __future__ import annotations

from collections.abc import Iterable

from narrative.imports.decoding import line_of_text
from narrative.imports.fields import counted
from narrative.imports.material import Choices, Material

NEXT = """\
## What comes next

- `python -m narrative check {slug}` finds the story sound as it stands: it is a draft, whose texts may have any length.
- Take the line `draft: true` out of story.yaml when each step has 40 to 110 words: from then on `check` asks for that.
- Every step stands as `stated`, said by the source itself. Mark what is only reported, and what somebody disputes.
"""


def report(material: Material, choices: Choices, steps: list[str], places: int) -> bytes:
    """The report as Markdown, in which nothing of the imported file is mark-up."""
    lines = [
        f"# Imported from {material.program}",
        "",
        f"{escaped(material.file)}, read on {choices.today.isoformat()}: {counted(len(steps), 'step')} and "
        f"{counted(places, 'place')}. The import wrote this file; no command reads it.",
        "",
        "## What could not be kept",
        "",
        *listed(material.lost, "Nothing was lost."),
        "",
        "## What wants your eye",
        "",
        *listed(material.look, "Nothing stood out."),
        "",
        NEXT.format(slug=choices.slug),
    ]
    return "\n".join(lines).encode("utf-8")


def listed(sentences: Iterable[str], none: str) -> list[str]:
    """Sentences as a list."""
    return [f"- {escaped(sentence[:1].upper() + sentence[1:])}" for sentence in sentences] or [none]


def escaped(text: str) -> str:
    """A line of text that Markdown shows as it is.

    >>> print(escaped("slide 3: <b> *x*"))
    slide 3: \\<b\\> \\*x\\*
    """
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|~&" else sign for sign in line_of_text(text))
