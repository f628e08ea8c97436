"""What an author takes home is whole, the same twice, and refused in a sentence where it cannot be made."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from narrative.page import render_page
from narrative.pictures.browser import NoBrowserError
from narrative.serving import finished as module
from narrative.serving.finished import FORMS, FinishError, finished
from narrative.story import load_story
from tests.stories import write_story


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_story(tmp_path)


@pytest.fixture
def without_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise NoBrowserError("There is no browser.")

    monkeypatch.setattr(module, "require_browser", none)


def test_the_page_is_the_one_that_readers_get(folder: Path) -> None:
    made = finished("page", folder)
    assert (made.name, made.media_type) == ("lake-crossing.html", "text/html")
    assert made.body == render_page(load_story(folder)).body


@pytest.mark.usefixtures("without_browser")
def test_the_folder_is_what_build_writes_the_same_twice(folder: Path) -> None:
    made = finished("folder", folder)
    names = zipfile.ZipFile(io.BytesIO(made.body)).namelist()
    assert names == [f"lake-crossing/{each}" for each in ("embed.html", "index.html", "places.geojson", "story.json")]
    assert made == finished("folder", folder)


@pytest.mark.usefixtures("without_browser")
@pytest.mark.parametrize("form", ["pictures", "handout"])
def test_without_a_browser_there_are_no_pictures_and_no_print(folder: Path, form: str) -> None:
    with pytest.raises(FinishError, match="There is no browser"):
        finished(form, folder)


def test_an_operator_may_switch_pictures_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_PICTURES", "0")
    with pytest.raises(FinishError, match="Pictures are switched off on this server"):
        finished("handout", folder)


def test_one_author_is_served_at_a_time_and_long_stories_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "require_browser", lambda: "/usr/bin/chromium")
    with module._camera, pytest.raises(FinishError, match="for somebody else"):
        finished("pictures", folder)
    monkeypatch.setattr(module, "MOST_STEPS", 1)
    with pytest.raises(FinishError, match="The story has 3 steps; pictures of 1 at most"):
        finished("pictures", folder)
    assert not module._camera.locked()


def test_an_unknown_form_is_refused_with_those_that_there_are(folder: Path) -> None:
    assert set(FORMS) == {"page", "folder", "pictures", "handout"}
    with pytest.raises(FinishError, match="the page, the folder, the pictures or the handout"):
        finished("../page", folder)
