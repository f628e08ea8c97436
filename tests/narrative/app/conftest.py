"""What the tests of the app's pages share: the app on a copy of the first story, at any of its addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.app_pages import Open, script, turn


@pytest.fixture
def run(stories: Path) -> Open:
    """``run(page, story=…, step=…)``: the app after one run with that address, on a copy of the first story."""

    def run_(page: str = "", **query: str) -> AppTest:
        app = AppTest.from_function(script, args=(str(stories),), default_timeout=60)
        if page:
            app._page_hash = calc_hash(page)  # switch_page knows pages that are files, ours are functions
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return run_


@pytest.fixture
def open_(stories: Path) -> Open:
    """``open_(page, **query)``: that page of the app on a copy of the first story; `folder` for another."""

    def run(page: str, folder: Path = stories, **query: str) -> AppTest:
        app = AppTest.from_function(script, args=(str(folder),), default_timeout=60)
        return turn(app, page, **query)

    return run
