"""Tell which paragraphs of a source are no part of what it tells: by-lines, lists of works, footnotes, boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, Protocol

from narrative.reading.dated_lines import whole_line


class Headed(Protocol):
    """A heading (`narrative.reading.extract.Heading`)."""

    @property
    def text(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def paragraph(self) -> int: ...


class Sourced(Protocol):
    """A source (`narrative.reading.extract.SourceText`, which asks this module what is no heading)."""

    @property
    def paragraphs(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def headings(self) -> Sequence[Headed]: ...
    def paragraph(self, number: int, /) -> str: ...


Aside = Literal["reference", "footnote", "by-line", "boilerplate", "table head"]
LISTS = re.compile(
    r"(?:\d+\.?\s|[IVX]+\.\s)?(?:(?:selected|select|general|primary|secondary|further|works|works\s+cited|list\s+of|notes\s+and)\s+)*"
    r"(?:references|bibliography|bibliographies|works\s+cited|literature\s+cited|citations|sources|further\s+reading|"
    r"reading|footnotes|endnotes|notes|external\s+links|see\s+also|literature|index|credits|acknowledge?ments?|"
    r"about\s+the\s+author|copyright|licen[cs]e|colophon)[.:]?",
    re.IGNORECASE,
)
NOTE_LISTS = re.compile(r"(?:foot|end)?notes\b", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^[\w-]+\]:\s|\[(?:Footnote|Note)\b|(?:Footnote|Note)\s\d+[.:]\s", re.IGNORECASE)
WORK = re.compile(  # an entry that names its publisher and year, or its pages
    r"^\[\d{1,3}\]\s.*\b(?:1[5-9]|20)\d\d\b|"
    r"^(?:\[?\d{1,3}[.\]]\s)?[^.]{2,60}\.\s.*(?::\s[A-Z][\w&. '’-]{2,40},\s(?:c\.\s?)?(?:1[5-9]|20)\d\d|"
    r"\((?:1[5-9]|20)\d\d\)[.,:].*\b(?:pp?\.|vol\.|doi|isbn|press|journal)|\bISBN\b|\bdoi:)",
    re.IGNORECASE,
)
# ": Harbour Press, 1987." or ": Press, 1998."
IMPRINT = re.compile(r":\s[A-Z][\w&. '’-]{1,40},\s(?:c\.\s?)?(?:1[5-9]|20)\d\d[a-z]?\)?\.?$")
NAME = r"(?:[A-Z][\w.'’-]*|de|van|von|der|la|and|&|,)"
BY_LINE = re.compile(
    rf"(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Tt]ext|[Ww]ords|[Pp]hotos?|[Pp]hotographs?|[Rr]eported)\s)?(?:By|by|BY)\s"
    rf"{NAME}(?:\s{NAME}){{0,8}}(?P<rest>\s?[,|·–—-]?\s.{{0,60}})?"
)
STAMPED = re.compile(
    r"(?:release\s+date|posting\s+date|publication\s+date|original\s+publication|date\s+of\s+publication|credits|copyright)"
    r"(?::|\s(?=[©\d(]))|(?:most\s+recently|last)\s+updated\b|this\s+(?:e-?book|edition|page|article|file)\s+was\b|"
    r"(?:produced|transcribed|digiti[sz]ed|proofread|scanned)\s+by\s(?-i:[A-Z])|e-?text\s+prepared\b|all\s+rights\s+reserved\b|"
    r"(?:print\s+)?isbn\b|©|\(c\)\s|(?:the\s+)?project\s+gutenberg\b",
    re.IGNORECASE,
)
# These begin sentences of a story too: they must be followed by nothing but a date and a place.
STAMP = re.compile(
    r"(?:first\s+|last\s+)?(?:updated|modified|revised|edited|published|posted|retrieved|accessed|printed)\b",
    re.IGNORECASE,
)
STAMPED_SIGN = re.compile(r"(?:©|\(c\)\s)\s?\d{4}", re.IGNORECASE)
HEADS = frozenset(
    [
        *("date", "dates", "year", "years", "when", "day", "month", "place", "places", "where"),
        *("event", "events", "note", "notes", "name"),
    ]
)
MOST_WORDS = 30  # of a by-line or a line of boilerplate; a paragraph of more tells something


def aside_paragraphs(source: Sourced) -> dict[int, Aside]:
    """The numbers of the paragraphs that tell nothing, with what they are.

    A list of works or notes runs from its heading to the next heading of the same level or a higher one. Elsewhere a
    paragraph must look like one entry, one note, one by-line; what is in doubt stays part of the story.

    >>> from narrative.reading.extract import source_text
    >>> work = b"[1] Hill, M. Salt. London: Press, 1987."
    >>> text = b"By A. Keeper, 3 June 2019\\n\\nIn 1740 the salt came.\\n\\nReferences\\n\\n" + work
    >>> aside_paragraphs(source_text(text))
    {1: 'by-line', 3: 'reference'}
    """
    found: dict[int, Aside] = {}
    for start, stop, kind in list_sections(source):
        found |= dict.fromkeys(range(start, stop), kind)
    for number in range(1, len(source.paragraphs) + 1):
        alone = kind_of(source.paragraph(number))
        if alone is not None and number not in found:
            found[number] = alone
    return dict(sorted(found.items())) if len(found) < len(source.paragraphs) else {}


def list_sections(source: Sourced) -> list[tuple[int, int, Aside]]:
    """(first paragraph, the one behind the last, what they are) below each heading of a list of works or notes."""
    total = len(source.paragraphs)
    found: list[tuple[int, int, Aside]] = []
    for at, heading in enumerate(source.headings):
        if not LISTS.fullmatch(heading.text.strip()):
            continue
        ends = (each.paragraph for each in source.headings[at + 1 :] if each.level <= heading.level)
        kind: Aside = "footnote" if NOTE_LISTS.search(heading.text) else "reference"
        found.append((heading.paragraph, next(ends, total + 1), kind))
    return found


def kind_of(paragraph: str) -> Aside | None:
    """What a paragraph is by itself, where it is no part of the story.

    >>> [kind_of(each) for each in ("By A. Writer, 3 June 2019", "Release Date: March 1, 2003 [eBook #42]")]
    ['by-line', 'boilerplate']
    >>> [kind_of(each) for each in ("[^1]: The timetable of 1908.", "By noon on 3 June 1812 they had crossed.")]
    ['footnote', None]
    """
    if FOOTNOTE.match(paragraph):
        return "footnote"
    cells = [each for each in re.split(r"[\s|:;,/]+", paragraph.lower()) if each]
    if cells and len(cells) < 7 and set(cells) <= HEADS:
        return "table head"
    words = len(paragraph.split())
    by = BY_LINE.fullmatch(paragraph.rstrip(".")) if words <= MOST_WORDS else None
    if by is not None and is_plain(by["rest"] or ""):
        return "by-line"
    stamped = STAMPED.match(paragraph) or STAMPED_SIGN.match(paragraph)
    if words <= MOST_WORDS and (stamped or (STAMP.match(paragraph) and whole_line(paragraph) is not None)):
        return "boilerplate"
    if words <= 2 * MOST_WORDS and (WORK.search(paragraph) or IMPRINT.search(paragraph)):
        return "reference"
    return None


def is_plain(rest: str) -> bool:
    """Whether what follows the names of a by-line is nothing, a date or a calling, and no sentence.

    >>> is_plain(", 3 June 2019"), is_plain(", Staff Correspondent"), is_plain(" they had come home")
    (True, True, False)
    """
    return whole_line(rest) is not None or not any(each[0].islower() for each in re.findall(r"\w+", rest))
