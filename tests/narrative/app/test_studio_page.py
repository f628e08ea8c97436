"""What the studio is told before anybody has begun: limits, the words of the format, and the map of the world."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrative.app import studio_page
from narrative.app.studio_page import example, map_data, studio_data, vocabulary
from narrative.imports.registry import ENDINGS
from tests.app_pages import Open, component


def test_the_page_has_a_heading_the_studio_and_the_line_to_python(open_: Open) -> None:
    app = open_("studio")
    assert [each.value for each in app.title] == ["Studio"]
    assert json.loads(component(app, "studio").json)["most_letters"] == 200_000
    assert json.loads(component(app, "studio_line").json)["answer"]["n"] == 0  # nothing was asked yet


def test_kinds_statuses_and_certainties_are_offered_in_their_own_words() -> None:
    words = vocabulary()
    assert words["kinds"] == [
        {"value": "journey", "words": "a journey"},
        {"value": "message", "words": "a message"},
        {"value": "movement", "words": "a movement of troops"},
    ]
    assert [(each["value"], each["words"], each["contested"]) for each in words["statuses"]] == [
        ("stated", "Stated", False),
        ("reported", "Reported", False),
        ("disputed", "Disputed", True),
    ]
    assert [(each["value"], each["words"], each["doubtful"], each["sign"]) for each in words["certainties"]] == [
        ("certain", "Certain", False, ""),
        ("less-certain", "Less certain", True, ""),
        ("uncertain", "Uncertain", True, "?"),
    ]
    assert (words["card"], words["sure_from"]) == ([40, 110], 0.9)


def test_limits_and_endings_of_files_are_those_of_every_door() -> None:
    data = studio_data()
    assert (data["most_letters"], data["most_file"], data["most_zip"]) == (200_000, 1_000_000, 5_000_000)
    assert data["imports"] == list(ENDINGS)
    assert {".json", ".csv", ".xlsx", ".kml", ".gpx", ".js"} <= set(ENDINGS)


@pytest.mark.parametrize("known", [True, False])
def test_without_a_gazetteer_it_is_said_how_to_get_one(known: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio_page, "has_gazetteer", lambda: known)
    data = studio_data()
    assert data["gazetteer"] is known
    assert ("make geoparser" in data["missing"]) is not known


def test_a_gazetteer_is_there_with_its_file_or_with_the_library_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio_page, "WORLD_FILE", tmp_path / "world.db")
    monkeypatch.setattr(studio_page, "find_spec", lambda name: None)
    assert not studio_page.has_gazetteer()
    (tmp_path / "world.db").touch()
    assert studio_page.has_gazetteer()
    monkeypatch.setattr(studio_page, "WORLD_FILE", tmp_path / "gone.db")
    monkeypatch.setattr(studio_page, "find_spec", lambda name: object())
    assert studio_page.has_gazetteer()


def test_the_map_has_the_land_of_the_whole_world_to_set_places_on() -> None:
    data = map_data()
    (land,) = data["land"]
    assert len(land["polygons"]) > 100
    assert data["view"] == [[-40, -20], [70, 300]]
    assert data["borders"] == []  # no border of the world has held at all times, and no time is known yet


def test_the_example_is_the_projects_own_text_read_once() -> None:
    draft, _ = example()
    assert draft.source.own
    assert draft.steps and draft.text
    assert example() is example()
