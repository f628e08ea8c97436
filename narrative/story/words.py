"""The words of the story format, each defined once: kinds of link and document, standings, limits (docs/words.md).

Schema, checks, page, scripts, styles, handout, app, studio, exports and captions ask these tables when they run, so a
row here is all that a new word takes. Certainties are Linked Places' and stand in ``geo.gazetteer.certainties``.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from geo.gazetteer.certainties import CERTAIN, CERTAINTIES, SURE_FROM, Certainty, certainty_of
from geo.gazetteer.limits import WIDE_DEGREES
from geo.gazetteer.lpf import CertaintyWord
from geo.reading.validation import OneOf
from narrative.story.overlay_words import BAND_COLOURS, PALETTES, SCHEMES, TRANSFORMS

__all__ = [
    "AUTHORS_OWN",
    "CARD_WORDS",
    "CERTAIN",
    "CERTAINTIES",
    "DOCUMENT_KINDS",
    "EDITORS_OWN",
    "LINK_KINDS",
    "MOMENT_LETTERS",
    "NEW_LINK",
    "SEEN",
    "SIDE_COLOURS",
    "SIDE_PATTERNS",
    "STANDINGS",
    "STATUSES",
    "SURE_FROM",
    "VERDICTS",
    "WIDE_DEGREES",
    "Certainty",
    "CertaintyWord",
    "ColourWord",
    "DocumentKind",
    "DocumentWord",
    "KindWord",
    "LinkKind",
    "PatternWord",
    "Seen",
    "SeenWord",
    "SideColour",
    "SidePattern",
    "StandingWord",
    "Status",
    "StatusWord",
    "Verdict",
    "VerdictWord",
    "certainty_of",
    "doubt_of",
    "kinds_counted",
    "span_words",
    "with_words",
]


@dataclass(frozen=True)
class LinkKind:
    """What a link says travels from place to place.

    ``id`` is what ``kind:`` writes; ``one`` and ``many`` are its words in a sentence, ``meaning`` says it to authors,
    ``short`` is its word in the map's key (``one``, where that is short). ``personal`` says that it belongs to the
    people of its step, as no movement of troops does.

    Lengths are pixels on the page: ``widths`` at its start and its end, ``head`` the length and the half breadth of the
    arrowhead, ``dash`` a stroke and a gap, where its body is broken. ``glyph`` is SVG around (0, 0), some 8 px to each
    side, and stands at the link's middle.

    >>> LINK_KINDS["message"].with_article, LinkKind("exchange", "exchange", "exchanges").with_article
    ('a message', 'an exchange')
    """

    id: str
    one: str
    many: str
    meaning: str = ""
    short: str = ""
    personal: bool = True
    widths: tuple[float, float] = (2.0, 5.0)
    head: tuple[float, float] = (13.0, 5.5)
    dash: tuple[float, float] | None = None
    glyph: str = ""

    @property
    def thin(self) -> bool:
        """Whether it is too thin to be hatched, even where it is broadest."""
        return self.widths[1] < HATCHED_PX

    @property
    def with_article(self) -> str:
        """ "a message": one of them, as a sentence first names it."""
        return f"{'an' if self.one[0] in 'aeiou' else 'a'} {self.one}"


@dataclass(frozen=True)
class SideColour:
    """What a side's links are drawn in, as CSS colours in the light and in the dark page."""

    id: str
    light: str
    dark: str


@dataclass(frozen=True)
class SidePattern:
    """What runs along the middle of a side's links, beside their colour: a light line of ``width_px``.

    ``dash`` breaks the line into strokes and gaps, of pixels; a stroke of 0 is a round dot. None where there is no
    line.
    """

    id: str
    width_px: float = 0.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Status:
    """How the source vouches for a step, a link, or what a side of a claim says.

    ``id`` is what ``status:`` writes and ``word`` its word in a sentence; ``meaning`` explains it to authors. ``said``
    stands under a step, ``many_said`` over a list of steps, ``said_of_side`` under what a side says. What is
    ``doubted`` says so wherever it is named; what is ``contested`` names in ``disputed_by`` what speaks against it.

    ``sign`` is SVG around (0, 0), 8 to each side, in ``currentColor``; ``mark`` stands in for it on the time line,
    where signs are small. ``ink`` and ``rule`` (the line over a side) are in the page's colours (palette.css). A link's
    body is filled, hatched where it is broad enough, or hollow; its outline is ``edge_px`` wide and broken by
    ``edge_dash``.
    """

    id: str
    word: str
    meaning: str
    said: str
    many_said: str
    said_of_side: str
    doubted: bool = True
    contested: bool = False
    sign: str = '<circle r="5.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 1.8"/>'
    mark: str = ""
    ink: str = ""
    rule: str = ""
    fill: Literal["full", "hatched", "hollow"] = "hollow"
    edge_px: float = 1.2
    edge_dash: str = ""


@dataclass(frozen=True)
class Wording:
    """Whose words a story's steps are in.

    ``id`` is what ``wording:`` writes and ``meaning`` explains it to authors. ``said`` is the beginning of the page's
    sentence about it, ``drafted`` the same as long as a step is a draft that nobody has confirmed.
    """

    id: str
    meaning: str
    said: str
    drafted: str


@dataclass(frozen=True)
class DocumentKind:
    """What sort of paper a document is.

    ``one`` and ``many`` are its words in a sentence. ``csl``, ``ris`` and ``bibtex`` are what the exports for reference
    managers call it: a type of CSL 1.0.2, of RIS, and a BibTeX entry.

    >>> DOCUMENT_KINDS["telegram"].many, DocumentKind("ode", "ode", "odes").csl
    ('telegrams', 'document')
    """

    id: str
    one: str
    many: str
    csl: str = "document"
    ris: str = "UNPB"
    bibtex: str = "misc"


@dataclass(frozen=True)
class Verdict:
    """How a document stands to what a paragraph, a step or a statement says.

    ``word`` is its word after "the telegram …", ``meaning`` explains it to authors. ``worded`` needs a sentence that
    says how; ``bears_out`` makes the document a witness for the statement. ``sign`` is as a status's.
    """

    id: str
    word: str
    meaning: str
    worded: bool
    bears_out: bool
    sign: str


@dataclass(frozen=True)
class Seen:
    """How much of a document the editor has seen; ``word`` is its word in a sentence. ``told`` needs ``says:``."""

    id: str
    word: str
    meaning: str
    told: bool = True


LINK_KINDS: dict[str, LinkKind] = {
    each.id: each
    for each in (
        LinkKind(
            "message",
            one="message",
            many="messages",
            meaning="a message",
            widths=(1.6, 4.0),
            dash=(9.0, 4.0),
            glyph='<rect x="-7.5" y="-5" width="15" height="10" rx="1"/><path d="M-7.5-4.5L0 1.2L7.5-4.5"/>',
        ),
        LinkKind("journey", one="journey", many="journeys", meaning="a journey of people"),
        LinkKind(
            "movement",
            one="movement of troops",
            many="movements of troops",
            meaning="a movement of troops",
            short="troops",
            personal=False,
            widths=(3.0, 10.0),
            head=(20.0, 10.0),
        ),
    )
}
HATCHED_PX = 8.0  # a link must be so broad somewhere: in a thinner one the hatching is no pattern
NEW_LINK = "journey"  # what a link is until its author says otherwise

# Each is told from the others by those who are colour-blind too, since no two sides of a story share a pattern; on the
# map's land and sea the light ones have a contrast of 4.5 and more, the dark ones on theirs.
SIDE_COLOURS: dict[str, SideColour] = {
    each.id: each
    for each in (
        SideColour("red", "#a3201a", "#ff7a5c"),
        SideColour("blue", "#1c5796", "#7cb6f2"),
        SideColour("ochre", "#7d5300", "#e6b84e"),
        SideColour("green", "#0b6152", "#58c9a9"),
        SideColour("violet", "#65389a", "#c4a1f0"),
        SideColour("grey", "#46423c", "#cfc8b8"),
    )
}
SIDE_PATTERNS: dict[str, SidePattern] = {
    each.id: each
    for each in (
        SidePattern("solid"),
        SidePattern("lined", 1.6),
        SidePattern("dotted", 2.6, (0.0, 7.0)),
        SidePattern("dashed", 1.8, (9.0, 6.0)),
        SidePattern("barred", 12.0, (1.6, 9.0)),
    )
}

STATUSES: dict[str, Status] = {
    each.id: each
    for each in (
        Status(
            "stated",
            word="stated",
            meaning="the source says so itself",
            said="Stated by the authors",
            many_said="Stated by the authors",
            said_of_side="As the authors state it",
            doubted=False,
            sign='<circle r="5.5" fill="currentColor"/>',
            fill="full",
        ),
        Status(
            "reported",
            word="reported",
            meaning="it passes on words",
            said="Reported: a message that the authors relay",
            many_said="Reported: messages that the authors relay",
            said_of_side="Reported: the authors relay it",
            mark='<circle r="4.6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="3 1.8"/>',
            ink="reported",
            rule="3px dashed var(--reported)",
            fill="hatched",
        ),
        Status(
            "disputed",
            word="disputed",
            meaning="something speaks against it",
            said="Disputed in the same source",
            many_said="Disputed in the same source",
            said_of_side="Disputed in the same source",
            contested=True,
            sign='<path d="M-6-2.4H6M-6 2.6H6M3.2-7L-3.2 7" fill="none" stroke="currentColor" stroke-width="2"/>',
            mark='<path d="M-6-2.4H6M-6 2.6H6M3.2-7L-3.2 7" fill="none" stroke="currentColor" stroke-width="2.1"/>',
            ink="accent-ink",
            rule="5px double var(--accent)",
            edge_px=1.5,
            edge_dash="4 2",
        ),
    )
}
EDITORS_OWN = "editor"  # the standing of what the editor adds inside a step: a statement's, never a step's or a link's
EDITORS: dict[str, Status] = {
    EDITORS_OWN: Status(
        EDITORS_OWN,
        word="the editor’s",
        meaning="the editor adds it, from other works",
        said="Added by the editor",
        many_said="Added by the editor",
        said_of_side="Added by the editor",
        doubted=False,
        sign='<rect x="-5" y="-5" width="10" height="10" fill="none" stroke="currentColor" stroke-width="2"/>',
        fill="full",
    )
}
STANDINGS: Mapping[str, Status] = ChainMap(EDITORS, STATUSES)  # of a statement; a new status is one of them at once
UNREAD = Status(  # what a drafted step is shown as, whatever its status, until its author has confirmed it
    "draft",
    word="draft",
    meaning="a program has made it, and nobody has confirmed it",
    said="A draft that nobody has confirmed yet",
    many_said="Drafts that nobody has confirmed yet",
    said_of_side="A draft that nobody has confirmed yet",
    sign='<path d="M-6 6L-4.6 1.4L2.6-5.8L5.8-2.6L-1.4 4.6z" fill="none" stroke="currentColor" stroke-width="1.8"/>',
)
SIGNS: Mapping[str, Status] = ChainMap({UNREAD.id: UNREAD}, EDITORS, STATUSES)  # all that stands under a step

WORDINGS: dict[str, Wording] = {
    each.id: each
    for each in (
        Wording(
            "own",
            meaning="told in the author's own words",
            said="Told in our own words",
            drafted="Where an author’s words are still to come, a program’s stand",
        ),
        Wording(
            "source",
            meaning="the source's own words, shortened",
            said="In the source’s own words, shortened",
            drafted="In the source’s own words, as a program has cut them",
        ),
        Wording(
            "imported",
            meaning="as another program's file has it",
            said="In the words of the file that it was imported from",
            drafted="In the words of the file that it was imported from",
        ),
    )
}
OWN_WORDS = "own"  # of a story that does not say

DOCUMENT_KINDS: dict[str, DocumentKind] = {
    each.id: each
    for each in (
        DocumentKind("telegram", "telegram", "telegrams", csl="personal_communication", ris="PCOMM"),
        DocumentKind("letter", "letter", "letters", csl="personal_communication", ris="PCOMM"),
        DocumentKind("note", "note", "notes", ris="GOVDOC"),
        DocumentKind("memorandum", "memorandum", "memoranda", ris="GOVDOC"),
        DocumentKind("report", "report", "reports", csl="report", ris="RPRT", bibtex="techreport"),
        DocumentKind("record", "record of a conversation", "records of conversations"),
        DocumentKind("decision", "decision", "decisions", csl="legislation", ris="GOVDOC"),
        DocumentKind("order", "order", "orders", ris="GOVDOC"),
        DocumentKind("declaration", "declaration", "declarations", ris="GOVDOC"),
        DocumentKind("protocol", "protocol", "protocols", csl="treaty", ris="GOVDOC"),
        DocumentKind("treaty", "treaty", "treaties", csl="treaty", ris="GOVDOC"),
        DocumentKind("speech", "speech", "speeches", csl="speech", ris="HEAR"),
        DocumentKind("diary", "diary", "diaries", csl="manuscript", ris="MANSCPT", bibtex="unpublished"),
        DocumentKind("memoir", "memoir", "memoirs", csl="book", ris="BOOK", bibtex="book"),
        DocumentKind("article", "article", "articles", csl="article-newspaper", ris="NEWS", bibtex="article"),
        DocumentKind("book", "book", "books", csl="book", ris="BOOK", bibtex="book"),
    )
}

VERDICTS: dict[str, Verdict] = {
    each.id: each
    for each in (
        Verdict(
            "agrees",
            word="agrees",
            meaning="it says the same",
            worded=False,
            bears_out=True,
            sign='<path d="M-6 0L-2 4.5L6-5" fill="none" stroke="currentColor" stroke-width="2.2"/>',
        ),
        Verdict(
            "differs",
            word="differs",
            meaning="it says otherwise",
            worded=True,
            bears_out=False,
            sign='<path d="M-6-2.4H6M-6 2.6H6M3.2-7L-3.2 7" fill="none" stroke="currentColor" stroke-width="2"/>',
        ),
        Verdict(
            "adds",
            word="adds to it",
            meaning="it says what the source does not",
            worded=True,
            bears_out=False,
            sign='<path d="M-6 0H6M0-6V6" fill="none" stroke="currentColor" stroke-width="2.2"/>',
        ),
        Verdict(
            "silent",
            word="is silent",
            meaning="it could be expected to speak of it, and does not",
            worded=False,
            bears_out=False,
            sign='<path d="M-6 0H6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-dasharray="2.4 2.4"/>',
        ),
    )
}

SEEN: dict[str, Seen] = {
    each.id: each
    for each in (
        Seen("full", word="seen whole", meaning="all of it"),
        Seen("part", word="seen in part", meaning="a piece of it, mostly its beginning"),
        Seen("excerpt", word="seen in excerpts", meaning="what another work quotes or retells of it"),
        Seen("mention", word="known by mention", meaning="only that another work names it", told=False),
    )
}

AUTHORS_OWN = "stated"  # what a drafted step is until its author says otherwise

KindWord = Annotated[str, OneOf(LINK_KINDS)]
StatusWord = Annotated[str, OneOf(STATUSES)]
StandingWord = Annotated[str, OneOf(STANDINGS)]
WordingWord = Annotated[str, OneOf(WORDINGS)]
DocumentWord = Annotated[str, OneOf(DOCUMENT_KINDS)]
VerdictWord = Annotated[str, OneOf(VERDICTS)]
SeenWord = Annotated[str, OneOf(SEEN)]
ColourWord = Annotated[str, OneOf(SIDE_COLOURS)]
PatternWord = Annotated[str, OneOf(SIDE_PATTERNS)]

CARD_WORDS = range(40, 111)  # a card that is read in half a minute
MOMENT_LETTERS = 24  # what stands beside a line across the time line


def span_words(limit: range) -> str:
    """A limit in words.

    >>> span_words(CARD_WORDS)
    '40 to 110'
    """
    return f"{limit[0]} to {limit[-1]}"


def kinds_counted() -> list[LinkKind]:
    """The kinds in the order in which counts of them stand: by their words, whatever the order of the table.

    >>> [each.many for each in kinds_counted()]
    ['journeys', 'messages', 'movements of troops']
    """
    return sorted(LINK_KINDS.values(), key=lambda each: each.many)


def doubt_of(standing: str) -> tuple[bool, bool, int]:
    """What sorts standings by their doubt, the most doubtful last: contested, doubted, then as the table has them.

    >>> sorted(["disputed", "stated", "reported"], key=doubt_of)
    ['stated', 'reported', 'disputed']
    """
    status = STANDINGS[standing]
    return (status.contested, status.doubted, list(STANDINGS).index(standing))


def with_words(text: str) -> str:
    """A description with the tables' words for ``{card}``, ``{moment}``, ``{kinds}``, ``{links}``, ``{statuses}`` …

    >>> with_words("CommonMark of {card} words")
    'CommonMark of 40 to 110 words'
    >>> with_words("{statuses}.")
    'stated: the source says so itself; reported: it passes on words; disputed: something speaks against it.'
    >>> with_words("{kinds}; {links}")
    'a message, a journey of people, a movement of troops; messages, journeys, movements of troops'
    """
    found: Mapping[str, str] = {
        "{card}": span_words(CARD_WORDS),
        "{moment}": str(MOMENT_LETTERS),
        "{kinds}": ", ".join(each.meaning or each.with_article for each in LINK_KINDS.values()),
        "{links}": ", ".join(each.many for each in LINK_KINDS.values()),
        "{colours}": ", ".join(SIDE_COLOURS),
        "{patterns}": ", ".join(SIDE_PATTERNS),
        "{statuses}": "; ".join(f"{each.id}: {each.meaning}" for each in STATUSES.values()),
        "{standings}": "; ".join(f"{each.id}: {each.meaning}" for each in STANDINGS.values()),
        "{wordings}": "; ".join(f"{each.id}: {each.meaning}" for each in WORDINGS.values()),
        "{documents}": ", ".join(each.one for each in DOCUMENT_KINDS.values()),
        "{verdicts}": "; ".join(f"{each.id}: {each.meaning}" for each in VERDICTS.values()),
        "{transforms}": "; ".join(f"{each.id}: {each.meaning}" for each in TRANSFORMS.values()),
        "{schemes}": "; ".join(f"{each.id}: {each.meaning}" for each in SCHEMES.values()),
        "{bands}": ", ".join(BAND_COLOURS),
        "{palettes}": ", ".join(PALETTES),
        "{seen}": "; ".join(f"{each.id}: {each.meaning}" for each in SEEN.values()),
    }
    for mark, words in found.items():
        text = text.replace(mark, words)
    return text
