"""Pictures in the app: one step as PNG, all as ZIP, and a sentence where none can be taken."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from narrative.app.pictures import Bundle
from narrative.pictures.browser import NoBrowserError
from narrative.pictures.photographer import Look, PageError
from narrative.serving.picture_desk import BusyError, OpenPage, PictureDesk, TakePicture
from narrative.story import Story
from tests.app_pages import Open


def pictures_of(app: AppTest) -> list[str]:
    return [each.label for each in app.sidebar.button]


def test_without_a_browser_the_buttons_say_what_is_missing(run: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/gone")
    app = run()
    assert not app.exception
    assert all(each.disabled for each in app.sidebar.button)
    sentence = "This server cannot take pictures. CHROMIUM=/gone names no program"
    assert any(each.value.startswith(sentence) for each in app.sidebar.caption)


def test_the_step_being_read_is_offered_as_a_picture_and_all_as_a_zip(
    run: Open, story: Story, monkeypatch: pytest.MonkeyPatch
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


def test_many_who_wait_are_a_sentence(run: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy(PictureDesk):
        def ask(self, *asked: Any) -> Any:
            raise BusyError("Many readers are waiting.")

    monkeypatch.setattr("narrative.app.pictures.show_pictures.__defaults__", (Busy(),))
    app = run()
    app.sidebar.button[0].click().run()
    assert [each.value for each in app.sidebar.warning] == ["Many readers are waiting."]


def test_a_picture_that_fails_is_a_sentence(run: Open, story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_where_pictures_are_switched_off_none_are_offered(run: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_PICTURES", "0")
    app = run()
    assert not app.exception
    assert pictures_of(app) == []
    assert "Pictures" not in [each.value for each in app.sidebar.header]


def test_a_reader_who_has_ordered_too_many_is_told_when_to_come_again(
    run: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_PICTURES", "5")
    monkeypatch.setattr("narrative.app.pictures.show_pictures.__defaults__", (PictureDesk(studio=studio),))
    app = run(step="armistice")
    next(each for each in app.sidebar.button if each.label.startswith("All ")).click()
    app.run()
    assert [each.value for each in app.sidebar.warning] == [
        "A reader may order 5 pictures an hour here; please ask again in 60 minutes."
    ]
