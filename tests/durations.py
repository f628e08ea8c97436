"""Where the suite's time goes: each test's seconds, summed by file, room, kind and fixture.

``make test-times`` runs the tests and prints the sums (ARGS='tests/geo' for some). A run is recorded by
``pytest -p tests.durations --spent FILE``, in one process or several; ``python -m tests.durations FILE…`` sums
what was recorded.

Seconds on the wall are a loaded machine's; the processor's seconds, of the test and of all that it started (servers,
browsers, commands), hardly depend on what else runs. A fixture's own seconds are without those of the fixtures that it
asks for.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import psutil
import pytest

KINDS = ("page", "app", "studio", "process", "pure")  # the first three in a browser
ROWS = 25


@dataclass
class Spent:
    """What one test took: seconds on the wall in its three parts, of the processor, and of each fixture it set up."""

    test: str
    kind: str = ""
    setup: float = 0.0
    call: float = 0.0
    teardown: float = 0.0
    processor: float = 0.0
    started: int = 0  # processes
    fixtures: dict[str, float] = field(default_factory=dict)

    @property
    def wall(self) -> float:
        """
        >>> Spent("test", setup=1.0, call=2.0, teardown=0.5).wall
        3.5
        """
        return self.setup + self.call + self.teardown

    @property
    def file(self) -> str:
        """
        >>> Spent("tests/geo/test_measure.py::test_it[a/b]").file
        'tests/geo/test_measure.py'
        """
        return self.test.partition("::")[0]

    @property
    def room(self) -> str:
        """The folder that a file of tests stands in, as the package that it tests.

        >>> Spent("tests/narrative/page/test_render.py::test_it").room
        'narrative/page'
        >>> Spent("geo/measure.py::geo.measure.nearest_km").room
        'geo'
        """
        return self.file.removeprefix("tests/").rpartition("/")[0] or "tests"


def kind_of(path: str, fixtures: Iterable[str], started: int) -> str:
    """Which kind a test is, by where it stands, what it asks for and how many processes it started.

    >>> kind_of("tests/narrative/page/test_render_browser.py", ["open_built"], 0)
    'page'
    >>> kind_of("tests/narrative/page/test_markup_browser.py", ["browser", "server"], 0)
    'app'
    >>> kind_of("tests/narrative/commands/test_cli.py", ["tmp_path"], 1), kind_of("tests/test_a.py", [], 0)
    ('process', 'pure')
    """
    asked = set(fixtures)
    if "browser" not in asked and not path.endswith("_browser.py"):
        return "process" if started else "pure"
    if "/studio/" in path:
        return "studio"
    return "app" if "/app/" in path or asked & {"server", "server_without_routes", "lake"} else "page"


class Meter:
    """The plugin that measures; one line of JSON for each test, added to a file that several processes may share."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.now = Spent("")
        self.inner: list[float] = []
        self.started, self.before = 0, 0.0
        sys.addaudithook(self.look_at)

    def look_at(self, event: str, _arguments: tuple[Any, ...]) -> None:
        if event in ("subprocess.Popen", "os.posix_spawn", "os.fork"):
            self.started += 1

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self.now, self.before, started = Spent(item.nodeid), processor_seconds(), self.started
        result = yield
        names: Iterable[str] = getattr(item, "fixturenames", ())
        self.now.started = self.started - started
        self.now.kind = kind_of(self.now.file, names, self.now.started)
        self.out.parent.mkdir(parents=True, exist_ok=True)
        with self.out.open("a", encoding="utf-8") as out:
            out.write(json.dumps(asdict(self.now)) + "\n")
        return result

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self) -> None:
        """Here still: what a session's fixtures started may end with the last test, and its seconds with it."""
        self.now.processor = max(0.0, processor_seconds() - self.before)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Generator[None, object, object]:
        begun = time.perf_counter()
        self.inner.append(0.0)
        try:
            return (yield)
        finally:
            whole = time.perf_counter() - begun
            own = whole - self.inner.pop()
            if self.inner:
                self.inner[-1] += whole
            name = f"{fixturedef.argname} ({fixturedef.scope})"
            self.now.fixtures[name] = self.now.fixtures.get(name, 0.0) + own

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.nodeid == self.now.test:
            setattr(self.now, report.when, report.duration)


def processor_seconds() -> float:
    """The processor's seconds of this process and of all that it started, those that have ended too."""
    here = os.times()
    spent = here.user + here.system + here.children_user + here.children_system
    for process in psutil.Process().children(recursive=True):
        try:
            spent += sum(process.cpu_times()[:4])
        except psutil.Error:
            continue
    return spent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--spent", type=Path, help="the file to which each test's seconds are added, a line of JSON each")


def pytest_configure(config: pytest.Config) -> None:
    out: Path | None = config.getoption("--spent")
    shared_by_workers = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if out and not shared_by_workers:
        config.pluginmanager.register(Meter(out.absolute()), "durations")


def read(files: Iterable[Path]) -> list[Spent]:
    """What was recorded; of a test that ran more than once the last run."""
    rows = (json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return list({row["test"]: Spent(**row) for row in rows}.values())


def table(spent: Iterable[Spent], by: Callable[[Spent], str], rows: int = ROWS) -> list[str]:
    """Lines of a table, the dearest first.

    >>> tests = [Spent("tests/a/test_b.py::c", call=2.0, processor=1.5), Spent("tests/a/test_d.py::e", setup=1.0)]
    >>> print(*table(tests, lambda test: test.room), sep="\\n")
         wall      cpu    setup     call teardown   tests
          3.0      1.5      1.0      2.0      0.0       2  a
    """
    columns = ("wall", "processor", "setup", "call", "teardown")
    sums: dict[str, dict[str, float]] = {name: {} for name in columns}
    counts = Counter[str]()
    for test in spent:
        counts[by(test)] += 1
        for name, sum_ in sums.items():
            sum_[by(test)] = sum_.get(by(test), 0.0) + getattr(test, name)
    lines = ["     wall      cpu    setup     call teardown   tests"]
    for name in sorted(counts, key=lambda name: -sums["wall"][name])[:rows]:
        lines.append("".join(f"{sums[column][name]:9.1f}" for column in columns) + f"{counts[name]:8}  {name}")
    return lines


def fixture_lines(spent: Iterable[Spent], rows: int = ROWS) -> list[str]:
    """Lines that say what fixtures took of their own, and how often they were set up.

    >>> fixture_lines([Spent("a", fixtures={"built (session)": 3.0}), Spent("b", fixtures={"story (session)": 0.5})])
    ['     wall   times', '      3.0       1  built (session)', '      0.5       1  story (session)']
    """
    sums: dict[str, float] = {}
    counts = Counter[str]()
    for test in spent:
        for name, seconds in test.fixtures.items():
            sums[name] = sums.get(name, 0.0) + seconds
            counts[name] += 1
    dearest = sorted(sums, key=lambda name: -sums[name])[:rows]
    return ["     wall   times", *(f"{sums[name]:9.1f}{counts[name]:8}  {name}" for name in dearest)]


def main(arguments: list[str] | None = None) -> int:
    """Print the sums of the files that are named."""
    parser = argparse.ArgumentParser(prog="python -m tests.durations", description="Sums what pytest --spent recorded.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rows", type=int, default=ROWS, help="lines of each table")
    parser.add_argument("--within", default="", help="only tests whose name has these letters")
    asked = parser.parse_args(arguments)
    spent = [test for test in read(asked.files) if asked.within in test.test]
    for title, by in (
        ("kind", lambda test: test.kind),
        ("room", lambda test: test.room),
        ("file", lambda test: test.file),
        ("test", lambda test: test.test.partition("[")[0]),
    ):
        print(f"By {title}", *table(spent, by, asked.rows), "", sep="\n")
    print("By fixture", *fixture_lines(spent, asked.rows), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
