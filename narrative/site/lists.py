"""Write what machines read of a site: its map for search engines, its feed, and what it says to robots."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from narrative.exports.xml import add_text, xml_document
from narrative.pictures.link_preview import preview_name
from narrative.pictures.sizes import CARD
from narrative.serving.embedding import HEIGHT_PX, iframe_snippet
from narrative.serving.oembed import WIDTH_PX
from narrative.site.model import Site, identifier
from narrative.story import Story
from narrative.story.prose import typographic

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM = "http://www.w3.org/2005/Atom"


def sitemap(site: Site) -> bytes:
    """``sitemap.xml`` (https://www.sitemaps.org/protocol.html): the start page and each story, with their days.

    Without the site's address the places are relative, which the protocol does not know; they still tell a reader.
    """
    root = Element("urlset", xmlns=SITEMAP)
    for path, slug in [("", ""), *((f"{story.slug}/", story.slug) for story in site.stories)]:
        each = SubElement(root, "url")
        add_text(each, "loc", site.url(path))
        add_text(each, "lastmod", site.days.get(slug, site.day).isoformat())
    return xml_document(root)


def feed(site: Site) -> bytes:
    """``feed.xml``, Atom (RFC 4287): an entry for each story, the newest first."""
    root = Element("feed", xmlns=ATOM)
    add_text(root, "id", identifier("site/" + "/".join(sorted(story.slug for story in site.stories))))
    add_text(root, "title", site.title)
    add_text(root, "updated", site.moment())
    SubElement(root, "link", rel="self", type="application/atom+xml", href=site.url("feed.xml"))
    SubElement(root, "link", rel="alternate", type="text/html", href=site.url())
    author = SubElement(root, "author")
    add_text(author, "name", site.title)
    for story in sorted(site.stories, key=lambda each: (site.days[each.slug], each.slug), reverse=True):
        entry = SubElement(root, "entry", {"xml:lang": story.language})
        add_text(entry, "id", identifier(f"story/{story.slug}"))
        add_text(entry, "title", typographic(story.title))
        add_text(entry, "updated", site.moment(story.slug))
        SubElement(entry, "link", rel="alternate", type="text/html", href=site.url(f"{story.slug}/"))
        add_text(entry, "summary", typographic(story.summary))
    return xml_document(root)


def robots(site: Site) -> bytes:
    """``robots.txt`` (RFC 9309): everything may be read; where the map of the site is, if its address is known."""
    line = f"Sitemap: {site.url('sitemap.xml')}\n" if site.address else ""
    return f"User-agent: *\nAllow: /\n{line}".encode()


def llms(site: Site) -> bytes:
    """``llms.txt`` (https://llmstxt.org): what the site holds, in Markdown, with its texts as data."""
    return "".join(lines_for_machines(site)).encode("utf-8")


def lines_for_machines(site: Site) -> Iterator[str]:
    """Its lines."""
    yield f"# {one_line(site.title)}\n\n"
    yield "> Stories told step by step on a map, each with its sources. Every page is whole without a script.\n"
    for story in site.stories:
        yield f"\n## {one_line(story.title)}\n\n{one_line(story.summary)}\n\n"
        files = (
            ("", "The story", "text, places, people, sources, in one page"),
            ("exports/" + story.slug + "-steps.json", "Its steps as JSON", "with dates, places, status and sources"),
            ("places.geojson", "Its places", "Linked Places, with names, times and certainty"),
            ("CITATION.cff", "How it is cited", "Citation File Format"),
        )
        for path, name, what in files:
            yield f"- [{name}]({site.url(f'{story.slug}/{path}')}): {what}\n"


def one_line(words: str) -> str:
    """Words in a line of Markdown; what would begin a heading or a link is set off."""
    return " ".join(typographic(words).split()).replace("[", r"\[").replace("]", r"\]")


def oembed(site: Site, story: Story, pictured: bool) -> bytes:
    """A story's answer after oEmbed 1.0, "rich", as a file: what a site that is given its address would be told."""
    page = site.url(f"{story.slug}/")
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": story.title,
        "author_name": ", ".join(story.source.authors),
        "provider_name": site.title,
        "provider_url": site.url(),
        "cache_age": 86400,
        "width": WIDTH_PX,
        "height": HEIGHT_PX,
        "html": iframe_snippet(page, story.title, WIDTH_PX, HEIGHT_PX),
    }
    if pictured:
        answer["thumbnail_url"] = site.url(f"{story.slug}/{preview_name(story.slug)}")
        answer["thumbnail_width"], answer["thumbnail_height"] = CARD.width, CARD.height
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
