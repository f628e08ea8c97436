"""What a failed test in the browser leaves behind: a picture of each open page, its console, and the trace.

They stand in ``test-results/NAME-OF-THE-TEST/``. The trace tells each action with its time, and each request; `TRACE=1
make test` adds pictures and the document at each action, which takes twice the time. `playwright show-trace FILE` shows
it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import deque
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, WebError

RESULTS = Path(__file__).parent.parent / "test-results"
MOST_LINES = 500  # of the console of one context; the last are kept
consoles: WeakKeyDictionary[BrowserContext, deque[str]] = WeakKeyDictionary()


def begin_context(browser: Browser, **options: Any) -> BrowserContext:
    """A context that is recorded, so that a failure can be looked at."""
    context = browser.new_context(**options)
    consoles[context] = deque(maxlen=MOST_LINES)

    def said(message: ConsoleMessage) -> None:
        if context in consoles:
            consoles[context].append(f"{message.type}: {message.text}")

    def threw(error: WebError) -> None:
        if context in consoles:
            consoles[context].append(f"thrown: {error.error}")

    context.on("console", said)
    context.on("weberror", threw)
    whole = os.environ.get("TRACE") == "1"
    context.tracing.start(snapshots=whole, screenshots=whole)
    return context


def put_aside(context: BrowserContext) -> None:
    """Forget what a context did and said; what fails meanwhile is not its doing."""
    del consoles[context]
    context.tracing.stop_chunk()


def begin_again(context: BrowserContext) -> None:
    """Record a context that was put aside, from here on."""
    consoles[context] = deque(maxlen=MOST_LINES)
    context.tracing.start_chunk()


def folder_of(test: str) -> Path:
    """Where the traces of a test stand.

    >>> folder_of("tests/a/test_b_browser.py::test_c[light-390x844]").name
    'test_b_browser.test_c.light-390x844'
    """
    name = re.sub(r"[^\w-]+", ".", test.rpartition("/")[2].replace(".py::", ".")).strip(".")
    return RESULTS / name[:120]


def leave(browser: Browser, test: str) -> Path | None:
    """Write what the browser shows, said and did; the folder, or None where no recorded page is open.

    A page that cannot be drawn any more, since its browser or its process is gone, is left out.
    """
    folder = folder_of(test)
    shutil.rmtree(folder, ignore_errors=True)
    contexts = [context for context in browser.contexts if context in consoles]
    for number, context in enumerate(contexts, 1):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"console-{number}.txt").write_text(
            "".join(f"{line}\n" for line in consoles[context]), encoding="utf-8"
        )
        for index, page in enumerate(context.pages, 1):
            picture = folder / f"page-{number}-{index}.png"
            try:
                page.screenshot(path=picture, timeout=10_000)
            except Error as error:
                picture.with_suffix(".txt").write_text(f"No picture: {error}\n", encoding="utf-8")
        try:
            context.tracing.stop_chunk(path=folder / f"trace-{number}.zip")
            context.tracing.start_chunk()  # for the tests that share the context
        except Error as error:
            (folder / f"trace-{number}.txt").write_text(f"No trace: {error}\n", encoding="utf-8")
    return folder if contexts else None
