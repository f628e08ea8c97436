"""What natasha and pymorphy3, an extra of the installation, know of a Russian text; nothing where they are missing."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

PERSON, PLACE = "PER", "LOC"
WOMAN = re.compile("(?:овн|евн|ичн)(?:а|ы|е|у|ой)\\b")  # a father's name


@lru_cache(maxsize=1)
def tools() -> Any:
    """natasha's splitter and recogniser, None where the extra is missing."""
    if find_spec("natasha") is None:
        return None
    from natasha import NewsEmbedding, NewsNERTagger, Segmenter

    return Segmenter(), NewsNERTagger(NewsEmbedding())


@lru_cache(maxsize=2)
def spans(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, kind) of the names in a text, a paragraph at a time; () without the extra."""
    if tools() is None:
        return ()
    from natasha import Doc

    segmenter, tagger = tools()
    found, at = [], 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            doc = Doc(paragraph)
            doc.segment(segmenter)
            doc.tag_ner(tagger)
            found += [(at + each.start, at + each.stop, str(each.type)) for each in doc.spans]
        at += len(paragraph) + 1
    return tuple(found)


def people(text: str) -> list[tuple[int, int]]:
    """(start, end) of the people that natasha finds."""
    return [(start, end) for start, end, kind in spans(text) if kind == PERSON]


def places(text: str) -> list[tuple[int, int]]:
    """(start, end) of the places that natasha finds."""
    return [(start, end) for start, end, kind in spans(text) if kind == PLACE]


@lru_cache(maxsize=1)
def analyser() -> Any:
    """pymorphy3's, None where the extra is missing."""
    if find_spec("pymorphy3") is None:
        return None
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def nominative(name: str) -> str:
    """A person's name in the nominative; as it stands without the extra, or where nobody knows its words.

    >>> nominative("Сталин")
    'Сталин'
    """
    if analyser() is None:
        return name
    gender = "femn" if WOMAN.search(name) else "masc"
    return " ".join(in_nominative(word, gender) if len(word) > 3 else word for word in name.split())


def in_nominative(word: str, gender: str) -> str:
    """A word of a person's name in the nominative, with its own capitals."""
    parses = [each for each in analyser().parse(word) if {"Surn", "Name", "Patr"} & set(each.tag.grammemes)]
    alike = [each for each in parses if gender in each.tag]
    if not alike or any("nomn" in each.tag for each in alike):
        return word
    form = alike[0].inflect({"nomn"})
    return str(form.word if form else alike[0].normal_form).title()
