"""Answer for a story's page from memory, before anything else is asked: most readers want what the last one had.

The front stands before Streamlit's app and our routes. It keeps, for each address that was answered with a page, the
bytes of that answer (as they are, in gzip and in Brotli) with their tags, and looks at nothing while they are fresh.
One request in each second goes through to `narrative.serving.pages`, which looks at the files; who asks meanwhile gets
what is kept. A body is sent in pieces, as the reader takes them, and all readers share its bytes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrative.page.value import Page
from narrative.serving.connections import Watchman, peer_of
from narrative.serving.metrics import Metrics
from narrative.serving.readers import PEER
from narrative.serving.statics import Packed, Statics, Taking

PIECE_BYTES = 131_072  # of a body, sent at once: what a reader who does not read keeps in memory, and half of it again
MOST_KEPT = 200  # answers; a story has one for each of its readings
CODINGS = ("br", "gzip", "")  # the smallest first
Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True)
class Form:
    """A page in one coding: its tag, its bytes, and the headers that go with them."""

    etag: str
    body: bytes
    headers: Headers
    unchanged: Headers


@dataclass
class Answer:
    """What an address was answered with, by coding, and when the files were looked at for it."""

    forms: Mapping[str, Form]
    looked: float


@dataclass
class Answers:
    """The answers that are fresh for `fresh` seconds; none are kept for 0. Safe to use from several threads."""

    fresh: float = 1.0
    clock: Callable[[], float] = time.monotonic
    kept: dict[str, Answer] = field(default_factory=dict)
    pressing: set[str] = field(default_factory=set)

    def at(self, path: str) -> Answer | None:
        """The answer of an address, or None where the files must be looked at: for the first who asks in a second."""
        answer = self.kept.get(path)
        if answer is None:
            return None
        now = self.clock()
        if not 0 <= now - answer.looked < self.fresh:
            answer.looked = now
            return None
        return answer

    def keep(self, path: str, page: Page, headers: Mapping[str, str]) -> None:
        """Keep what an address is answered with; `headers` are those that do not depend on the coding."""
        if self.fresh <= 0:
            return
        if len(self.kept) >= MOST_KEPT and path not in self.kept:
            self.kept.clear()
        offered = [each for each in CODINGS if each != "br" or page.is_pressed]
        self.kept[path] = Answer({coding: form_of(page, coding, headers) for coding in offered}, self.clock())
        if not page.is_pressed and path not in self.pressing:
            self.pressing.add(path)
            threading.Thread(target=self.press, args=(path, page), name="press-page", daemon=True).start()

    def press(self, path: str, page: Page) -> None:
        """Pack a page in Brotli, which takes seconds: readers get it in gzip until then."""
        try:
            _ = page.pressed
        finally:
            self.pressing.discard(path)

    def drop(self, path: str) -> None:
        """Forget an address that has no page any more."""
        self.kept.pop(path, None)


def form_of(page: Page, coding: str, headers: Mapping[str, str]) -> Form:
    """A page in a coding. A strong tag names bytes, so each coding has a tag of its own (RFC 9110, 8.8.3)."""
    body, ending = {"": (page.body, ""), "gzip": (page.packed, "-gz"), "br": (page.pressed, "-br")}[coding]
    etag = f'{page.etag[:-1]}{ending}"'
    common = {**headers, "ETag": etag}
    coded = {"Content-Encoding": coding} if coding else {}
    whole = {**common, **coded, "Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
    return Form(etag, body, raw(whole), raw(common))


def raw(headers: Mapping[str, str]) -> Headers:
    """Headers as ASGI has them."""
    return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())


def coding_for(header: str, offered: Iterable[str] = CODINGS) -> str:
    """The first coding offered that an Accept-Encoding header takes; "" for the bytes as they are.

    >>> coding_for("gzip, deflate, br"), coding_for("br;q=0, *"), coding_for("gzip;q=0.000"), coding_for("")
    ('br', 'gzip', '', '')
    """
    taken = weights(header)
    return next((each for each in offered if each and taken.get(each, taken.get("*", 0.0)) > 0), "")


def weights(header: str) -> dict[str, float]:
    """The weight of each coding that a header names.

    >>> weights("gzip;q=0.5, BR, deflate;q=x")
    {'gzip': 0.5, 'br': 1.0, 'deflate': 0.0}
    """
    found = {}
    for each in header.lower().split(","):
        name, _, parameter = each.partition(";")
        key, _, value = parameter.replace(" ", "").partition("=")
        try:
            found[name.strip()] = float(value) if key == "q" else 1.0
        except ValueError:
            found[name.strip()] = 0.0
    return found


def matches(if_none_match: str | None, etag: str) -> bool:
    """Whether an If-None-Match header names this tag; the comparison is weak, as RFC 9110 asks.

    >>> matches('"other", W/"abc"', '"abc"'), matches("*", '"abc"'), matches(None, '"abc"')
    (True, True, False)
    """
    if if_none_match == etag:
        return True
    tags = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag in tags or "*" in tags


class Front:
    """The ASGI application that uvicorn asks: answers from memory, else whoever stands behind it.

    Every request is counted for `narrative.serving.metrics`, and the connection that it came by is watched.
    """

    def __init__(self, app: ASGIApp, answers: Answers, metrics: Metrics, watchman: Watchman | None = None) -> None:
        self.app, self.answers, self.metrics = app, answers, metrics
        self.watchman = watchman or Watchman()
        self.statics = Statics()
        metrics.watch("connections", "Open connections, web sockets too.", self.watchman.count)
        metrics.count("connections_ended", "Connections that held the server up.", lambda: self.watchman.ended)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        self.watchman.watch(send)
        scope[PEER] = peer_of(send)
        began = time.perf_counter()
        status = 500
        path = str(scope["path"])
        taking = Taking() if scope["method"] == "GET" and self.statics.wants(path) else None

        async def counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            if taking is not None and taking.take(message):
                self.statics.take(path, taking)
            await send(message)

        try:
            form = self.form(scope)
            if form is not None:
                status = await answered(form, scope, send)
            else:
                await self.app(scope, receive, counted)
        finally:
            self.metrics.answered(path, status, time.perf_counter() - began)

    def form(self, scope: Scope) -> Form | Packed | None:
        """What is kept for a request, in the coding that it takes."""
        if scope["method"] not in ("GET", "HEAD") or scope["query_string"]:
            return None
        if (packed := self.statics.at(scope["path"])) is not None:
            return packed.get(coding_for(header(scope, b"accept-encoding") or "", packed))
        answer = self.answers.at(scope["path"])
        if answer is None:
            return None
        return answer.forms[coding_for(header(scope, b"accept-encoding") or "", answer.forms)]


def header(scope: Scope, name: bytes) -> str | None:
    """The values of a request's header, joined; None where it has none."""
    found = [value for key, value in scope["headers"] if key == name]
    return b",".join(found).decode("latin-1") if found else None


async def answered(form: Form | Packed, scope: Scope, send: Send) -> int:
    """Send a page, or that it has not changed; the status."""
    if matches(header(scope, b"if-none-match"), form.etag):
        await send({"type": "http.response.start", "status": 304, "headers": list(form.unchanged)})
        await send({"type": "http.response.body", "body": b""})
        return 304
    await send({"type": "http.response.start", "status": 200, "headers": list(form.headers)})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body", "body": b""})
        return 200
    for start in range(0, len(form.body), PIECE_BYTES):
        piece = form.body[start : start + PIECE_BYTES]
        more = start + PIECE_BYTES < len(form.body)
        await send({"type": "http.response.body", "body": piece, "more_body": more})
    return 200
