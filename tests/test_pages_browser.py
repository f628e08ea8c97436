"""A page that another test has used is as good as a new one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import DESKTOP, PHONE, served
from tests.pages import MOST_TESTS, Heard, Pages

WORDS = """<!doctype html><link rel="icon" href="data:,"><style>p:hover { color: red }</style>
<p tabindex="0" style="height: 3000px; margin: 0">A lake</p>"""
# All that a page can tell of what was before it.
STATE = """async () => ({
  history: history.length, name: window.name, cookies: document.cookie,
  kept: localStorage.length + sessionStorage.length,
  tables: (await indexedDB.databases()).length, size: [innerWidth, innerHeight, screen.width, devicePixelRatio],
  system: ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(forced-colors: active)',
    '(prefers-contrast: more)', 'print', '(hover: hover)'].map((query) => matchMedia(query).matches),
  scrolled: scrollY, hovered: document.querySelectorAll('p:hover').length, focused: document.activeElement.tagName,
  opener: window.opener === null, notes: (await navigator.permissions.query({name: 'geolocation'})).state,
})"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A page of a site of its own."""
    (tmp_path / "index.html").write_text(WORDS, encoding="utf-8")
    with served(tmp_path) as address:
        yield f"{address}/index.html"


@pytest.fixture
def pages(browser: Browser) -> Iterator[Pages]:
    own = Pages(browser)
    yield own
    for lent in (each for free in own.free.values() for each in free):
        lent.page.context.close()


def state(page: Page, site: str) -> Any:
    page.goto(site)
    return page.evaluate(STATE)


def use(page: Page, site: str) -> None:
    """Leave behind what a test may leave."""
    page.emulate_media(media="print", color_scheme="dark", reduced_motion="reduce", contrast="more")
    page.context.grant_permissions(["geolocation"])
    for number in range(60):  # more than a history holds
        page.evaluate("number => history.pushState(number, '', '?at=' + number)", number)
    page.evaluate("""() => {
      localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b'); document.cookie = 'a=b'; window.name = 'a';
      return new Promise((done) => { indexedDB.open('a').onsuccess = done; });
    }""")
    page.set_viewport_size(PHONE)
    page.locator("p").focus()
    page.mouse.move(50, 50)
    page.mouse.wheel(0, 500)
    page.evaluate("window.open('?another')")


def test_a_page_that_was_used_tells_nothing_of_it(pages: Pages, site: str) -> None:
    first = pages.lend(Heard(), viewport=DESKTOP)
    new = state(first.page, site)
    use(first.page, site)
    assert state(first.page, site) != new
    pages.take_back(first)
    again = pages.lend(Heard(), viewport=DESKTOP)
    assert again is first
    assert state(again.page, site) == new
    assert again.page.context.pages == [again.page]


def test_what_one_test_hears_no_other_does(pages: Pages, site: str) -> None:
    one, other = Heard(), Heard()
    lent = pages.lend(one, viewport=DESKTOP)
    lent.page.goto(site)
    lent.page.evaluate("addEventListener('pagehide', () => console.log('late')); console.log('early')")
    pages.take_back(lent)
    lent = pages.lend(other, viewport=DESKTOP)
    lent.page.goto(site)
    lent.page.evaluate("console.log('another')")
    assert (one.console, other.console) == (["log: early"], ["log: another"])


def test_pages_that_are_asked_for_together_or_differ_for_good_are_apart(pages: Pages) -> None:
    lent = [
        pages.lend(Heard(), viewport=size, **more) for size in (DESKTOP, PHONE) for more in ({}, {"has_touch": True})
    ]
    assert len({each.page for each in lent}) == 4
    for each in lent:
        pages.take_back(each)
    again = pages.lend(Heard(), viewport=PHONE, has_touch=True, color_scheme="dark")
    assert again in (lent[1], lent[3])
    assert again.page.viewport_size == PHONE


@pytest.mark.parametrize(
    "what",
    [
        lambda page: page.route("**/*", lambda route: route.abort()),
        lambda page: page.add_init_script("window.before = 38"),
        lambda page: page.context.new_cdp_session(page),
        lambda page: page.context.set_offline(True),
        lambda page: page.on("dialog", lambda dialog: dialog.dismiss()),
        lambda page: page.close(),
        lambda page: page.context.close(),
    ],
)
def test_a_page_with_what_cannot_be_put_back_is_nobodys(pages: Pages, what: Any) -> None:
    lent = pages.lend(Heard(), viewport=DESKTOP)
    what(lent.page)
    pages.take_back(lent)
    assert pages.lend(Heard(), viewport=DESKTOP) is not lent


def test_a_page_is_not_used_for_ever(pages: Pages) -> None:
    first = pages.lend(Heard(), viewport=DESKTOP)
    first.tests = MOST_TESTS - 1
    pages.take_back(first)
    assert first.page.is_closed()
