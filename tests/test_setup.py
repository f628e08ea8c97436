"""What `make` starts from: exact pins, and a browser that is installed where there is none."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests import browser_setup
from tests.browser_setup import install_axe, install_browser
from tests.listed import together

ROOT = Path(__file__).parent.parent
FILES = (
    "requirements.txt",
    "requirements-geoparser.txt",
    "requirements-pictures.txt",
    "requirements-languages.txt",
    "requirements-documents.txt",
    "requirements-notebooks.txt",
    "requirements-dask.txt",
    "requirements-test.txt",
    "requirements-mutants.txt",
    "requirements-fuzz.txt",
    "requirements-nox.txt",
    "requirements-audit.txt",
)
LINES = [line.split("#")[0].strip() for name in FILES for line in (ROOT / name).read_text().splitlines()]
PINS = [line for line in LINES if line and not line.startswith("-r")]


@together("pin", sorted(set(PINS)))
def test_every_dependency_is_pinned_exactly(pin: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*", pin)


def test_no_dependency_is_pinned_to_two_versions() -> None:
    names = [pin.split("==")[0] for pin in set(PINS)]
    assert sorted(set(names)) == sorted(names)


@together("name", FILES)
def test_no_file_pins_a_dependency_twice(name: str) -> None:
    """Two extras may need the same one: each is installed without the other."""
    pins = [line.split("==")[0] for line in (ROOT / name).read_text().splitlines() if line[:1].isalnum()]
    assert sorted(set(pins)) == sorted(pins)


def test_every_package_that_is_imported_is_pinned() -> None:
    pinned = {re.sub(r"[-_.]+", "-", pin.split("==")[0]).lower() for pin in PINS}
    modules = (
        path.stem
        for folder in ("data/basemap", "data/gazetteer", "benchmarks", "benchmarks/geoparsing")
        for path in (ROOT / folder).glob("*.py")
    )
    own = {"geo", "narrative", "tests", "benchmarks", *modules}
    packages = ("geo", "narrative", "tests", "benchmarks")
    sources = [*ROOT.glob("*.py"), *(path for folder in packages for path in (ROOT / folder).rglob("*.py"))]
    distributions = packages_distributions()
    missing = {
        (str(path.relative_to(ROOT)), name)
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported(node)
        if name not in sys.stdlib_module_names and name not in own
        if not pinned & {re.sub(r"[-_.]+", "-", each).lower() for each in distributions.get(name, [name])}
    }
    assert not missing


def imported(node: ast.AST) -> list[str]:
    """The top-level names that an import statement asks for."""
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        return [node.module.split(".")[0]]
    return []


def test_where_debians_package_fails_playwright_is_asked() -> None:
    asked: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.append(" ".join(command[-2:]))
        return subprocess.CompletedProcess(command, 1)

    install_browser(run)
    assert asked[-1] == "install chromium"


def test_without_npm_or_its_registry_the_wheels_axe_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_setup, "AXE_HERE", tmp_path / "axe.min.js")
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert install_axe().startswith("axe-core for the tests: the wheel's; where npm is installed it is axe-core@")
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    asked: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        asked.extend(command)
        return subprocess.CompletedProcess(command, 1)

    assert "could not install axe-core@" in install_axe(run)
    assert asked[0] == "/bin/npm" and asked[-1] == browser_setup.AXE


def test_a_machine_without_python_is_told_in_one_sentence(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("make", "sh", "echo", "touch"):
        places = (Path("/bin") / tool, Path("/usr/bin") / tool)
        (tools / tool).symlink_to(next(path for path in places if path.exists()))
    (tools / "id").write_text("#!/bin/sh\necho 1000\n")
    (tools / "id").chmod(0o755)
    (tmp_path / "Makefile").write_bytes((ROOT / "Makefile").read_bytes())
    result = subprocess.run(
        [str(tools / "make"), "run"],
        cwd=tmp_path,
        env={"PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.startswith("Python 3.11 or newer with venv and pip is needed")
    assert not (tmp_path / ".venv").exists()


def test_continuous_integration_runs_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().rstrip().endswith("make test")
