"""Turn Markdown and HTML into a title and blocks: headings and paragraphs, without menus, scripts and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from narrative.reading import shapes
from narrative.reading.blocks import CURE, Block, TextError, clean
from narrative.story.limits import MOST_PAGE_NESTED

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
MARKDOWN_NOTE = re.compile(r"^\[\^([\w-]+)\]:[ \t]*(.*(?:\n(?:[ \t]{2,}\S.*))*)\n?", re.MULTILINE)
TASK = re.compile(r"^\[[ xX]\] ")
CELLS = " – "  # between the cells of a row
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
HIDING_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIMPLE_SELECTOR = re.compile(r"[.#][\w-]+")
UNSEEN = frozenset(["sr-only", "visually-hidden", "screen-reader-text", "mw-editsection"])
CODE = frozenset(["highlight", "codehilite", "sourceCode", "code-block"])
VERSE_BREAKS = 2  # line breaks in a paragraph from which on it may be verse
LEAST_LETTERS = 200  # of an article or main part, else the whole page is read
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
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


LINE = "\v"  # a line's end that the page asks for, as no page writes it
NOTE = "footnote"


class Ending(str):
    """The name of an element that ends here."""


def markdown_blocks(text: str) -> tuple[str, list[Block]]:
    """The title and blocks of Markdown (CommonMark; front matter is left out, a title in it taken).

    >>> title, blocks = markdown_blocks("# The *Crossing*\\n\\nThe army\\ncrossed [the Niemen](https://example.org).")
    >>> title, blocks[1]
    ('The Crossing', Block(text='The army crossed the Niemen.', level=0, note=False))
    """
    text = text.replace("\r\n", "\n")
    front = FRONT_MATTER.match(text)
    named = TITLE.search(front[1]) if front else None
    body, notes = without_footnotes(text[front.end() :] if front else text)
    blocks = [*blocks_of(MarkdownIt("commonmark", {"html": True}).enable("table").parse(body)), *notes]
    top = next((each.text for each in blocks if each.level == 1), "")
    return (clean(named[1]) if named else top), blocks


def without_footnotes(text: str) -> tuple[str, list[Block]]:
    """Markdown without its footnotes and the signs that lead to them, and the footnotes.

    >>> without_footnotes("Graz.[^1]\\n\\n[^1]: The time-\\n    table.\\n\\nThen Bruck.")
    ('Graz.\\n\\n\\nThen Bruck.', [Block(text='The time- table.', level=0, note=True)])
    """
    notes = [Block(clean(shapes.without_markers(each[2])), note=True) for each in MARKDOWN_NOTE.finditer(text)]
    kept, code = [], False
    for line in MARKDOWN_NOTE.sub("", text).split("\n"):
        code ^= line.lstrip().startswith(("```", "~~~"))
        kept.append(line if code else shapes.without_markers(line))
    return "\n".join(kept), notes


def blocks_of(tokens: Sequence[Token]) -> Iterator[Block]:
    """The blocks of parsed Markdown: of a table each row, its cells with dashes between; a table's head is no text."""
    row: list[str] | None = None
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row and any(row):
                yield Block(CELLS.join(row))
            row = None
        elif token.type == "inline" and before is not None:
            text = clean("".join(words_of(token)))
            if row is not None:
                row += [text] if before.type == "td_open" else []
            else:
                yield Block(TASK.sub("", text), int(before.tag[1]) if before.type == "heading_open" else 0)


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
    >>> page = "<title>Kovno</title><nav>Home</nav><h1>Kovno</h1><p>The <b>bridges</b><br>were ready."
    >>> title, blocks = html_blocks(page)
    >>> title, [(each.text, each.level) for each in blocks]
    ('Kovno', [('Kovno', 1), ('The bridges were ready.', 0)])
    """
    soup = BeautifulSoup(DECLARATION.sub("&lt;", text), "html.parser", multi_valued_attributes=None)
    check_depth(soup)
    hide(soup)
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
        if depth > MOST_PAGE_NESTED:
            raise TextError(f"its elements are nested more than {MOST_PAGE_NESTED} deep; {CURE}")


def hide(soup: BeautifulSoup) -> None:
    """Mark as hidden what the page's own style does not show: elements of a class or id with display:none."""
    for sheet in soup.find_all("style"):
        for rule in HIDING_RULE.finditer(sheet.get_text()):
            if not HIDDEN.search(rule[2]) or "@" in rule[1]:
                continue
            for selector in rule[1].split(","):
                if SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    for element in soup.select(selector.strip()):
                        element["hidden"] = ""


def is_dropped(node: Tag) -> bool:
    """Whether an element is no part of the text: a menu, a script, a picture, code, or hidden."""
    if node.name in DROPPED or node.has_attr("hidden"):
        return True
    if node.name == "header" and node.parent is not None and node.parent.name == "body":
        return True
    if node.name == "pre" and node.find("code"):
        return True
    if node.name == "sup" and (mark := node.find("a", href=True)) and str(mark["href"]).startswith("#"):
        return True  # it leads to a footnote
    if not node.attrs:
        return False
    classes = set(str(node.get("class") or "").split())
    return (
        node.get("aria-hidden") == "true"
        or node.get("role") in ("navigation", "doc-noteref")
        or bool(classes & (UNSEEN | CODE))
        or bool(HIDDEN.search(str(node.get("style") or "")))
        or (node.name == "sup" and "reference" in classes)
    )


def is_note(node: Tag) -> bool:
    """Whether an element is a footnote or a list of them."""
    classes = set(str(node.get("class") or "").split())
    return node.get("role") in ("doc-footnote", "doc-endnotes") or bool(classes & {"footnotes", "footnote", "footdef"})


def row_of(node: Tag) -> str | None:
    """The cells of a table’s row with dashes between, "" for its head; None where cells hold paragraphs or tables."""
    if node.name != "tr" or node.find(["p", "div", "table", "ul", "ol", "h1", "h2", "h3"]):
        return None
    cells = [each for each in node.find_all(["td", "th"]) if not is_dropped(each)]
    if len(cells) < 2:
        return None
    if all(each.name == "th" for each in cells):
        return ""
    return CELLS.join(clean(each.get_text(" ")) for each in cells)


def walked(root: Tag) -> Iterator[Block]:
    """The blocks below a node, in order; a stack and no recursion, for unclosed elements nest as deep as they like."""
    words: list[str] = []
    stack: list[PageElement | str] = [Ending(""), root]

    notes = 0  # how many footnotes are open

    def block(level: int = 0) -> Iterator[Block]:
        lines = [clean(each) for each in "".join(words).split(LINE)]
        lines = [each for each in lines if each]
        words.clear()
        if len(lines) > VERSE_BREAKS and not level and shapes.is_verse(lines):
            yield Block("\n".join(lines), note=notes > 0)
        elif lines:
            yield Block(" ".join(lines), level, note=notes > 0)

    while stack:
        node = stack.pop()
        if isinstance(node, Ending):  # of an element that breaks the line
            if node == NOTE:
                yield from block()
                notes -= 1
                continue
            yield from block(HEADINGS.index(node) + 1 if node in HEADINGS else 0)
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # a comment or declaration
                words.append(str(node))
        elif isinstance(node, Tag) and node.name == "br":
            words.append(LINE)
            stack.extend(reversed(node.contents))
        elif isinstance(node, Tag) and (node is root or not is_dropped(node)):
            if is_note(node):
                yield from block()
                notes += 1
                stack.append(Ending(NOTE))
            if (row := row_of(node)) is not None:
                yield from block()
                words.append(row)
                yield from block()
                continue
            if node.name in BREAKS:
                yield from block()
                stack.append(Ending(node.name))
            stack.extend(reversed(node.contents))
