"""Find a Chromium on this machine, or install one; says in one sentence what to do when neither works.

Run by ``make setup`` (``python tests/browser_setup.py``); the tests import ``find_browser`` and ``LAUNCH_ARGUMENTS``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "microsoft-edge-stable",
)
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)

# No look-ups of its maker's hosts, no GPU, no sandbox for root (Chromium refuses to start otherwise).
LAUNCH_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
)

CURE = (
    "The browser tests need Chrome, Chromium or Edge and none was found or could be installed: "
    "install one, or set CHROMIUM=/path/to/its/program, then run make test again."
)


def find_browser(
    environment: Mapping[str, str] | None = None,
    which: Callable[[str], str | None] = shutil.which,
    is_file: Callable[[str], bool] = os.path.isfile,
    own: Callable[[], str | None] | None = None,
) -> str | None:
    """The path of an installed Chromium-like browser, or None.

    In this order: ``$CHROMIUM``, the commands on the path, the usual places on macOS and Windows, playwright's own.
    Raises ``FileNotFoundError`` when ``$CHROMIUM`` names no file: a wrong choice is not passed over.

    >>> find_browser({}, which=lambda name: "/usr/bin/chromium" if name == "chromium" else None)
    '/usr/bin/chromium'
    >>> find_browser({}, which=lambda name: None, is_file=lambda path: False, own=lambda: None) is None
    True
    """
    environment = os.environ if environment is None else environment
    chosen = environment.get("CHROMIUM")
    if chosen:
        found = chosen if is_file(chosen) else which(chosen)
        if found is None:
            raise FileNotFoundError(f"CHROMIUM={chosen} names no program; unset it or give the path of a browser.")
        return found
    on_path = (which(command) for command in COMMANDS)
    usual = (path for path in usual_places(environment) if is_file(path))
    return next((path for path in on_path if path), None) or next(usual, None) or (own or playwrights_own)()


def usual_places(environment: Mapping[str, str]) -> Iterable[str]:
    """Where macOS and Windows keep browsers that are not on the path."""
    yield from (os.path.expanduser(path) for path in APPLICATIONS)  # noqa: PTH111  # a string goes to is_file
    for variable in WINDOWS_FOLDERS:
        if variable in environment:
            yield from (f"{environment[variable]}/{program}" for program in WINDOWS_PROGRAMS)


def playwrights_own() -> str | None:
    """The Chromium that ``playwright install chromium`` brought, or None."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_browser(run: Callable[..., subprocess.CompletedProcess[bytes]] = subprocess.run) -> None:
    """Install a Chromium: Debian's package as root, else playwright's download. The caller looks whether it worked."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], check=False, env=environment)
        if run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=environment).returncode == 0:
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
    return 0


if __name__ == "__main__":
    sys.exit(main())
