"""Words for a draft's step: neutral ones that say what its paragraphs name, or the source's own, cut to a card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrative.drafts.parts import DraftPlace, commonmark, joined, numbers_said
from narrative.reading.extract import SourceText
from narrative.story.checks import WORDS
from narrative.story.prose import count_words

MARK = "Write here"  # by this a draft's text is known
TASK = (
    f"{MARK}, in {WORDS[0]} to {WORDS[-1]} words of your own, what happens, who says so, and what is doubtful. "
    "Until then the step shows what a program has read: when, and where."
)
SENTENCE = re.compile(r"(?<=[.!?…][\"'”’)\]])\s+|(?<=[.!?…])\s+")
MORE = "There is more in {} of the source. " + TASK


def neutral_text(paragraphs: Sequence[int], places: Sequence[DraftPlace], people: Sequence[str], date: str) -> str:
    """What some paragraphs name, with a link to each place, and the author's task: 40 to 110 words.

    >>> print(neutral_text((4,), [], ["Napoleon"], "24 June 1812").strip())
    Paragraph 4 of the source is dated 24 June 1812. It speaks of Napoleon and names no place that could be put on the \
map. Write here, in 40 to 110 words of your own, what happens, who says so, and what is doubtful. Until then the step \
shows what a program has read: when, and where.
    """
    said = numbers_said(paragraphs, 3)
    when = f"dated {date}" if date else "without a date"
    links = [f"[{commonmark(each.title)}](place:{each.id})" for each in places]
    where = f"names {joined(links)}" if links else "names no place that could be put on the map"
    who = f"speaks of {joined([commonmark(each) for each in people])} and " if people else ""
    one = len(paragraphs) == 1
    it = "It" if one else "They"
    if not one:
        where, who = where.replace("names", "name", 1), who.replace("speaks", "speak", 1)
    verb = "is" if one else "are"
    return f"{said[:1].upper()}{said[1:]} of the source {verb} {when}. {it} {who}{where}. {TASK}\n"


def quoted_text(source: SourceText, paragraphs: Sequence[int], places: Sequence[DraftPlace]) -> str:
    """The paragraphs' own words as CommonMark, whole sentences up to 110 words, the first mention of a place a link.

    Where they are less than 40 words, the author's task follows; "" where that is still too little or too much.
    """
    links = first_mentions(source, paragraphs, places)
    most, written = WORDS[-1], 0
    parts: list[str] = []
    whole = True
    for number in paragraphs:
        sentences = []
        for start, end in sentence_ranges(source, number):
            words = len(source.text[start:end].split())
            if written + words > most - (0 if whole else 1):
                whole = False
                break
            sentences.append(linked(source.text, start, end, links))
            written += words
        if sentences:
            parts.append(" ".join(sentences))
        if not whole:
            break
    text = "\n\n".join(parts)
    if written < WORDS[0]:
        if not whole and not written:  # a first sentence longer than a card
            start, end = next(sentence_ranges(source, paragraphs[0]))
            cut = source.text[start:end].split()[: most - 1]
            return commonmark(" ".join(cut)) + " …\n"
        text = f"{text}\n\n{MORE.format(numbers_said(paragraphs, 3)) if not whole else TASK}"
    elif not whole:
        text += " …"
    return text + "\n" if count_words(text) in WORDS else ""


def sentence_ranges(source: SourceText, number: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of a paragraph."""
    start, end = source.paragraphs[number - 1]
    at = start
    for gap in SENTENCE.finditer(source.text, start, end):
        before = source.text[at : gap.start()]
        if re.search(r"\b(?:[A-Z]|St|Mt|Dr|Mr|Mrs|Gen|Col|Capt|Lt|No|Ft)\.$", before):  # an initial, a title
            continue
        yield at, gap.start()
        at = gap.end()
    if at < end:
        yield at, end


def first_mentions(
    source: SourceText, paragraphs: Sequence[int], places: Sequence[DraftPlace]
) -> list[tuple[int, int, str]]:
    """(start, end, place) of the first mention of each place in some paragraphs, in order."""
    found = []
    for place in places:
        for each in place.resolutions:
            start, end = each.toponym.start, each.toponym.end
            if any(source.paragraphs[n - 1][0] <= start < source.paragraphs[n - 1][1] for n in paragraphs):
                found.append((start, end, place.id))
                break
    return sorted(found)


def linked(text: str, start: int, end: int, links: Sequence[tuple[int, int, str]]) -> str:
    """A stretch of text as CommonMark, its first mentions as links."""
    at, parts = start, []
    for first, last, place in links:
        if at <= first and last <= end:
            parts += [commonmark(text[at:first]), f"[{commonmark(text[first:last])}](place:{place})"]
            at = last
    return "".join([*parts, commonmark(text[at:end])])
