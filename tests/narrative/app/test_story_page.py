"""The story's page in the app: the frame, and the sidebar that follows the reader."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from narrative.story import Story
from tests.app_pages import Open, component


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.sidebar.markdown)


def shown(app: AppTest, step: str) -> list[str]:
    """What the sidebar has for the browser to show at a step: its title, then a line for each place and person."""
    data = json.loads(component(app, "view").json)
    of_step = data["steps"][step]
    return [of_step["title"], *(data["lines"][line] for line in of_step["shows"])]


def test_the_sidebar_has_title_source_and_view(run: Open, story: Story) -> None:
    app = run()
    assert not app.exception
    assert [each.value for each in app.sidebar.title] == [story.title]
    headings = ["Steps", "In view", "Pictures", "Take it along", "Put it on your page"]
    assert [each.value for each in app.sidebar.header] == headings
    assert story.source.publication in words(app)
    assert json.loads(component(app, "view").json)["step"] == story.steps[0].id


def test_the_browser_has_what_is_in_view_at_every_step(run: Open, story: Story) -> None:
    app = run()
    assert any(step.people for step in story.steps)
    for step in story.steps:
        title, *lines = shown(app, step.id)
        assert title == step.title
        places = [story.gazetteer.places[place].title for place in step.lit_places]
        people = [story.people[person].name for person in step.people]
        assert len(lines) == len(places) + len(people)
        assert all(line.startswith(name) for line, name in zip(lines, [*places, *people], strict=True))


def test_no_step_that_is_read_is_reported_but_with_a_button(run: Open) -> None:
    app = run()
    view, frame = component(app, "view"), component(app, "frame")
    assert view.form_id  # its value waits for a button of the form
    assert not frame.form_id


def test_the_address_restores_a_step(run: Open, story: Story) -> None:
    app = run(story=story.slug, step=story.steps[5].id)
    assert json.loads(component(app, "view").json)["step"] == story.steps[5].id
    assert f'"step":"{story.steps[5].id}"' in component(app, "frame").json.replace(" ", "")


def test_a_rerun_gives_the_frame_the_same_data_so_that_it_stays(run: Open, story: Story) -> None:
    app = run(step=story.steps[5].id)
    before = component(app, "frame")
    app.session_state[f"view-{story.slug}"] = {"step": story.steps[7].id}
    app.run()
    after = component(app, "frame")
    assert (after.id, after.json) == (before.id, before.json)


def test_the_address_is_never_written_from_python(run: Open, story: Story) -> None:
    app = run(step=story.steps[5].id)
    app.session_state[f"view-{story.slug}"] = {"step": story.steps[7].id}
    app.run()
    assert app.query_params["step"] in (story.steps[5].id, [story.steps[5].id])


def test_where_the_page_is_not_served_the_frame_gets_the_page_itself(run: Open, story: Story) -> None:
    assert f"<html data-story='{story.slug}'>" in component(run(), "frame").json


def test_the_snippet_can_be_copied(run: Open, story: Story) -> None:
    snippet = run().sidebar.code[0].value
    assert snippet.startswith("<iframe src=")
    assert f'title="{story.title}"' in snippet


def test_the_page_is_presented_from_the_step_and_the_readings_of_the_address(
    run: Open, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "present" not in words(run())  # on a host that does not serve the page
    monkeypatch.setattr("narrative.app.story_page.serves_pages", lambda: True)
    alone = f"http://localhost:8501/embed/{story.slug}"
    assert f"[Present it]({alone}?present)" in words(run())
    reads = run(story=story.slug, step="closing-the-bases", reading="kanege:kanggye")
    assert f"({alone}?reading=kanege:kanggye&present#closing-the-bases)" in words(reads)


def test_the_address_carries_a_reading(run: Open, story: Story) -> None:
    app = run(story=story.slug, step="closing-the-bases", reading="kanege:kanggye")
    assert "Kanggye (uncertain)" in shown(app, "closing-the-bases")
    assert not any("Hamhung" in line for line in shown(app, "closing-the-bases"))


def test_what_the_frame_reports_decides_how_a_name_is_read(run: Open, story: Story) -> None:
    app = run(story=story.slug, step="closing-the-bases")
    assert "Hamhung (uncertain)" in shown(app, "closing-the-bases")
    app.session_state[f"story-{story.slug}"] = {"reading": "kanege:kanggye"}
    app.run()
    assert "Kanggye (uncertain)" in shown(app, "closing-the-bases")


def test_an_unknown_reading_is_a_sentence_and_the_way_to_the_story(run: Open, story: Story) -> None:
    app = run(story=story.slug, reading="kanege:seoul")
    assert [each.value for each in app.warning] == [
        'The reading "kanege" has no place "seoul"; there are hamhung, kanggye.'
    ]
    assert f"(?story={story.slug})" in app.markdown[0].value
