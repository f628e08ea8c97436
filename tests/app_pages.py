"""The app's pages, run without a browser: on a folder of stories, by their address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

Open = Callable[..., AppTest]  # opens a page of the app by its path and what its address asks


def script(folder: str) -> None:
    """The app on a folder of stories, with a page that takes no time to draw, of a tag that no other folder's has."""
    from pathlib import Path

    from narrative.app.app import show_app
    from narrative.page.value import Page
    from narrative.serving.pages import Pages

    show_app(
        Pages(
            Path(folder),
            lambda story: Page(f"<html data-story='{story.slug}'>", f"{story.title}<!-- {folder} --></html>"),
            lambda stories, together: Page("<html data-atlas>", "</html>"),
        )
    )


def component(app: AppTest, name: str) -> Any:
    """What a component of ours was given."""
    protos = [each.proto for each in [*app.main, *app.sidebar] if each.type == "bidi_component"]
    return next(proto for proto in protos if proto.component_name == f"narrative_map_{name}")


PAGES = ["places", "people", "time-line", "claims", "documents", "source", "about"]


def turn(app: AppTest, page: str, **query: str) -> AppTest:
    """Go to another page, as the list of pages does: what was in the address is gone."""
    app._page_hash = calc_hash(page)  # switch_page knows pages that are files, ours are functions
    app.query_params.clear()
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def links(app: AppTest) -> list[str]:
    """The queries of the links to steps."""
    found: Any = app.get("page_link")
    return [each.proto.query_string for each in found]


def offered(app: AppTest) -> list[str]:
    found: Any = app.get("download_button")
    return [each.proto.label for each in found]


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)
