"""What pytest needs while mutmut runs it: each doctest once, quick tests first, and an end for every test."""

from __future__ import annotations

import functools
import gc
import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from geo.basemap.reader import kept_basemap
from tests.stories import STORY

PATIENCE_S = 30.0  # the quick tests take a second or two, with a page to draw before the first of them ten
SLOW = {"browser", "built", "server", "server_without_routes"}  # fixtures that take seconds; a mutant has one
LONGEST_S = 2.0  # what has taken longer while mutmut looked is left out under a mutant
FOUND = Path("mutmut-stats.json")  # what mutmut has learned, in the folder where it runs the tests


@functools.lru_cache(maxsize=64)
def composed(text: str) -> Any:
    """The nodes of a YAML text; read once in the process from which all mutants' are forked."""
    return compose(YAML(typ="safe", pure=True), text)


compose = YAML.compose
YAML.compose = lambda _, text: composed(text)  # type: ignore[assignment, method-assign]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the doctests of mutmut's copies, each of which has its function's docstring, and what takes seconds.

    What is left comes in the order of the time that it took: most mutants fall to the first tests.
    """
    took = json.loads(FOUND.read_text(encoding="utf-8"))["duration_by_test"] if FOUND.is_file() else {}

    def slow(item: pytest.Item) -> bool:
        return bool(SLOW & set(getattr(item, "fixturenames", ()))) or (
            under_a_mutant() and took.get(item.nodeid, 0) > LONGEST_S
        )

    left_out = [item for item in items if "__mutmut_" in item.nodeid or slow(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    items.sort(key=lambda item: took.get(item.nodeid, 0))


def pytest_collection_finish(session: pytest.Session) -> None:
    """In the process that only collects, and is forked for each mutant, read what no mutant changes."""
    if session.config.option.collectonly:
        kept_basemap()
        for text in (STORY, *(path.read_text(encoding="utf-8") for path in Path("data/stories").glob("*/story.yaml"))):
            composed(text)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Under a mutant, end the process where a test does not end: it may wait for a lock that is never let go, which no
    exception reaches.

    While mutmut learns which test calls which function, no answer comes from memory: a call that is not made is not
    learned.
    """
    if under_a_mutant():
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        for each in gc.get_objects():
            if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith(("geo.", "narrative.")):
                each.cache_clear()


def under_a_mutant() -> bool:
    """Whether this process tries a mutant, and is not one that learns, collects or runs the sound tests."""
    return "__mutmut_" in os.environ.get("MUTANT_UNDER_TEST", "")
