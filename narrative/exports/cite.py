"""Turn a story into a reference to it and to the document that it retells: as a sentence, as BibTeX and as RIS."""

from __future__ import annotations

import datetime

from narrative.story import Story
from narrative.story.cited import story_after
from narrative.story.describe import full_title
from narrative.story.references import (
    PROJECT,
    address,
    author,
    entry,
    record,
    tex,
    year_of,
)


def bibtex(story: Story, *, url: str | None = None, accessed: datetime.date | None = None) -> str:
    """Two BibTeX entries in UTF-8: the story as ``@misc`` SLUG, its source as ``@article`` SLUG-source.

    ``date``, ``urldate`` and ``langid`` are biblatex's; BibTeX passes over them and reads ``year`` and ``month``.
    Titles stand in a second pair of braces, which keeps their capitals. Authors stand as the story writes them.
    """
    source = story.source
    story_fields = {
        "title": f"{{{tex(full_title(story))}}}",
        "howpublished": tex(PROJECT),
        "note": tex(story_after(story)),
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
        ("N1", story_after(story)),
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
