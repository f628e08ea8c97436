"""What pytest needs while mutmut runs it: each doctest once, and caches that hide no call."""

from __future__ import annotations

import functools
import gc
import os

import pytest

SLOW = {"browser", "built", "server", "server_without_routes"}  # a mutant has a second


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the doctests of mutmut's copies, each of which has its function's docstring, and what takes seconds."""
    left_out = [item for item in items if "__mutmut_" in item.nodeid or SLOW & set(getattr(item, "fixturenames", ()))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """While mutmut learns which test calls which function, no answer comes from memory: a call that is not made is
    not learned."""
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        for each in gc.get_objects():
            if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith(("geo.", "narrative.")):
                each.cache_clear()
