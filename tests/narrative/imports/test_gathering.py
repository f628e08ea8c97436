"""More places than a story has steps for are put together, and none is lost in silence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from narrative.imports import gathering
from tests.import_files import collection, feature, imported_bytes, story_in


def places(number: int, dated: bool) -> str:
    """Points in a grid of ten degrees by five, a name each."""
    return collection(
        *(
            feature(
                {"type": "Point", "coordinates": [at % 40 * 9 - 175, at // 40 % 30 * 5 - 70]},
                title=f"W{at}",
                date=f"{1000 + at}" if dated else "",
            )
            for at in range(number)
        )
    )


def test_places_without_dates_are_put_together_with_their_neighbours(tmp_path: Path) -> None:
    made = imported_bytes(places(700, dated=False), "springs.geojson")
    story = story_in(tmp_path, made)
    assert 20 < len(story.steps) <= 60
    assert len(story.gazetteer.places) == 700
    assert sorted(number for step in story.steps for number in step.paragraphs) == list(range(1, 701))
    first = story.steps[0]
    assert first.title.endswith("features around W0")
    assert "[W0](place:w0)" in first.text
    lons = [story.gazetteer.places[id].label_point.x for id in first.places]
    assert max(lons) - min(lons) <= 45
    assert any("the file has 700 features" in each.lower() for each in made.look)


def test_records_with_dates_stay_in_their_order(tmp_path: Path) -> None:
    story = story_in(tmp_path, imported_bytes(places(501, dated=True), "springs.geojson"))
    assert len(story.steps) == 56
    assert (story.steps[0].title, story.steps[0].date.edtf) == ("W0 – W8", "1000/1008")
    assert story.steps[0].paragraphs == tuple(range(1, 10))


def test_places_beyond_the_most_are_named_in_the_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gathering, "MOST_PLACES", 120)
    made = imported_bytes(places(700, dated=False), "springs.geojson")
    story = story_in(tmp_path, made)
    assert 60 < len(story.gazetteer.places) <= 120
    assert any(each.startswith("Of 700 places ") for each in made.lost)
    texts = "\n".join(step.text for step in story.steps)
    assert all(f"W{at}" in texts for at in range(700))


def test_five_hundred_stay_as_they_are() -> None:
    assert imported_bytes(places(500, dated=False), "springs.geojson").steps == 500


def test_thousands_are_read_in_seconds() -> None:
    started = time.monotonic()
    made = imported_bytes(places(3_000, dated=False), "springs.geojson")
    assert made.steps <= 60 and made.places <= 2_000
    assert time.monotonic() - started < 60
