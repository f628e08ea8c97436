"""Connections that hold the server up are ended, those that work are not."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn

from narrative.page.value import Page
from narrative.serving import connections
from narrative.serving.connections import Watchman, peer_of
from narrative.serving.front import Answers, Front
from narrative.serving.metrics import Metrics
from narrative.serving.readers import PEER


@dataclass
class Transport:
    waiting: int = 0
    aborted: bool = False

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def is_closing(self) -> bool:
        return False

    def abort(self) -> None:
        self.aborted = True


@dataclass(eq=False)
class Cycle:
    response_complete: bool = False


@dataclass(eq=False)
class Connection:
    cycle: Cycle | None = None
    transport: Transport = field(default_factory=Transport)


@dataclass(eq=False)
class WebSocket:
    transport: Transport = field(default_factory=Transport)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def looked_at(connection: Any, *steps: tuple[float, Any]) -> bool:
    """Whether a connection is ended after looks; each step is the time and what is done before that look."""
    clock = Clock()
    watchman = Watchman(clock)
    for now, change in steps:
        clock.now = now
        if change:
            change(connection)
        watchman.look([connection])
    return bool(connection.transport.aborted)


def less(connection: Any) -> None:
    connection.transport.waiting -= 1


def another(connection: Any) -> None:
    connection.cycle = Cycle()


def test_a_request_that_never_ends_is_ended() -> None:
    assert not looked_at(Connection(), (0, None), (30, None))
    assert looked_at(Connection(), (0, None), (31, None))
    assert looked_at(Connection(Cycle(response_complete=True)), (0, None), (31, None))


def test_a_reader_who_takes_nothing_is_ended_and_a_slow_one_is_not() -> None:
    assert looked_at(Connection(Cycle(), Transport(5)), (0, None), (31, None))
    assert not looked_at(Connection(Cycle(), Transport(5)), (0, None), (20, less), (40, less), (60, less))
    assert looked_at(Connection(Cycle(), Transport(5)), (0, None), (20, less), (51, None))


def test_an_answer_has_an_end_and_each_answer_its_own_time() -> None:
    assert looked_at(Connection(Cycle()), (0, None), (901, None))
    assert not looked_at(Connection(Cycle()), (0, None), (899, another), (901, None))


def test_a_session_of_the_app_may_last_but_not_stall() -> None:
    assert not looked_at(WebSocket(), (0, None), (100_000, None))
    assert looked_at(WebSocket(Transport(9)), (0, None), (31, None))


def test_a_server_of_another_make_is_not_watched() -> None:
    async def send(message: Any) -> None:
        pass

    watchman = Watchman()
    watchman.watch(send)
    assert watchman.count() == 0
    assert peer_of(send) == ""


@contextlib.contextmanager
def running(front: Front) -> Iterator[int]:
    """uvicorn with the front, on a port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # who connects before the server is ready waits
        server = uvicorn.Server(uvicorn.Config(front, log_level="critical", lifespan="off"))
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture
def front() -> Front:
    answers = Answers(1e9)
    answers.keep("/embed/x", Page("a", "b" * 20_000_000), {})

    async def nobody(scope: Any, receive: Any, send: Any) -> None:
        nobody.peer = scope[PEER]  # type: ignore[attr-defined]
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    return Front(nobody, answers, Metrics())


def test_uvicorn_s_connections_are_found_and_those_who_wait_for_nothing_are_ended(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(connections, "STALLED_SECONDS", 0.2)
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.2)
    with running(front) as port:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as reader:
            reader.sendall(b"GET /other HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\nConnection: close\r\n\r\n")
            assert reader.recv(100).startswith(b"HTTP/1.1 200")
        assert front.app.peer == "127.0.0.1"  # type: ignore[attr-defined]
        for request in (b"GET /embed/x HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /embed/x HTTP/1.1\r\nHost: "):
            ended = front.watchman.ended
            with socket.create_connection(("127.0.0.1", port), timeout=10) as idle:
                idle.sendall(request)
                while front.watchman.ended == ended:
                    assert threading.Event().wait(0.02) is False
                with contextlib.suppress(ConnectionResetError):
                    while idle.recv(1_000_000):
                        pass
        with socket.create_connection(("127.0.0.1", port), timeout=10) as reader:
            reader.sendall(b"GET /other HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            assert reader.recv(100).startswith(b"HTTP/1.1 200")
