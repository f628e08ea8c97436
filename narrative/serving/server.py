"""Serve the pages beside the app: ``/embed/SLUG``, ``/oembed`` and ``/healthz``, as routes for ``st.App``."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from html import escape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from geo.reading.faults import Faults
from narrative.page.value import Page
from narrative.pictures.link_preview import (
    ADDRESS_VARIABLE,
    LOOK,
    WIDTHS,
    narrowed,
    preview_name,
    public_address,
)
from narrative.pictures.photographer import PageError
from narrative.pictures.sizes import CARD
from narrative.serving.deep_links import deep_link_routes
from narrative.serving.embedding import HEIGHT_PX, iframe_snippet
from narrative.serving.pages import Edition, Pages, UnknownStory, shows_faults
from narrative.serving.picture_desk import DESK, BusyError, PictureDesk
from narrative.story.readings import UnknownReading, parse_readings, unusual

__all__ = ["PAGES", "iframe_snippet", "lifespan_of", "routes", "serves_pages"]

PAGES = Pages(look_every=0.0 if os.environ.get("NARRATIVE_MAP_WATCH") == "1" else 1.0)
ALL_STORIES = "all stories"  # whose map it is, in the header that says so
RETRY_S = 30  # when to ask again for a picture that many wait for
WIDTH_PX = 1000  # what an oEmbed consumer gets that names no width

# Anybody may frame the page, nobody may guess its type, and links from it do not tell where it was read.
COMMON_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
# A cache keeps the page but asks each time whether it still holds; the answer is a 304 of a few hundred bytes.
PAGE_CACHE = "public, no-cache"
PREVIEW_CACHE = "public, max-age=86400"  # as long as oEmbed's cache_age: a site that shows a link asks once a day
PLAIN_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

_served = threading.Event()


def serves_pages() -> bool:
    """Whether this process answers ``/embed/…``: it does once ``st.App`` has started with our routes."""
    return _served.is_set()


def routes(pages: Pages = PAGES, prefix: str = "", desk: PictureDesk = DESK) -> list[Route]:
    """The routes for ``st.App(routes=…)``; ``prefix`` is Streamlit's ``server.baseUrlPath``.

    Endpoints are plain functions: Starlette runs them in its threads, so rendering blocks nobody else's page.
    """
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""

    def embed(request: Request) -> Response:
        return page_response(pages, request, base)

    def atlas(request: Request) -> Response:
        return atlas_response(pages, request)

    def preview(request: Request) -> Response:
        return preview_response(pages, desk, request)

    def oembed(request: Request) -> Response:
        return oembed_response(pages, request, base)

    def healthz(request: Request) -> Response:
        told = health(pages, "verbose" in request.query_params)
        return JSONResponse(told, headers={**COMMON_HEADERS, "Cache-Control": "no-store"})

    return [
        Route(f"{base}/embed/{{slug}}-card.png", preview),
        Route(f"{base}/embed/{{slug}}", embed),
        Route(f"{base}/atlas/{{slug}}", atlas),
        Route(f"{base}/atlas", atlas),
        Route(f"{base}/oembed", oembed),
        Route(f"{base}/healthz", healthz),
        *deep_link_routes(base),
    ]


def lifespan_of(pages: Pages = PAGES) -> Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]:
    """A lifespan for ``st.App`` that renders the pages in the background, so that the first reader need not wait."""

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncGenerator[dict[str, Any] | None]:
        _served.set()
        try:
            public_address()
        except ValueError as wrong:
            print(f"{ADDRESS_VARIABLE}: {wrong} Links carry no address of this server until then.", file=sys.stderr)
        threading.Thread(target=pages.warm, name="render-pages", daemon=True).start()
        yield None
        _served.clear()

    return lifespan


def health(pages: Pages, verbose: bool = False) -> dict[str, Any]:
    """What ``/healthz`` answers: the stories; ``?verbose`` tells of each whose files have faults how many.

    What is wrong is told where the operator lets readers see it (`narrative.serving.pages.shows_faults`); it is in the
    log in any case.
    """
    told: dict[str, Any] = {"status": "ok", "stories": pages.slugs()}
    if verbose:
        told["faulty"] = {
            slug: {
                "faults": len(faults.faults),
                "readers_get": "the last sound page" if served else "a sentence",
                **({"told": [str(each) for each in faults.faults]} if shows_faults() else {}),
            }
            for slug, (faults, served) in pages.faulty().items()
        }
    return told


def page_response(pages: Pages, request: Request, base: str = "") -> Response:
    """The page of a story; 304 when the reader has it, 404 or 500 with a readable page when there is none."""
    try:
        edition = pages.shown(request.path_params["slug"], readings_asked(request.query_params.getlist("reading")))
    except UnknownStory as unknown:
        return plain_page(404, "No such story", str(unknown), story_links(unknown.known, base))
    except UnknownReading as unknown:
        return plain_page(404, "No such reading", str(unknown), "")
    except Faults as faults:
        if not shows_faults():
            return plain_page(500, "This story has faults", "It is shown again when they are mended.", "")
        items = "".join(f"<li><code>{escape(str(fault))}</code></li>" for fault in faults.faults)
        return plain_page(500, "This story has faults", "It is shown again when these are mended:", f"<ul>{items}</ul>")
    except ValueError as wrong:
        return plain_page(400, "No such reading", sentence(wrong), "")
    more = {
        **({"Link": found} if (found := oembed_link(edition)) else {}),
        "X-Story": edition.story.slug,  # by which the app knows our page from a host's answer to any address
    }
    return page_answer(edition.page, request, more)


def page_answer(page: Page, request: Request, more: dict[str, str]) -> Response:
    """A page of ours as a reader's browser asks for it, packed if it can unpack; `more` are headers of its own."""
    zipped = accepts_gzip(request.headers.get("accept-encoding", ""))
    # A strong tag names bytes, so the packed page has a tag of its own (RFC 9110, 8.8.3).
    etag = f'{page.etag[:-1]}-gz"' if zipped else page.etag
    headers = {
        **COMMON_HEADERS,
        "ETag": etag,
        "Cache-Control": PAGE_CACHE,
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": f"{page.policy}; frame-ancestors *",
        **more,
    }
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    if zipped:
        return Response(page.packed, media_type="text/html", headers={**headers, "Content-Encoding": "gzip"})
    return Response(page.body, media_type="text/html", headers=headers)


def atlas_response(pages: Pages, request: Request) -> Response:
    """The atlas of a story's places, or of all stories; 404 where there is none."""
    slug = request.path_params.get("slug")
    try:
        page = pages.atlas(slug)
    except (LookupError, Faults) as trouble:
        return plain_page(404, "No such map", str(trouble).splitlines()[0], "")
    return page_answer(page, request, {"X-Story": slug or ALL_STORIES})


def preview_response(pages: Pages, desk: PictureDesk, request: Request) -> Response:
    """The picture for links to a story, taken when first asked for; ``?width=600`` or 300 for a narrower one."""
    width = request.query_params.get("width", str(CARD.width))
    if width not in {str(each) for each in WIDTHS}:
        return plain_page(400, "No such width", f"The picture comes {', '.join(map(str, WIDTHS))} pixels wide.", "")
    try:
        edition = pages.shown(request.path_params["slug"], readings_asked(request.query_params.getlist("reading")))
    except UnknownStory as unknown:
        return plain_page(404, "No such story", str(unknown), "")
    except UnknownReading as unknown:
        return plain_page(404, "No such reading", str(unknown), "")
    except Faults:
        return plain_page(404, "This story has faults", "There is no picture until they are mended.", "")
    except ValueError as wrong:
        return plain_page(400, "No such reading", sentence(wrong), "")
    etag = f'{edition.page.etag[:-1]}-{width}"'
    headers = {**COMMON_HEADERS, "ETag": etag, "Cache-Control": PREVIEW_CACHE}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    if edition.page.preview is None:
        return plain_page(404, "No picture", "This server has no browser to take pictures with.", "")
    step = edition.story.cover
    try:
        picture = desk.ask(edition, [step], LOOK).wait()[step]
    except (BusyError, PageError) as trouble:
        answer = plain_page(503, "No picture now", str(trouble), "")
        answer.headers["Retry-After"] = str(RETRY_S)
        return answer
    return Response(narrowed(picture, int(width)), media_type="image/png", headers=headers)


def readings_asked(written: Sequence[str]) -> dict[str, str]:
    """The readings that an address asks for. Raises ``ValueError`` where one is not written as a reading is.

    >>> readings_asked(["kanege:kanggye", "mondin:chongjin"])
    {'kanege': 'kanggye', 'mondin': 'chongjin'}
    """
    return parse_readings(",".join(written))


def sentence(wrong: ValueError) -> str:
    """What was wrong, as a sentence by itself."""
    return f"{wrong}."


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip.

    >>> accepts_gzip("gzip, deflate, br"), accepts_gzip("br, gzip;q=0"), accepts_gzip("")
    (True, False, False)
    """
    for coding in header.lower().split(","):
        name, _, weight = coding.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def matches(if_none_match: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this tag; the comparison is weak, as RFC 9110 asks.

    >>> matches('"other", W/"abc"', '"abc"'), matches("*", '"abc"'), matches(None, '"abc"')
    (True, True, False)
    """
    tags = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag in tags or "*" in tags


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
    read = f"?reading={chosen}" if (chosen := unusual(edition.story)) else ""
    target = quote(f"{root}/embed/{edition.story.slug}{read}", safe="")
    return f'<{root}/oembed?format=json&url={target}>; rel="alternate"; type="application/json+oembed"'


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
    root, slug, step = found
    try:
        edition = pages.get(slug, readings_asked(parse_qs(urlsplit(asked["url"]).query).get("reading", [])))
    except (UnknownStory, UnknownReading) as unknown:
        return fault(404, str(unknown))
    except Faults:
        return fault(404, f'The story "{slug}" has faults and cannot be shown now.')
    except ValueError as wrong:
        return fault(404, sentence(wrong))
    story = edition.story
    read = f"?reading={chosen}" if (chosen := unusual(story)) else ""
    source = f"{root}/embed/{slug}{read}" + (f"#{quote(step)}" if step in {each.id for each in story.steps} else "")
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


def story_links(slugs: Sequence[str], base: str = "") -> str:
    """The stories there are, as a list of links."""
    if not slugs:
        return "<p>There are no stories yet.</p>"
    items = "".join(f'<li><a href="{base}/embed/{quote(slug)}">{escape(slug)}</a></li>' for slug in slugs)
    return f"<p>The stories are:</p><ul>{items}</ul>"


def plain_page(status: int, title: str, sentence: str, more: str) -> Response:
    """A small page for a person who asked for something that is not there. ``more`` is HTML, the rest is text."""
    style = (
        "html{background:light-dark(#faf7f0,#15181b);color:light-dark(#1d1b18,#ece7db);color-scheme:light dark}"
        "body{max-width:44rem;margin:0 auto;padding:3rem 1.5rem;overflow-wrap:anywhere;"
        "font:1.125rem/1.5 'Source Serif Pro','Source Serif 4',Georgia,serif}"
        "main{border-top:3px solid light-dark(#a3201a,#ff8f75)}a{color:light-dark(#a3201a,#ff8f75)}"
    )
    html = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{escape(title)}</title><style>{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p>{escape(sentence)}</p>{more}</main></body></html>"
    )
    policy = f"{PLAIN_POLICY}; frame-ancestors *"
    return HTMLResponse(
        html, status, headers={**COMMON_HEADERS, "Cache-Control": "no-store", "Content-Security-Policy": policy}
    )
