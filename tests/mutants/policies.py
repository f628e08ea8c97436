"""Break each policy that docs/testing.md lists and see its test notice: `python -m tests.mutants.policies [WORDS]`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.targets import ROOT
from tests.mutants.workshop import LINKED, WORKSHOP
from tests.node import run_node

TABLE = ROOT / "docs" / "testing.md"
ROW = re.compile(
    r"^\| (?P<policy>[^|`]+) \| `(?P<file>[^`]+)` \| `(?P<before>[^`]+)` \| `(?P<after>[^`]*)` \| `(?P<test>[^`]+)` \|$"
)
COPIED = ("geo", "narrative", "tests")


@dataclass(frozen=True)
class Policy:
    """A line of the table: what a reader would notice, and the change of a file that its test must notice first.

    ``test`` is what pytest is given: a path, and perhaps ``-k`` with words.
    """

    policy: str
    file: str
    before: str
    after: str
    test: str


def policies(text: str) -> list[Policy]:
    """The lines of the table.

    >>> policies("| A place is near | `geo/a.py` | `< 0.5` | `< 50` | `tests/geo/test_a.py` |")[0].after
    '< 50'
    """
    return [Policy(**found.groupdict()) for line in text.splitlines() if (found := ROW.match(line))]


def main(words: list[str]) -> int:
    """Break the policies whose line has one of the words, all without words; 1 where one was not noticed."""
    chosen = [
        each
        for each in policies(TABLE.read_text(encoding="utf-8"))
        if not words or any(word in f"{each.policy} {each.file} {each.test}" for word in words)
    ]
    folder = WORKSHOP / "policies"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in (*LINKED, "pyproject.toml", "package.json", "node_modules"):
        if name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (folder / name).symlink_to(ROOT / name)
    missed = [each for each in chosen if not noticed(folder, each)]
    print(f"{len(chosen)} policies broken, {len(chosen) - len(missed)} noticed")
    return 1 if missed else 0


def noticed(folder: Path, policy: Policy) -> bool:
    """Whether the policy's test fails when it is broken; tells the line and the answer."""
    file = folder / policy.file
    sound = file.read_text(encoding="utf-8")
    broken = sound.replace(policy.before, policy.after, 1)
    assert broken != sound, f'{policy.file} has no "{policy.before}" any more; mend the table in docs/testing.md'
    file.write_text(broken, encoding="utf-8")
    bundled(folder, policy)
    path, _, words = policy.test.partition(" -k ")
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", path]
    # Files of the same length written in the same second would be taken from Python's cache.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*pytest, *(["-k", words] if words else [])], cwd=folder, capture_output=True, env=environment
        )
    finally:
        file.write_text(sound, encoding="utf-8")
        bundled(folder, policy)
    said = {1: "noticed", 0: "NOT NOTICED"}.get(done.returncode, f"pytest ended with {done.returncode}")
    print(f"{said}: {policy.policy} ({policy.file}: {policy.before} -> {policy.after})", flush=True)
    return done.returncode == 1


def bundled(folder: Path, policy: Policy) -> None:
    """What runs of a script is its bundle: it is made anew."""
    if policy.file.endswith(".js"):
        done = run_node(["narrative/bundles/make.mjs"], folder)
        assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
