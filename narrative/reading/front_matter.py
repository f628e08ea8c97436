"""Read what a file says of itself, its author and its date: Project Gutenberg's head, YAML, Dublin Core, Open Graph."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bs4 import BeautifulSoup
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from narrative.reading.blocks import clean
from narrative.reading.written_dates import read_a_date

START = re.compile(r"^\*\*\* ?START OF (?:THE|THIS) PROJECT GUTENBERG.*$", re.MULTILINE | re.IGNORECASE)
FIELD = re.compile(r"^(?P<key>[A-Z][A-Za-z ]{2,24}):[ \t]+(?P<value>\S.*(?:\n[ \t]{4,}\S.*)*)", re.MULTILINE)
YAML_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)
BY_LINE = re.compile(
    r"(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Tt]ext|[Ww]ords|[Rr]eported)\s)?(?:By|by|BY)\s(?P<names>.+?)"
    r"(?:\s?[,|·–—-]\s?(?P<rest>[^,|·–—]*\d.*))?\.?"
)
TITLES = ("citation_title", "dcterms.title", "dc.title", "og:title", "twitter:title")
AUTHORS = ("citation_author", "dcterms.creator", "dc.creator", "author", "article:author", "parsely-author", "byl")
DATES = (
    *("citation_publication_date", "citation_date", "dcterms.issued", "dcterms.date", "dcterms.created", "dc.date"),
    *(
        "dc.date.issued",
        "article:published_time",
        "og:published_time",
        "datepublished",
        "pubdate",
        "date",
        "publish-date",
    ),
)
PLACES = ("citation_journal_title", "dcterms.publisher", "dc.publisher", "og:site_name", "citation_publisher")
MOST_HEAD = 20_000  # letters in which a file speaks of itself


@dataclass(frozen=True)
class Front:
    """What a file says of the text in it; "" and () where it says nothing. ``date`` is EDTF, ``note`` a sentence."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publication: str = ""
    url: str = ""
    note: str = ""

    def or_else(self, other: Front) -> Front:
        """What this one leaves out, from another."""
        return Front(*(getattr(self, each) or getattr(other, each) for each in self.__dataclass_fields__))


NO_FRONT = Front()


def front_of(text: str, media_type: str) -> Front:
    """What a file says of itself, by its kind.

    >>> front_of("---\\ntitle: The Salt Road\\nauthor: A. Keeper\\ndate: 2019-03-02\\n---\\nIn 1740 …", "text/markdown")
    Front(title='The Salt Road', authors=('A. Keeper',), date='2019-03-02', publication='', url='', note='')
    """
    if media_type == "text/html":
        return html_front(text)
    return gutenberg_front(text) if media_type == "text/plain" else yaml_front(text)


def gutenberg_front(text: str) -> Front:
    """The head of a Project Gutenberg file. Its date of release stands where it names no original.

    >>> head = "The Project Gutenberg eBook of Salt\\n\\nTitle: Salt\\n    and Roads\\n\\nAuthor: A. Keeper\\n\\n"
    >>> head += "Release Date: March 1, 2003 [eBook #42]\\n\\n*** START OF THE PROJECT GUTENBERG EBOOK"
    >>> front = gutenberg_front(head)
    >>> front.title, front.authors, front.date, front.note
    ('Salt and Roads', ('A. Keeper',), '2003-03-01', 'Released by Project Gutenberg on March 1, 2003 [eBook #42].')
    """
    start = START.search(text)
    if start is None:
        return Front()
    fields = {
        each["key"].lower(): clean(each["value"]) for each in FIELD.finditer(text, 0, min(start.start(), MOST_HEAD))
    }
    names = fields.get("author") or fields.get("editor") or ""
    original = fields.get("original publication", "")
    years = re.findall(r"\b1[4-9]\d\d\b", original)
    released = fields.get("release date", "")
    return Front(
        title=fields.get("title", ""),
        authors=names_of(names),
        date=years[-1] if years else date_of(re.sub(r"\s*\[.*", "", released)),
        publication=original or ("Project Gutenberg" if fields else ""),
        note=f"Released by Project Gutenberg on {released.rstrip('.')}." if released else "",
    )


def yaml_front(text: str) -> Front:
    """The YAML above a Markdown text; what is no mapping is nothing."""
    found = YAML_FRONT.match(text[:MOST_HEAD])
    if found is None:
        return Front()
    try:
        values = YAML(typ="safe", pure=True).load(found[1])
    except (YAMLError, ValueError):
        return Front()
    if not isinstance(values, Mapping):
        return Front()
    said = {str(key).lower().replace("-", "_"): value for key, value in values.items()}

    def first(*keys: str) -> Any:
        return next((said[key] for key in keys if said.get(key)), "")

    authors = listed(first("author", "authors", "by", "byline", "creator"))
    return Front(
        title=line(said.get("title", "")),
        authors=tuple(each for one in authors for each in names_of(line(one))),
        date=date_of(first("date", "published", "publish_date", "created", "issued", "year")),
        publication=line(first("publication", "publisher", "journal", "source", "site")),
        url=address(line(first("url", "canonical_url", "canonical", "link"))),
    )


def html_front(text: str) -> Front:
    """Dublin Core, Highwire's, Open Graph's and schema.org's words in the head of a page."""
    soup = BeautifulSoup(re.sub(r"<(?=!\[)", "&lt;", text), "html.parser", multi_valued_attributes=None)
    said: dict[str, list[str]] = {}
    for meta in soup.find_all("meta"):
        key = str(meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        if key and (value := clean(str(meta.get("content") or ""))):
            said.setdefault(key, []).append(value)
    canonical = soup.find("link", attrs={"rel": "canonical"})
    front = Front(
        title=next((said[key][0] for key in TITLES if key in said), ""),
        authors=next(
            (tuple(dict.fromkeys(said[key])) for key in AUTHORS if key in said and not is_address(said[key])), ()
        ),
        date=next((found for key in DATES if key in said and (found := date_of(said[key][0]))), ""),
        publication=next((said[key][0] for key in PLACES if key in said), ""),
        url=address(str(canonical.get("href") or "")) if canonical else "",
    )
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        front = front.or_else(schema_org(script.get_text()))
    return front


def schema_org(text: str) -> Front:
    """What a block of JSON-LD says of the page's article."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return Front()
    for each in [*(listed(value)), *(listed(value.get("@graph", ())) if isinstance(value, dict) else ())]:
        if isinstance(each, dict) and (each.get("headline") or each.get("datePublished")):
            authors = [one.get("name") if isinstance(one, dict) else one for one in listed(each.get("author", ()))]
            publisher = each.get("publisher")
            return Front(
                title=line(each.get("headline") or each.get("name") or ""),
                authors=tuple(line(one) for one in authors if one),
                date=date_of(each.get("datePublished") or each.get("dateCreated") or ""),
                publication=line(publisher.get("name", "") if isinstance(publisher, dict) else publisher or ""),
            )
    return Front()


def by_line(paragraph: str) -> Front:
    """What a by-line says: "By A. Writer, 3 June 2019".

    >>> by_line("By A. Writer and B. Scribe, 3 June 2019"), by_line("Posted on 3 June 2019").authors
    (Front(title='', authors=('A. Writer', 'B. Scribe'), date='2019-06-03', publication='', url='', note=''), ())
    """
    match = BY_LINE.fullmatch(paragraph)
    if match is None:
        return Front(date=date_of(re.sub(r"^\D*?\bon\s|^\D*?:\s", "", paragraph)))
    return Front(authors=names_of(match["names"]), date=date_of(match["rest"] or ""))


def with_by_lines(front: Front, paragraphs: Iterable[str]) -> Front:
    """A front with what the by-lines of the text add."""
    for each in paragraphs:
        front = front.or_else(replace(by_line(each), title=""))
    return front


def names_of(words: str) -> tuple[str, ...]:
    """Authors apart: "A. Keeper and B. Scribe", "A. Keeper, B. Scribe"; "Keeper, A." is one.

    >>> names_of("A. Keeper and B. Scribe"), names_of("Keeper, A."), names_of("")
    (('A. Keeper', 'B. Scribe'), ('Keeper, A.',), ())
    """
    parts = [each.strip(" ,") for each in re.split(r"\s+(?:and|&)\s+|;\s*", words) if each.strip(" ,")]
    found = []
    for part in parts:
        inside = [each.strip() for each in part.split(",")]
        several = len(inside) > 1 and all(len(each.split()) > 1 for each in inside)
        found += inside if several else [part]
    return tuple(found)


def date_of(value: Any) -> str:
    """A date of a file's head in EDTF; "" for what cannot be read. Times of the day are left out."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    words = line(value)
    if stamp := re.match(r"(\d{4}-\d\d-\d\d)[T ]", words):
        words = stamp[1]
    return read_a_date(words.replace("/", "-") if re.fullmatch(r"\d{4}/\d\d?(/\d\d?)?", words) else words) or ""


def line(value: Any) -> str:
    """A value as one line of text."""
    return clean(str(value)) if isinstance(value, (str, int, float, datetime.date)) else ""


def listed(value: Any) -> list[Any]:
    """A value as a list."""
    return list(value) if isinstance(value, (list, tuple)) else [value] if value else []


def address(text: str) -> str:
    """A web address that a source may have, or ""."""
    return text if re.fullmatch(r"https://[^\s\"'<>\\]+", text) else ""


def is_address(values: Sequence[str]) -> bool:
    """Whether authors are not given, or as pages, as Open Graph does, and not by name."""
    return not values or any(each.startswith(("http:", "https:")) for each in values)
