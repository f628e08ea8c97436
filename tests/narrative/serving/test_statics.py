"""The app's scripts are packed once, and are what they were."""

from __future__ import annotations

import gzip
import threading
from functools import partial
from typing import Any, cast

import brotli
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from narrative.serving.front import Answers, Front
from narrative.serving.metrics import Metrics
from tests.asked import Answer, ask_app

SCRIPT = b"export const words = 'a story on a map';\n" * 500
HEADERS = {
    "Cache-Control": "public, immutable, max-age=31536000",
    "ETag": '"theirs"',
    "X-Content-Type-Options": "nosniff",
}


def static(request: Request) -> Response:
    body = SCRIPT if "missing" not in request.url.path else b"x" * 5000
    status = 404 if "missing" in request.url.path else 200
    return Response(body, status, media_type="text/javascript", headers=HEADERS)


@pytest.fixture
def front() -> Front:
    return Front(Starlette(routes=[Route("/{path:path}", static)]), Answers(), Metrics())


def asking(front: Front) -> partial[Answer]:
    return partial(ask_app, cast(Any, front))


def wait(front: Front) -> None:
    """Until what is being packed is packed."""
    for thread in threading.enumerate():
        if thread.name == "pack-static":
            thread.join(10)


def test_a_script_is_packed_after_the_first_reader_and_stays_what_it_is(front: Front) -> None:
    ask, path = asking(front), "/static/js/index.DormvYxC.js"
    first = ask(path, accept_encoding="br, gzip")
    assert first.body == SCRIPT and "content-encoding" not in first.headers
    wait(front)
    pressed, packed, plain = (ask(path, accept_encoding=each) for each in ("br, gzip", "gzip", "identity"))
    assert brotli.decompress(pressed.body) == gzip.decompress(packed.body) == plain.body == SCRIPT
    assert len(pressed.body) < len(SCRIPT) / 20
    for answer in (pressed, packed):
        assert answer.headers["cache-control"] == HEADERS["Cache-Control"]
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "Accept-Encoding"
        assert int(answer.headers["content-length"]) == len(answer.body)
    assert len({pressed.headers["etag"], packed.headers["etag"], plain.headers["etag"]}) == 3
    assert ask(path, accept_encoding="br", if_none_match=pressed.headers["etag"]).status == 304


@pytest.mark.parametrize(
    "path",
    ["/static/js/index.js", "/static/js/missing.DormvYxC.js", "/media/a.DormvYxC.js", "/static/media/x.DormvYxC.woff2"],
)
def test_what_has_no_digest_in_its_name_or_is_not_there_is_not_kept(front: Front, path: str) -> None:
    ask = asking(front)
    ask(path, accept_encoding="br")
    wait(front)
    assert front.statics.kept == {}


def test_there_is_an_end_to_what_is_kept(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.serving.statics.MOST_BYTES", len(SCRIPT) + 1)
    ask = asking(front)
    for name in ("aaaaaaaa", "bbbbbbbb"):
        ask(f"/static/js/x.{name}.js", accept_encoding="br")
        wait(front)
    assert list(front.statics.kept) == ["/static/js/x.aaaaaaaa.js"]
