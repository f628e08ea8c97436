"""One test for a list of cases: a fault in one hides none in another, and all are told together.

``@pytest.mark.parametrize`` makes each case a test of its own, which costs more than most cases. ``@together`` has the
same form and goes through them in one test.
"""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., None])
MOST_LINES = 6  # of what is told of one case


def together(names: str | Sequence[str], cases: Iterable[Any]) -> Callable[[Test], Test]:
    """A test that is called with each case, by these names; it fails after the last with all that were wrong.

    What else it asks for are fixtures, which all cases share.

    >>> @together(("number", "half"), [(2, 1), (3, 1), (5, 3)])
    ... def test_halves(number: int, half: int) -> None:
    ...     assert half * 2 == number, f"twice {half} is not {number}"
    >>> list(inspect.signature(test_halves).parameters)
    []
    >>> try:
    ...     test_halves()
    ... except pytest.fail.Exception as fault:
    ...     print(str(fault).split(": line")[0])
    2 of 3 cases
    3, 1
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    listed = [tuple(case) if len(keys) > 1 else (case,) for case in cases]

    def made(test: Test) -> Test:
        @functools.wraps(test)
        def whole(**fixtures: Any) -> None:
            faults = []
            for case in listed:
                try:
                    test(**fixtures, **dict(zip(keys, case, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    faults.append(f"{', '.join(map(repr, case))}: {told(error)}")
            if faults:
                pytest.fail("\n".join([f"{len(faults)} of {len(listed)} cases", *faults]), pytrace=False)

        own = inspect.signature(test)
        left = [parameter for name, parameter in own.parameters.items() if name not in keys]
        whole.__signature__ = own.replace(parameters=left)  # type: ignore[attr-defined]
        return whole  # type: ignore[return-value]

    return made


def told(error: BaseException) -> str:
    """The line of the test in which it failed, and what is said."""
    frames = traceback.extract_tb(error.__traceback__)
    said = "\n".join(str(error).splitlines()[:MOST_LINES])
    return f"line {frames[1].lineno if len(frames) > 1 else '?'}: {type(error).__name__}: {said}"
