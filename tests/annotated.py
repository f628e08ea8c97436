"""Write annotations of a small invented text, sound as they stand, for tests to break or to lay over copies of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrative.source.alignment import fold, inner_digests, outer_digests
from narrative.source.annotation_parts import Form, Mark, Paragraph, item_of
from narrative.source.web_annotations import document_text
from narrative.story.dates import parse_date
from tests.stories import STORY, write_story

TEXT = """\
Gazette of the Shore, 3 February 1951

On 27 May 1949 Anna Rochat rowed from Geneva with a letter in her coat, which she took for a bill. "It was heavy," she
said later, "and it smelled of the office." Nobody in Geneva knew what it held - not even Anna's brother.

The people of Evian waited. A boat from Lausanne had been promised; the Swiss of Lausanne don't promise lightly, and in
Evian they knew that. By nine o'clock the quay's lamps were lit, by ten they were out, and still no sail was seen.

What reached them in the spring of 1949 was only the finest fluff of a rumour: that Geneva had written, that Anna Rochat
had lost an oar. In Lausanne they laughed. In Evian nobody did, and the bill - if it was one - was never paid.
"""


def named(form: Form, **more: Any) -> Mark:
    """What a name is, before it has a place in the text."""
    return Mark("", form, 0, 0, "", "", "", **more)


NAMES = {
    "3 February 1951": named("date", date=parse_date("1951-02-03")),
    "27 May 1949": named("date", date=parse_date("1949-05-27")),
    "spring of 1949": named("date", date=parse_date("1949-21")),
    "Anna Rochat": named("person", person="anna"),
    "Anna": named("person", person="anna"),
    "Geneva": named("toponym", places=("geneva",)),
    "Evian": named("toponym", places=("evian",)),
    "Lausanne": named("toponym", places=("lausanne",)),
    "Swiss": named("demonym", places=("geneva", "lausanne"), comment="of either town"),
    "Shore": named("toponym"),
}


def sha256_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def parts_of(text: str = TEXT) -> list[Mark | Paragraph]:
    """The marks and paragraphs of the invented text, in its order; its first block is a header."""
    folded = fold(text)
    parts: list[Mark | Paragraph] = []
    position = 0
    for number, block in enumerate(text.rstrip("\n").split("\n\n")):
        end = position + len(block)
        if number:
            parts.append(Paragraph(f"#p{number}", number, position, end, *inner_digests(folded, position, end)))
        position = end + 2
    names = re.compile(rf"\b({'|'.join(NAMES)})\b")
    for number, match in enumerate(names.finditer(text), 1):
        before, after = outer_digests(folded, *match.span())
        mark = replace(NAMES[match.group()], id=f"#m{number}", start=match.start(), end=match.end())
        parts.append(replace(mark, exact=match.group(), before=before, after=after))
    return sorted(parts, key=lambda part: (part.start, -part.end))


def annotations_text(text: str = TEXT) -> str:
    """The file of annotations of the invented text."""
    items = [item_of(part, sha256_of(text)) for part in parts_of(text)]
    return document_text("urn:narrative-map:annotations:lake-crossing", "Names in A Boat on the Lake", items)


def write_annotations(folder: Path, text: str | None = None) -> Path:
    """Write a file of annotations to a folder and return its path."""
    path = folder / "annotations.jsonld"
    path.write_text(annotations_text() if text is None else text, encoding="utf-8")
    return path


def write_annotated_story(folder: Path, text: str | None = None) -> Path:
    """Write the invented story with the annotations of its source."""
    home = write_story(folder, STORY.replace("  paragraphs: 3\n", f"  paragraphs: 3\n  sha256: {sha256_of(TEXT)}\n"))
    write_annotations(home, text)
    return home
