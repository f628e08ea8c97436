"""The page on which the app starts where it has several stories, and the way from it and back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from narrative.serving.pages import Pages
from narrative.story import Story
from tests.anywhere import CAMPAIGN, write_anywhere
from tests.app_pages import Open, component, script, turn


@pytest.fixture
def run(two: Path) -> Open:
    """``run(page="", **query)``: a page of the app on the two stories."""

    def run_(page: str = "", **query: str) -> AppTest:
        return turn(AppTest.from_function(script, args=(str(two),), default_timeout=60), page, **query)

    return run_


def cards(app: AppTest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(component(app, "start").json)["stories"]
    return found


def titles(app: AppTest) -> list[str]:
    return [each.value for each in app.title]


def linked(app: AppTest) -> list[str]:
    found: Any = app.sidebar.get("page_link")
    return [each.proto.label for each in found]


def test_the_app_starts_with_a_card_for_each_story(run: Open, story: Story) -> None:
    app = run()
    assert titles(app) == ["Stories"]
    assert [(card["slug"], card["facts"]) for card in cards(app)] == [
        ("elsewhere", "1812 · 7 steps · 6 places"),
        (story.slug, f"1949–1953 · {len(story.steps)} steps · {len(story.gazetteer.places)} places"),
    ]


def test_an_address_that_names_a_story_or_a_step_opens_it(run: Open, story: Story) -> None:
    assert titles(run(story=story.slug)) == [story.title]
    assert titles(run(story="elsewhere", step="at-borodino")) == ["The Campaign"]
    assert titles(run(step="at-borodino")) == ["The Campaign"]


def test_a_story_s_sidebar_leads_to_the_others_and_to_the_map_of_all(run: Open, story: Story) -> None:
    app = run(story="elsewhere")
    assert linked(app) == [story.title, "All stories on a map"]
    assert titles(turn(app, "stories")) == ["Stories"]
    assert titles(turn(app, "")) == ["The Campaign"]  # the one that was being read


def test_a_single_story_is_opened_as_it_is(two: Path, run: Open, story: Story) -> None:
    shutil.rmtree(two / "elsewhere")
    app = run()
    assert titles(app) == [story.title]
    assert linked(app) == []


def test_a_story_with_faults_is_a_sentence_and_hides_no_other(two: Path, run: Open, story: Story) -> None:
    (two / "elsewhere" / "story.yaml").write_text("title: [", encoding="utf-8")
    app = run()
    assert [card["slug"] for card in cards(app)] == [story.slug]
    assert [each.value for each in app.warning] == [
        "The story “elsewhere” has faults. It is shown again when they are mended."
    ]


def test_a_story_is_read_without_its_page_and_again_when_it_changes(two: Path) -> None:
    pages = Pages(two, lambda story: pytest.fail("no page is rendered for the start page"))
    first = pages.story("elsewhere")
    assert pages.story("elsewhere") is first
    path = two / "elsewhere" / "story.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("The Campaign", "The March"), encoding="utf-8")
    assert pages.story("elsewhere").title == "The March"


@pytest.fixture
def two(stories: Path) -> Path:
    """A folder with the first story and a campaign of 1812."""
    write_anywhere(stories, CAMPAIGN, title="The Campaign")
    return stories


def test_where_the_studio_is_switched_off_nothing_leads_there_and_its_address_is_told_in_a_sentence(
    run: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: Any = run().get("page_link")
    assert any("Studio" in each.proto.label for each in offered)
    monkeypatch.setenv("NARRATIVE_MAP_STUDIO", "0")
    left: Any = run().get("page_link")
    assert not any("Studio" in each.proto.label for each in left)
    app = run("studio")
    assert not app.exception
    assert [each.value for each in app.info] == [
        "The studio is switched off on this server. It runs on your own machine: see docs/studio.md."
    ]
    assert not app.text_area
