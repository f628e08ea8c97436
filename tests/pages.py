"""Pages of the browser that tests hand on: a page that is given back is as good as new, and opens twice as fast.

A context of its own for each test costs a process, in which the first page's scripts and fonts are read anew. What a
test can leave behind is put back instead: the address and its history, cookies, storage, permissions, the size, what
the reader's system prefers, the pointer, the console. What cannot be put back (routes, scripts for every page, sessions
of the debugger) is noticed, and such a page is closed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakSet

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, Request

from tests.failures import begin_again, begin_context, put_aside

PATIENCE_MS = 60_000  # a server that has just started renders the page first
MOST_TESTS = 25  # then a page is closed: what a browser keeps for a page it keeps until the end
PREFERENCES = {  # what a context says of the reader's system where nobody asks for something else
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
    "contrast": "no-preference",
}
EMPTY = "() => { localStorage.clear(); sessionStorage.clear(); }"
# What leaves something in a page or its context that no later test may meet.
LASTING: dict[type, tuple[str, ...]] = {
    Page: ("add_init_script", "expose_binding", "expose_function", "on", "once", "route", "route_from_har"),
    BrowserContext: (
        *("add_init_script", "expose_binding", "expose_function", "on", "once", "route", "route_from_har"),
        *("new_cdp_session", "set_extra_http_headers", "set_geolocation", "set_offline"),
    ),
}
marked: WeakSet[BrowserContext] = WeakSet()  # contexts in which such a thing was done


@functools.cache
def pages_of(browser: Browser) -> Pages:
    """The pages of a browser, the same for all who ask."""
    return Pages(browser)


@functools.cache
def watch_for_what_lasts() -> None:
    """From now on it is noticed when something is called that lasts."""
    for kind, names in LASTING.items():
        for name in names:
            setattr(kind, name, noticed(getattr(kind, name)))


def noticed(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: Page | BrowserContext, *args: Any, **options: Any) -> Any:
        marked.add(self.context if isinstance(self, Page) else self)
        return method(self, *args, **options)

    return call


@dataclass
class Heard:
    """What the pages of one test said and asked for that a good page does not."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def told(self) -> Heard:
        """All of it, and forgotten here: what is heard next is the next test's."""
        told = Heard(self.console, self.errors, self.outside)
        self.console, self.errors, self.outside = [], [], []
        return told


LOCAL = ("http://localhost:", "http://127.0.0.1:", "ws://localhost:", "file:", "data:", "blob:", "about:")


@dataclass
class Lent:
    """A page, the session with which it is made as new, and who hears now what it says."""

    page: Page
    fixed: str
    debugger: CDPSession
    heard: Heard
    origins: set[str] = field(default_factory=set)
    tests: int = 0

    def listen(self) -> None:
        self.page.on("console", lambda message: self.heard.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.heard.errors.append(str(error)))
        self.page.on("request", self.look_at)

    def look_at(self, request: Request) -> None:
        if not request.url.startswith(LOCAL):
            self.heard.outside.append(request.url)
        elif request.url.startswith("http"):
            self.origins.add("{0.scheme}://{0.netloc}".format(urlsplit(request.url)))


class Pages:
    """The pages of a browser that are free, by what cannot be changed of a context."""

    def __init__(self, browser: Browser) -> None:
        watch_for_what_lasts()
        self.browser = browser
        self.free: dict[str, list[Lent]] = {}

    def lend(self, heard: Heard, **options: Any) -> Lent:
        """A page with these options of a context; all that it says is heard by `heard`."""
        preferences = PREFERENCES | {name: options.pop(name) for name in PREFERENCES if name in options}
        viewport = options.pop("viewport")
        fixed = repr(sorted(options.items()))
        if free := self.free.get(fixed):
            lent = free.pop()
            begin_again(lent.page.context)
        else:
            lent = self.made(fixed, viewport, options)
        lent.heard = heard
        lent.page.set_default_timeout(PATIENCE_MS)
        lent.page.set_viewport_size(viewport)
        lent.page.emulate_media(media="null", **preferences)
        return lent

    def made(self, fixed: str, viewport: Any, options: dict[str, Any]) -> Lent:
        """A new page in a context of its own."""
        context = begin_context(self.browser, viewport=viewport, **options)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        lent = Lent(page, fixed, context.new_cdp_session(page), Heard())
        lent.listen()
        marked.discard(context)
        return lent

    def take_back(self, lent: Lent) -> None:
        """Make a page as new for the next test, or close it."""
        lent.tests += 1
        context = lent.page.context
        if context in marked or lent.tests >= MOST_TESTS or lent.page.is_closed():
            context.close()
            return
        try:
            self.clean(lent)
        except Error:  # a page that does not answer any more is nobody's
            context.close()
            return
        put_aside(context)
        self.free.setdefault(lent.fixed, []).append(lent)

    def clean(self, lent: Lent) -> None:
        """Put back what a test can leave behind."""
        page, context = lent.page, lent.page.context
        for other in context.pages:
            if other != page:
                other.close()
        for frame in page.frames:
            try:
                frame.evaluate(EMPTY)
            except Error:  # a frame that keeps nothing, or is gone
                continue
        lent.heard = Heard()  # what is said from here on concerns nobody
        page.goto("about:blank")
        page.mouse.move(-1, -1)
        page.evaluate("window.name = ''")
        for origin in lent.origins:
            lent.debugger.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        lent.origins.clear()
        lent.debugger.send("Page.resetNavigationHistory")
        context.clear_cookies()
        context.clear_permissions()
