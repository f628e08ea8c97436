"""Answer what Streamlit's client asks beside a page's address before it knows where its server is."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

ASKED = ("_stcore/health", "_stcore/host-config")


def deep_link_routes(base: str = "") -> list[Route]:
    """Routes for ``/PAGE/_stcore/health`` and ``/PAGE/_stcore/host-config``; ``base`` is "" or such as "/app".

    Opened on ``/places``, the client does not know whether the app lives in a folder of that name: it asks there first,
    then one level up (https://github.com/streamlit/streamlit/issues/7074). Streamlit answers the first with a 404,
    which browsers log as an error on every page that a link leads to. After an answer of success the client would take
    the page for the app's folder and send its readers to ``/places/people``. So the answer is a 300: the client looks
    further, and no browser logs it.

    >>> [route.path for route in deep_link_routes("/app")]
    ['/app/{page}/_stcore/health', '/app/{page}/_stcore/host-config']
    """
    return [Route(f"{base}/{{page}}/{asked}", pointing_at(f"{base}/{asked}")) for asked in ASKED]


def pointing_at(path: str) -> Callable[[Request], Response]:
    """An endpoint that says where the answer is."""

    def endpoint(request: Request) -> Response:
        headers = {"Link": f'<{path}>; rel="alternate"', "Cache-Control": "no-store"}
        return PlainTextResponse(f"The answer is at {path}\n", 300, headers=headers)

    return endpoint
