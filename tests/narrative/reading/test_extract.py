"""Texts of authors become paragraphs and headings."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest

from narrative.reading.blocks import TextError
from narrative.reading.extract import SourceText, heading_like, source_text
from narrative.story.limits import MOST_TEXT_BYTES


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
        (b"a" * (MOST_TEXT_BYTES + 1), "5.0 MB; give 5 MB at most"),
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
