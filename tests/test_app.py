"""The app's page script, run without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from narrative.story import Story

ROOT = Path(__file__).parent.parent
Run = Callable[..., AppTest]


def script(folder: str) -> None:
    """The app on a folder of stories, with a page that takes no time to draw."""
    from pathlib import Path

    from narrative.app import show_app
    from narrative.pages import Pages

    show_app(Pages(Path(folder), lambda story: f"<html data-story='{story.slug}'>{story.title}</html>"))


@pytest.fixture
def run(stories: Path) -> Run:
    """``run(story=…, step=…)``: the app after one run with that address, on a folder with a copy of the first story."""

    def run_(**query: str) -> AppTest:
        app = AppTest.from_function(script, args=(str(stories),), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return run_


def component(app: AppTest, name: str) -> Any:
    """What a component of ours was given."""
    protos = [each.proto for each in [*app.main, *app.sidebar] if each.type == "bidi_component"]
    return next(proto for proto in protos if proto.component_name == f"narrative_map_{name}")


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.sidebar.markdown)


def test_the_sidebar_has_title_source_and_view(run: Run, story: Story) -> None:
    app = run()
    assert not app.exception
    assert [each.value for each in app.sidebar.title] == [story.title]
    headings = ["Steps", "In view", "Take it along", "Put it on your page"]
    assert [each.value for each in app.sidebar.subheader] == headings
    assert story.source.publication in words(app)
    assert f"**{story.steps[0].title}**" in words(app)


def test_what_the_frame_reports_decides_what_is_in_view(run: Run, story: Story) -> None:
    app = run()
    step = next(each for each in story.steps[1:] if each.people)
    app.session_state[f"story-{story.slug}"] = {"step": step.id}
    app.run()
    assert f"**{step.title}**" in words(app)
    assert all(story.gazetteer.places[place].title in words(app) for place in step.places)
    assert all(story.people[person].name in words(app) for person in step.people)


def test_the_address_restores_a_step(run: Run, story: Story) -> None:
    app = run(story=story.slug, step=story.steps[5].id)
    assert f"**{story.steps[5].title}**" in words(app)
    assert f'"step":"{story.steps[5].id}"' in component(app, "frame").json.replace(" ", "")


def test_a_rerun_gives_the_frame_the_same_data_so_that_it_stays(run: Run, story: Story) -> None:
    app = run(step=story.steps[5].id)
    before = component(app, "frame")
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[7].id}
    app.run()
    after = component(app, "frame")
    assert (after.id, after.json) == (before.id, before.json)


def test_the_address_is_never_written_from_python(run: Run, story: Story) -> None:
    app = run(step=story.steps[5].id)
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[7].id}
    app.run()
    assert app.query_params["step"] in (story.steps[5].id, [story.steps[5].id])


def test_an_unknown_story_is_a_sentence_and_the_list(run: Run, story: Story) -> None:
    app = run(story=story.slug[:-1])
    assert not app.exception
    sentence = f'There is no story "{story.slug[:-1]}"; did you mean "{story.slug}"?'
    assert [each.value for each in app.warning] == [sentence]
    assert f"(?story={story.slug})" in app.markdown[0].value


def test_an_unknown_step_is_a_sentence_and_the_list(run: Run, story: Story) -> None:
    app = run(step="nowhere")
    assert not app.exception
    assert [each.value for each in app.warning] == ["There is no step “nowhere” in this story."]
    assert app.markdown[0].value.count(f"(?story={story.slug}&step=") == len(story.steps)


def test_a_story_with_faults_shows_them_as_check_prints_them(run: Run, stories: Path, story: Story) -> None:
    path = stories / story.slug / "story.yaml"
    path.write_text("nonsense: 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    app = run()
    assert not app.exception
    assert len(app.error) == 1
    assert "story.yaml:1:" in app.code[0].value
    assert not app.sidebar.title


def test_no_story_at_all_is_a_sentence(run: Run, stories: Path) -> None:
    stories.rename(stories.with_name("gone"))
    app = run()
    assert not app.exception
    assert app.info[0].value.startswith("There are no stories yet")


def test_where_the_page_is_not_served_the_frame_gets_the_page_itself(run: Run, story: Story) -> None:
    assert f"<html data-story='{story.slug}'>" in component(run(), "frame").json


def test_the_snippet_can_be_copied(run: Run, story: Story) -> None:
    snippet = run().sidebar.code[0].value
    assert snippet.startswith("<iframe src=")
    assert f'title="{story.title}"' in snippet


def test_the_file_that_streamlit_runs_shows_the_story(story: Story) -> None:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120).run()
    assert not app.exception
    assert [each.value for each in app.sidebar.title] == [story.title]
