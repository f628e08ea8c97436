"""Read large files without a collection of garbage in the middle: nothing that is read becomes garbage by then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LATER = (300_000, 20, 100)  # objects, and collections of the younger, until the next: for a process that ends soon


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Within it Python's collector of cycles rests, in every thread; as a decorator, while the function runs.

    A file of 4 MB becomes some 400,000 objects, and the collector would look at all of them each time that a quarter
    more have come: that took more than half of the time of `check`. Where two threads meet it may begin again early.

    >>> with nothing_collected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def collect_later() -> None:
    """For a command: collect seldom, also while libraries are loaded, which leaves no garbage."""
    gc.set_threshold(*LATER)
