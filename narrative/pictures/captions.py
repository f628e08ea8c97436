"""Say in words what a picture shows: for ``captions.json`` beside the pictures, and for the texts inside each PNG."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from narrative.pictures.photographer import Look
from narrative.story import Step, Story
from narrative.story.describe import credit_line, paragraphs_cited, picture_words, said
from narrative.story.media_model import in_picture
from narrative.story.prose import plain_text, typographic

CAPTIONS_FILE = "captions.json"


def caption(story: Story, step: Step, file: str, look: Look, attribution: str) -> dict[str, Any]:
    """One picture in words: title, date, text alternative, text, notes, paragraphs, status and credit line.

    ``width`` and ``height`` are the picture's pixels, ``date`` is in words, ``edtf`` the same for programs, ``alt``
    the text alternative of the map, ``text`` and ``notes`` are plain text. ``pictured`` is the picture
    that the card shows beside the map, where it shows one.
    """
    width, height = look.pixels
    cited = paragraphs_cited(step.paragraphs)
    credit = credit_line(story, attribution, [step])
    pictured = in_picture(step.media) if look.still == "whole" else None
    more: dict[str, Any] = {}
    if pictured:  # what a card shows beside the map has a maker of its own
        credit += f" Picture: {typographic(pictured.all_rights)}."
        more = {"pictured": {"alt": typographic(pictured.alt), "caption": typographic(pictured.caption or "")}}
    return {
        "file": file,
        "step": step.id,
        "number": step.index + 1,
        "title": typographic(step.title),
        "date": step.date.words,
        "edtf": step.date.edtf,
        "alt": picture_words(story, step),
        "text": plain_text(step.text),
        **more,
        "notes": [plain_text(note.text) for note in step.notes],
        "status": said(step),
        "source": f"{story.source.short or story.source.title}, {cited}" if cited else "",
        "credit": credit,
        "width": width,
        "height": height,
    }


def sheet_caption(
    story: Story, steps: Sequence[Step], file: str, pixels: tuple[int, int], attribution: str
) -> dict[str, Any]:
    """A picture of many steps in words; as `caption`, without what only one step has."""
    names = "; ".join(f"{step.index + 1} {typographic(step.title)} ({step.date.words})" for step in steps)
    return {
        "file": file,
        "title": typographic(story.title),
        "alt": f"{len(steps)} maps, one for each step: {names}.",
        "source": story.source.short or story.source.title,
        "credit": credit_line(story, attribution, steps),
        "width": pixels[0],
        "height": pixels[1],
    }


def png_texts(story: Story, caption: dict[str, Any]) -> dict[str, str]:
    """The texts that a PNG holds, by their keywords in the PNG specification (11.3.3.2)."""
    heading = f": {caption['title']} ({caption['date']})" if "date" in caption else ""
    return {
        "Title": f"{typographic(story.title)}{heading}",
        "Description": caption["alt"],
        "Source": caption["source"] or caption["credit"],
        "Copyright": caption["credit"],
        "Software": "narrative map",
    }


def merged(story: Story, captions: list[dict[str, Any]], folder: Path) -> bytes:
    """``captions.json``: these captions, and those of earlier pictures that still lie in the folder.

    A file there that is not ours, or broken, is replaced: the pictures can be described anew, it cannot be trusted.
    """
    new = {each["file"] for each in captions}
    kept = [
        each
        for each in earlier(folder / CAPTIONS_FILE)
        if each["file"] not in new and (folder / each["file"]).is_file()
    ]
    every = sorted([*kept, *captions], key=lambda each: str(each["file"]))
    return captions_file(story, every)


def captions_file(story: Story, captions: list[dict[str, Any]]) -> bytes:
    """``captions.json`` with just these captions, in their order."""
    head = {"story": story.slug, "title": story.title, "language": story.language}
    return (json.dumps({**head, "pictures": captions}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def earlier(path: Path) -> list[dict[str, Any]]:
    """The captions that lie there, if any can be read; a file name with a path in it is not ours."""
    try:
        pictures = json.loads(path.read_text(encoding="utf-8"))["pictures"]
        return [each for each in pictures if each["file"] == Path(each["file"]).name]
    except (OSError, ValueError, KeyError, TypeError):
        return []
