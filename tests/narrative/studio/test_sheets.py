"""Old maps in the studio: spots on both maps make a fit, and the fit an overlay of the story."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.opened import draft_of_folder
from narrative.drafts.parts import DraftError
from narrative.drafts.story_files import story_files
from narrative.story import load_story
from narrative.studio.desk import EDITS
from narrative.studio.sheets import Spot, fit_of, remove_sheet, sheets_of
from tests.drawings import CORNERS, SCAN, place_of, scan
from tests.stories import write_story

SPOTS = [Spot(x=x, y=y, lon=place_of(x, y)[0], lat=place_of(x, y)[1]) for x, y in CORNERS]


def picture() -> str:
    out = io.BytesIO()
    scan().save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return draft_of_folder(write_story(tmp_path))


def added(draft: Draft, **other: object) -> Draft:
    values = {
        **{"title": "The lake surveyed", "name": "Sheet 4.png", "file": picture(), "credit": "The Survey"},
        **{"licence": "CC0", "width": SCAN[0], "height": SCAN[1], "transform": "polynomial1"},
        **{"spots": SPOTS, "steps": ["the-letter"]},
        **other,
    }
    return EDITS["add_sheet"](draft, **values)


def test_spots_on_both_maps_become_an_overlay_that_the_story_shows(draft: Draft, tmp_path: Path) -> None:
    files = story_files(added(draft))
    home = tmp_path / "again" / "lake-crossing"
    for name, body in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_bytes(body)
    story = load_story(home)
    sheet = story.drawn.overlays["old-map-1"]
    assert (sheet.title, sheet.path.name, sheet.kind, len(sheet.points)) == (
        "The lake surveyed",
        "sheet-4.png",
        "polynomial1",
        7,
    )
    assert [step.id for step in story.steps if step.draws] == ["the-letter"]


def test_a_fit_says_how_far_each_spot_is_off() -> None:
    exact = fit_of(SPOTS, "polynomial1", *SCAN)
    assert exact["words"] == "7 spots: 0.00 km off (RMSE)." and exact["off"] == [0] * 7
    wrong = [*SPOTS[:-1], Spot(**{**SPOTS[-1], "lon": SPOTS[-1]["lon"] + 0.1})]
    off = fit_of(wrong, "polynomial1", *SCAN)["off"]
    assert max(off) == off[-1] > 5
    assert fit_of(SPOTS[:3], "thinPlateSpline", *SCAN)["words"] == "3 spots: too few to say how well it fits."


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"title": " "}, "Say what the old map is called."),
        ({"credit": ""}, "Say who made it."),
        ({"licence": ""}, "Say under which terms it may be shown, such as public domain or CC BY 4.0."),
        ({"steps": []}, "Choose the steps that show it: a map that no step shows is not in the story."),
        ({"spots": SPOTS[:2]}, "Polynomial1 needs 3 control points or more, and there are 2; add some."),
        ({"file": base64.b64encode(b"<svg/>").decode()}, "The picture cannot be taken: "),
        ({"file": "@"}, "The picture did not arrive whole. Choose it again."),
    ],
)
def test_what_is_missing_is_one_sentence(draft: Draft, other: dict[str, object], sentence: str) -> None:
    with pytest.raises(DraftError) as caught:
        added(draft, **other)
    assert str(caught.value).startswith(sentence)


def test_a_second_map_has_an_id_of_its_own_and_one_that_is_taken_away_leaves_nothing(draft: Draft) -> None:
    twice = added(added(draft), title="Another", steps=["the-letter", "the-denial"])
    assert [each["id"] for each in sheets_of(twice)] == ["old-map-1", "old-map-2"]
    assert len(twice.files) == 1  # of the same bytes
    once = remove_sheet(twice, "old-map-1")
    assert [step.kept.get("overlays") for step in once.steps] == [["old-map-2"], ["old-map-2"], None]
    bare = remove_sheet(once, "old-map-2")
    assert (bare.files, "overlays" in bare.kept, sheets_of(bare)) == ({}, False, [])
    with pytest.raises(DraftError, match="not there any more"):
        remove_sheet(bare, "old-map-2")
