"""What the page gets of a story's drawings, and that a story without them gets nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.page.drawn import credit_words, drawn_beside, drawn_context, drawn_data, drawn_rules, drawn_scripts
from narrative.page.render import render_page
from narrative.story import Story, load_story
from narrative.story.describe import credit_line, map_words, picture_words
from tests.drawings import write_flow
from tests.stories import write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_flow(tmp_path))


def test_the_scripts_get_the_bands_and_which_step_shows_them(lake: Story) -> None:
    data = drawn_data(lake)
    assert data is not None
    assert data["steps"] == {"the-letter": [{"id": "letters"}], "the-denial": [{"id": "letters", "only": 0}]}
    (flow,) = data["flows"]
    assert (flow["most"], flow["unit"], flow["directions"], flow["chart"]) == (
        4000,
        "letters",
        ["there", "and back"],
        1,
    )
    assert flow["bands"][1] == {"of": 1, "points": [[6.633, 46.52, 1000.0], [6.589, 46.401, 50.0]]}


def test_every_host_says_whose_drawing_it_is(lake: Story) -> None:
    letter, _, last = lake.steps
    words = "Drawn on it: Letters over the lake (The Post Office)."
    assert words in map_words(lake, letter) and words in picture_words(lake, letter)
    assert "Drawn on it" not in map_words(lake, last)
    assert drawn_beside(lake, letter) == [
        {"id": "letters", "title": "Letters over the lake", "credit": "The Post Office"}
    ]
    assert credit_line(lake, "Us", [letter]).endswith("Map: Us. Letters over the lake: The Post Office, Public domain.")
    assert credit_line(lake, "Us", [last]).endswith("Map: Us.")
    assert credit_words(lake.drawn["letters"]) == "The Post Office, 1950. Public domain"


def test_a_reader_without_scripts_has_the_pictures_the_words_and_the_works(lake: Story) -> None:
    (entry,) = drawn_context(lake)
    assert [figure.get("kind") for figure in entry["figures"]] == [None, "chart"]
    assert entry["works"] == [{"id": "almanac", "short": "The Almanac of 1950"}]
    assert [step["id"] for step in entry["steps"]] == ["the-letter", "the-denial"]
    html = render_page(lake).html
    assert '<section class="entry drawing" id="drawn-letters">' in html
    assert (
        '<p class="on-map">On the map: <a href="#drawn-letters">Letters over the lake</a>, The Post Office.</p>' in html
    )
    assert 'Counted at <a class="place-name" href="#place-geneva"' in html


def test_colours_follow_the_page_s_theme(lake: Story) -> None:
    rules = drawn_rules(lake)
    assert '[data-band="letters-0"]{--band:#d5a568}' in rules
    assert ':root[data-theme="dark"] [data-band="letters-1"]{--band:#d8d2c6}' in rules


def test_a_story_without_drawings_keeps_its_bytes(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    assert (drawn_data(story), drawn_rules(story), drawn_scripts(story)) == (None, "", ())
    html = render_page(story).html
    assert "on-map" not in html and "narrativeMap.drawings" not in html


def test_the_same_story_gives_the_same_bytes(lake: Story) -> None:
    assert render_page(lake).html == render_page(load_story(lake.folder)).html
