"""The tests nearest to what is being written, in seconds and without a browser: ``make test-quick``.

Nearest are the tests that mirror a changed module, those that import it, and its doctests, in this order. Changed is
what git sees as changed or new; where that is nothing, what the last commit changed. After 20 seconds no other test is
begun, and how many are left is said. All tests are ``make test``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECONDS = 15.0  # of looking for tests and running them; what is imported before, and the last test, come on top
IMPORTS = r"^\s*(?:from {module} import|import {module}\b|from {package} import [^\n]*\b{name}\b)"


def changed_files(root: Path = ROOT) -> list[str]:
    """What is changed or new, relative to the folder; else what the last commit changed."""

    def told(*command: str) -> list[str]:
        done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()

    now = told("diff", "--name-only", "--relative", "HEAD") + told("ls-files", "--others", "--exclude-standard")
    return now or told("diff", "--name-only", "--relative", "HEAD~1", "HEAD")


def nearest(changed: Iterable[str], root: Path = ROOT) -> list[str]:
    """The files to give to pytest for these changed ones: tests without a browser, and modules for their doctests."""
    tests = [path for path in (root / "tests").rglob("test_*.py") if not path.name.endswith("_browser.py")]
    texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in tests}
    found: dict[str, None] = {}
    changed = list(changed)
    for name in changed:
        path = Path(name)
        if name in texts:
            found[name] = None
        elif path.suffix == ".py" and (root / path).is_file() and path.parts[0] in ("geo", "narrative", "tests"):
            if path.parts[0] != "tests":
                found[name] = None
            found |= dict.fromkeys(test for test, text in texts.items() if is_near(path, test, text))
    return sorted(found, key=lambda name: not any(mirrors(Path(each), name) for each in changed))


def mirrors(module: Path, test: str) -> bool:
    """Whether a test is a module's own, or the changed file itself.

    >>> mirrors(Path("geo/measure.py"), "tests/geo/test_measure.py")
    True
    >>> mirrors(Path("geo/measure.py"), "tests/geo/test_other.py")
    False
    """
    return Path(test) in (module, Path("tests", *module.parent.parts, f"test_{module.name}"))


def is_near(module: Path, test: str, text: str) -> bool:
    """Whether a test mirrors a module or imports it.

    >>> is_near(Path("geo/measure.py"), "tests/geo/test_measure.py", "")
    True
    >>> is_near(Path("geo/measure.py"), "tests/geo/test_other.py", "from geo.measure import nearest_km")
    True
    >>> is_near(Path("geo/measure.py"), "tests/geo/test_other.py", "from geo.measures import nearest_km")
    False
    """
    if mirrors(module, test):
        return True
    parts = module.with_suffix("").parts
    pattern = IMPORTS.format(
        module=re.escape(".".join(parts)), package=re.escape(".".join(parts[:-1]) or "."), name=re.escape(parts[-1])
    )
    return re.search(pattern, text, re.MULTILINE) is not None


class Patience:
    """The plugin that begins no other test once so many seconds are over, and knows whether one has failed."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self.now, self.end = now, now() + seconds
        self.session: pytest.Session | None = None
        self.begun = 0
        self.failed = self.over = False

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.session = session

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed |= report.failed

    def pytest_runtest_logfinish(self) -> None:
        self.begun += 1
        left = len(self.session.items) - self.begun if self.session else 0
        if self.session and left and self.now() > self.end:
            self.over = True
            self.session.shouldstop = (
                f"the time is over with {left} of {len(self.session.items)} tests left; `make test` runs them"
            )


def main() -> int:
    """Run them; pytest's exit code, and 0 where nothing failed in the time or nothing has a test without a browser."""
    files = nearest(changed_files())
    if not files:
        print("Nothing that is changed has tests without a browser; `make test` runs all.")
        return 0
    print(f"The tests nearest to what is changed: {len(files)} files.")
    patience = Patience(SECONDS)
    code = int(pytest.main(["-p", "no:xdist", *files, *sys.argv[1:]], plugins=[patience]))
    if patience.over:
        return int(pytest.ExitCode.TESTS_FAILED if patience.failed else pytest.ExitCode.OK)
    return code


if __name__ == "__main__":
    sys.exit(main())
