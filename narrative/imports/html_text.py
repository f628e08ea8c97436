"""Turn HTML that other programs allow in a text into the CommonMark that a step may have.

The parsing, nesting and escaping is markdownify's and Beautiful Soup's. What is decided here is what a step may not
have: scripts, styles, frames and forms are taken out with all they hold, pictures and addresses that are not https
are given back as losses, headings become bold lines and rules blank ones.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning
from markdownify import MarkdownConverter

from geo.reading.limits import MOST_TAGS, MOST_TAGS_NESTED
from geo.reading.uploads import cleaned
from geo.reading.validation import check_https
from narrative.drafts.commonmark import commonmark
from narrative.story.prose import prose_faults

GONE = (
    "script",
    "style",
    "noscript",
    "template",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "svg",
    "math",
    "head",
)
MEDIA = ("img", "iframe", "video", "audio", "object", "embed", "source", "picture", "canvas")
DECLARATION = re.compile(r"<(?=!(?!--)|\?)")  # "<![x" makes the parser give up; no text needs one
TAG = re.compile(r"<[^<>]*>")
BLOCKS = ("p", "div", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "section")


@dataclass
class Prose:
    """A text as CommonMark and as words alone, the addresses of media in it, and of what it leads to without https."""

    text: str
    plain: str = ""
    media: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)  # the names of elements that run or ask something


class Converter(MarkdownConverter):
    """markdownify with the elements of which a step may have only the words."""

    prose: Prose

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:
        href = str(el.get("href") or "").strip()
        if not text.strip() or not href or href.startswith("#"):
            return text
        try:
            check_https(href)
        except ValueError:
            self.prose.addresses.append(href)
            return text
        return f"[{text}](<{href.replace('<', '%3C').replace('>', '%3E')}>)"

    def convert_hN(self, n: int, el: Any, text: str, parent_tags: Any) -> str:  # noqa: N802 - markdownify's name
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    def words(self, el: Any, text: str, parent_tags: Any) -> str:
        return text

    def block(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"\n\n{text.strip()}\n\n"

    convert_code = convert_kbd = convert_samp = convert_del = convert_s = convert_sub = convert_sup = words
    convert_pre = convert_table = convert_tr = convert_caption = convert_hr = block

    def convert_td(self, el: Any, text: str, parent_tags: Any) -> str:
        return f"{text.strip()} "

    convert_th = convert_td


def prose_of_html(html: str) -> Prose:
    r"""HTML as CommonMark that `narrative.story.prose` renders without a fault.

    >>> prose = prose_of_html("A <b>bold</b> &amp; 5*6<br><script>alert(1)</script> <a href='javascript:x'>word</a>")
    >>> prose.text, prose.plain, prose.addresses, prose.removed
    ('A **bold** \\& 5\\*6  \nword', 'A bold & 5*6\nword', ['javascript:x'], ['script'])
    >>> prose_of_html("<img src=http://example.org/a.png onerror=x><a href='https://example.org/(b)'>b</a>").text
    '[b](<https://example.org/(b)>)'
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(DECLARATION.sub("&lt;", cleaned(html)), "html.parser")
    prose = Prose("")
    check_size(soup)
    # extract, not decompose: Beautiful Soup 4.15 answers for a decomposed element by a search through all below it.
    for element in soup.find_all(GONE):
        prose.removed.append(element.name)
        element.extract()
    for element in soup.find_all(MEDIA):
        address = str(element.get("src") or element.get("data") or "").strip()
        if address:
            prose.media.append(address)
        if element.name in ("video", "audio", "picture", "object"):
            element.unwrap()
        else:
            element.extract()
    for comment in soup.find_all(string=lambda each: isinstance(each, Comment)):
        comment.extract()
    converter = Converter(escape_misc=True, bullets="-")
    converter.prose = prose
    prose.text = tidy(converter.convert_soup(soup))
    prose.plain = words_of(soup)
    if prose_faults(prose.text):
        prose.text = prose_of_plain(prose.plain)
    return prose


def check_size(soup: BeautifulSoup) -> None:
    """Refuse HTML of very many elements, or nested so deeply that no program wrote it for readers."""
    depths = {id(soup): 0}
    for element in soup.find_all(True):
        depths[id(element)] = depth = depths[id(element.parent)] + 1
        if depth > MOST_TAGS_NESTED:
            raise ValueError("the text has HTML that is nested too deeply; take some of it away")
    if len(depths) > MOST_TAGS:
        raise ValueError(f"the text has more than {MOST_TAGS} HTML elements; take some away")


def words_of(soup: BeautifulSoup) -> str:
    """The words alone, a line for each line and a blank line between blocks; `soup` is spent by it."""
    for element in soup.find_all("br"):
        element.replace_with("\n")
    for element in soup.find_all(BLOCKS):
        element.insert_before("\n\n")
        element.insert_after("\n\n")
    lines = [" ".join(line.split()) for line in soup.get_text().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def prose_of_plain(text: str) -> str:
    r"""Plain text as CommonMark that shows just that text, paragraphs apart by a blank line.

    >>> print(prose_of_plain("1. *No* list & [no](place:x) link"))
    1\. \*No\* list & \[no\]( place:x) link
    """
    blocks = (commonmark(block) for block in re.split(r"\n[ \t]*\n", cleaned(text)))
    return "\n\n".join(block for block in blocks if block)


def plain_of_html(html: str) -> str:
    """HTML as one line of plain text: a title. Where it is more HTML than is read, its tags are taken away unread.

    >>> plain_of_html("1790: <i>Kent</i> County &amp; shore"), plain_of_html("<b>" * 1000 + "Kent &amp; shore")
    ('1790: Kent County & shore', 'Kent & shore')
    """
    if "<" not in html and "&" not in html:  # most titles: they need no parser
        return " ".join(cleaned(html).split())
    try:
        plain = prose_of_html(html).plain
    except ValueError:
        plain = cleaned(unescape(TAG.sub(" ", html)))
    return " ".join(plain.split())


def tidy(text: str) -> str:
    """Text without spaces on blank lines and with one blank line at most; nothing indented as code."""
    text = re.sub(r"[ \t]+\n(?=[ \t]*\n)", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"\n[ \t]+\n", "\n\n", text))
    text = re.sub(r"\n (?=\S)", "\n", text)
    text = re.sub(r"^[ \t]+", "", text, count=1)
    return re.sub(r"[ \t]*(\\|  )?\n?$", "", text.strip("\n")).strip()
