"""A browser is found wherever it is installed, and its absence is a sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from narrative.pictures.browser import (
    LAUNCH_ARGUMENTS,
    OUTSIDE_IS_CUT_OFF,
    NoBrowserError,
    find_browser,
    playwrights_own,
    require_browser,
)


def nothing(_: str) -> None:
    return None


@pytest.mark.parametrize("command", ["chromium-headless-shell", "chromium", "google-chrome", "msedge"])
def test_a_browser_on_the_path_is_found(command: str) -> None:
    found = find_browser({}, which=lambda name: f"/bin/{name}" if name == command else None, is_file=lambda path: False)
    assert found == f"/bin/{command}"


@pytest.mark.parametrize(
    ("place", "environment"),
    [
        ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", {}),
        ("C:/Program Files/Microsoft/Edge/Application/msedge.exe", {"PROGRAMFILES": "C:/Program Files"}),
    ],
)
def test_a_browser_in_its_usual_place_is_found(place: str, environment: dict[str, str]) -> None:
    assert find_browser(environment, which=nothing, is_file=lambda path: path == place) == place


def test_the_browser_that_was_chosen_goes_before_all_others() -> None:
    found = find_browser({"CHROMIUM": "/mine"}, which=lambda name: "/other", is_file=lambda path: path == "/mine")
    assert found == "/mine"


def test_a_chosen_browser_that_is_not_there_is_not_passed_over() -> None:
    with pytest.raises(FileNotFoundError, match="CHROMIUM=/gone names no program"):
        find_browser({"CHROMIUM": "/gone"}, which=nothing, is_file=lambda path: False)


def test_playwrights_own_browser_is_the_last_resort() -> None:
    assert find_browser({}, which=nothing, is_file=lambda path: False, own=lambda: "/cache/chrome") == "/cache/chrome"


def test_the_headless_shell_goes_before_the_browser_with_windows(tmp_path: Path) -> None:
    assert find_browser({}, which=lambda name: f"/bin/{name}") == "/bin/chromium-headless-shell"
    whole = tmp_path / "chromium-2000" / "chrome-linux" / "chrome"
    shell = tmp_path / "chromium_headless_shell-1900" / "chrome-linux" / "headless_shell"
    for program in (whole, shell):
        assert playwrights_own({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}) == (str(whole) if whole.exists() else None)
        program.parent.mkdir(parents=True)
        program.touch()
    assert playwrights_own({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}) == str(shell)


def test_no_browser_is_told_with_the_cure_and_a_wrong_choice_too() -> None:
    with pytest.raises(NoBrowserError, match=r"Pictures need Chromium, Chrome or Edge and none was found: install one"):
        require_browser(lambda: None)

    def gone() -> str | None:
        return find_browser({"CHROMIUM": "/gone"}, which=nothing, is_file=lambda path: False)

    with pytest.raises(NoBrowserError, match="CHROMIUM=/gone names no program; unset it"):
        require_browser(gone)
    assert require_browser(lambda: "/bin/chromium") == "/bin/chromium"


def test_of_playwrights_browsers_the_newest_is_taken(tmp_path: Path) -> None:
    for age, version in ((2, "1900"), (1, "2000"), (3, "2100")):
        program = tmp_path / f"chromium-{version}" / "chrome-linux" / "chrome"
        program.parent.mkdir(parents=True)
        program.touch()
        os.utime(program, (1_000_000 - age, 1_000_000 - age))
    found = playwrights_own({"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)})
    assert found == str(tmp_path / "chromium-2000" / "chrome-linux" / "chrome")


def test_the_browser_is_started_so_that_no_name_but_this_machines_resolves() -> None:
    assert OUTSIDE_IS_CUT_OFF.startswith("--host-resolver-rules=MAP * ~NOTFOUND")
    assert "--disable-background-networking" in LAUNCH_ARGUMENTS
