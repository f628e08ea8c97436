"""The app's page script, run without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from narrative.story import Story
from tests.app_pages import PAGES, Open, component, script, turn
from tests.sites import two_folders

ROOT = Path(__file__).parents[3]


def test_an_unknown_story_is_a_sentence_and_the_list(run: Open, story: Story) -> None:
    app = run(story=story.slug[:-1])
    assert not app.exception
    sentence = f'There is no story "{story.slug[:-1]}"; did you mean "{story.slug}"?'
    assert [each.value for each in app.warning] == [sentence]
    assert f"(?story={story.slug})" in app.markdown[0].value


def test_an_unknown_step_is_a_sentence_and_the_list(run: Open, story: Story) -> None:
    app = run(step="nowhere")
    assert not app.exception
    assert [each.value for each in app.warning] == ["There is no step “nowhere” in this story."]
    assert app.markdown[0].value.count(f"(?story={story.slug}&step=") == len(story.steps)


def test_a_former_name_of_a_story_and_of_its_step_opens_them(tmp_path: Path) -> None:
    two_folders(tmp_path, "formerly: [near-shore]")
    app = AppTest.from_function(script, args=(str(tmp_path),), default_timeout=120)
    app.query_params.update(story="near-shore", step="their-answer")
    app.run()
    assert not app.exception and not app.warning
    assert '"step":"the-denial"' in component(app, "steps").json.replace(" ", "")
    turn(app, "time-line", story="near-shore", moment="the-answer")
    assert app.header[0].value == "The denial"


def test_a_story_with_faults_shows_them_as_check_prints_them_where_the_operator_says_so(
    run: Open, stories: Path, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stories / story.slug / "story.yaml"
    path.write_text("nonsense: 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    app = run()
    assert not app.exception
    assert len(app.error) == 1 and not app.code
    monkeypatch.setenv("NARRATIVE_MAP_SHOW_FAULTS", "1")
    app = run()
    assert "story.yaml:1:" in app.code[0].value
    assert not app.sidebar.title


def test_no_story_at_all_is_a_sentence(run: Open, stories: Path) -> None:
    stories.rename(stories.with_name("gone"))
    app = run()
    assert not app.exception
    assert app.info[0].value.startswith("There are no stories yet")


def test_the_file_that_streamlit_runs_shows_the_story(story: Story) -> None:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    app.query_params["story"] = story.slug
    app.run()
    assert not app.exception
    assert [each.value for each in app.sidebar.title] == [story.title]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_and_no_sidebar(open_: Open, page: str) -> None:
    app = open_(page)
    assert len(app.title) == 1
    assert not app.sidebar.title
