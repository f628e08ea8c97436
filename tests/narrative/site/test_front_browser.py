"""A site in a browser, in a sub-folder of a server that only hands out files."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from narrative.site.publish import publish
from tests.axe import violations
from tests.sites import two_folders


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address, without one of its own in its files: everything in it must be relative."""
    home = tmp_path_factory.mktemp("served")
    publish(two_folders(home / "stories", "formerly: [near-shore]"), home / "web" / "deep" / "maps")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(home / "web")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with contextlib.closing(server.socket):
        yield f"http://localhost:{server.server_address[1]}/deep/maps/"
        server.shutdown()


def test_a_press_on_the_map_opens_the_story(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    page.frame_locator("#world").locator("[data-place='far-shore']").first.press("Enter")
    page.wait_for_url(f"{address}far-shore/**")
    page.wait_for_selector("html[data-settled='the-letter']")


def test_the_keyboard_reaches_stories_and_files_past_the_map(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="The Lake Crossing")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}lake-crossing/files.html")
    page.get_by_role("link", name="Lakes", exact=False).or_(page.get_by_role("link", name="Stories on maps")).click()
    page.wait_for_url(address)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "lake-crossing/files.html", "404.html"])
def test_the_site_s_own_pages_are_for_everybody(
    open_page: Callable[..., Page], address: str, path: str, theme: str
) -> None:
    page = open_page(address + path, color_scheme=theme)
    assert violations(page) == []


def test_a_phone_scrolls_in_one_direction(open_page: Callable[..., Page], address: str) -> None:
    for path in ("", "far-shore/files.html"):
        page = open_page(address + path, viewport={"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_former_address_leads_to_the_story_with_the_step(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}near-shore/#their-answer", reduced_motion="reduce")
    page.wait_for_url(f"{address}far-shore/#the-denial")
