"""Markdown and HTML become a title and blocks, without menus, scripts and pictures."""

from __future__ import annotations

import pytest

from narrative.reading.blocks import Block, TextError
from narrative.reading.extract import SourceText, source_text
from narrative.reading.markup import html_blocks, letters, markdown_blocks

PAGE = """<!DOCTYPE html><html><head><title>Kovno - The Site</title><style>p {}</style></head><body>
<header>The Site</header><nav><ul><li>Home</li></ul></nav>
<main><h1>Kovno</h1><p>The bridges were <em>ready</em> before&nbsp;the sun<sup class="reference">[1]</sup>.
<h2>The storm</h2><div>Loose words<p>Four days of storm followed, and the horses died beside the road, as every witness
says who wrote of those days and came back from them; some of them counted, and none agreed on the number of the dead.
</div><script>alert("no")</script><ul><li>bread<li>oats</ul>
<figure><img alt="a map"><figcaption>A map</figcaption></figure></main><footer>Imprint</footer></body></html>"""


def words(source: SourceText) -> list[str]:
    return [source.paragraph(number) for number in range(1, len(source.paragraphs) + 1)]


def test_markdown_keeps_its_words_and_loses_its_signs() -> None:
    text = b"---\ntitle: 'The front'\n---\n# Kovno\n\nThe *bridges*\nwere [ready](https://a.example).\n\n> No\n\n- a"
    source = source_text(text, "march.md")
    assert (source.title, source.media_type) == ("The front", "text/markdown")
    assert words(source) == ["The bridges were ready.", "No", "a"]


def test_a_page_is_read_without_menu_script_and_imprint() -> None:
    source = source_text(PAGE.encode())
    assert source.title == "Kovno"
    assert words(source)[0] == "The bridges were ready before the sun."
    assert [each[:11] for each in words(source)[1:]] == ["Loose words", "Four days o", "bread", "oats"]
    assert [(each.text, each.paragraph) for each in source.headings] == [("The storm", 2)]


def test_a_page_that_is_nested_too_deeply_is_refused_but_not_for_paragraphs_that_are_not_closed() -> None:
    with pytest.raises(TextError, match="nested more than 300 deep"):
        source_text(b"<html>" + b"<div><b>" * 5000 + b"It rained.")
    assert words(source_text(b"<html><head><title>A</title><body>" + b"<p>It rained." * 2000)) == ["It rained."] * 2000


@pytest.mark.parametrize(("letters", "paragraphs"), [(199, 2), (200, 1)])
def test_the_main_part_of_a_page_is_read_alone_from_200_letters_on(letters: int, paragraphs: int) -> None:
    page = f"<html><body><p>Beside it stood this.</p><main><p>{'a' * letters}</p></main></body></html>"
    assert len(source_text(page.encode(), "page.html").paragraphs) == paragraphs


def test_a_title_is_the_front_matter_s_else_the_first_heading_of_the_page_else_the_head_s() -> None:
    assert markdown_blocks("---\ntitle: Two\n---\n# One\n\nText.")[0] == "Two"
    assert markdown_blocks("Text.\n\n# One\n")[0] == "One"
    assert markdown_blocks("Text.")[0] == ""
    assert html_blocks("<title>Two</title><h1>One</h1><p>Text.")[0] == "One"
    assert html_blocks("<title>Two</title><p>Text.")[0] == "Two"


def test_headings_have_their_level_and_pictures_no_words() -> None:
    assert markdown_blocks("## Kovno\n\nA ![map](m.png) of `it`\nall.")[1] == [Block("Kovno", 2), Block("A of it all.")]
    assert html_blocks("<h3>Kovno</h3>A<br>line")[1] == [Block("Kovno", 3), Block("A line")]


@pytest.mark.parametrize(
    "part",
    [
        "<nav>no</nav>",
        "<div hidden>no</div>",
        '<span aria-hidden="true">no</span>',
        '<div role="navigation">no</div>',
        '<span class="mw-editsection">no</span>',
        '<sup class="reference">no</sup>',
        "<script>no</script>",
        "<!-- no -->",
        "<header>no</header>",
    ],
)
def test_what_no_reader_reads_is_left_out(part: str) -> None:
    assert html_blocks(f"<body>{part}<p>Yes.</p></body>")[1] == [Block("Yes.")]


def test_a_header_within_an_article_is_part_of_it() -> None:
    assert html_blocks("<body><article><header>Yes</header></article></body>")[1] == [Block("Yes")]


def test_the_longest_article_of_a_page_is_read() -> None:
    long = "word " * 60
    assert html_blocks(f"<article>{'x' * 200}</article><article>{long}</article>")[1] == [Block(long.strip())]


def test_letters_are_counted_over_all_blocks() -> None:
    assert letters([Block("abc", 1), Block("de")]) == 5
    assert letters([]) == 0
