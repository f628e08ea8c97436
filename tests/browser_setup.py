"""Find a Chromium on this machine, or install one; says in one sentence what to do when neither works.

Run by ``make setup`` (``python -m tests.browser_setup``); the tests import what they need of it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from narrative.pictures.browser import LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser

__all__ = [
    "AXE_HERE",
    "CURE",
    "LAUNCH_ARGUMENTS",
    "OUTSIDE_IS_CUT_OFF",
    "find_browser",
    "install_axe",
    "install_browser",
]

CURE = (
    "The browser tests need Chrome, Chromium or Edge and none was found or could be installed: "
    "install one, or set CHROMIUM=/path/to/its/program, then run make test again."
)
# The wheel that brings axe-core lags behind its makers, whose newest rules find more (label-content-name-mismatch).
AXE = "axe-core@4.14.1"
AXE_FOLDER = Path(sys.prefix) / "axe"
AXE_HERE = AXE_FOLDER / "node_modules" / "axe-core" / "axe.min.js"


def install_axe(run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run) -> str:
    """Have the newest axe-core from npm, where this machine has npm; a sentence that says which one the tests use."""
    pinned = AXE_HERE.parent / "package.json"
    if not pinned.is_file() or f'"version": "{AXE.partition("@")[2]}"' not in pinned.read_text(encoding="utf-8"):
        npm = shutil.which("npm")
        if npm is None:
            return f"axe-core for the tests: the wheel's; where npm is installed it is {AXE}"
        call = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(AXE_FOLDER), AXE]
        if run(call, check=False).returncode:
            return f"axe-core for the tests: the wheel's, since npm could not install {AXE}"
    return f"axe-core for the tests: {AXE}"


def install_browser(run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run) -> None:
    """Install a Chromium: as root Debian's headless shell or all of it, else playwright's download.

    The caller looks whether it worked.
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], check=False, env=environment)
        for package in ("chromium-headless-shell", "chromium"):
            if run(["apt-get", "install", "-y", "-qq", package], check=False, env=environment).returncode == 0:
                return
    run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    """Print where the browser is; 1 with one sentence when there is none."""
    try:
        found = find_browser()
        if found is None:
            print("Installing Chromium (once).", flush=True)
            install_browser()
            found = find_browser()
    except FileNotFoundError as fault:
        print(fault, file=sys.stderr)
        return 1
    if found is None:
        print(CURE, file=sys.stderr)
        return 1
    print(f"Browser for the tests: {found}")
    print(install_axe())
    return 0


if __name__ == "__main__":
    sys.exit(main())
