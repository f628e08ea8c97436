"""The app's page script, run without a browser."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from narrative.app.pictures import Bundle
from narrative.exports.registry import EXPORTS
from narrative.pictures.browser import NoBrowserError
from narrative.pictures.photographer import Look, PageError
from narrative.serving.picture_desk import BusyError, OpenPage, PictureDesk, TakePicture
from narrative.story import Story

ROOT = Path(__file__).parents[3]
Run = Callable[..., AppTest]


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
        )
    )


@pytest.fixture
def run(stories: Path) -> Run:
    """``run(page, story=…, step=…)``: the app after one run with that address, on a copy of the first story."""

    def run_(page: str = "", **query: str) -> AppTest:
        app = AppTest.from_function(script, args=(str(stories),), default_timeout=60)
        if page:
            app._page_hash = calc_hash(page)  # switch_page knows pages that are files, ours are functions
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
    headings = ["Steps", "In view", "Pictures", "Take it along", "Put it on your page"]
    assert [each.value for each in app.sidebar.header] == headings
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


def pictures_of(app: AppTest) -> list[str]:
    return [each.label for each in app.sidebar.button]


def test_without_a_browser_the_buttons_say_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/gone")
    app = run()
    assert not app.exception
    assert all(each.disabled for each in app.sidebar.button)
    sentence = "This server cannot take pictures. CHROMIUM=/gone names no program"
    assert any(each.value.startswith(sentence) for each in app.sidebar.caption)


def test_the_step_being_read_is_offered_as_a_picture_and_all_as_a_zip(
    run: Run, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = PictureDesk(studio=studio)
    monkeypatch.setattr("narrative.app.pictures.show_pictures.__defaults__", (desk,))
    app = run(step="armistice")
    assert pictures_of(app) == ["This step as PNG", f"All {len(story.steps)} steps as ZIP"]
    one, every = (
        saved(app, desk, story, label) for label in ("This step as PNG", f"All {len(story.steps)} steps as ZIP")
    )
    assert one.file == "31-armistice.png"
    assert one.packed and one.packed.startswith(b"\x89PNG")
    assert every.file == f"{story.slug}-slide.zip"
    with zipfile.ZipFile(io.BytesIO(every.packed or b"")) as archive:
        assert len(archive.namelist()) == len(story.steps) + 1
        captions = json.loads(archive.read("captions.json"))["pictures"]
        assert [each["file"] for each in captions] == archive.namelist()[:-1]
        assert archive.testzip() is None


def saved(app: AppTest, desk: PictureDesk, story: Story, label: str) -> Bundle:
    """Press a button, wait until the pictures are there, and run the app once more: what it offers to save."""
    next(each for each in app.sidebar.button if each.label == label).click().run()
    bundle: Bundle = app.session_state[f"pictures-{story.slug}"]
    bundle.order.wait()
    app.run()
    assert not app.exception
    offered = [each.proto.label for each in app.sidebar.get("download_button")]
    assert f"Save {bundle.file}" in offered
    return bundle


@contextmanager
def studio() -> Iterator[OpenPage]:
    """A studio that takes no time: one white pixel for every step."""
    out = io.BytesIO()
    Image.new("RGB", (1, 1), "white").save(out, "PNG")

    @contextmanager
    def open_page(html: str, first: str, look: Look) -> Iterator[TakePicture]:
        yield lambda step: out.getvalue()

    yield open_page


def test_many_who_wait_are_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy(PictureDesk):
        def ask(self, *asked: Any) -> Any:
            raise BusyError("Many readers are waiting.")

    monkeypatch.setattr("narrative.app.pictures.show_pictures.__defaults__", (Busy(),))
    app = run()
    app.sidebar.button[0].click().run()
    assert [each.value for each in app.sidebar.warning] == ["Many readers are waiting."]


def test_a_picture_that_fails_is_a_sentence(run: Run, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def broken() -> Iterator[OpenPage]:
        raise NoBrowserError("No browser starts here.")
        yield

    monkeypatch.setattr("narrative.app.pictures.show_pictures.__defaults__", (PictureDesk(broken),))
    app = run()
    app.sidebar.button[0].click().run()
    with pytest.raises(PageError):
        app.session_state[f"pictures-{story.slug}"].order.wait()
    app.run()
    assert [each.value for each in app.sidebar.error] == ["No browser starts here."]


def test_no_export_is_made_before_somebody_asks_for_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwanted(_: Story) -> bytes:
        raise AssertionError("nobody asked for it")

    monkeypatch.setitem(EXPORTS, "steps-csv", replace(EXPORTS["steps-csv"], function=unwanted))
    assert not run(page="about").exception


def test_the_file_that_streamlit_runs_shows_the_story(story: Story) -> None:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=120)
    app.query_params["story"] = story.slug
    app.run()
    assert not app.exception
    assert [each.value for each in app.sidebar.title] == [story.title]
