"""Turn the CommonMark of a step or note into HTML that can do nothing but be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from geo.reading.validation import SLUG, check_https, quoted

REFERENCES = ("place", "person", "step")
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
UNFINISHED = re.compile(r"\]\s*\((place|person|step|https?):|\((place|person|step):[^)]*\)")


@cache
def parser() -> MarkdownIt:
    """CommonMark with raw HTML off; links of every scheme are recognised, so that a forbidden one is a fault."""
    # Straight quotes in the file become typographic ones on the page.
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable("smartquotes")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    return markdown


@lru_cache(maxsize=4096)  # texts stay the same from one save of a story to the next
def render_prose(text: str) -> str:
    """Render CommonMark to HTML.

    Raises
    ------
    ValueError
        With the first sentence of `prose_faults`: a link that is neither ``place:``, ``person:``, ``step:`` nor
        ``https:``, a picture, a heading …

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
    for token in walk(tokens):
        if token.type == "link_open":
            token.attrs = link_attributes(str(token.attrGet("href") or ""))
    return str(parser().renderer.render(tokens, parser().options, {}))


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
    return {"href": href, "rel": "noopener noreferrer", "target": "_blank"}


def prose_faults(text: str) -> list[tuple[int, str]]:
    """What may not stand in a text, as (its line from 0, sentence).

    >>> prose_faults("One.\\n\\nTwo [two](javascript:alert(1)).")
    [(2, 'the link to "javascript:alert(1)" is of no known kind; write place:, person:, step: or https:')]
    >>> prose_faults("Good [Ongjin](place:ongjin).")
    []
    """
    return list(kept_faults(text))


@lru_cache(maxsize=4096)
def kept_faults(text: str) -> tuple[tuple[int, str], ...]:
    """What `prose_faults` lists."""
    return tuple(faults_of(parser().parse(text)))


def faults_of(tokens: list[Token]) -> Iterator[tuple[int, str]]:
    """The faults of parsed text."""
    for line, token in walk_lines(tokens):
        kind = token.type.removesuffix("_open")
        if token.type.endswith("_close"):
            continue
        if kind not in ALLOWED:
            yield line, f"the text has {NAMES.get(kind, kind)}"
        elif token.type == "link_open":
            sentence = link_fault(str(token.attrGet("href") or ""))
            if sentence:
                yield line, sentence
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
    return f"the link to {quoted(href)} is of no known kind; write place:, person:, step: or https:"


def references(text: str) -> list[tuple[str, str]]:
    """The (scheme, id) of every place, person and step that a text links to, in its order.

    >>> references("[Kim](person:kim) met [Stalin](person:stalin) in [Moscow](place:moscow), see [there](https://example.org).")
    [('person', 'kim'), ('person', 'stalin'), ('place', 'moscow')]
    """
    return [(scheme, target) for _, scheme, target in reference_lines(text)]


def reference_lines(text: str) -> list[tuple[int, str, str]]:
    """The (line from 0, scheme, id) of every reference."""
    found = []
    for line, token in walk_lines(parser().parse(text)):
        scheme, _, target = str(token.attrGet("href") or "").partition(":")
        if token.type == "link_open" and scheme in REFERENCES:
            found.append((line, scheme, target))
    return found


def plain_text(text: str) -> str:
    """The words alone, paragraphs apart by a blank line.

    >>> plain_text("At *[Ongjin](place:ongjin)*,\\nsouth.\\n\\nThen.")
    'At Ongjin, south.\\n\\nThen.'
    """
    blocks = []
    for token in parser().parse(text):
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
