"""What tests share: the first story, its page as a file, a running app, and a browser cut off from outside."""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright
from streamlit.components.v2 import manifest_scanner

from geo.reading.shelf import VARIABLE
from narrative.serving.build import build
from narrative.story import Story, list_stories, load_story, stories_folder
from tests.annotated import write_annotated_story
from tests.browser_setup import CURE, LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser
from tests.failures import RESULTS, leave
from tests.pages import PATIENCE_MS, Heard, pages_of
from tests.running_app import streamlit_on
from tests.stories import write_story

__all__ = ["DESKTOP", "PATIENCE_MS", "PHONE", "Heard", "Lake", "of_the_run", "page_for_many", "served"]

collect_ignore = ["scripts", "fuzzing/guided.py"]  # each is an app: to import one is to run it; this one needs atheris
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
expect.set_options(timeout=PATIENCE_MS)  # a loaded machine is slow, not wrong


@pytest.fixture(scope="session", autouse=True)
def _nothing_of_the_user_s(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept between calls stands in a folder of the tests', the same for all processes and for the next run.

    The next run finds there only what these very sources and libraries made (`geo.reading.shelf`).
    """
    cache: pytest.Cache | None = getattr(request.config, "cache", None)
    folder = cache.mkdir("kept") if cache else of_the_run(tmp_path_factory) / "kept"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(folder))
        yield


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once() -> Iterator[None]:
    """Streamlit looks for components in what every installed package says of itself: for each app that a test runs."""
    found = functools.cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


def of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder that all processes of the run have in common."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def story() -> Story:
    """The first story, checked."""
    return load_story(stories_folder() / list_stories()[0])


@pytest.fixture(scope="session")
def built(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first story's page as `build` writes it: the path of ``index.html``, one for all processes of the run."""
    return built_once(of_the_run(tmp_path_factory) / "dist", lambda: story.folder)


@pytest.fixture(scope="session")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the invented story (three steps), the same for all: for what does not ask which story it is."""
    folder = of_the_run(tmp_path_factory)
    return built_once(folder / "dist-small", lambda: write_story(tmp_path_factory.mktemp("small")))


def built_once(out: Path, story: Callable[[], Path]) -> Path:
    """The page of a story's folder, built by the first process that asks: the path of its ``index.html``."""
    with out.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            begun = out.with_suffix(".being-written")
            build(story(), begun)
            begun.rename(out)
    return out / "index.html"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The app as `make run` starts it; its address without a slash at the end."""
    with streamlit_on("streamlit_app.py") as address:
        yield address


@pytest.fixture(scope="session")
def server_without_routes() -> Iterator[str]:
    """The same app on a host that runs scripts only: nothing but Streamlit's own answers there."""
    with streamlit_on("tests/scripts/script_without_routes.py") as address:
        yield address


@dataclass(frozen=True)
class Lake:
    """The app on the invented story, and where it could leave traces: its home, its temporary files, its log."""

    address: str
    folder: Path
    log: Path


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """The app on the invented story, whose source is annotated and at hand; it says all that it can in its log."""
    folder = tmp_path_factory.mktemp("lake")
    stories = folder / "stories"
    stories.mkdir()
    write_annotated_story(stories)
    traces = {"HOME": str(folder), "TMPDIR": str(folder), "XDG_CACHE_HOME": str(folder)}
    log = folder / "log.txt"
    with streamlit_on(
        "tests/scripts/script_on_a_folder.py", log, NARRATIVE_MAP_TEST_STORIES=str(stories), **traces
    ) as address:
        yield Lake(address, folder, log)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all tests, with every host but this machine cut off."""
    program = find_browser()
    assert program, CURE
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        yield chromium
        chromium.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Before the pages of a failed test are closed: what they show, said and did goes into ``test-results``."""
    report = yield
    browser = item.funcargs.get("browser") if isinstance(item, pytest.Function) else None
    if report.when == "call" and report.failed and isinstance(browser, Browser):
        left = leave(browser, item.nodeid)
        if left:
            report.sections.append(("What the browser showed", str(left.relative_to(RESULTS.parent))))
    return report


@pytest.fixture
def heard() -> Heard:
    """What the test's pages log, throw and request from outside; a test that provokes a message clears it."""
    return Heard()


@pytest.fixture
def open_page(browser: Browser, heard: Heard, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """``open_page(url=None, viewport=DESKTOP, **context options)``: a page of its own context, as good as new.

    At the end of the test the page must have logged nothing, thrown nothing and requested nothing from outside.
    """
    pages, lent = pages_of(browser), []

    def open_(url: str | None = None, viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
        lent.append(pages.lend(heard, viewport=viewport, **options))
        page = lent[-1].page
        if url:
            page.goto(url)
        return page

    yield open_
    if heard != Heard():
        leave(browser, request.node.nodeid)
    for each in lent:
        pages.take_back(each)
    assert heard == Heard()


@contextmanager
def page_for_many(browser: Browser, address: str, **options: Any) -> Iterator[tuple[Page, Heard]]:
    """A page of its own context that several tests share, and what is heard of it; for a module's fixture."""
    heard = Heard()
    lent = pages_of(browser).lend(heard, **{"viewport": DESKTOP, **options})
    lent.page.goto(address)
    yield lent.page, heard
    pages_of(browser).take_back(lent)


@pytest.fixture
def open_built(open_page: Callable[..., Page], built: Path) -> Callable[..., Page]:
    """``open_built(address="", viewport=DESKTOP, …)``: the built file, settled; motion is reduced unless asked for."""

    def open_at(address: str = "", viewport: ViewportSize = DESKTOP, **options: Any) -> Page:
        page = open_page(built.as_uri() + address, viewport, **{"reduced_motion": "reduce", **options})
        page.wait_for_selector("html[data-settled]", state="attached")
        return page

    return open_at


@pytest.fixture
def stories(story: Story, tmp_path: Path) -> Path:
    """A folder with a copy of the first story, to be spoilt at will."""
    shutil.copytree(story.folder, tmp_path / "stories" / story.slug)
    return tmp_path / "stories"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which the files of a folder are served meanwhile."""
    (folder / "favicon.ico").touch()  # browsers ask for one
    handler = functools.partial(QuietHandler, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()
        thread.join()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """``elsewhere(html)``: the address of that page on a site that is not the app's (127.0.0.1 is not localhost)."""
    site = tmp_path / "elsewhere"
    site.mkdir()
    with served(site) as address:

        def publish(html: str) -> str:
            (site / "page.html").write_text(html, encoding="utf-8")
            return f"{address}/page.html"

        yield publish


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: pytest's output is for the tests."""
