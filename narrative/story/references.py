"""What references are made of, in three forms: a sentence, BibTeX entries and RIS records."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from geo.reading.days import year_words
from geo.reading.wording import listed
from narrative.story.dates import Date
from narrative.story.prose import typographic
from narrative.story.schema import Source

PROJECT = "Narrative Map"
# TeX's own signs. Braces are named, not escaped: BibTeX counts them, and "\\{" would leave one open.
TEX = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "&%$#_"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def source_citation(source: Source) -> str:
    """The retold document in a list of sources, without the full stop: authors, title, publication, date, page."""
    page = f", {source.page}" if source.page else ""
    address = f", {source.url}" if source.url else ""
    title = in_quotes(source.title, ",")
    return line_of(f"{listed(list(source.authors))}, {title} {source.publication}, {source.date.words}{page}{address}")


def in_quotes(title: str, closing: str) -> str:
    """A title in double quotes with the closing sign within them; its own double quotes become single ones.

    >>> print(in_quotes('The "Plan"', "."), in_quotes("Why?", "."), in_quotes("Why?", ","))
    “The ‘Plan’.” “Why?” “Why?,”
    """
    inner = typographic(title).replace("“", "‘").replace("”", "’")
    return f"“{inner}{'' if closing == '.' and inner.endswith(('.', '?', '!')) else closing}”"


def line_of(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def entry(kind: str, key: str, fields: dict[str, str]) -> str:
    """One entry; a field without a value is left out."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def tex(text: str) -> str:
    """A text on one line as TeX reads it.

    >>> print(tex("A & B, 100 % {sic}"))
    A \\& B, 100 \\% \\textbraceleft{}sic\\textbraceright{}
    """
    return line_of(text).translate(TEX)


def author(name: str) -> str:
    """A name; in braces where BibTeX would take an "and" or a comma in it apart.

    >>> print(author("Anna Rochat"), author("Rochat and Sons"))
    Anna Rochat {Rochat and Sons}
    """
    return f"{{{tex(name)}}}" if re.search(r"\band\b|,", name) else tex(name)


def address(url: str | None) -> str:
    """A web address; what TeX or RIS would stumble over is percent-encoded."""
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~") if url else ""


def year_of(date: Date) -> str:
    """The year of a date: "1995", "44 BC"; "" where it spans several."""
    year = date.earliest.year
    if year != date.latest.year:
        return ""
    return str(year) if year > 0 else year_words(year)


def record(fields: Iterable[tuple[str, str]]) -> str:
    """One record: a tag, two spaces, a hyphen and the value on a line; a field without a value is left out."""
    lines = [f"{tag}  - {line_of(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
