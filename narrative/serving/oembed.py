"""oEmbed 1.0: tell a site that is given a story's address how to show it (https://oembed.com)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from geo.reading.faults import Faults
from narrative.pictures.link_preview import WIDTHS, preview_name, public_address
from narrative.pictures.sizes import CARD
from narrative.serving.embedding import HEIGHT_PX, iframe_snippet
from narrative.serving.pages import Edition, Pages, UnknownStory
from narrative.serving.plain import COMMON_HEADERS, readings_asked, sentence
from narrative.story.folders import UnknownReading

if TYPE_CHECKING:
    from narrative.story import Story

WIDTH_PX = 1000  # what an oEmbed consumer gets that names no width


def oembed_link(edition: Edition) -> str:
    """A Link header by which a site that is given the page's address finds its oEmbed answer.

    "" where the operator has not said under which address this server is known: a request's ``Host`` can say anything.
    """
    try:
        root = public_address()
    except ValueError:
        return ""
    if not root:
        return ""
    read = reading_of(edition.story)
    target = quote(f"{root}/embed/{edition.story.slug}{read}", safe="")
    return f'<{root}/oembed?format=json&url={target}>; rel="alternate"; type="application/json+oembed"'


def reading_of(story: Story) -> str:
    """The query of an address that says how names are read, where it is not as usual."""
    from narrative.story.readings import unusual

    return f"?reading={chosen}" if (chosen := unusual(story)) else ""


def oembed_response(pages: Pages, request: Request, base: str = "") -> Response:
    """oEmbed 1.0, type "rich": 400 for a call at fault, 404 for an address that is no story here, 501 for XML."""
    asked = request.query_params
    if asked.get("format", "json") != "json":
        return fault(501, "Only format=json is spoken here.")
    if not asked.get("url"):
        return fault(400, "url is missing: give the address of a story, such as /oembed?url=https://…/embed/SLUG.")
    try:
        width, height = limit(asked.get("maxwidth"), WIDTH_PX), limit(asked.get("maxheight"), HEIGHT_PX)
    except ValueError:
        return fault(400, "maxwidth and maxheight are numbers of pixels, 1 or more.")
    found = story_in(asked["url"], request.headers.get("host", ""), base)
    if found is None:
        return fault(404, "That address is no story of this server; a story's is /embed/SLUG.")
    root, asked_slug, step = found
    slug = pages.slug_called(asked_slug)
    try:
        edition = pages.get(slug, readings_asked(parse_qs(urlsplit(asked["url"]).query).get("reading", [])))
    except (UnknownStory, UnknownReading) as unknown:
        return fault(404, str(unknown))
    except Faults:
        return fault(404, f'The story "{slug}" has faults and cannot be shown now.')
    except ValueError as wrong:
        return fault(404, sentence(wrong))
    story = edition.story
    read, named = reading_of(story), story.step_called(step)
    source = f"{root}/embed/{slug}{read}" + (f"#{quote(named)}" if named else "")
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": story.title,
        "author_name": ", ".join(story.source.authors),
        "provider_name": "Narrative map",
        "provider_url": f"{root}/",
        "cache_age": 86400,
        "width": width,
        "height": height,
        "html": iframe_snippet(source, story.title, width, height),
        **thumbnail(
            edition, root, limit(asked.get("maxwidth"), CARD.width), limit(asked.get("maxheight"), CARD.height)
        ),
    }
    return JSONResponse(answer, headers={**COMMON_HEADERS, "Access-Control-Allow-Origin": "*"})


def thumbnail(edition: Edition, root: str, maxwidth: int, maxheight: int) -> dict[str, Any]:
    """oEmbed's thumbnail: the largest picture within the consumer's limits, which hold for it too; or nothing."""
    for width in WIDTHS if edition.page.preview else ():
        height = round(CARD.height * width / CARD.width)
        if width <= maxwidth and height <= maxheight:
            query = "" if width == CARD.width else f"?width={width}"
            url = f"{root}/embed/{preview_name(edition.story.slug)}{query}"
            return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height}
    return {}


def limit(asked: str | None, usual: int) -> int:
    """The size to answer with, in pixels: the usual one, or the consumer's limit if that is smaller.

    >>> limit(None, 700), limit("480", 700), limit("2000", 700)
    (700, 480, 700)
    """
    if asked is None or asked == "":
        return usual
    if not asked.isascii() or not asked.isdigit() or int(asked) < 1:
        raise ValueError(asked)
    return min(usual, int(asked))


def story_in(url: str, host: str, base: str = "") -> tuple[str, str, str] | None:
    """Which story an address shows: (this server's root, slug, step or ""), or None when it is not an address of ours.

    Only our own host is answered for: an ``<iframe>`` that another site's address went into would be handed on as ours.

    >>> story_in("https://maps.example/embed/korea#start", "maps.example")
    ('https://maps.example', 'korea', 'start')
    >>> story_in("http://maps.example/?story=korea&step=start", "maps.example")
    ('http://maps.example', 'korea', 'start')
    >>> story_in("https://elsewhere.example/embed/korea", "maps.example") is None
    True
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # such as "http://[broken"
        return None
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != host.lower() or not host:
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    step = query.get("step", "") or parts.fragment
    root = f"{parts.scheme}://{parts.netloc}{base}"
    path = parts.path.removeprefix(base)
    if path.startswith("/embed/") and path.count("/") == 2:
        return root, path.removeprefix("/embed/"), step
    if path in ("", "/") and "story" in query:
        return root, query["story"], step
    return None


def fault(status: int, sentence: str) -> Response:
    """An oEmbed answer that says what was wrong with the call."""
    return JSONResponse({"error": sentence}, status, headers={**COMMON_HEADERS, "Access-Control-Allow-Origin": "*"})
