"""A failed test in the browser can be looked at afterwards."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import failures


def test_each_open_page_leaves_its_picture_its_console_and_the_trace(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failures, "RESULTS", tmp_path)
    context = failures.begin_context(browser, viewport={"width": 200, "height": 100})
    page = context.new_page()
    page.set_content("<h1>Lake</h1>")
    page.evaluate("console.warn('too', 'deep')")
    folder = failures.leave(browser, "tests/a/test_b_browser.py::test_c[light]")
    context.close()
    assert folder == tmp_path / "test_b_browser.test_c.light"
    ours = next(file for file in folder.glob("console-*.txt") if file.read_text() == "warning: too deep\n")
    number = ours.stem.partition("-")[2]
    assert (folder / f"page-{number}-1.png").read_bytes().startswith(b"\x89PNG")
    with zipfile.ZipFile(folder / f"trace-{number}.zip") as trace:
        assert b"setContent" in trace.read("trace.trace")
