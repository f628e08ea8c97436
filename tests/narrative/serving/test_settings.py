"""What the operator says, and what is done where it cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette

from narrative.serving.pages import Pages
from narrative.serving.server import routes
from narrative.serving.settings import PICTURES, PROXIES, STUDIO, settings
from tests.asked import ask_app
from tests.stories import write_story


def test_a_server_of_which_nothing_is_said_offers_all_and_shows_no_numbers() -> None:
    assert (settings({}).studio, settings({}).pictures, settings({}).metrics) == (True, 300, False)


@pytest.mark.parametrize(("said", "most"), [("0", 0), ("1", 300), ("25", 25), ("", 300)])
def test_pictures_are_so_many_an_hour(said: str, most: int) -> None:
    assert settings({PICTURES: said}).pictures == most


@pytest.mark.parametrize("said", ["no", "-1", "1e9", "٣", "12345678"])
def test_what_cannot_be_read_is_told_and_switches_off(said: str) -> None:
    read = settings({PICTURES: said, STUDIO: said, PROXIES: said})
    assert (read.pictures, read.studio, read.proxies) == (0, False, ())
    assert len(read.wrong) == 3
    assert all(said in each and "write" in each for each in read.wrong)


def test_where_pictures_are_off_none_is_taken_and_no_page_names_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_story(tmp_path)
    monkeypatch.setenv(PICTURES, "0")
    monkeypatch.setattr("narrative.pictures.link_preview.require_browser", lambda: "/browser")
    pages = Pages(tmp_path)
    answer = ask_app(Starlette(routes=routes(pages)), "/embed/lake-crossing-card.png")
    assert answer.status == 404
    assert "Pictures are switched off on this server." in answer.text
    assert pages.get("lake-crossing").page.preview is None
