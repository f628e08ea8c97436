"""Words for a draft's step: neutral ones that say what its paragraphs name, or the source's own, cut to a card."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from geo.reading.wording import listed
from narrative.drafts.commonmark import commonmark
from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftPlace, DraftStep
from narrative.drafts.phrases import numbers_said
from narrative.story.dates import parse_date
from narrative.story.prose import count_words
from narrative.story.words import CARD_WORDS, span_words

MARK = "Write here"  # by this a draft's text is known
TASK = (
    f"{MARK}, in {span_words(CARD_WORDS)} words of your own, what happens, who says so, and what is doubtful. "
    "Until then the step shows what a program has read: when, and where."
)
SENTENCE = re.compile(r"(?<=[.!?…][\"'”’)\]])\s+|(?<=[.!?…])\s+")
ABBREVIATED = re.compile(r"\b(?:[A-Z]|St|Mt|Dr|Mr|Mrs|Gen|Col|Capt|Lt|No|Ft)\.$")
MORE = "There is more in {} of the source. " + TASK
Ranges = Sequence[tuple[int, int]]


def words_of(draft: Draft, step: DraftStep) -> str:
    """What a program would write into a step: the source's words where the author has them, else neutral ones.

    "" for a step that rests on no paragraph, or whose text is not here.
    """
    if not step.paragraphs or not draft.text or step.paragraphs[-1] > len(draft.paragraphs):
        return ""
    numbers = set(step.paragraphs)
    shown = [each for each in draft.places if each.id in step.places and each.geometry is not None]
    own = [each for each in shown if numbers & set(draft.numbers_of(each.id))]
    who = [each.name for each in draft.people if each.id in step.people]
    when = "" if step.undated else date_in_words(step.date)
    neutral = neutral_text(step.paragraphs, own, who, when, pages_said(draft, step.paragraphs))
    text = quoted_text(draft, step.paragraphs, own) if draft.source.own else ""
    return text or neutral


def date_in_words(edtf: str) -> str:
    """A date in words; "" for one that cannot be read yet."""
    try:
        return parse_date(edtf).words
    except ValueError:
        return ""


def pages_said(draft: Draft, paragraphs: Sequence[int]) -> str:
    """On which pages some paragraphs begin, in brackets: " (pages 3-5)"; "" where the text has no pages."""
    pages = sorted({draft.pages[each - 1] for each in paragraphs if each <= len(draft.pages)})
    if not pages:
        return ""
    return f" (page {pages[0]})" if len(pages) == 1 else f" (pages {pages[0]}-{pages[-1]})"


def neutral_text(
    paragraphs: Sequence[int], places: Sequence[DraftPlace], people: Sequence[str], date: str, pages: str = ""
) -> str:
    """What some paragraphs name, with a link to each place, and the author's task: 40 to 110 words.

    >>> print(neutral_text((4,), [], ["Napoleon"], "24 June 1812").strip())
    A program dates paragraph 4 of the source 24 June 1812. It speaks of Napoleon and names no place that could be put \
on the map. Write here, in 40 to 110 words of your own, what happens, who says so, and what is doubtful. Until then \
the step shows what a program has read: when, and where.
    """
    said = numbers_said(paragraphs, 3)
    links = [f"[{commonmark(each.title)}](place:{each.id})" for each in places]
    where = f"names {listed(links)}" if links else "names no place that could be put on the map"
    who = f"speaks of {listed([commonmark(each) for each in people])} and " if people else ""
    one = len(paragraphs) == 1
    it = "It" if one else "They"
    if not one:
        where, who = where.replace("names", "name", 1), who.replace("speaks", "speak", 1)
    start = (
        f"A program dates {said} of the source{pages} {date}"
        if date
        else f"A program has read no date for {said} of the source{pages}"
    )
    return f"{start}. {it} {who}{where}. {TASK}\n"


def quoted_text(draft: Draft, paragraphs: Sequence[int], places: Sequence[DraftPlace]) -> str:
    """The paragraphs' own words as CommonMark, whole sentences up to 110 words, the first mention of a place a link.

    Where they are less than 40 words, the author's task follows; "" where that is still too little or too much.
    """
    links = first_mentions(draft, paragraphs, places)
    most, written = CARD_WORDS[-1], 0
    parts: list[str] = []
    whole = True
    for number in paragraphs:
        sentences = []
        for start, end in sentence_ranges(draft.text, draft.paragraphs, number):
            words = len(draft.text[start:end].split())
            if written + words > most - (0 if whole else 1):
                whole = False
                break
            sentences.append((start, end))
            written += words
        if sentences:
            parts.append(linked(draft.text, sentences[0][0], sentences[-1][1], links))
        if not whole:
            break
    text = "\n\n".join(parts)
    if written < CARD_WORDS[0]:
        if not whole and not written:  # a first sentence longer than a card
            start, end = next(sentence_ranges(draft.text, draft.paragraphs, paragraphs[0]))
            cut = draft.text[start:end].split()[: most - 1]
            return commonmark(" ".join(cut)) + " …\n"
        text = f"{text}\n\n{MORE.format(numbers_said(paragraphs, 3)) if not whole else TASK}"
    elif not whole:
        text += " …"
    return text + "\n" if count_words(text) in CARD_WORDS else ""


def sentence_ranges(text: str, ranges: Ranges, number: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the sentences of a paragraph of a text; `ranges` are those of its paragraphs."""
    start, end = ranges[number - 1]
    at = start
    for gap in SENTENCE.finditer(text, start, end):
        if ABBREVIATED.search(text[max(at, gap.start() - 8) : gap.start()]):  # an initial, a title
            continue
        yield at, gap.start()
        at = gap.end()
    if at < end:
        yield at, end


def first_mentions(draft: Draft, paragraphs: Sequence[int], places: Sequence[DraftPlace]) -> list[tuple[int, int, str]]:
    """(start, end, place) of the first mention of each place in some paragraphs, in order."""
    numbers = set(paragraphs)
    found = []
    for place in places:
        marks = draft.marked.get(place.id, ())
        first = next((each for each in marks if draft.paragraph_of(each.start) in numbers), None)
        if first:
            found.append((first.start, first.end, place.id))
    return sorted(found)


def linked(text: str, start: int, end: int, links: Sequence[tuple[int, int, str]]) -> str:
    """A stretch of text as CommonMark, its first mentions as links; what stands between two of them on one line."""
    inside = [each for each in links if start <= each[0] and each[1] <= end]
    cuts = [start, *(at for first, last, _ in inside for at in (first, last)), end]
    pieces = []
    for number, (first, last) in enumerate(pairwise(cuts)):
        words = text[first:last]
        plain = spaced(words)
        pieces.append(f"[{plain}](place:{inside[number // 2][2]})" if number % 2 else plain)
    return "".join(pieces).strip()


def spaced(words: str) -> str:
    """Words as CommonMark, with a space at each end that has some.

    >>> spaced(" of the *Vilia* ")
    ' of the \\\\*Vilia\\\\* '
    """
    before = " " if words[:1].isspace() else ""
    if "\n" in words.strip():  # verse keeps its lines
        first, *rest = words.split("\n")
        return "\\\n".join([spaced(first), *(spaced(each) for each in rest)])
    return before + commonmark(words) + (" " if words.strip() and words[-1:].isspace() else "")
