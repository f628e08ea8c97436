"""What is kept from one rendering to the next is fast, and never changes a byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geo.reading.kept import kept_by_shape, shelved
from narrative.page.render import render_page
from narrative.story import load_story
from tests.stories import STORY, places, write_story

FRESH = """
import sys
from pathlib import Path
from narrative.page.render import render_page
from narrative.story import load_story
print(render_page(load_story(Path(sys.argv[1]))).etag)
"""


def fresh_etag(folder: Path) -> str:
    """The tag of the page that a process makes which has never made one."""
    done = subprocess.run([sys.executable, "-c", FRESH, str(folder)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def moved(lat: float) -> dict[str, object]:
    """The gazetteer with its first place moved, and an area on two sides of it."""
    document = places()
    document["features"][0]["geometry"]["coordinates"] = [6.143, lat]
    area = shapely.box(124, 38, 129, 42) if lat > 46 else shapely.box(125, 36, 129, 38)
    geometry = document["features"][2]["geometry"]
    geometry["type"], geometry["coordinates"] = "Polygon", [[list(each) for each in area.exterior.coords]]
    return document


def test_a_page_rendered_after_others_has_the_bytes_of_one_rendered_first(tmp_path: Path) -> None:
    retold = STORY.replace("Reading on", "Reading on in Ženeva").replace("1949-21", "1949-22")
    for story, lat in ((STORY, 46.2), (retold, 46.2), (retold, 45.9), (STORY, 46.2)):
        folder = write_story(tmp_path, story, moved(lat))
        last = render_page(load_story(folder)).etag
    assert last == fresh_etag(folder)
    folder = write_story(tmp_path, retold, moved(45.9))
    assert render_page(load_story(folder)).etag == fresh_etag(folder) != last


def test_shapes_that_differ_in_the_sign_of_zero_alone_are_two() -> None:
    @kept_by_shape
    def written(shape: shapely.Point) -> str:
        return str(shape.x)

    assert [written(shapely.Point(x, 1)) for x in (0.0, -0.0, 0.0)] == ["0.0", "-0.0", "0.0"]


def test_an_error_is_not_kept() -> None:
    answers = iter([None, 7])

    @kept_by_shape
    def fickle(shape: shapely.Point) -> int:
        if (answer := next(answers)) is None:
            raise ValueError("not yet")
        return answer

    with pytest.raises(ValueError, match="not yet"):
        fickle(shapely.Point(1, 2))
    assert fickle(shapely.Point(1, 2)) == 7


def test_an_answer_from_the_shelf_is_the_answer_to_the_last_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_CACHE", str(tmp_path / "kept"))
    asked: list[str] = []

    @shelved
    def grown(shape: BaseGeometry, by: float) -> BaseGeometry:
        asked.append("grown")
        return shape.buffer(by)

    @shelved
    def told(shape: BaseGeometry, what: str) -> object:
        asked.append(what)
        return {"area": shape.area, "wide": shape.area > 1, "rings": ["a", "b"]}[what]

    square = shapely.box(0, 0, 1 / 3, 1)
    assert (
        shapely.to_wkb(grown(square, 0.1)) == shapely.to_wkb(grown(square, 0.1)) == shapely.to_wkb(square.buffer(0.1))
    )
    assert [told(square, "area"), told(square, "area")] == [square.area] * 2
    assert [told(square, "wide"), told(square, "wide")] == [False, False]
    assert [told(square, "rings"), told(square, "rings")] == [["a", "b"]] * 2
    assert asked == ["grown", "area", "wide", "rings"]
    grown(square, 0.2)
    grown(shapely.box(0, 0, 1, 1), 0.1)
    assert asked.count("grown") == 3
