"""Texts of authors become paragraphs and headings."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from narrative.reading.blocks import TextError
from narrative.reading.extract import MOST_BYTES, SourceText, heading_like, source_text

PAGE = """<!DOCTYPE html><html><head><title>Kovno - The Site</title><style>p {}</style></head><body>
<header>The Site</header><nav><ul><li>Home</li></ul></nav>
<main><h1>Kovno</h1><p>The bridges were <em>ready</em> before&nbsp;the sun<sup class="reference">[1]</sup>.
<h2>The storm</h2><div>Loose words<p>Four days of storm followed, and the horses died beside the road, as every witness
says who wrote of those days and came back from them; some of them counted, and none agreed on the number of the dead.
</div><script>alert("no")</script><ul><li>bread<li>oats</ul>
<figure><img alt="a map"><figcaption>A map</figcaption></figure></main><footer>Imprint</footer></body></html>"""


def words(source: SourceText) -> list[str]:
    return [source.paragraph(number) for number in range(1, len(source.paragraphs) + 1)]


def test_the_lines_of_a_paragraph_are_joined_and_cut_words_made_whole() -> None:
    source = source_text(b"A title\n\nThe army crossed\nthe Nie-\nmen at Kovno-\nVilna.\n\n* * *\n\nIt rained.")
    assert words(source) == ["The army crossed the Niemen at Kovno-Vilna.", "It rained."]
    assert source.title == "A title"


def test_headings_stand_in_the_text_and_are_no_paragraphs() -> None:
    source = source_text(b"The March\n\nThe bridges\n\nThey were ready.\n\nThe city\n\nIt was burned.\n")
    assert [(each.text, each.paragraph) for each in source.headings] == [("The bridges", 1), ("The city", 2)]
    assert words(source) == ["They were ready.", "It was burned."]
    assert source.text.startswith("The March\n\nThe bridges\n\nThey were ready.\n\n")


def test_a_text_with_a_paragraph_on_every_line_is_cut_at_its_lines() -> None:
    line = "The army went on and on, and nobody could say how far it was, " * 3
    assert len(source_text(f"{line}\n{line}\n{line}".encode()).paragraphs) == 3


def test_an_indented_line_starts_a_paragraph() -> None:
    text = b"   The bridges were ready before\nthe sun was up.\n   Nobody fired at\nthem."
    assert words(source_text(text)) == ["The bridges were ready before the sun was up.", "Nobody fired at them."]


def test_a_list_of_short_lines_has_no_headings() -> None:
    source = source_text(b"Kovno\n\nVilna\n\nWitebsk\n\nSmolensk\n")
    assert (len(source.paragraphs), source.headings) == (4, ())


def test_a_book_of_project_gutenberg_is_read_without_its_licence() -> None:
    text = (
        "The Project Gutenberg eBook\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\nIt rained.\n\nIt froze.\n\n"
        "*** END OF THE PROJECT GUTENBERG EBOOK X ***\n\nLicence."
    )
    assert words(source_text(text.encode())) == ["It rained.", "It froze."]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Évian, 1812.".encode(), "UTF-8"),
        (b"\xef\xbb\xbf" + "Évian, 1812.".encode(), "UTF-8"),
        ("Évian, 1812.".encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + "Évian, 1812.".encode("utf-16-be"), "UTF-16"),
        ("Évian, 1812.".encode("cp1252"), "Windows-1252"),
        ("Évian, 1812.".encode("latin-1") + b" \x81", "Latin-1"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    source = source_text(data)
    assert (words(source), source.encoding) == (["Évian, 1812."], encoding)


def test_a_page_declares_its_encoding() -> None:
    page = '<html><meta charset="windows-1251"><p>Ковно и Вильна</p></html>'.encode("windows-1251")
    assert words(source_text(page)) == ["Ковно и Вильна"]


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


def test_the_digest_is_that_of_the_text_and_the_paragraphs_lie_in_it() -> None:
    source = source_text("A title\n\nIt\u00a0rained\u200b at É\u0301vian.\n\nIt froze.\n".encode())
    assert source.sha256 == hashlib.sha256(source.text.encode()).hexdigest()
    assert all(end < start for (_, end), (start, _) in pairwise(source.paragraphs))


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "no words"),
        (b" \n\n--\n", "no words"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "Word, OpenDocument or EPUB"),
        (bytes(200), "no text"),
        (bytes(range(1, 9)) * 20, "no text"),
        (b"a" * (MOST_BYTES + 1), "5.0 MB; give 5 MB at most"),
        (b"\xff\xfeodd", "no text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, part: str) -> None:
    with pytest.raises(TextError) as refusal:
        source_text(data)
    assert part in str(refusal.value)


def test_headings_alone_are_no_text() -> None:
    with pytest.raises(TextError, match="headings only"):
        source_text(b"# Kovno\n\n## Vilna\n", "march.md")


def test_a_heading_has_ten_words_at_most() -> None:
    assert heading_like("The bridges over the river were ready before the sun")
    assert not heading_like("The bridges over the river were ready before the sun rose")


@pytest.mark.parametrize(("letters", "paragraphs"), [(199, 2), (200, 1)])
def test_the_main_part_of_a_page_is_read_alone_from_200_letters_on(letters: int, paragraphs: int) -> None:
    page = f"<html><body><p>Beside it stood this.</p><main><p>{'a' * letters}</p></main></body></html>"
    assert len(source_text(page.encode(), "page.html").paragraphs) == paragraphs
