"""A text is shown as it is written, whatever Streamlit would make of it."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from narrative.app.said import WORD_JOINER, link, plain
from tests.listed import together
from tests.payloads import PRINTED


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (":smile: :material/home:", "\\:|smile: \\:|material/home:"),
        ("at 3:30", "at 3:30"),
        ("see https://a.org or HTTP://b.org", "see http|s://a.org or HTTP|://b.org"),
        ("a -> b -- c", "a -|> b -|- c".replace(">", "\\>")),
        ("two\n\nlines\tof it", "two lines of it"),
        ("1) one", "1\\) one"),
        ("+ more", "\\+ more"),
        ("AT&T &amp;", "AT\\&T \\&amp;"),
    ],
)
def test_what_streamlit_makes_late_is_kept_apart(text: str, markdown: str) -> None:
    assert plain(text).replace(WORD_JOINER, "|") == markdown.replace("\\|", "|")


@together("text", PRINTED)
def test_markdown_of_a_text_is_one_paragraph_of_that_text(text: str) -> None:
    """CommonMark with the tables and the struck words of GitHub's: nothing but text, and all of it."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    opened, inline, _ = parser.parse(plain(text))
    assert opened.type == "paragraph_open"
    assert {each.type for each in inline.children or ()} <= {"text", "text_special"}
    shown = "".join(each.content for each in inline.children or ()).replace(WORD_JOINER, "")
    assert shown.strip() == re.sub(r"\s*[\t\r\n\f\v]\s*", " ", text).strip()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "", "ftp://a.org"])
def test_only_an_address_of_the_web_is_a_link(address: str) -> None:
    assert link("There", address) == "There"


def test_an_address_cannot_end_its_link() -> None:
    assert link("There", 'https://a.org/) [b](https://c.org "d"') == (
        "[There](https://a.org/%29%20[b]%28https://c.org%20%22d%22)"
    )
