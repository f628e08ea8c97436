"""Turn the documents beside a story into references with their archive numbers: CSL-JSON, BibTeX and RIS.

Sources: CSL 1.0.2, appendices III and IV; RIS format specification; biblatex 3.19 for ``date`` and ``langid``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geo.reading.days import common_year
from narrative.story import Document, Party, Story
from narrative.story.dates import Date
from narrative.story.describe import sentence_case
from narrative.story.prose import plain_text
from narrative.story.references import address, author, entry, line_of, record, tex, year_of
from narrative.story.words import CERTAINTIES, DOCUMENT_KINDS, SEEN


def documents_csl(story: Story) -> bytes:
    """The documents as CSL-JSON, in the order of their dates, for Zotero, pandoc and every other citation processor.

    ``archive`` is the archive, ``archive_location`` the fond, opis, delo, papka and leaves, ``source`` the collection.
    A date is given by its days (``date-parts``, two where it spans some) and in words. Names are not taken apart.
    """
    items = [item(story, document) for document in story.documents.values()]
    return json.dumps(items, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def item(story: Story, document: Document) -> dict[str, Any]:
    """One document as a CSL item; what it lacks is left out."""
    kind, archive = DOCUMENT_KINDS[document.kind], document.archive
    values = {
        "id": document.id,
        "type": kind.csl,
        "title": document.title,
        "genre": sentence_case(kind.one),
        "issued": csl_date(document.date),
        "author": [{"literal": each} for each in names(story, document.sender)],
        "recipient": [{"literal": each} for each in names(story, document.receiver)],
        "event-place": ", ".join(places(story, document.sender)),
        "archive": archive.name if archive else "",
        "archive_location": archive.location if archive else "",
        "source": document.collection or "",
        "URL": address(document.url),
        "language": document.language or "",
        "abstract": line_of(plain_text(document.says)) if document.says else "",
        "note": " ".join(remarks(story, document)),
    }
    return {key: value for key, value in values.items() if value}


def names(story: Story, party: Party) -> list[str]:
    """Who sends or receives, by name."""
    return [*(story.people[each].name for each in party.people), *([party.words] if party.words else [])]


def places(story: Story, party: Party) -> list[str]:
    """Where from, or where to, by name."""
    return [story.gazetteer.places[each].title for each in party.places]


def csl_date(date: Date) -> dict[str, Any]:
    """A date as CSL has it: its days, whether it is about, and its words.

    >>> from narrative.story.dates import parse_date
    >>> csl_date(parse_date("1949-05"))
    {'date-parts': [[1949, 5, 1], [1949, 5, 31]], 'literal': 'May 1949'}
    >>> csl_date(parse_date("1949-05-15~"))
    {'date-parts': [[1949, 5, 15]], 'circa': True, 'literal': 'about 15 May 1949'}
    """
    bounds = [*([] if date.open_start else [date.earliest]), *([] if date.open_end else [date.latest])]
    days = dict.fromkeys(bounds)
    parts: dict[str, Any] = {"date-parts": [[common_year(day.year), day.month, day.day] for day in days]}
    return parts | ({"circa": True} if date.approximate or date.uncertain else {}) | {"literal": date.words}


def remarks(story: Story, document: Document) -> Iterator[str]:
    """What a reader of the reference should know besides: where it is printed, how much was seen, what is doubtful."""
    if document.printed:
        pages = f", {document.printed.pages}" if document.printed.pages else ""
        yield f"Printed in {story.works[document.printed.work].citation}{pages}."
    yield f"{sentence_case(SEEN[document.seen].word)} for “{story.title}”."
    certainty = CERTAINTIES[document.certainty]
    if certainty.doubtful:
        yield f"{sentence_case(certainty.word)}."
    if document.unverified:
        yield document.unverified


def documents_bibtex(story: Story) -> bytes:
    """The documents as BibTeX in UTF-8: what it is and where it is kept stands in ``howpublished``."""
    entries = []
    for document in story.documents.values():
        kind, archive = DOCUMENT_KINDS[document.kind], document.archive
        kept = [sentence_case(kind.one), archive.words if archive else "", document.collection or ""]
        fields = {
            "author": " and ".join(author(each) for each in names(story, document.sender)),
            "title": f"{{{tex(document.title)}}}",
            "howpublished": tex(", ".join(each for each in kept if each)),
            "address": tex(", ".join(places(story, document.sender))),
            "date": tex(document.date.edtf),
            "year": year_of(document.date),
            "url": address(document.url),
            "langid": tex(document.language or ""),
            "abstract": tex(plain_text(document.says or "")),
            "note": tex(" ".join(remarks(story, document))),
        }
        entries.append(entry(kind.bibtex, document.id, fields))
    return "\n".join(entries).encode("utf-8")


def documents_ris(story: Story) -> bytes:
    """The documents as RIS in UTF-8: ``AV`` is where a paper is kept, ``DB`` the collection, ``A2`` who receives it."""
    records = []
    for document in story.documents.values():
        kind, day = DOCUMENT_KINDS[document.kind], document.date.earliest
        one_day = day == document.date.latest and day.year > 0
        fields = [
            ("TY", kind.ris),
            *(("AU", each) for each in names(story, document.sender)),
            *(("A2", each) for each in names(story, document.receiver)),
            ("TI", document.title),
            ("M3", sentence_case(kind.one)),
            ("PY", year_of(document.date)),
            ("DA", f"{day.year:04}/{day.month:02}/{day.day:02}/" if one_day else ""),
            ("AV", document.archive.words if document.archive else ""),
            ("DB", document.collection or ""),
            ("CY", ", ".join(places(story, document.sender))),
            ("LA", document.language or ""),
            ("UR", address(document.url)),
            ("AB", plain_text(document.says or "")),
            *(("N1", each) for each in remarks(story, document)),
            ("ID", document.id),
        ]
        records.append(record(fields))
    return "".join(records).encode("utf-8")
