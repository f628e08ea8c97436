"""Turn plain words into CommonMark that shows just these words."""

from __future__ import annotations

import re

NO_LINK = re.compile(
    r"(?<=\])\((?=(?:place|person|step|statement|https?):)"
)  # `check` takes it for a link that went wrong
SIGNS = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;))")
START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[+-](?:\s|$)|=+$|-+$|~))")


def commonmark(words: str) -> str:
    r"""Words on one line as CommonMark that reads the same; of several spaces one stays, as in any browser.

    What would look like a link that went wrong, "](place:", gets a space.

    >>> print(commonmark("Fort *St. John* [sic] & co"), commonmark("1. No list"), commonmark("# no heading"))
    Fort \*St. John\* \[sic\] & co 1\. No list \# no heading
    """
    line = SIGNS.sub(r"\\\1", NO_LINK.sub("( ", " ".join(words.split())))
    return START.sub(lambda found: f"{found[1] or ''}\\", line, count=1)
