"""Places and names that are so for a time only: what check refuses, and what a step calls them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.reading.faults import Faults
from narrative.page.stage import place_data
from narrative.story import load_story
from narrative.story.describe import map_words, picture_words
from tests.stories import STORY, line_of, places, write_story


def renamed(**more: Any) -> dict[str, Any]:
    """The three towns; Evian was called Aquiani until 15 October 1949."""
    document = deepcopy(places())
    names = document["features"][1]["names"]
    names.append({"toponym": "Aquiani", "lang": "en", "when": span("1900", "1949-10-15")})
    document["features"][1] |= more
    return document


def span(start: str, end: str) -> dict[str, Any]:
    return {"timespans": [{"start": {"in": start}, "end": {"in": end}}]}


def test_a_place_is_called_by_the_name_of_the_step_s_day(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, gazetteer=renamed()))
    assert "from Geneva to Aquiani" in map_words(story, story.steps[0])
    assert "Aquiani" in picture_words(story, story.steps[0])
    evian = story.gazetteer.places["evian"]
    assert [evian.title_on(date(1949, 10, day)) for day in (14, 15)] == ["Aquiani", "Evian"]
    assert place_data(evian, None, -30.0)["titles"] == [{"title": "Aquiani", "from": "1900-01-01", "to": "1949-10-15"}]


def test_a_name_of_another_language_stands_for_no_title(tmp_path: Path) -> None:
    document = renamed()
    document["features"][1]["names"][1]["lang"] = "la"
    story = load_story(write_story(tmp_path, gazetteer=document))
    assert story.gazetteer.places["evian"].title_on(date(1949, 5, 27)) == "Evian"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1950", "1960", "from 1950-01-01 and before 1961-01-01"),
        ("1900", "1949-05-27", "from 1900-01-01 and before 1949-05-27"),
        ("1900", "1949-04", "from 1900-01-01 and before 1949-05-01"),
    ],
)
def test_a_step_that_names_a_place_outside_its_time_is_refused_with_line_and_cure(
    tmp_path: Path, start: str, end: str, words: str
) -> None:
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, gazetteer=renamed(when=span(start, end))))
    (fault,) = caught.value.faults
    assert fault.line == line_of(STORY, "places: [geneva, evian]")
    assert fault.message == (
        f'step "the-letter": on its map of 27 May 1949 there is no "evian", which was there {words}; '
        'name the place of that time, or give the step a "map_date"'
    )


def test_in_its_time_or_with_a_map_of_that_time_a_place_may_be_named(tmp_path: Path) -> None:
    assert load_story(write_story(tmp_path, gazetteer=renamed(when=span("1949-05-27", "1949-05-28"))))
    text = STORY.replace("    date: 1949-05-27\n", "    date: 1949-05-27\n    map_date: 1955\n")
    story = load_story(write_story(tmp_path, text, renamed(when=span("1955", "1955"))))
    data = place_data(story.gazetteer.places["evian"], None, -30.0)
    assert (data["from"], data["to"]) == ("1955-01-01", "1956-01-01")


def test_a_sea_that_the_basemap_does_not_have_is_refused_with_those_it_has(tmp_path: Path) -> None:
    assert load_story(write_story(tmp_path, STORY.replace("language: en", "language: en\nseas: [East Sea]"))).seas
    with pytest.raises(
        Faults, match=r'story.yaml:\d+: no water of the basemap is called "East See"; did you mean "East'
    ):
        load_story(write_story(tmp_path, STORY.replace("language: en", "language: en\nseas: [East See]")))
