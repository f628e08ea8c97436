"""The headers of every answer, of our routes and of the app's own pages."""

from __future__ import annotations

from functools import partial

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from narrative.serving.guard import Guard
from tests.asked import Answer, ask_app


def page(request: Request) -> Response:
    """A page such as Streamlit answers with."""
    return HTMLResponse("x" * 5000, headers={"Vary": "Accept-Encoding"})


def story(request: Request) -> Response:
    """A page that says itself who may frame it."""
    return HTMLResponse("", headers={"Content-Security-Policy": "frame-ancestors *", "Referrer-Policy": "origin"})


APP = Starlette(
    routes=[Route("/embed/x", story), Route("/", page), Route("/studio", page)],
    middleware=[Middleware(Guard), Middleware(GZipMiddleware)],
)
ask: partial[Answer] = partial(ask_app, APP)


@pytest.mark.parametrize(
    ("url", "framers"),
    [("/", "'self'"), ("/studio", "'self'"), ("/studio?embed=true", "'self'"), ("/?embed=true&story=x", "*")],
)
def test_strangers_frame_the_story_and_not_the_app(url: str, framers: str) -> None:
    headers = ask(url).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["content-security-policy"].endswith(f"frame-ancestors {framers}")


def test_what_an_answer_says_of_itself_stays() -> None:
    headers = ask("/embed/x").headers
    assert (headers["content-security-policy"], headers["referrer-policy"]) == ("frame-ancestors *", "origin")


@pytest.mark.parametrize(
    ("accepts", "packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("gzip; q=0.0, br", False), ("", False)],
)
def test_an_answer_is_packed_only_for_who_takes_it_and_varies_once(accepts: str, packed: bool) -> None:
    headers = ask("/", accept_encoding=accepts).headers
    assert (headers.get("content-encoding") == "gzip") is packed
    assert headers["vary"] == "Accept-Encoding"
