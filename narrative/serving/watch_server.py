"""Serve a story while it is written: a page that frames the story's own, and tells it of every new state."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Mapping

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.reading.faults import Faults
from geo.reading.shipped import package_folder
from narrative.page.value import json_for_script
from narrative.pictures.link_preview import page_to_serve
from narrative.serving.handed import WatchData, WatchState
from narrative.serving.pages import Edition, Pages, UnknownStory
from narrative.serving.server import routes
from narrative.serving.watching import State, Watched
from narrative.story import load_story
from narrative.story.readings import chosen_in

ASSETS = package_folder("narrative.serving") / "assets"
TEMPLATES = Environment(loader=FileSystemLoader(ASSETS), autoescape=True)
HOSTS = ["localhost", "127.0.0.1", "[::1]"]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY}
BUNDLES = package_folder("narrative") / "bundles" / "serving"  # of the scripts in `assets`, by `make scripts`
FILES = {"watch.js": (BUNDLES, "text/javascript"), "watch.css": (ASSETS, "text/css")}


class WatchedPages(Pages):
    """The one story that is watched: its last good page, whatever its files say now."""

    def __init__(self, watched: Watched):
        super().__init__(watched.folder.resolve().parent)
        self.watched = watched
        self.slug = watched.folder.resolve().name

    def slugs(self) -> list[str]:
        return [self.slug]

    def get(self, slug: str, readings: Mapping[str, str] | None = None) -> Edition:
        if slug != self.slug:
            raise UnknownStory(slug, self.slugs())
        state = self.watched.state
        if state.edition is None:
            raise Faults(state.faults)
        chosen = chosen_in(state.edition.story, readings or {})
        if chosen == state.edition.story.chosen:
            return state.edition
        story = load_story(self.watched.folder, chosen)
        return Edition(story, page_to_serve(story))


def watch_app(watched: Watched) -> Starlette:
    """The application: ``/`` frames the page, ``/events`` tells of new states, the rest is as on any server of ours.

    The page's bytes at ``/embed/SLUG`` are those that every host serves: what reloads is the frame around them.
    """
    pages = WatchedPages(watched)

    def shell(request: Request) -> Response:
        return HTMLResponse(shell_page(pages), headers=HEADERS)

    def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in FILES:
            return Response("There is no such file.", 404, headers=HEADERS)
        folder, media_type = FILES[name]
        return Response((folder / name).read_bytes(), media_type=media_type, headers=HEADERS)

    async def events(request: Request) -> Response:
        return StreamingResponse(states(watched), media_type="text/event-stream", headers=HEADERS)

    return Starlette(
        routes=[
            Route("/", shell),
            Route("/events", events),
            Route("/watching/{name}", asset),
            *routes(pages),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(Unpacked)],
    )


class Unpacked:
    """Takes away the browser's wish for gzip: packing a page for a browser on the same machine only costs time."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            scope = {**scope, "headers": headers}
        await self.app(scope, receive, send)


def shell_page(pages: WatchedPages) -> str:
    """The page around the story's: a frame for it, and a place for faults."""
    edition = pages.watched.state.edition
    title = edition.story.title if edition else pages.slug
    language = edition.story.language if edition else "en"
    data: WatchData = {"story": pages.slug, "title": title}
    return TEMPLATES.get_template("watch.html").render(title=title, language=language, data=json_for_script(data))


async def states(watched: Watched) -> AsyncGenerator[str]:
    """Server-sent events: the state as it is, then every new one. A browser that comes back gets the newest at once."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[State] = asyncio.Queue()

    def tell(state: State) -> None:
        with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
            loop.call_soon_threadsafe(queue.put_nowait, state)

    end = watched.listen(tell)
    try:
        yield event_of(watched.state)
        while True:
            yield event_of(await queue.get())
    finally:
        end()


def event_of(state: State) -> str:
    """One state as an event.

    >>> from geo.reading.faults import Fault
    >>> print(event_of(State(None, (Fault("story.yaml", 4, "no text"),))), end="")
    data: {"page": null, "steps": [], "faults": [{"where": "story.yaml:4", "message": "no text"}]}
    <BLANKLINE>
    """
    told: WatchState = {
        "page": state.edition.page.etag if state.edition else None,
        "steps": [step.id for step in state.edition.story.steps] if state.edition else [],
        "faults": [{"where": f"{fault.file}:{fault.line}", "message": fault.message} for fault in state.faults],
    }
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
