"""What several pages of the app share: a story's words stay words, links lead to steps, a table says what is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from narrative.app.parts import BUNDLES, HOST, HTML
from narrative.app.said import plain
from tests.app_pages import links, offered
from tests.stories import write_story


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Seoul, 25 June 1950 (Sunday)", "Seoul, 25 June 1950 (Sunday)"),
        ("*all* of _it_", "\\*all\\* of \\_it\\_"),
        ("[a](b) <i> #1", "\\[a\\](b) \\<i\\> \\#1"),
        ("$5 and $6, 3:30, a|b, ~c~", "\\$5 and \\$6, 3:30, a\\|b, \\~c\\~"),
        ("a`b`\\c", "a\\`b\\`\\\\c"),
        (":red[x]", "\\:red\\[x\\]"),
    ],
)
def test_no_sign_of_a_story_is_markdown(text: str, markdown: str) -> None:
    assert plain(text) == markdown


def a_table(asked: str | None) -> None:
    """A page with a table of three rows, one of them asked for, that says which is chosen."""
    import pandas as pd
    import streamlit as st

    from narrative.app.parts import Choice, chosen_row

    row = chosen_row(pd.DataFrame({"Place": ["A", "B", "C"]}), "places", ["a", "b", "c"], Choice("places", "x", asked))
    st.text(f"row {row}")


@pytest.mark.parametrize(("asked", "row"), [("b", 1), ("nowhere", None), (None, None)])
def test_the_row_that_the_address_asks_for_is_chosen_at_first(asked: str | None, row: int | None) -> None:
    app = AppTest.from_function(a_table, args=(asked,)).run()
    assert not app.exception
    assert [each.value for each in app.text] == [f"row {row}"]


def step_links(folder: str, count: int) -> None:
    """A page with links to the first steps of the small story."""
    from pathlib import Path

    import streamlit as st

    from narrative.app.parts import Shown, show_steps_as_links
    from narrative.page.value import Page
    from narrative.serving.pages import Pages

    edition = Pages(Path(folder), lambda story: Page("", "")).get("lake-crossing")
    page = st.Page(lambda: None, title="Story", default=True)
    st.navigation([page], position="hidden")
    show_steps_as_links(Shown(edition, page), edition.story.steps[:count], "No step tells of it.")


def test_a_link_to_a_step_says_its_number_title_and_date_and_opens_the_story_there(tmp_path: Path) -> None:
    write_story(tmp_path)
    app = AppTest.from_function(step_links, args=(str(tmp_path), 2)).run()
    assert not app.exception
    found: Any = app.get("page_link")
    assert [each.proto.label for each in found] == [
        "1\\. The letter · 27 May 1949",
        "2\\. The denial · spring 1949",
    ]
    assert links(app) == ["story=lake-crossing&step=the-letter", "story=lake-crossing&step=the-denial"]


def test_where_there_is_no_step_it_is_said(tmp_path: Path) -> None:
    write_story(tmp_path)
    app = AppTest.from_function(step_links, args=(str(tmp_path), 0)).run()
    assert links(app) == []
    assert [each.value for each in app.caption] == ["No step tells of it."]


def downloads(folder: str) -> None:
    """A page with the downloads of the small story."""
    from pathlib import Path

    from narrative.app.parts import show_annotations_file, show_take_along
    from narrative.story import load_story

    story = load_story(Path(folder))
    show_take_along("Take it along", story, "steps-csv", "places-kml")
    show_annotations_file(story)


def test_files_are_offered_under_a_readers_words_and_annotations_where_there_are_some(tmp_path: Path) -> None:
    home = write_story(tmp_path)
    labels = ["Steps, as CSV (for a spreadsheet)", "Places, as KML (for Google Earth)"]
    assert offered(AppTest.from_function(downloads, args=(str(home),)).run()) == labels
    (home / "annotations.jsonld").write_text("{}", encoding="utf-8")
    app = AppTest.from_function(downloads, args=(str(home),)).run()
    assert offered(app) == [*labels, "Annotations, as JSON-LD (W3C Web Annotations)"]


def test_every_component_has_its_script_and_its_style() -> None:
    for name in HTML:
        assert (BUNDLES / f"{name}.js").is_file() and (HOST / f"{name}.css").is_file()
