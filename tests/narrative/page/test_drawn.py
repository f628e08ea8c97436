"""What the page gets of a story's drawings, and that a story without them gets nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.page.drawn import credit_words, drawn_beside, drawn_context, drawn_data, drawn_rules, drawn_scripts
from narrative.page.render import render_page
from narrative.page.story_map import basemap_of
from narrative.story import Story, load_story
from narrative.story.describe import credit_line, map_words, picture_words
from tests.drawings import LAYER, MAPPED, write_flow, write_maps
from tests.stories import write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_flow(tmp_path))


def test_the_scripts_get_the_bands_and_which_step_shows_them(lake: Story) -> None:
    data = drawn_data(lake, basemap_of(lake))
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
    (entry,) = drawn_context(lake, basemap_of(lake))
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
    assert (drawn_data(story, basemap_of(story)), drawn_rules(story), drawn_scripts(story)) == (None, "", ())
    html = render_page(story).html
    assert "on-map" not in html and "narrativeMap.drawings" not in html


def test_the_same_story_gives_the_same_bytes(lake: Story) -> None:
    assert render_page(lake).html == render_page(load_story(lake.folder)).html


@pytest.fixture
def mapped(tmp_path: Path) -> Story:
    return load_story(write_maps(tmp_path))


def test_an_old_map_is_in_the_page_once_with_its_name_and_terms(mapped: Story) -> None:
    data = drawn_data(mapped, basemap_of(mapped))
    assert data is not None
    (sheet,) = data["overlays"]
    assert (sheet["opacity"], sheet["credit"]) == (0.5, "The Survey, 1870. CC0")
    (picture,) = sheet["pictures"]
    assert "data" not in picture  # its bytes stand in the list, for readers without scripts too
    html = render_page(mapped).html
    assert html.count("data:image/webp;base64,UklGR") >= 1
    assert 'alt="The lake surveyed"' in html


def test_regions_have_colours_words_and_a_table(mapped: Story) -> None:
    data = drawn_data(mapped, basemap_of(mapped))
    assert data is not None
    (fish,) = data["layers"]
    assert [each["of"] for each in fish["regions"]] == [0, 1, 2, None]
    assert fish["classes"] == ["under 1.67 t", "1.67 to 11.3 t", "11.3 t and more"]
    assert (len(fish["light"]), len(fish["dark"]), fish["none"]) == (3, 3, "not counted")
    entry = next(each for each in drawn_context(mapped, basemap_of(mapped)) if each["id"] == "fish")
    assert entry["rows"] == [("north", "1 t"), ("east", "2 t"), ("south", "30 t"), ("west", "not counted")]
    assert '[data-class="fish-2"]{--fill:#08306b}' in drawn_rules(mapped)


def test_only_what_a_story_draws_has_its_script(lake: Story, mapped: Story) -> None:
    assert drawn_scripts(lake) == ("drawn", "flows")
    assert drawn_scripts(mapped) == ("drawn", "regions", "sheets", "flows")


def test_a_page_may_ask_one_server_for_tiles_where_its_author_says_so(tmp_path: Path) -> None:
    tiles = "tiles: {url: 'https://tiles.example/{z}/{x}/{y}.png', name: OpenMap, attribution: © OpenMap}\n"
    story = load_story(write_maps(tmp_path, MAPPED, layer=LAYER + tiles))
    page = render_page(story)
    assert "img-src data: https://tiles.example;" in page.policy
    assert drawn_scripts(story)[-1] == "tiles" and "https://tiles.example/{z}" in page.html
    assert "img-src data:;" in render_page(load_story(write_maps(tmp_path))).policy
