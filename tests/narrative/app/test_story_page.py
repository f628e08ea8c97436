"""The story's page in the app: the frame, and the sidebar that follows the reader."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from narrative.story import Story
from tests.app_pages import Open, component


def words(app: AppTest) -> str:
    return "\n".join(each.value for each in app.sidebar.markdown)


def test_the_sidebar_has_title_source_and_view(run: Open, story: Story) -> None:
    app = run()
    assert not app.exception
    assert [each.value for each in app.sidebar.title] == [story.title]
    headings = ["Steps", "In view", "Pictures", "Take it along", "Put it on your page"]
    assert [each.value for each in app.sidebar.header] == headings
    assert story.source.publication in words(app)
    assert f"**{story.steps[0].title}**" in words(app)


def test_what_the_frame_reports_decides_what_is_in_view(run: Open, story: Story) -> None:
    app = run()
    step = next(each for each in story.steps[1:] if each.people)
    app.session_state[f"story-{story.slug}"] = {"step": step.id}
    app.run()
    assert f"**{step.title}**" in words(app)
    assert all(story.gazetteer.places[place].title in words(app) for place in step.places)
    assert all(story.people[person].name in words(app) for person in step.people)


def test_the_address_restores_a_step(run: Open, story: Story) -> None:
    app = run(story=story.slug, step=story.steps[5].id)
    assert f"**{story.steps[5].title}**" in words(app)
    assert f'"step":"{story.steps[5].id}"' in component(app, "frame").json.replace(" ", "")


def test_a_rerun_gives_the_frame_the_same_data_so_that_it_stays(run: Open, story: Story) -> None:
    app = run(step=story.steps[5].id)
    before = component(app, "frame")
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[7].id}
    app.run()
    after = component(app, "frame")
    assert (after.id, after.json) == (before.id, before.json)


def test_the_address_is_never_written_from_python(run: Open, story: Story) -> None:
    app = run(step=story.steps[5].id)
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[7].id}
    app.run()
    assert app.query_params["step"] in (story.steps[5].id, [story.steps[5].id])


def test_where_the_page_is_not_served_the_frame_gets_the_page_itself(run: Open, story: Story) -> None:
    assert f"<html data-story='{story.slug}'>" in component(run(), "frame").json


def test_the_snippet_can_be_copied(run: Open, story: Story) -> None:
    snippet = run().sidebar.code[0].value
    assert snippet.startswith("<iframe src=")
    assert f'title="{story.title}"' in snippet


def test_the_address_carries_a_reading(run: Open, story: Story) -> None:
    app = run(story=story.slug, step="closing-the-bases", reading="kanege:kanggye")
    assert "Kanggye (uncertain)" in words(app) and "Hamhung" not in words(app)


def test_what_the_frame_reports_decides_how_a_name_is_read(run: Open, story: Story) -> None:
    app = run(story=story.slug, step="closing-the-bases")
    assert "Hamhung (uncertain)" in words(app)
    app.session_state[f"story-{story.slug}"] = {"step": "closing-the-bases", "reading": "kanege:kanggye"}
    app.run()
    assert "Kanggye (uncertain)" in words(app)


def test_an_unknown_reading_is_a_sentence_and_the_way_to_the_story(run: Open, story: Story) -> None:
    app = run(story=story.slug, reading="kanege:seoul")
    assert [each.value for each in app.warning] == [
        'The reading "kanege" has no place "seoul"; there are hamhung, kanggye.'
    ]
    assert f"(?story={story.slug})" in app.markdown[0].value
