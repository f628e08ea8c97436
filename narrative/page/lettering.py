"""Turn a rendered page into the set of characters that it can show, for which the fonts are cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from narrative.page.scroller import script

NOT_TEXT = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", flags=re.DOTALL)
KICKER = re.compile(r'<p class="kicker">(.*?)</p>', flags=re.DOTALL)
IN_CAPITALS = ("country", "region")  # lettering that page.css sets in capitals, as it does the kicker
COUNTS_AND_SIGNS = "0123456789 /+?:."  # what the page's scripts put together, besides their signs that are not ASCII


def characters_shown(
    html: str, stage: Mapping[str, Any], labels: Sequence[Mapping[str, Any]], more: str = ""
) -> set[str]:
    """Every character that a page can show: in its text, written by its scripts, or as a capital by its style.

    ``html`` is the page without its fonts, ``stage`` as :func:`narrative.page.stage.stage_data` gives it, and each of
    ``labels``, the basemap's lettering, has at least a name and a kind. ``more`` is what parts of the page bring that
    come late, such as the time line's words.

    >>> stage = {"words": {"closer": "Closer"}, "attribution": "", "credit": "", "places": [], "steps": {}}
    >>> shown = characters_shown("<style>Q{}</style><p>A &amp; b</p>", stage, [{"name": "Korea", "kind": "country"}])
    >>> sorted(shown - characters_shown("", {**stage, "words": {}}, []))
    ['&', 'A', 'C', 'E', 'K', 'O', 'R', 'a', 'b', 'e', 'l', 'o', 'r', 's']
    >>> "한" in characters_shown("<p>\u1112\u1161\u11ab</p>", stage, [])
    True
    """
    written = [
        visible_text(html),
        COUNTS_AND_SIGNS,
        more,
        *stage["words"].values(),
        stage["attribution"],
        stage["credit"],
    ]
    written += [kind[word] for kind in stage.get("kinds", {}).values() for word in ("one", "many", "short")]
    written += [status["word"] for status in stage.get("statuses", {}).values()]
    written += [doubt["words"] + doubt["sign"] for doubt in stage.get("doubts", {}).values()]
    written += [each["title"] for place in stage["places"] for each in (place, *place.get("titles", ()))]
    written += list(stage.get("sides", {}).values())
    written += [link["label"] for step in stage["steps"].values() for link in step["links"]]
    written += [label["name"] + label.get("also", "") for label in labels]
    in_capitals = [unescape(kicker) for kicker in KICKER.findall(html)]
    in_capitals += [label["name"] for label in labels if label["kind"] in IN_CAPITALS]
    signs = {character for character in script(("first", "late")) if not character.isascii()}
    texts = [*written, *(text.upper() for text in in_capitals)]
    # A browser joins what was written in parts (ㅎ + ㅏ + ㄴ as macOS names files, e + ´), if the font has the whole.
    return signs.union(*texts, *(unicodedata.normalize("NFC", text) for text in texts))


def visible_text(html: str) -> str:
    """The text of a document, without tags, comments, scripts and styles.

    >>> visible_text("<script>if (1 < 2) {}</script><p lang='ko'>옹진 &lt; 1949</p>").split()
    ['옹진', '<', '1949']
    """
    return unescape(NOT_TEXT.sub(" ", html))
