"""The scripts of page, app and shell: their bundles are current, and what is pure in them does as Node's tests say."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests import node
from tests.node import ROOT, install, is_installed, run_node

SUITES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.test.js"))


def test_the_bundles_are_those_of_the_scripts() -> None:
    done = run_node(["narrative/bundles/make.mjs", "--check"])
    assert done.returncode == 0, done.stderr


def test_a_bundle_that_is_not_current_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "narrative", tmp_path / "narrative", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copyfile(ROOT / "package.json", tmp_path / "package.json")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    changed = tmp_path / "narrative" / "app" / "assets" / "address.js"
    changed.write_text(changed.read_text(encoding="utf-8").replace("component.data", "component.date"), "utf-8")
    done = run_node(["narrative/bundles/make.mjs", "--check"], tmp_path)
    assert (done.returncode, done.stderr.split(".")[0]) == (1, "Not current: app/address")
    assert run_node(["narrative/bundles/make.mjs"], tmp_path).returncode == 0
    assert run_node(["narrative/bundles/make.mjs", "--check"], tmp_path).returncode == 0


@pytest.mark.parametrize("suite", SUITES)
def test_of_node(suite: str) -> None:
    done = run_node(["--test", "--test-reporter=tap", suite])
    assert done.returncode == 0, done.stdout
    passed = re.search(r"^# pass (\d+)$", done.stdout, re.MULTILINE)
    assert passed and int(passed[1]) > 0


def test_the_lock_file_names_no_host_and_pins_what_the_project_asks_for() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, each in lock["packages"].items() if "resolved" in each]
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in asked} == asked


def test_packages_are_installed_once_for_each_lock_file(tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def run(arguments: list[str], cwd: Path) -> int:
        asked.append(arguments)
        (cwd / "node_modules").mkdir(exist_ok=True)
        return 0

    (tmp_path / node.LOCK).write_text("{}", encoding="utf-8")
    assert install(tmp_path, run) and install(tmp_path, run) and is_installed(tmp_path)
    assert [each[0] for each in asked] == ["ci"]
    (tmp_path / node.LOCK).write_text('{"a": 1}', encoding="utf-8")
    assert not is_installed(tmp_path)
    assert not install(tmp_path, lambda arguments, cwd: 1)
