"""The app's switch to follow a story's files: only where its operator is the author."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from narrative.app import watch
from narrative.app.watch import faults_now, last_good, may_watch, watch_data, watched_faults
from narrative.page.value import Page
from narrative.serving.pages import Pages
from narrative.story import list_stories
from tests.running_app import ROOT
from tests.stories import BROKEN, STORY, line_of, write_story


def test_the_app_offers_no_switch_where_its_operator_does_not_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NARRATIVE_MAP_WATCH", raising=False)
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.query_params["story"] = list_stories()[0]
    app.run()
    assert not app.exception
    assert [each.label for each in app.toggle] == []
    monkeypatch.setenv("NARRATIVE_MAP_WATCH", "1")
    assert [each.label for each in app.run().toggle] == ["Reload while I write"]
    assert not app.toggle[0].value


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The small story, rendered in a line."""
    write_story(tmp_path)
    return Pages(tmp_path, lambda story: Page("", story.title))


def test_only_the_operators_own_word_allows_it() -> None:
    assert may_watch({"NARRATIVE_MAP_WATCH": "1"})
    assert not any(may_watch({"NARRATIVE_MAP_WATCH": each}) for each in ("", "0", "true", "yes"))


def test_faults_of_the_files_are_those_of_this_moment(pages: Pages) -> None:
    story = pages.get("lake-crossing").story
    assert faults_now(pages, story) == ()
    file = story.folder / "story.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    assert [each.line for each in faults_now(pages, story)] == [line_of(BROKEN, "rumoured")]
    file.write_text(STORY, encoding="utf-8")
    assert faults_now(pages, story) == ()


def test_a_folder_that_is_away_for_a_moment_is_no_fault(pages: Pages) -> None:
    story = pages.get("lake-crossing").story
    story.folder.rename(story.folder.with_name("lake-elsewhere"))
    assert faults_now(pages, story) == ()


def test_the_frame_is_told_its_page_and_the_faults_only_while_somebody_writes(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = pages.get("lake-crossing")
    (edition.story.folder / "story.yaml").write_text(BROKEN, encoding="utf-8")
    assert watched_faults(pages, edition.story) == ()
    assert (watch_data(edition, ()), last_good(pages, "lake-crossing")) == ({}, None)
    monkeypatch.setattr(watch, "is_watching", lambda: True)
    told = watch_data(edition, watched_faults(pages, edition.story))
    assert told["version"] == edition.page.etag
    (fault,) = cast("list[dict[str, str]]", told["faults"])
    assert fault["where"].endswith(f"story.yaml:{line_of(BROKEN, 'rumoured')}")
    assert last_good(pages, "lake-crossing") is edition


def test_a_fault_that_is_saved_while_the_app_is_drawn_is_news(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    anew: list[bool] = []
    monkeypatch.setattr("streamlit.rerun", lambda: anew.append(True))
    edition = pages.get("lake-crossing")
    told = watched_faults(pages, edition.story)
    (edition.story.folder / "story.yaml").write_text(BROKEN, encoding="utf-8")
    watch.follow(pages, edition.page.etag, edition.story, told)
    assert anew == [True]
    watch.follow(pages, edition.page.etag, edition.story, faults_now(pages, edition.story))
    assert anew == [True]
