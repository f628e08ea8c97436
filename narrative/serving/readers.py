"""Tell readers apart by their address, and hold each to what one reader may ask for."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from narrative.serving.settings import Network

PEER = "narrative-map.peer"  # where a scope says who is connected
HOUR_S = 3600.0
MOST_READERS = 10_000  # whose orders are remembered: the one who ordered longest ago is forgotten first
WHOLE_NETWORK = 64  # bits of an IPv6 address: who has one has all that begin so


class TooManyError(Exception):
    """A reader has asked for too much; the text is one sentence, ``seconds`` when to come again."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


def reader_in(scope: Mapping[str, Any], proxies: Sequence[Network]) -> str:
    """The address of the reader who sent a request (an ASGI scope).

    uvicorn believes an ``X-Forwarded-For`` of any program on its own machine, and writes it into ``client``; the front
    has noted who is really connected.
    """
    client = scope.get("client") or ("",)
    forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for")
    return reader_of(str(scope.get(PEER) or client[0]), forwarded.decode("latin-1"), proxies)


def reader_of(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """The address of a reader, an IPv6 one as its network.

    ``peer`` is who is connected. ``forwarded`` is the request's ``X-Forwarded-For``, which anybody can write: it counts
    only where a proxy is connected that the operator has named, and only back to the first address that is none.

    >>> from ipaddress import ip_network
    >>> reader_of("203.0.113.7", "198.51.100.1", [])
    '203.0.113.7'
    >>> reader_of("10.0.0.5", "1.2.3.4, 198.51.100.1, 10.0.0.9", [ip_network("10.0.0.0/8")])
    '198.51.100.1'
    >>> reader_of("2001:db8:1:2:3:4:5:6", "", [])
    '2001:db8:1:2::/64'
    """
    address = peer
    for each in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not trusted(address, proxies):
            break
        address = each
    return network_of(address)


def trusted(address: str, proxies: Sequence[Network]) -> bool:
    """Whether an address is a proxy's."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in each for each in proxies)


def network_of(address: str) -> str:
    """What a reader cannot change at will of an address; what is no address is cut short and kept."""
    try:
        found = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, WHOLE_NETWORK), strict=False))
    return str(found)


class Allowance:
    """So many pictures an hour for each reader. Safe to use from several threads."""

    def __init__(self, most: Callable[[], int], clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = most, clock
        self._taken: OrderedDict[str, deque[tuple[float, int]]] = OrderedDict()
        self._guard = threading.Lock()

    def take(self, reader: str, count: int) -> None:
        """Note that a reader orders so many. Raises ``TooManyError`` where that is more than is left of the hour's."""
        if count == 0:
            return
        now, most = self._clock(), self._most()
        with self._guard:
            taken = self._taken.setdefault(reader, deque())
            self._taken.move_to_end(reader)
            while taken and now - taken[0][0] >= HOUR_S:
                taken.popleft()
            if sum(each for _, each in taken) + count > most:
                seconds = int(HOUR_S - (now - taken[0][0])) + 1 if taken else int(HOUR_S)
                minutes = -(-seconds // 60)
                raise TooManyError(
                    f"A reader may order {most} pictures an hour here; please ask again in {minutes} minutes.", seconds
                )
            taken.append((now, count))
            while len(self._taken) > MOST_READERS:
                self._taken.popitem(last=False)
