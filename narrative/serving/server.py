"""Serve the pages beside the app: ``/embed/SLUG``, ``/oembed`` and ``/healthz``, as routes for ``st.App``."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from geo.reading.faults import Faults
from narrative.page.value import Page
from narrative.pictures.link_preview import (
    ADDRESS_VARIABLE,
    LOOK,
    WIDTHS,
    narrowed,
    public_address,
)
from narrative.pictures.photographer import PageError
from narrative.pictures.sizes import CARD
from narrative.serving.deep_links import deep_link_routes
from narrative.serving.embedding import iframe_snippet
from narrative.serving.front import CODINGS, Answers, coding_for, form_of, matches
from narrative.serving.media import FOLDER, media_response
from narrative.serving.metrics import CONTENT_TYPE, Metrics
from narrative.serving.oembed import oembed_link, oembed_response
from narrative.serving.pages import Pages, UnknownStory, shows_faults
from narrative.serving.picture_desk import DESK, BusyError, PictureDesk
from narrative.serving.plain import COMMON_HEADERS, plain_page, readings_asked, sentence, story_links
from narrative.serving.readers import TooManyError, reader_in
from narrative.serving.settings import METRICS, NO_PICTURES, settings
from narrative.serving.sweeping import sweep
from narrative.story.folders import UnknownReading

__all__ = ["PAGES", "iframe_snippet", "lifespan_of", "routes", "serves_pages"]

PAGES = Pages(look_every=0.0 if os.environ.get("NARRATIVE_MAP_WATCH") == "1" else 1.0)
ANSWERS = Answers(PAGES.look_every)
NUMBERS = Metrics()
NUMBERS.watch("faulty_stories", "Stories whose files have faults now.", lambda: len(PAGES.faulty()))
NUMBERS.watch("pictures_waiting", "Orders of pictures that wait or are being taken.", DESK.waiting)
UNKEPT = {**COMMON_HEADERS, "Cache-Control": "no-store"}
ALL_STORIES = "all stories"  # whose map it is, in the header that says so
RETRY_S = 30  # when to ask again for a picture that many wait for

# A cache keeps the page but asks each time whether it still holds; the answer is a 304 of a few hundred bytes.
PAGE_CACHE = "public, no-cache"
PREVIEW_CACHE = "public, max-age=86400"  # as long as oEmbed's cache_age: a site that shows a link asks once a day

_served = threading.Event()


def serves_pages() -> bool:
    """Whether this process answers ``/embed/…``: it does once ``st.App`` has started with our routes."""
    return _served.is_set()


def routes(
    pages: Pages = PAGES,
    prefix: str = "",
    desk: PictureDesk = DESK,
    answers: Answers | None = None,
    metrics: Metrics | None = None,
) -> list[Route]:
    """The routes for ``st.App(routes=…)``; ``prefix`` is Streamlit's ``server.baseUrlPath``,
    ``answers`` where pages are kept for `narrative.serving.front`, ``metrics`` what is counted.

    Endpoints are plain functions: Starlette runs them in its threads, so rendering blocks nobody else's page.
    """
    base = f"/{prefix.strip('/')}" if prefix.strip("/") else ""

    def named_today(request: Request) -> Response | None:
        """The way on from an address with a story's former slug, whatever else it says; None where it has today's."""
        asked = request.path_params["slug"]
        now = pages.slug_called(asked)
        if now == asked:
            return None
        folder, _, name = request.url.path.rpartition("/")
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{folder}/{now}{name.removeprefix(asked)}{query}", 308, headers=COMMON_HEADERS)

    def kept(request: Request, answer: Response) -> Response:
        if answers is not None and answer.status_code not in (200, 304):
            answers.drop(request.scope["path"])
        return answer

    def numbers(request: Request) -> Response:
        if metrics is None or not settings().metrics:
            return plain_page(404, "No numbers", f"{METRICS}=1 on the server lets them be seen.", "")
        return Response(metrics.text(), media_type=CONTENT_TYPE, headers=UNKEPT)

    def embed(request: Request) -> Response:
        return named_today(request) or kept(request, page_response(pages, request, base, answers))

    def atlas(request: Request) -> Response:
        moved = named_today(request) if "slug" in request.path_params else None  # the map of all stories has none
        return moved or kept(request, atlas_response(pages, request, answers))

    def preview(request: Request) -> Response:
        return named_today(request) or preview_response(pages, desk, request)

    def media(request: Request) -> Response:
        return media_response(pages, request)

    def oembed(request: Request) -> Response:
        return oembed_response(pages, request, base)

    def healthz(request: Request) -> Response:
        told = health(pages, "verbose" in request.query_params)
        return JSONResponse(told, headers=UNKEPT)

    return [
        Route(f"{base}/embed/{{slug}}-card.png", preview),
        Route(f"{base}/embed/{FOLDER}/{{slug}}/{{name}}", media),
        Route(f"{base}/embed/{{slug}}", embed),
        Route(f"{base}/atlas/{{slug}}", atlas),
        Route(f"{base}/atlas", atlas),
        Route(f"{base}/oembed", oembed),
        Route(f"{base}/healthz", healthz),
        Route(f"{base}/metrics", numbers),
        *deep_link_routes(base),
    ]


def lifespan_of(
    pages: Pages = PAGES, first: Callable[[], object] = lambda: None
) -> Callable[[Any], AbstractAsyncContextManager[dict[str, Any] | None]]:
    """A lifespan for ``st.App`` that renders the pages in the background, so that the first reader need not wait.

    ``first`` is done there before them: what loads the libraries of the app, which the server can answer without."""

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncGenerator[dict[str, Any] | None]:
        _served.set()
        try:
            public_address()
        except ValueError as wrong:
            print(f"{ADDRESS_VARIABLE}: {wrong} Links carry no address of this server until then.", file=sys.stderr)
        for complaint in settings().wrong:
            print(complaint, file=sys.stderr)
        threading.Thread(target=sweep, name="sweep", daemon=True).start()

        def warm() -> None:
            first()
            pages.warm()

        threading.Thread(target=warm, name="render-pages", daemon=True).start()
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


def page_response(pages: Pages, request: Request, base: str = "", answers: Answers | None = None) -> Response:
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
    return page_answer(edition.page, request, more, answers)


def page_answer(page: Page, request: Request, more: dict[str, str], answers: Answers | None = None) -> Response:
    """A page of ours as a reader's browser asks for it, packed if it can unpack; ``more`` are headers of its own."""
    common = {
        **COMMON_HEADERS,
        "Cache-Control": PAGE_CACHE,
        "Vary": "Accept-Encoding",
        "Content-Security-Policy": f"{page.policy}; frame-ancestors *",
        **more,
    }
    if answers is not None and not request.url.query:
        answers.keep(request.scope["path"], page, common)
    offered = [each for each in CODINGS if each != "br" or page.is_pressed]
    form = form_of(page, coding_for(request.headers.get("accept-encoding", ""), offered), common)
    if matches(request.headers.get("if-none-match"), form.etag):
        answer = Response(status_code=304)
        answer.raw_headers = list(form.unchanged)
        return answer
    answer = Response(form.body)
    answer.raw_headers = list(form.headers)
    return answer


def atlas_response(pages: Pages, request: Request, answers: Answers | None = None) -> Response:
    """The atlas of a story's places, or of all stories; 404 where there is none."""
    slug = request.path_params.get("slug")
    try:
        page = pages.atlas(slug)
    except (LookupError, Faults) as trouble:
        return plain_page(404, "No such map", str(trouble).splitlines()[0], "")
    return page_answer(page, request, {"X-Story": slug or ALL_STORIES}, answers)


def preview_response(pages: Pages, desk: PictureDesk, request: Request) -> Response:
    """The picture for links to a story, taken when first asked for; ``?width=600`` or 300 for a narrower one."""
    if not settings().pictures:
        return plain_page(404, "No pictures", NO_PICTURES, "")
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
        picture = desk.ask(edition, [step], LOOK, reader_in(request.scope, settings().proxies)).wait()[step]
    except TooManyError as too_many:
        answer = plain_page(429, "Too many pictures", str(too_many), "")
        answer.headers["Retry-After"] = str(too_many.seconds)
        return answer
    except (BusyError, PageError) as trouble:
        answer = plain_page(503, "No picture now", str(trouble), "")
        answer.headers["Retry-After"] = str(RETRY_S)
        return answer
    return Response(narrowed(picture, int(width)), media_type="image/png", headers=headers)
