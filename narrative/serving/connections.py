"""End connections that hold the server up: requests that never end, answers that nobody takes.

uvicorn waits for both without limit. Its connections are found from the function by which a request is answered; on a
server that has no such thing the watchman has nothing to do, and a proxy before it must.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LOOK_SECONDS = 5.0
REQUEST_SECONDS = 30.0  # for the head of a request, and for a connection that asks nothing
STALLED_SECONDS = 30.0  # in which a reader takes not one byte of what waits for them
ANSWER_SECONDS = 900.0  # for one answer, however slowly it is taken: 1.5 MB at 14 kbit/s


@dataclass
class Seen:
    """What a connection was doing at the last look, and since when."""

    doing: object
    since: float
    waiting: int = 0
    waiting_since: float = 0.0


class Watchman:
    """Looks at all connections of the server every few seconds, from its first request on."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.seen: dict[int, Seen] = {}
        self.ended = 0
        self._state: Any = None
        self._task: asyncio.Task[None] | None = None

    def watch(self, send: Any) -> None:
        """Find the server's connections by a request's ``send``, once."""
        if self._state is not None:
            return
        protocol = getattr(getattr(getattr(send, "__self__", None), "on_response", None), "__self__", None)
        state = getattr(protocol, "server_state", None)
        self._state = state if hasattr(state, "connections") else False
        if self._state:
            self._task = asyncio.get_running_loop().create_task(self.walk())

    async def walk(self) -> None:
        """Look again and again."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look(list(self._state.connections))

    def count(self) -> int:
        """How many connections there are, as far as they are known."""
        return len(self._state.connections) if self._state else 0

    def look(self, connections: list[Any]) -> None:
        """End those that hold the server up."""
        now = self.clock()
        before, self.seen = self.seen, {}
        for each in connections:
            transport = getattr(each, "transport", None)
            if transport is None or (transport.is_closing() and not transport.get_write_buffer_size()):
                continue
            doing, waiting = busy_with(each), int(transport.get_write_buffer_size())
            seen = before.get(id(each))
            if seen is None or seen.doing is not doing:
                seen = Seen(doing, now, waiting, now)
            elif waiting != seen.waiting:
                seen.waiting, seen.waiting_since = waiting, now
            self.seen[id(each)] = seen
            if too_long(seen, now):
                self.ended += 1
                transport.abort()


def peer_of(send: Any) -> str:
    """The address that a request's connection comes from, whatever the request says; "" where it is not known."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    peer = transport.get_extra_info("peername") if transport is not None else None
    return str(peer[0]) if peer else ""


def busy_with(connection: Any) -> object:
    """What a connection does: the answer under way, ``"asking"`` before one, ``"talking"`` by a web socket."""
    if not hasattr(connection, "cycle"):
        return "talking"
    cycle = connection.cycle
    return "asking" if cycle is None or cycle.response_complete else cycle


def too_long(seen: Seen, now: float) -> bool:
    """Whether a connection has held the server up for too long."""
    if seen.waiting and now - seen.waiting_since > STALLED_SECONDS:
        return True
    if seen.doing == "talking":
        return False
    return now - seen.since > (REQUEST_SECONDS if seen.doing == "asking" else ANSWER_SECONDS)
