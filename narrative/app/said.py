"""The one gate from the texts of a story, or of an address, into Streamlit, which takes every text as Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote

# What Streamlit makes of a text after its Markdown has been read, whatever is escaped: links of addresses, emoji and
# icons of codes, signs of arrows and dashes. A word joiner, which nobody sees, keeps each apart.
MADE_LATE = re.compile(
    r"(?<=http)(?=s?://)"
    r"|(?<=\bwww)(?=\.)"
    r"|(?<=[\w.+-])(?=@[\w-])"
    r"|(?<=:)(?=[\w+/-]+:)"
    r"|(?<=[<>~=-])(?=[<>=-])",
    re.IGNORECASE,
)
WORD_JOINER = "\u2060"
SIGNS = re.compile(r"[\\`*_{}\[\]<>#$~|&]|:(?=[a-z\u2060])", re.IGNORECASE)  # a colon and a letter: a directive
AT_THE_START = re.compile(r"^(?:[-+=](?=[\s=-]|$)|\d+(?=[.)]))")


def plain(text: str) -> str:
    """A text as Markdown that shows just that text, as a paragraph or within one; its white space becomes one space.

    >>> print(plain("A * B [C] $5 :red[D]"))
    A \\* B \\[C\\] \\$5 \\:red\\[D\\]
    >>> print(plain("- so"), plain("1. so"), plain("-5"))
    \\- so 1\\. so -5
    >>> plain("www.a.org").replace(WORD_JOINER, "|"), plain("a@b.org").replace(WORD_JOINER, "|")
    ('www|.a.org', 'a|@b.org')
    """
    line = MADE_LATE.sub(WORD_JOINER, re.sub(r"\s*[\t\r\n\f\v]\s*", " ", text).strip(" "))
    line = SIGNS.sub(lambda found: f"\\{found[0]}", line)
    return AT_THE_START.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", line)


def link(words: str, address: str) -> str:
    """A link as Markdown, its words as they are written; where the address is none of the web's, the words alone.

    >>> print(link("A [B]", "https://a.org/?q=(1)"))
    [A \\[B\\]](https://a.org/?q=%281%29)
    >>> print(link("A", "javascript:alert(1)"), link("A", "https://a.org/) ![](https://b.org)"))
    A [A](https://a.org/%29%20![]%28https://b.org%29)
    """
    if not re.match(r"(?i)https?://|\?", address):
        return plain(words)
    return f"[{plain(words)}]({quote(address, safe='!#$%&*+,/:;=?@[]~')})"
