"""What a text is read into before its paragraphs are counted: blocks of clean text, or a sentence that says why not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

CURE = "save it as plain text, Markdown or HTML (UTF-8)"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
INVISIBLE = re.compile(f"[{CONTROLS}\u00ad\u200b-\u200f\u2060\ufeff]")


class TextError(ValueError):
    """A file that holds no text to make a story of; its text is one sentence with the cure."""


@dataclass(frozen=True)
class Block:
    """A heading (``level`` 1 to 6), a paragraph (``level`` 0) or a footnote, its text on one line; verse in lines."""

    text: str
    level: int = 0
    note: bool = False


def clean(text: str) -> str:
    """Text on one line, composed (NFC), with single spaces and nothing invisible.

    >>> clean(" E\\u0301vian\\u00a0 \\u200bon the\\tlake ")
    'Évian on the lake'
    """
    return " ".join(INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())
