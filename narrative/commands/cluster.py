"""Share the documents of ``resolve`` and ``geoparse`` among the workers of a Dask cluster: the same lines, in order.

A worker is given a few documents at once and answers with their lines; what a worker that dies was given goes to
another one. Each needs this project in its environment and the same gazetteer of the world.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from geo.reading.shipped import gazetteer_words, install_words
from narrative.commands.answers import Asked, Document, answered, made_from
from narrative.commands.calls import CallError

CHUNK = 20  # documents that a worker is given at once: about a second's work, so that little is done twice
AHEAD = 4  # chunks under way for each thread of a worker, so that none waits for the next
PATIENCE_S = 15.0  # for the scheduler to answer, and for the first worker to be there

_one_at_a_time = threading.Lock()  # of a worker's threads: what a gazetteer keeps of its look-ups is shared


class OtherWorldError(Exception):
    """A worker has a gazetteer that was made from something else."""


def answered_on(
    address: str, documents: Sequence[Document], asked: Asked, recipe: str, chunk: int = CHUNK
) -> Iterator[str]:
    """The line of each document, in their order, from the cluster whose scheduler is at an address.

    Raises
    ------
    CallError
        Where Dask is not installed, nobody answers there, no worker comes, or the cluster gives the work up.
    """
    if find_spec("distributed") is None:
        raise CallError(f"--dask needs Dask, which is not installed here; {install_words('dask')}")
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it says of lost workers is said below
    from distributed import Client

    try:
        client: Any = Client(address, timeout=PATIENCE_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError) as error:
        raise CallError(
            f'--dask: no scheduler answers at "{address}" ({type(error).__name__}); start one with "dask scheduler" '
            "and give its address, such as tcp://localhost:8786"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except TimeoutError:
            raise CallError(f'--dask: "{address}" has no worker; start some with "dask worker {address}"') from None
        yield from in_order(client, documents, asked, recipe, chunk)


def in_order(client: Any, documents: Sequence[Document], asked: Asked, recipe: str, chunk: int) -> Iterator[str]:
    """The lines, with no more under way than keeps the workers busy: an archive need not fit into the scheduler."""
    from distributed import CancelledError, KilledWorker

    room = AHEAD * max(1, sum(client.nthreads().values()))
    waiting: deque[Any] = deque()
    try:
        for start in range(0, len(documents) + room * chunk, chunk):
            if part := documents[start : start + chunk]:
                waiting.append(client.submit(answered_there, part, asked, recipe, pure=False))
            if waiting and (not part or len(waiting) > room):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except OtherWorldError as error:
        raise CallError(f"--dask: {error}") from None
    except (CancelledError, KilledWorker, OSError, TimeoutError) as error:
        raise CallError(
            f"--dask: the cluster gave up ({type(error).__name__}); nothing was written, try again"
        ) from None


def answered_there(documents: Sequence[Document], asked: Asked, recipe: str) -> list[str]:
    """The lines of some documents; runs in a worker."""
    from geo.world.lookup import world

    with _one_at_a_time:
        places = world()
        if made_from(places) != recipe:
            raise OtherWorldError(f"a worker has another gazetteer of the world; run {gazetteer_words()} on both sides")
        return list(answered(documents, asked, places))
