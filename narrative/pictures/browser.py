"""Find a Chromium-like browser on this machine and start it, cut off from every other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from geo.reading.shipped import install_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Chromium's headless shell first: the same engine without the windows, in less than half the processor time.
COMMANDS = (
    "chromium-headless-shell",
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
PLAYWRIGHTS_SHELL = (
    "chromium_headless_shell-*/chrome-*/headless_shell",
    "chromium_headless_shell-*/chrome-*/headless_shell.exe",
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell",
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell.exe",
)
PLAYWRIGHTS_CHROMIUM = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)

# No look-ups of its maker's hosts, no GPU, no sandbox for root (Chromium refuses to start otherwise). Letters at their
# own width, as on a screen of today: the headless shell would fit them to pixels, and tear words apart in print.
LAUNCH_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
)
# No name but this machine's own resolves: what a page asks for outside fails at once, even where a request is missed.
OUTSIDE_IS_CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
# The same bytes on every run: colours as they are, letters without the subpixel order of a screen, and what has changed
# in a tile never drawn over what was there, which leaves edges a shade darker than drawing them once.
STILL_ARGUMENTS = (
    "--force-color-profile=srgb",
    "--disable-lcd-text",
    "--disable-partial-raster",
)

CURE = (
    "install one (on Debian or Ubuntu: sudo apt-get install chromium; elsewhere: python -m playwright install "
    "chromium), or set CHROMIUM=/path/to/its/program"
)


class NoBrowserError(Exception):
    """There is no browser, or none that starts; the text is one sentence with the cure."""


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


def playwrights_own(environment: Mapping[str, str] | None = None) -> str | None:
    """The newest headless shell, else the newest Chromium, that ``playwright install chromium`` brought, or None.

    Read from its folder (https://playwright.dev/python/docs/browsers#managing-browser-binaries): asking playwright
    itself starts its driver, which the app would pay for on every start.
    """
    environment = os.environ if environment is None else environment
    home = Path.home()
    folders = (
        Path(environment.get("PLAYWRIGHT_BROWSERS_PATH") or home / ".cache" / "ms-playwright"),
        home / "Library" / "Caches" / "ms-playwright",
        Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "ms-playwright",
    )
    for programs in (PLAYWRIGHTS_SHELL, PLAYWRIGHTS_CHROMIUM):
        found = [path for folder in folders for each in programs for path in folder.glob(each) if path.is_file()]
        if found:
            return str(max(found, key=lambda path: path.stat().st_mtime))
    return None


def require_browser(find: Callable[[], str | None] = find_browser, driven: Callable[[str], object] = find_spec) -> str:
    """The path of a browser. Raises ``NoBrowserError`` with the cure when there is none, or nothing to drive it."""
    if driven("playwright") is None:
        raise NoBrowserError(f"Pictures need the extra for them: {install_words('pictures')}.")
    try:
        found = find()
    except FileNotFoundError as wrong:
        raise NoBrowserError(str(wrong)) from None
    if found is None:
        raise NoBrowserError(f"Pictures need Chromium, Chrome or Edge and none was found: {CURE}.")
    return found


@contextmanager
def open_browser(program: str) -> Iterator[Browser]:
    """A headless browser that reaches no other machine, ended at the end, whatever happens.

    Raises ``NoBrowserError`` when the program does not start. Interrupts are ours to handle, not the browser's: it
    would end in the middle of a picture.
    """
    from playwright.sync_api import Error, sync_playwright

    arguments = [*LAUNCH_ARGUMENTS, *STILL_ARGUMENTS, OUTSIDE_IS_CUT_OFF]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=program, args=arguments, handle_sigint=False, handle_sigterm=False, handle_sighup=False
            )
        except Error as error:
            reason = str(error).splitlines()[0].rstrip(".:")
            raise NoBrowserError(f"{program} does not start as a browser ({reason}): {CURE}.") from None
        try:
            yield browser
        finally:
            with suppress(Error):  # it may be gone already
                browser.close()
