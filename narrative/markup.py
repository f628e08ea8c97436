"""Turn Markdown and HTML into a title and blocks: headings and paragraphs, without menus, scripts and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from selectolax.lexbor import LexborHTMLParser, LexborNode

from narrative.extract import Block, clean

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
LEAST_LETTERS = 200  # of an article or main part, else the whole page is read
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
DROPPED = (
    *("script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "iframe", "svg"),
    *("figure", "object", "video", "audio", "canvas", "math", "head", "sup.reference", ".mw-editsection", "[hidden]"),
    *("body > header", "[aria-hidden=true]", "[role=navigation]"),
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

    >>> html_blocks("<title>Kovno</title><nav>Home</nav><h1>Kovno</h1><p>The <b>bridges</b><br>were ready.")
    ('Kovno', [Block(text='Kovno', level=1), Block(text='The bridges were ready.', level=0)])
    """
    tree = LexborHTMLParser(text)
    named = tree.css_first("title")
    title = clean(named.text()) if named else ""
    for selector in DROPPED:
        for node in tree.css(selector):
            if node.tag not in ("body", "html"):
                node.decompose()
    parts = sorted(tree.css("main, article, [role=main]"), key=lambda node: len(node.text()), reverse=True)
    root = parts[0] if parts and len(parts[0].text()) >= LEAST_LETTERS else tree.body
    blocks = list(walked(root)) if root is not None else []
    top = next((each.text for each in blocks if each.level == 1), "")
    return top or title, blocks


def walked(root: LexborNode) -> Iterator[Block]:
    """The blocks below a node, in order; a stack and no recursion, for pages are nested as deep as they like."""
    words: list[str] = []
    stack: list[LexborNode | str] = [root]

    def block(level: int = 0) -> Iterator[Block]:
        if found := clean("".join(words)):
            yield Block(found, level)
        words.clear()

    while stack:
        node = stack.pop()
        if isinstance(node, str):  # the end of an element that breaks the line
            yield from block(HEADINGS.index(node) + 1 if node in HEADINGS else 0)
        elif node.is_text_node:
            words.append(node.text_content or "")
        elif node.tag == "br":
            words.append("\n")
        else:
            if node.tag in BREAKS:
                yield from block()
                stack.append(node.tag or "")
            stack.extend(reversed(list(node.iter(include_text=True))))
    yield from block()
