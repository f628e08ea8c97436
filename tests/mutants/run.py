"""Break the code one place at a time with mutmut and say what no test notices: `python -m tests.mutants.run`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from tests.mutants.targets import ROOT, TARGETS, Target
from tests.mutants.workshop import LINKED, WORKSHOP

COPIED_BY_MUTMUT = ("geo", "narrative", "tests")
KILLED = {1, 3}  # pytest's exit codes for failed tests and for an error of its own
LIVES = 0
# Half of pytest's own time in a process that runs three tests goes into looking for forgotten exceptions.
PYTEST = ["-p", "tests.mutants.plugin", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:xdist"]
NO_TESTS = {5, 33}
NOT_TRIED = {None, 34}


def main(words: list[str]) -> int:
    """Try the targets and modules that the words name, all without words."""
    counts: dict[str, Counter[str]] = {}
    for target in TARGETS:
        chosen = target.patterns([] if target.name in words else words)
        if chosen:
            folder = prepare(target)
            mutmut = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *chosen]
            with (folder / "mutmut.log").open("w") as log:
                subprocess.run(mutmut, cwd=folder, stdout=log, stderr=log, check=True)
            counts[target.name] = told(folder)
            print(f"{target.name}: {summary(counts[target.name])}", flush=True)
    return 0


def prepare(target: Target) -> Path:
    """A folder that looks like the project to mutmut, with the settings of this target."""
    folder = WORKSHOP / target.name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "mutants").mkdir(parents=True)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
        if name not in COPIED_BY_MUTMUT:
            (folder / "mutants" / name).symlink_to(ROOT / name)
    settings = {
        "source_paths": ["geo", "narrative"],
        "only_mutate": list(target.modules),
        # A server that only imports and forks: in a process that has run the tests, caches would answer for mutants.
        "process_isolation": "forkserver",
        "pytest_add_cli_args": PYTEST,
        "pytest_add_cli_args_test_selection": target.selected,
        "do_not_mutate_patterns": [r"^\s*raise \w+\(\s*f?['\"].*['\"]\s*\)$"],
        "timeout_constant": 10.0,
    }
    written = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(f"{project}\n[tool.mutmut]\nuse_git_change_detection = false\n{written}")
    return folder


def told(folder: Path) -> Counter[str]:
    """How many were tried, were killed and live; what lives is written to ``survivors.txt`` beside the copies."""
    counts: Counter[str] = Counter()
    lines = []
    for meta in sorted((folder / "mutants").rglob("*.py.meta")):
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items():
            if code in NOT_TRIED:
                continue
            result = (
                "killed" if code in KILLED else "living" if code == LIVES else "no test" if code in NO_TESTS else "hung"
            )
            counts["tried"] += 1
            counts[result] += 1
            if result in ("living", "no test"):
                lines.append(f"{result} {name}\n{difference(folder, name)}")
    (folder / "survivors.txt").write_text("\n".join(lines), encoding="utf-8")
    return counts


def difference(folder: Path, name: str) -> str:
    """The lines that a mutant takes away and puts in."""
    from mutmut.configuration import reset_config
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    here = Path.cwd()
    os.chdir(folder)
    try:
        reset_config()
        diff = str(get_diff_for_mutant(name))
    finally:
        os.chdir(here)
    return "".join(f"    {line}\n" for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---"))


def summary(counts: Counter[str]) -> str:
    """The counts as a line."""
    return ", ".join(f"{counts[word]} {word}" for word in ("tried", "killed", "hung", "living", "no test"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
