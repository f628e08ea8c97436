"""Turn paragraphs of a text into the title and the text of a step, as CommonMark that reads the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrative.story.checks import WORDS
from narrative.studio.draft import Draft

TITLE_LETTERS = 60
TASK = (
    "Write here in 40 to 110 words of your own what happens, who says so, and what is doubtful. The words of the text "
    "itself are not put in, since it is not yours to publish. Until then this step shows what a program has read: "
    "when, and where."
)


def step_title(draft: Draft, paragraphs: Sequence[int]) -> str:
    """The first words of the first paragraph."""
    return opening(draft.text[slice(*draft.paragraphs[paragraphs[0] - 1])]) if paragraphs else "A new step"


def opening(text: str) -> str:
    """The first words of a text, as a title.

    >>> opening("The lake lies between the hills, and whoever had a boat could cross it.")
    'The lake lies between the hills'
    >>> opening("In Geneva, in the spring.")
    'In Geneva, in the spring'
    """
    first = re.split(r"(?<=[.!?…;:])\s", " ".join(text.split()), maxsplit=1)[0]
    if len(first) > TITLE_LETTERS:
        clause = re.match(rf"(.{{20,{TITLE_LETTERS}}}?)[,;:–—]\s", first)
        words = first[:TITLE_LETTERS].rsplit(" ", 1)[0]
        first = clause.group(1) if clause else f"{words} …"
    return first.rstrip(".,;: ")


def told(draft: Draft, paragraphs: Sequence[int]) -> str:
    """The paragraphs as a step's text in CommonMark: whole sentences, as many as a card has room for."""
    if not draft.source.own:
        return TASK if paragraphs else ""
    blocks: list[str] = []
    left = WORDS[-1]
    for number in paragraphs:
        kept: list[str] = []
        for sentence in sentences_of(" ".join(draft.text[slice(*draft.paragraphs[number - 1])].split())):
            words = len(sentence.split())
            if words > left and (blocks or kept):
                left = 0
                break
            kept.append(sentence if words <= left else " ".join(sentence.split()[: left - 1]) + " …")
            left -= min(words, left)
        if kept:
            blocks.append(escaped(" ".join(kept)))
        if left <= 0:
            break
    return "\n\n".join(blocks)


def sentences_of(text: str) -> list[str]:
    """The sentences of one paragraph.

    >>> sentences_of('He said: "Go." They went! Did they?')
    ['He said: "Go."', 'They went!', 'Did they?']
    """
    return re.split(r"""(?<=[.!?…])\s+|(?<=[.!?…]["”’»)])\s+""", text)


def escaped(text: str) -> str:
    """Plain text as CommonMark that shows just that text.

    >>> print(escaped("1. A *star* [here]"), escaped("# no heading"))
    1\\. A \\*star\\* \\[here\\] \\# no heading
    """
    text = re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)
    return re.sub(r"^(\d{1,9})([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([#+=~-])", r"\\\1", text))
