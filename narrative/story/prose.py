"""Turn the CommonMark of a step or note into HTML that can do nothing but be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from geo.reading.validation import SLUG, check_https, quoted

REFERENCES = ("place", "person", "step", "statement")
PLAIN = {"paragraph", "inline", "text", "em", "strong", "softbreak", "hardbreak", "link", "bullet_list", "ordered_list"}
ALLOWED = PLAIN | {"list_item", "blockquote"}
NAMES = {
    "image": "a picture, which would be fetched from outside",
    "heading": "a heading; a step has its title",
    "code_block": "code, because a line is indented by four spaces more; take the spaces away",
    "code_inline": "code; take the ` signs away",
    "fence": "code; take the ``` lines away",
    "hr": "a rule; take the line of --- or *** away",
}
UNFINISHED = re.compile(r"\]\s*\((place|person|step|statement|https?):|\((place|person|step|statement):[^)]*\)")
STATEMENT = re.compile(rf"\]\(statement:({SLUG.pattern})\)")


@cache
def parser() -> MarkdownIt:
    """CommonMark with raw HTML off; links of every scheme are recognised, so that a forbidden one is a fault."""
    # Straight quotes in the file become typographic ones on the page.
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("smartquotes")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.inline.ruler.before("link", "statement", statement)
    return markdown


def statement(state: StateInline, silent: bool) -> bool:
    """The inline rule for ``[words](statement:ID)``, whose words, unlike those of other links, may hold links."""
    start, end = state.pos, state.posMax
    if state.src[start] != "[":
        return False
    close = state.md.helpers.parseLinkLabel(state, start, False)
    found = STATEMENT.match(state.src, close, end) if close >= 0 else None
    if found is None:
        return False
    if not silent:
        state.pos, state.posMax = start + 1, close
        state.push("link_open", "a", 1).attrs = {"href": f"statement:{found[1]}"}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
    state.pos, state.posMax = found.end(), end
    return True


@lru_cache(maxsize=4096)  # texts stay the same from one save of a story to the next
def render_prose(text: str) -> str:
    """Render CommonMark to HTML.

    Raises
    ------
    ValueError
        With the first sentence of `prose_faults`: a link that is neither ``place:``, ``person:``, ``step:``,
        ``statement:`` nor ``https:``, a picture, a heading …

    Examples
    --------
    >>> print(render_prose("At [Ongjin](place:ongjin) & <b>south</b>."), end="")
    <p>At <a class="place-name" href="#place-ongjin" data-ref="ongjin">Ongjin</a> &amp; &lt;b&gt;south&lt;/b&gt;.</p>
    >>> render_prose("")
    ''
    """
    tokens = parser().parse(text)
    for _, fault in faults_of(tokens):
        raise ValueError(fault)
    for token in tokens:
        if token.children:
            token.children = list(anchored(token.children))
    return str(parser().renderer.render(tokens, parser().options, {}))


def anchored(children: list[Token]) -> Iterator[Token]:
    """A paragraph's tokens with the attributes of their links, and its statements as anchors that hold no anchor.

    A statement that links to a place or a person is written in pieces, since HTML knows no anchor within another: the
    words between these links, the first as any other statement, the others out of the order of the Tab key. The links
    inside say of which statement they are a part.

    >>> print(render_prose("[Troops at [Mukden](place:mukden) moved](statement:troops)."), end="")
    <p><a class="statement" href="#statement-troops" data-statement="troops">Troops at </a><a class="place-name" href="#place-mukden" data-ref="mukden" data-within="troops">Mukden</a><a class="statement is-more" href="#statement-troops" data-statement="troops" tabindex="-1"> moved</a>.</p>
    """  # noqa: E501
    place = 0
    while place < len(children):
        token = children[place]
        if token.type != "link_open":
            yield token
            place += 1
            continue
        href = str(token.attrGet("href") or "")
        token.attrs = link_attributes(href)
        if not href.startswith("statement:"):
            yield token
            place += 1
            continue
        end = closing(children, place)
        inner = children[place + 1 : end]
        if any(each.type == "link_open" for each in inner):
            yield from pieces(token, inner)
        else:
            yield from (token, *inner, children[end])
        place = end + 1


def closing(tokens: list[Token], opened: int) -> int:
    """Where the link closes that opens at an index."""
    depth = 0
    for index in range(opened, len(tokens)):
        depth += (tokens[index].type == "link_open") - (tokens[index].type == "link_close")
        if depth == 0:
            return index
    raise ValueError("a link that opens is closed by the parser")


def pieces(opened: Token, inner: list[Token]) -> Iterator[Token]:
    """A statement's tokens with an anchor about each run of its words that lies outside its links."""
    id = str(opened.attrGet("data-statement"))
    linked, first, run = False, True, list[Token]()

    def anchor() -> Iterator[Token]:
        nonlocal first
        if any(each.content.strip() for each in run):
            token = Token("link_open", "a", 1, attrs=dict(opened.attrs))
            if not first:
                token.attrs |= {"class": "statement is-more", "tabindex": "-1"}
            first = False
            yield from (token, *run, Token("link_close", "a", -1))
        else:
            yield from run
        run.clear()

    for token in inner:
        if token.type == "link_open":
            yield from anchor()
            linked = True
            token.attrs = link_attributes(str(token.attrGet("href") or "")) | {"data-within": id}
            yield token
        elif token.type == "link_close":
            linked = False
            yield token
        elif linked:
            yield token
        elif token.type in ("text", "softbreak", "hardbreak"):
            run.append(token)
        else:  # emphasis opens or closes: an anchor lies inside it or outside
            yield from anchor()
            yield token
    yield from anchor()


@lru_cache(maxsize=4096)
def typographic(text: str) -> str:
    """One line of plain text with typographic quotes: a title, a role.

    >>> typographic("Kim's account")
    'Kim’s account'
    """
    return "".join(child.content for token in quoter().parseInline(text) for child in token.children or [])


@cache
def quoter() -> MarkdownIt:
    """Nothing but typographic quotes."""
    return MarkdownIt("zero", {"typographer": True}).enable("smartquotes")


def link_attributes(href: str) -> dict[str, str | int | float]:
    """The attributes of a link that was found to be allowed."""
    scheme, _, target = href.partition(":")
    if scheme == "place":
        return {"class": "place-name", "href": f"#place-{target}", "data-ref": target}
    if scheme == "person":
        return {"class": "person-name", "href": f"#person-{target}", "data-person": target}
    if scheme == "step":
        return {"class": "step-ref", "href": f"#{target}"}
    if scheme == "statement":
        return {"class": "statement", "href": f"#statement-{target}", "data-statement": target}
    return {"href": href, "rel": "noopener noreferrer", "target": "_blank"}


def prose_faults(text: str) -> list[tuple[int, str]]:
    """What may not stand in a text, as (its line from 0, sentence).

    >>> prose_faults("One.\\n\\nTwo [two](javascript:alert(1)).")
    [(2, 'the link to "javascript:alert(1)" is of no known kind; write place:, person:, step:, statement: or https:')]
    >>> prose_faults("Good [Ongjin](place:ongjin).")
    []
    """
    return list(parsed(text).faults)


class Parsed(NamedTuple):
    """What a check asks of a text, of one look at it: its faults, its references with their lines, its words alone."""

    faults: tuple[tuple[int, str], ...]
    references: tuple[tuple[int, str, str], ...]
    words: str


@lru_cache(maxsize=4096)
def parsed(text: str) -> Parsed:
    """A text looked at once; what was found is kept, its tokens are not."""
    tokens = parser().parse(text)
    return Parsed(tuple(faults_of(tokens)), tuple(references_of(tokens)), words_of(tokens))


def faults_of(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """The faults of parsed text."""
    opened: list[str] = []
    wordless: dict[str, int] = {}  # statements of which no word has been met outside their links, and their lines
    for line, token in walk_lines(tokens):
        kind = token.type.removesuffix("_open")
        if token.type == "link_close":
            ended = opened.pop()
            if ended in wordless:
                sentence = f"the statement {quoted(ended[10:])} is nothing but links; put a word of its own into it"
                yield wordless.pop(ended), sentence
        if token.type.endswith("_close"):
            continue
        if token.type == "link_open":
            href = str(token.attrGet("href") or "")
            if href.startswith("statement:") and any(each.startswith("statement:") for each in opened):
                inside = f"the statement {quoted(href[10:])} lies inside another"
                yield line, f"{inside}; end the one before the other begins"
            opened.append(href)
            if href.startswith("statement:"):
                wordless[href] = line
        elif opened and token.content.strip():
            wordless.pop(opened[-1], None)
        if kind not in ALLOWED:
            yield line, f"the text has {NAMES.get(kind, kind)}"
        elif token.type == "link_open":
            if found_fault := link_fault(str(token.attrGet("href") or "")):
                yield line, found_fault
        elif token.type == "text" and (found := UNFINISHED.search(token.content)):
            yield (
                line,
                f"{quoted(found.group())} is not a link; write [words](place:id), without a space or a bracket too few",
            )


def link_fault(href: str) -> str | None:
    """What is wrong with a link's target, or None."""
    scheme, colon, target = href.partition(":")
    if scheme in REFERENCES and colon:
        if not SLUG.fullmatch(target):
            return f'the link to {quoted(href)} names no id; write one such as "{scheme}:some-id"'
        return None
    if scheme == "https":
        try:
            check_https(href)
        except ValueError as error:
            return str(error)
        return None
    if scheme == "http":
        return f'the link to {quoted(href)} is not encrypted; write "https:"'
    if SLUG.fullmatch(href):
        return f'the link to {quoted(href)} says not to what; write "place:{href}", "person:{href}" or "step:{href}"'
    return f"the link to {quoted(href)} is of no known kind; write place:, person:, step:, statement: or https:"


def references(text: str) -> list[tuple[str, str]]:
    """The (scheme, id) of every place, person, step and statement that a text links to, in its order.

    >>> references("[Kim](person:kim) met [Stalin](person:stalin) in [Moscow](place:moscow), see [there](https://example.org).")
    [('person', 'kim'), ('person', 'stalin'), ('place', 'moscow')]
    """
    return [(scheme, target) for _, scheme, target in reference_lines(text)]


def reference_lines(text: str) -> tuple[tuple[int, str, str], ...]:
    """The (line from 0, scheme, id) of every reference."""
    return parsed(text).references


def references_of(tokens: list[Token]) -> Iterator[tuple[int, str, str]]:
    """The references of parsed text."""
    for line, token in walk_lines(tokens):
        if token.type == "link_open":
            scheme, _, target = str(token.attrGet("href") or "").partition(":")
            if scheme in REFERENCES:
                yield line, scheme, target


def plain_text(text: str) -> str:
    """The words alone, paragraphs apart by a blank line.

    >>> plain_text("At *[Ongjin](place:ongjin)*,\\nsouth.\\n\\nThen.")
    'At Ongjin, south.\\n\\nThen.'
    """
    return parsed(text).words


def words_of(tokens: list[Token]) -> str:
    """The words of parsed text."""
    blocks = []
    for token in tokens:
        if token.type == "inline":
            pieces = [" " if each.type.endswith("break") else each.content for each in token.children or []]
            blocks.append("".join(pieces))
    return "\n\n".join(blocks)


def count_words(text: str) -> int:
    """How many words a reader reads: runs between spaces that hold a letter or a digit.

    >>> count_words("Some 300,000 troops — at the [38th Parallel](place:parallel-38).")
    7
    """
    return sum(any(sign.isalnum() for sign in word) for word in plain_text(text).split())


def walk(tokens: list[Token]) -> Iterator[Token]:
    """All tokens, those inside paragraphs too."""
    for _, token in walk_lines(tokens):
        yield token


def walk_lines(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """All tokens with the line, from 0, on which they stand."""
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        yield line, token
        inner = line
        for child in token.children or []:
            yield inner, child
            inner += child.type in ("softbreak", "hardbreak")
