"""Pages from memory: the same answers, without looking at the files each time."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import brotli
import pytest
from starlette.applications import Starlette

from narrative.page.value import Page, Preview
from narrative.serving.front import PIECE_BYTES, Answers, Front, coding_for, matches
from narrative.serving.metrics import Metrics
from narrative.serving.pages import Pages
from narrative.serving.server import routes
from narrative.story import Story
from tests.asked import Answer, ask_app
from tests.stories import write_story

LAKE = "/embed/lake-crossing"


@dataclass
class Clock:
    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def lake_page(story: Story) -> Page:
    return Page(
        "<head>", f"</head><body>{story.title}{' text' * 130_000}", "default-src 'none'", preview=Preview("x", 1, 1, "")
    )


@dataclass
class Server:
    """Our routes behind the front, and how often they were asked."""

    folder: Path
    clock: Clock
    answers: Answers
    metrics: Metrics
    ask: Callable[..., Answer]
    asked: list[str]


@pytest.fixture
def served(tmp_path: Path) -> Server:
    write_story(tmp_path)
    clock, asked = Clock(), list[str]()
    answers, metrics = Answers(1.0, clock), Metrics()
    pages = Pages(tmp_path, lake_page, lambda stories, together: lake_page(stories[0]), 1.0, clock)
    inner = Starlette(routes=routes(pages, answers=answers, metrics=metrics))

    async def counting(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await inner(scope, receive, send)

    front = cast(Starlette, Front(counting, answers, metrics))
    return Server(tmp_path, clock, answers, metrics, partial(ask_app, front), asked)


def test_the_second_reader_of_a_second_is_answered_from_memory_with_the_same(served: Server) -> None:
    for coding in ("gzip", "", "gzip, deflate"):
        first, second = (served.ask(LAKE, accept_encoding=coding) for _ in range(2))
        assert (first.status, first.body) == (second.status, second.body)
        assert first.headers == second.headers
        assert second.headers["x-content-type-options"] == "nosniff"
        assert second.headers["vary"] == "Accept-Encoding"
        assert "frame-ancestors *" in second.headers["content-security-policy"]
    assert served.asked == [LAKE]


def test_who_has_the_page_is_told_so_from_memory(served: Server) -> None:
    tag = served.ask(LAKE, accept_encoding="gzip").headers["etag"]
    still = served.ask(LAKE, accept_encoding="gzip", if_none_match=tag)
    assert (still.status, still.body, still.headers["etag"]) == (304, b"", tag)
    assert "content-length" not in still.headers
    assert served.ask(LAKE, accept_encoding="", if_none_match=tag).status == 200
    assert served.asked == [LAKE]


def test_the_head_alone_has_no_body(served: Server) -> None:
    served.ask(LAKE)
    head = served.ask(LAKE, "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) == len(served.ask(LAKE).body)


def test_once_in_a_second_the_files_are_looked_at_and_a_change_is_shown(served: Server) -> None:
    before = served.ask(LAKE)
    story = served.folder / "lake-crossing" / "story.yaml"
    story.write_text(story.read_text().replace("title: ", "title: New: ", 1).replace("title: New: ", "title: New ", 1))
    served.clock.now += 0.9
    assert served.ask(LAKE).body == before.body
    served.clock.now += 0.2
    assert served.ask(LAKE).body != before.body
    assert served.asked == [LAKE, LAKE]


def test_a_story_that_is_gone_is_gone_from_memory(served: Server) -> None:
    served.ask(LAKE)
    (served.folder / "lake-crossing" / "story.yaml").unlink()
    served.clock.now += 1.1
    assert [served.ask(LAKE).status for _ in range(2)] == [404, 404]


def test_an_address_with_a_question_is_not_answered_from_memory(served: Server) -> None:
    served.ask(LAKE)
    assert served.ask(f"{LAKE}?step=first").status == 200
    assert served.asked == [LAKE, LAKE]


def test_a_page_is_packed_in_brotli_when_that_is_done(served: Server) -> None:
    assert served.ask(LAKE, accept_encoding="br, gzip").headers["content-encoding"] in ("gzip", "br")
    page = lake_page(cast(Story, type("", (), {"title": "A"})))
    assert page.pressed
    served.answers.keep("/x", page, {})
    found = served.ask("/x", accept_encoding="br, gzip")
    assert found.headers["content-encoding"] == "br"
    assert brotli.decompress(found.body) == page.body == gzip.decompress(served.ask("/x", accept_encoding="gzip").body)
    assert len({served.ask("/x", accept_encoding=each).headers["etag"] for each in ("br", "gzip", "")}) == 3


def test_a_body_is_handed_over_in_pieces(served: Server) -> None:
    served.ask(LAKE)
    sizes: list[int] = []

    async def send(message: Any) -> None:
        sizes.append(len(message.get("body", b"")))

    scope = {"type": "http", "method": "GET", "path": LAKE, "query_string": b"", "headers": []}
    front = Front(served.asked.append, served.answers, Metrics())  # type: ignore[arg-type]
    with ThreadPoolExecutor(1) as elsewhere:  # a browser of another test may have a loop in this thread
        elsewhere.submit(lambda: asyncio.run(front(scope, None, send))).result()  # type: ignore[arg-type]
    assert max(sizes) == PIECE_BYTES
    assert sum(sizes) == len(served.ask(LAKE).body) > 4 * PIECE_BYTES


def test_while_an_author_writes_nothing_is_kept(tmp_path: Path) -> None:
    answers = Answers(0.0)
    answers.keep("/x", Page("a", "b"), {})
    assert answers.at("/x") is None


def test_what_is_kept_has_an_end() -> None:
    answers = Answers(1.0)
    for number in range(450):
        answers.keep(f"/{number}", Page("a", "b"), {})
    assert len(answers.kept) <= 200
    assert answers.at("/449") is not None


def test_every_answer_is_counted(served: Server) -> None:
    for path in (LAKE, LAKE, "/embed/nowhere", "/healthz"):
        served.ask(path)
    numbers = served.metrics.text().decode()
    assert 'narrative_map_requests_total{kind="page",status="200"} 2.0' in numbers
    assert 'narrative_map_requests_total{kind="page",status="404"} 1.0' in numbers
    assert 'narrative_map_request_seconds_count{kind="health"} 1.0' in numbers
    assert "narrative_map_connections 0.0" in numbers
    assert "narrative_map_connections_ended_total 0.0" in numbers


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity, x-gzip", ""),
        ("", ""),
    ],
)
def test_the_smallest_coding_that_is_taken_is_sent(header: str, coding: str) -> None:
    assert coding_for(header) == coding


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("br , gzip ; q=0.00", False),
        ("gzip;q=0.0", False),
        ("gzip;q=0.000", False),
        ("identity, x-gzip", False),
    ],
)
def test_gzip_is_sent_to_who_takes_it(header: str, taken: bool) -> None:
    assert (coding_for(header, ["gzip"]) == "gzip") is taken


def test_a_tag_is_matched_among_others_and_a_part_of_one_is_none() -> None:
    assert matches('"a" , W/"b"', '"b"') and matches('"b"', '"b"') and matches('"x",*', '"b"')
    assert not matches('"bb"', '"b"') and not matches("", '"b"') and not matches('XX"b"', '"b"')
