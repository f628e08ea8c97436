"""Turn a story into a reference to it and to the document that it retells: as a sentence, as BibTeX and as RIS."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from urllib.parse import quote

from geo.reading.days import year_words
from geo.reading.wording import listed
from narrative.story import Story
from narrative.story.dates import Date, parse_date
from narrative.story.describe import full_title
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


def citation(story: Story, *, url: str | None = None, accessed: datetime.date | None = None) -> str:
    """One line of plain text, after the Chicago Manual of Style (17th ed., 14.207: a page without author or date).

    Parameters
    ----------
    url : where the reader found the story; left out where nobody can know.
    accessed : the day of reading, which the manual asks for where a page has no date.
    """
    day = f"Accessed {parse_date(accessed.isoformat()).words}. " if accessed else ""
    address = f"{url}." if url else ""
    title = f"{in_quotes(full_title(story), '.')} {PROJECT}."
    return line_of(f"{title} Told after {source_citation(story.source)}. {day}{address}")


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


def bibtex(story: Story, *, url: str | None = None, accessed: datetime.date | None = None) -> str:
    """Two BibTeX entries in UTF-8: the story as ``@misc`` SLUG, its source as ``@article`` SLUG-source.

    ``date``, ``urldate`` and ``langid`` are biblatex's; BibTeX passes over them and reads ``year`` and ``month``.
    Titles stand in a second pair of braces, which keeps their capitals. Authors stand as the story writes them.
    """
    source = story.source
    story_fields = {
        "title": f"{{{tex(full_title(story))}}}",
        "howpublished": tex(PROJECT),
        "note": tex(f"Told after {source_citation(source)}"),
        "url": address(url),
        "urldate": accessed.isoformat() if accessed else "",
        "langid": tex(story.language),
    }
    source_fields = {
        "author": " and ".join(author(each) for each in source.authors),
        "title": f"{{{tex(source.title)}}}",
        "journal": tex(source.publication),
        "date": tex(source.date.edtf),
        "year": year_of(source.date),
        "pages": tex(source.page or ""),
        "url": address(source.url),
        "note": tex(source.provenance),
    }
    return entry("misc", story.slug, story_fields) + "\n" + entry("article", f"{story.slug}-source", source_fields)


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


def ris(story: Story, *, url: str | None = None, accessed: datetime.date | None = None) -> str:
    """Two RIS records in UTF-8: the story as a page of the web, its source as an article in a newspaper.

    Source: Research Information Systems, RIS format specification. Zotero, EndNote and Mendeley read it.
    """
    source = story.source
    day = source.date.earliest
    one_day = day == source.date.latest and day.year > 0
    of_story = [
        ("TY", "ELEC"),
        ("TI", full_title(story)),
        ("PB", PROJECT),
        ("AB", story.summary),
        ("N1", f"Told after {source_citation(source)}"),
        ("LA", story.language),
        ("UR", address(url)),
        ("Y2", f"{accessed:%Y/%m/%d/}" if accessed else ""),
        ("ID", story.slug),
    ]
    of_source = [
        ("TY", "NEWS"),
        *(("AU", each) for each in source.authors),
        ("TI", source.title),
        ("T2", source.publication),
        ("PY", year_of(source.date)),
        ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/" if one_day else ""),
        ("SP", source.page or ""),
        ("UR", address(source.url)),
        ("N1", source.provenance),
        ("ID", f"{story.slug}-source"),
    ]
    return record(of_story) + record(of_source)


def record(fields: Iterable[tuple[str, str]]) -> str:
    """One record: a tag, two spaces, a hyphen and the value on a line; a field without a value is left out."""
    lines = [f"{tag}  - {line_of(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
