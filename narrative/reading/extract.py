"""Turn an author's file (plain text, Markdown or HTML) into a SourceText: clean text, its paragraphs and headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePath

from narrative.reading import documents, encodings, markup, shapes
from narrative.reading.apparatus import aside_paragraphs, kind_of
from narrative.reading.blocks import CURE, Block, TextError, clean
from narrative.reading.dated_lines import whole_line
from narrative.reading.front_matter import NO_FRONT, Front, front_of, with_by_lines
from narrative.story.limits import MOST_DOCUMENT_BYTES, MOST_TEXT_BYTES

MARKDOWN, HTML, PLAIN = "text/markdown", "text/html", "text/plain"
ENDINGS = {".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML}
NO_TEXT = {
    b"PK\x03\x04": "an archive, and no Word, OpenDocument or EPUB file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "a rich text file (RTF)",
}
HEADING_WORDS, LONG_LINE = 10, 130
GUTENBERG = re.compile(r"^\*\*\* ?(START|END) OF (?:THE|THIS) PROJECT GUTENBERG.*$", re.MULTILINE)
STOPS = (".", ",", ";", ":", "?", "!", "…", '"', "”")
NUMBERED = re.compile(r"(?:chapter|part|book|section)\b|[IVXLC]+[.:]?(?:\s|$)|\d+[.:]?(?:\s|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A heading of the source; ``paragraph`` is the number, from 1, of the paragraph that follows it."""

    text: str
    level: int
    paragraph: int


@dataclass(frozen=True)
class Footnote:
    """A footnote of the source; ``paragraph`` is the number, from 1, of the paragraph that stands before it."""

    text: str
    paragraph: int


@dataclass(frozen=True)
class SourceText:
    """A source as text: a line for each heading and each paragraph, with an empty line between two of them.

    ``paragraphs`` are their (start, end) in code points of ``text``; headings are no paragraphs. ``title`` is a guess,
    "" where the file has none. ``sha256`` is that of ``text`` in UTF-8, ``encoding`` what the file was read as,
    ``front`` what the file says of the text: its author and date.
    ``pages`` are those on which its paragraphs begin, of a PDF.
    ``notes`` are its footnotes, which are no part of the text. The lines of verse stand in lines of their own.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    headings: tuple[Heading, ...]
    title: str
    media_type: str
    encoding: str
    sha256: str
    front: Front = NO_FRONT
    notes: tuple[Footnote, ...] = ()
    pages: tuple[int, ...] = ()

    def paragraph(self, number: int) -> str:
        """The words of a paragraph, counted from 1."""
        start, end = self.paragraphs[number - 1]
        return self.text[start:end]


PASTED_MARKDOWN = re.compile(
    r"\A---\s*\n(?:.*\n)*?---\s*\n|^#{1,6} \S|\[[^\]\n]+\]\((?:https?:|mailto:|#)[^)\s]*\)"
    r"|(?<![*\w])\*\*(?=\S)[^*\n]+(?<=\S)\*\*(?![*\w])|^[-*+] \S.*\n[-*+] \S|^> \S.*\n(?:> |$)|^(?:```|~~~)",
    re.MULTILINE,
)


def source_text(data: bytes, name: str = "") -> SourceText:
    """Read an author's file; the ending of its `name`, or its first letters, say what it is.

    Raises
    ------
    TextError
        With one sentence, where the file is empty, no text, larger than 5 MB or without a paragraph.

    Examples
    --------
    >>> source = source_text(b"The Crossing\\n\\nThe army crossed\\nthe Niemen.\\n\\nThen it rained.\\n")
    >>> source.title, source.paragraphs, source.paragraph(1)
    ('The Crossing', ((14, 42), (44, 59)), 'The army crossed the Niemen.')
    >>> source_text(b"{" + bytes([92]) + b"rtf1 Words}")
    Traceback (most recent call last):
    narrative.reading.blocks.TextError: it is a rich text file (RTF); save it as plain text, Markdown or HTML (UTF-8)
    """
    if documents.kind_of(data):
        return source_of_document(data)
    text, encoding = decoded(data)
    media_type = media_type_of(text, name)
    guess = ""
    if media_type == HTML:
        guess, blocks = markup.html_blocks(text)
    elif media_type == MARKDOWN:
        guess, blocks = markup.markdown_blocks(text)
    else:
        blocks = list(plain_blocks(text))
    source = source_of_blocks(blocks, media_type, encoding, guess)
    asides = aside_paragraphs(source)
    heads = [source.paragraph(number) for number, kind in asides.items() if kind == "by-line"]
    front = with_by_lines(front_of(text, media_type), heads)
    return replace(source, front=front, title=source.title or front.title)


def source_of_document(data: bytes) -> SourceText:
    """A Word, OpenDocument, EPUB or PDF file. Raises TextError."""
    check_bytes(data, MOST_DOCUMENT_BYTES)
    read = documents.read_document(data, plain_blocks)
    source = source_of_blocks(read.blocks, read.kind, "", read.title)
    pages = read.pages if len(read.pages) == len(source.paragraphs) else ()
    return replace(source, pages=pages)


def check_bytes(data: bytes, most: int) -> None:
    """Refuse a file that is larger than so many bytes."""
    if len(data) > most:
        raise TextError(f"it has {len(data) / 1e6:.1f} MB; give {most // 1_000_000} MB at most, in parts if need be")


def decoded(data: bytes) -> tuple[str, str]:
    """A file's text, and the name of its encoding: see `narrative.reading.encodings`.

    >>> decoded("Évian".encode("cp1252")), decoded("Évian".encode("utf-16"))[1]
    (('Évian', 'Windows-1252'), 'UTF-16')
    """
    check_bytes(data, MOST_TEXT_BYTES)
    for start, what in NO_TEXT.items():
        if data.startswith(start):
            raise TextError(f"it is {what}; {CURE}")
    return encodings.decoded(data)


def media_type_of(text: str, name: str) -> str:
    """What kind of text a file holds; what was pasted has no name, and is Markdown where it begins with front matter or
    has what only Markdown has: a heading, a link, strong words, a list with marks, a quotation, a fence.

    >>> media_type_of("# One", "a.txt"), media_type_of("One\\n\\n## Two\\n", ""), media_type_of("<html>", "")
    ('text/plain', 'text/markdown', 'text/html')
    >>> [media_type_of(text, "") for text in ("See [a](https://a.example).", "It was **so**.", "* one\\n* two\\n")]
    ['text/markdown', 'text/markdown', 'text/markdown']
    >>> media_type_of("2 * 3 * 4 [sic] (1)\\n\\n* * *\\n\\n- What? - he said.\\n", "")
    'text/plain'
    """
    ending = PurePath(name).suffix.lower()
    starts_as_html = re.match(r"\s*(<\?xml[^>]*>\s*)?<(!doctype html|html)\b", text, re.IGNORECASE)
    pasted = not name and PASTED_MARKDOWN.search(text)
    return ENDINGS.get(ending) or (HTML if starts_as_html else MARKDOWN if pasted else PLAIN)


def plain_blocks(text: str) -> Iterator[Block]:
    """Headings and paragraphs of plain text: what stands between empty lines, its lines joined.

    >>> for block in plain_blocks("I. Kovno\\n\\nThe bridges were\\nready.\\n\\n* * *\\n\\nNapo-\\nleon came."):
    ...     print(block.level, block.text)
    2 I. Kovno
    0 The bridges were ready.
    0 Napoleon came.
    """
    text = without_licence(text)
    parts = [
        lines
        for stretch in stretches(text)
        if (lines := [line for line in stretch if not shapes.is_no_text(line)])
        and any(each.isalnum() for line in lines for each in line)
    ]
    marked = bool(shapes.MARKER.search(text))
    headings = [
        len(lines) == 1
        and heading_like(lines[0])
        and not kind_of(clean(lines[0]))
        and not shapes.FOOTNOTE.match(lines[0])
        for lines in parts
    ]
    if parts:
        headings[-1] = False
    for number, lines in enumerate(parts):
        if headings[number] and number and shapes.is_signature(parts[number - 1], lines[0]):
            headings[number] = False
    # A text of nothing but short lines, such as a list of stations, has no headings.
    headings = headings if sum(headings) <= len(parts) * 2 / 3 else [False] * len(parts)
    found = iter(shapes.levels([lines[0] for lines, heading in zip(parts, headings, strict=True) if heading]))
    for lines, heading in zip(parts, headings, strict=True):
        if heading:
            yield Block(clean(lines[0]), next(found))
        elif (note := shapes.footnote(lines)) and (marked or lines[0].lstrip().startswith("[Footnote")):
            yield Block(clean(note), note=True)
        elif shapes.is_verse(lines):
            yield Block("\n".join(clean(line) for line in lines))
        elif shapes.is_speech(lines):
            yield from (Block(joined(each)) for each in shapes.turns(lines))
        else:
            yield from (Block(joined(each)) for each in paragraphs_in(lines))


def without_licence(text: str) -> str:
    """The book inside a Project Gutenberg file; any other text as it is."""
    marks = list(GUTENBERG.finditer(text))
    start = next((each.end() for each in marks if each[1] == "START"), 0)
    return text[start : next((each.start() for each in marks if each[1] == "END"), len(text))]


def stretches(text: str) -> Iterator[list[str]]:
    """The lines between empty lines."""
    lines: list[str] = []
    for line in [*text.expandtabs(4).splitlines(), ""]:
        if line.strip():
            lines.append(line.rstrip())
        elif lines:
            yield lines
            lines = []


def heading_like(line: str) -> bool:
    """Whether a line that stands alone is a heading: short, from a capital or a number on, without a full stop.

    >>> heading_like("CHAPTER II. The Retreat"), heading_like("It rained."), heading_like("from the west")
    (True, False, False)
    """
    first = next((each for each in line if each.isalnum()), "")
    return len(line.split()) <= HEADING_WORDS and not line.rstrip().endswith(STOPS) and not first.islower()


def paragraphs_in(lines: list[str]) -> Iterator[list[str]]:
    """A stretch of lines as paragraphs: one, unless lines are long, or some of them are indented."""
    if len(lines) > 1 and sorted(map(len, lines))[len(lines) // 2] > LONG_LINE:
        yield from ([line] for line in lines)
        return
    indented = [line.startswith("  ") for line in lines]
    if not any(indented[1:]) or all(indented[1:]):
        yield lines
        return
    at = [0, *(number for number, each in enumerate(indented) if each and number), len(lines)]
    yield from (lines[start:end] for start, end in pairwise(at))


def joined(lines: Iterable[str]) -> str:
    """Lines as one, words that were cut at a line's end made whole."""
    text = "\n".join(line.strip() for line in lines)
    text = re.sub(r"(?<=[^\W\d_])-\n(?=[^\W\d_])", lambda cut: "" if text[cut.end()].islower() else "-", text)
    return clean(shapes.without_markers(text))


def source_of_blocks(blocks: Iterable[Block], media_type: str, encoding: str = "UTF-8", guess: str = "") -> SourceText:
    """Blocks as a SourceText. Raises TextError where there is no paragraph."""
    text: list[str] = []
    at = 0
    paragraphs: list[tuple[int, int]] = []
    headings: list[Heading] = []
    notes: list[Footnote] = []
    for block in blocks:
        if not block.text:
            continue
        if block.note:
            notes.append(Footnote(block.text, len(paragraphs)))
            continue
        if block.level:
            headings.append(Heading(block.text, block.level, len(paragraphs) + 1))
        else:
            paragraphs.append((at, at + len(block.text)))
        text.append(block.text)
        at += len(block.text) + 2
    if not any(each.isalpha() for each in "".join(text)):
        raise TextError(f"it holds no words; {CURE}, with at least one paragraph")
    if not paragraphs:
        raise TextError("it has headings only; write at least one paragraph")
    headings = [each for each in headings if each.paragraph <= len(paragraphs)]
    if headings and is_title(headings, guess, media_type):
        guess = guess or headings[0].text
        headings = headings[1:]
    whole = "\n\n".join(text) + "\n"
    digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()
    return SourceText(
        whole, tuple(paragraphs), tuple(headings), guess, media_type, encoding, digest, notes=tuple(notes)
    )


def is_title(headings: list[Heading], guess: str, media_type: str) -> bool:
    """Whether the first heading is the whole text's title, and no section's.

    >>> is_title([Heading("The March", 2, 1), Heading("Kovno", 2, 4)], "", PLAIN)
    True
    >>> is_title([Heading("Chapter I", 2, 1), Heading("Chapter II", 2, 4)], "", PLAIN)
    False
    """
    top = headings[0]
    if top.paragraph != 1 or NUMBERED.match(top.text) or is_dateline(top.text, headings[1:]):
        return False
    return media_type == PLAIN or top.text == guess or all(each.level > top.level for each in headings[1:])


def is_dateline(text: str, others: Iterable[Heading]) -> bool:
    """Whether the first heading dates what is under it: one of several that are dated, or little but a date.

    >>> [is_dateline(each, []) for each in ("Harper's Ferry, Va., Oct. 18th, 1859", "The Treaty of Paris, 3 May 1783")]
    [True, False]
    """
    dated = whole_line(text)
    if dated is None or dated.kind != "day":
        return False
    rest = (text[: dated.start] + text[dated.end :]).lower().split()
    place = len(rest) < 6 and not {"the", "of", "a", "an", "and"} & set(rest)
    return place or any((each := whole_line(other.text)) and each.kind == "day" for other in others)


def paragraph_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the blocks between blank lines that hold a letter, in a text that is left as it is.

    >>> paragraph_ranges("One.\\n\\n * * *\\n\\n  Two\\nlines.\\n")
    ((0, 4), (16, 26))
    """
    found = []
    for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*(?<=\S)", text):
        if any(each.isalnum() for each in match.group()):
            found.append(match.span())
    return tuple(found)
