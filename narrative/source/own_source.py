"""Turn the text that a story keeps in its own folder, as source.txt, into what is laid beside the story."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from narrative.source.annotation_parts import Paragraph
from narrative.source.annotations import Annotations
from narrative.story import Story

SOURCE_FILE = "source.txt"
BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*\S|\S")


def source_file(story: Story) -> Path | None:
    """The text in the story's folder, which is then the story's to show; None where there is none."""
    path = story.folder / SOURCE_FILE
    return path if path.is_file() else None


def unmarked(story: Story, text: str) -> Annotations:
    """Annotations without marks: the text's paragraphs alone, for a source in which nobody has marked names yet.

    Paragraphs are parted by empty lines. Where there are more than the story counts, the first are its heading.
    """
    blocks = list(BLOCK.finditer(text.replace("\r\n", " \n")))
    heading = max(0, len(blocks) - story.source.paragraphs)
    paragraphs = (
        Paragraph(f"#p{number}", number, block.start(), block.end(), "", "")
        for number, block in enumerate(blocks[heading:], 1)
    )
    return Annotations(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), (), tuple(paragraphs))


def unmarked_verdict(story: Story, sha256: str) -> str:
    """What there is to say of a text without marks, and whether it is the one that story.yaml names by its SHA-256."""
    named = story.source.sha256
    if named is None:
        return "This is the text in the story’s folder. Nobody has marked its names yet."
    same = f"its SHA-256 is {sha256[:12]}…" + (" too" if named == sha256 else f", not {named[:12]}…")
    very = "the very text" if named == sha256 else "not letter by letter the text"
    return f"This is {very} that the story was told after: {same}. Nobody has marked its names yet."
