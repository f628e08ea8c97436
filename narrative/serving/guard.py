"""The headers of every answer, Streamlit's own too: nobody guesses a type, strangers frame only what is for them.

The story's page says itself who may frame it (anybody). The app may be framed where a site asks for it by
``?embed=true``, which shows the story and nothing else; its other pages, the studio first, may not.
"""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from narrative.serving.front import weights

POLICY = "base-uri 'self'; object-src 'none'; form-action 'self'"
FORBIDDEN = "studio"  # a page of the app that nobody may frame, whatever the address asks for


class Guard:
    """ASGI middleware for ``st.App(middleware=…)``: the headers, and an Accept-Encoding as its sender meant it."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        asked = {**scope, "headers": [(name, accepted(name, value)) for name, value in scope["headers"]]}

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                complete(MutableHeaders(scope=message), scope)
            await send(message)

        return await self.app(asked, receive, guarded)


def accepted(name: bytes, value: bytes) -> bytes:
    """A header's value; of ``Accept-Encoding`` without what it refuses, which Streamlit would send all the same.

    >>> accepted(b"accept-encoding", b"br, gzip;q=0"), accepted(b"accept", b"gzip;q=0")
    (b'br', b'gzip;q=0')
    """
    if name.lower() != b"accept-encoding":
        return value
    codings = value.decode("latin-1").split(",")
    return ",".join(each for each in codings if any(weights(each).values())).encode("latin-1")


def complete(headers: MutableHeaders, scope: Scope) -> None:
    """Add what is missing to the headers of an answer, and name each header once in ``Vary``."""
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    varied = [each.strip() for value in headers.getlist("vary") for each in value.split(",") if each.strip()]
    if varied:
        del headers["vary"]
        headers["Vary"] = ", ".join({each.lower(): each for each in varied}.values())
    if headers.get("content-type", "").startswith("text/html") and "content-security-policy" not in headers:
        framers = "*" if may_be_framed(scope) else "'self'"
        headers["Content-Security-Policy"] = f"{POLICY}; frame-ancestors {framers}"


def may_be_framed(scope: Scope) -> bool:
    """Whether any site may frame this page of the app: the story alone, which a site asks for by ``?embed=true``.

    >>> may_be_framed({"path": "/", "query_string": b"embed=true"}), may_be_framed({"path": "/", "query_string": b""})
    (True, False)
    >>> may_be_framed({"path": "/studio", "query_string": b"embed=true"})
    False
    """
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    page = str(scope["path"]).rstrip("/").rpartition("/")[2]
    return page != FORBIDDEN and asked.get("embed", [""])[-1].lower() == "true"
