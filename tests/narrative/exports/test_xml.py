"""Texts of a story in XML: what XML forbids does not reach a parser, and what it reserves comes back."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from lxml import etree

from narrative.exports.xml import add_text, xml_document


def document(text: str) -> bytes:
    """A document whose one element has a text."""
    root = Element("places", made="a & b")
    add_text(root, "name", text)
    return xml_document(root)


@pytest.mark.parametrize("text", ["<b>bold</b> & more", "]]>", 'it\'s "said"', "조선 · Łódź", "one\ntwo", "😀"])
def test_a_text_comes_back_from_another_parser_as_it_was(text: str) -> None:
    assert etree.fromstring(document(text)).findtext("name") == text


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_sign_that_xml_forbids_becomes_the_replacement_character(sign: str) -> None:
    assert etree.fromstring(document(f"a{sign}b")).findtext("name") == "a\ufffdb"


def test_half_of_a_pair_of_surrogates_does_not_stop_the_writer() -> None:
    assert etree.fromstring(document("a\ud83d")).findtext("name") == "a\ufffd"


def test_a_document_says_its_encoding_and_is_indented_by_a_space() -> None:
    assert document("A") == (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<places made="a &amp; b">\n <name>A</name>\n</places>\n'
    )
