"""Turn Markdown and HTML into a title and blocks: headings and paragraphs, without menus, scripts and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from narrative.reading.blocks import CURE, Block, TextError, clean

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
LEAST_LETTERS = 200  # of an article or main part, else the whole page is read
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_DEPTH = 300
DECLARATION = re.compile(r"<(?=!\[)")  # "<![x" makes the parser give up; no text needs one
SELF_CLOSING = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "option", "br", "hr", "img"])
DROPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "iframe"),
        *("svg", "figure", "object", "video", "audio", "canvas", "math", "title", "meta", "link", "base"),
    )
)
BREAKS = {
    *HEADINGS,
    *("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"),
    *(
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
    ),
    *("tr", "ul"),
}


class Ending(str):
    """The name of an element that ends here."""


def markdown_blocks(text: str) -> tuple[str, list[Block]]:
    """The title and blocks of Markdown (CommonMark; front matter is left out, a title in it taken).

    >>> title, blocks = markdown_blocks("# The *Crossing*\\n\\nThe army\\ncrossed [the Niemen](https://example.org).")
    >>> title, blocks[1]
    ('The Crossing', Block(text='The army crossed the Niemen.', level=0))
    """
    text = text.replace("\r\n", "\n")
    front = FRONT_MATTER.match(text)
    named = TITLE.search(front[1]) if front else None
    tokens = MarkdownIt("commonmark", {"html": True}).parse(text[front.end() :] if front else text)
    blocks = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline" and before is not None:
            level = int(before.tag[1]) if before.type == "heading_open" else 0
            blocks.append(Block(clean("".join(words_of(token))), level))
    top = next((each.text for each in blocks if each.level == 1), "")
    return (clean(named[1]) if named else top), blocks


def words_of(token: Token) -> Iterator[str]:
    """The plain words of a line of Markdown; a picture's are left out."""
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type in ("text", "code_inline"):
            yield child.content


def html_blocks(text: str) -> tuple[str, list[Block]]:
    """The title and blocks of a page: of its main part or its longest article where it has one.

    Raises
    ------
    TextError
        With one sentence, where elements are nested so deeply that no program wrote them for readers.

    Examples
    --------
    >>> html_blocks("<title>Kovno</title><nav>Home</nav><h1>Kovno</h1><p>The <b>bridges</b><br>were ready.")
    ('Kovno', [Block(text='Kovno', level=1), Block(text='The bridges were ready.', level=0)])
    """
    soup = BeautifulSoup(DECLARATION.sub("&lt;", text), "html.parser", multi_valued_attributes=None)
    check_depth(soup)
    named = soup.find("title")
    title = clean(named.get_text()) if named else ""
    mains = [*soup.find_all(["main", "article"]), *soup.find_all(True, attrs={"role": "main"})]
    parts = [list(walked(each)) for each in mains]
    longest = max(parts, key=letters, default=[])
    blocks = longest if letters(longest) >= LEAST_LETTERS else list(walked(soup.body or soup))
    top = next((each.text for each in blocks if each.level == 1), "")
    return top or title, blocks


def letters(blocks: Sequence[Block]) -> int:
    """How many letters some blocks have."""
    return sum(len(each.text) for each in blocks)


def check_depth(soup: BeautifulSoup) -> None:
    """Refuse a page that is nested too deeply; what need not be closed, as <p>, counts for nothing."""
    depths = {id(soup): 0}
    for element in soup.find_all(True):
        depth = depths[id(element.parent)] + (element.name not in SELF_CLOSING)
        depths[id(element)] = depth
        if depth > MOST_DEPTH:
            raise TextError(f"its elements are nested more than {MOST_DEPTH} deep; {CURE}")


def is_dropped(node: Tag) -> bool:
    """Whether an element is no part of the text: a menu, a script, a picture, or hidden."""
    if node.name in DROPPED or node.has_attr("hidden"):
        return True
    if node.name == "header" and node.parent is not None and node.parent.name == "body":
        return True
    if not node.attrs:
        return False
    classes = str(node.get("class") or "").split()
    return (
        node.get("aria-hidden") == "true"
        or node.get("role") == "navigation"
        or "mw-editsection" in classes
        or (node.name == "sup" and "reference" in classes)
    )


def walked(root: Tag) -> Iterator[Block]:
    """The blocks below a node, in order; a stack and no recursion, for unclosed elements nest as deep as they like."""
    words: list[str] = []
    stack: list[PageElement | str] = [Ending(""), root]

    def block(level: int = 0) -> Iterator[Block]:
        if found := clean("".join(words)):
            yield Block(found, level)
        words.clear()

    while stack:
        node = stack.pop()
        if isinstance(node, Ending):  # of an element that breaks the line
            yield from block(HEADINGS.index(node) + 1 if node in HEADINGS else 0)
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # a comment or declaration
                words.append(str(node))
        elif isinstance(node, Tag) and node.name == "br":
            words.append("\n")
            stack.extend(reversed(node.contents))
        elif isinstance(node, Tag) and (node is root or not is_dropped(node)):
            if node.name in BREAKS:
                yield from block()
                stack.append(Ending(node.name))
            stack.extend(reversed(node.contents))
