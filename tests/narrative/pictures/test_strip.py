"""The contact sheet as text: every step in it, escaped, the same each time."""

import re
from html import escape, unescape
from pathlib import Path

import pytest

from narrative.pictures.strip import columns_for, render_strip
from narrative.story import Story, load_story
from narrative.story.describe import byline, sentence_case
from narrative.story.prose import typographic
from tests.narrative.page.test_render import Outline
from tests.pictures import drawn, pictures_of
from tests.stories import STORY, write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


def test_every_step_is_there_in_order_with_number_date_title_and_picture(story: Story) -> None:
    html = render_strip(story, pictures_of(story))
    cells = re.findall(r"<li>.*?</li>", html, re.DOTALL)
    assert len(cells) == len(story.steps)
    for step, cell in zip(story.steps, cells, strict=True):
        assert f"<b>{step.index + 1}</b>" in cell
        tag = "<span" if step.undated else f'<time datetime="{step.date.edtf}"'
        assert f"{tag}>{sentence_case(step.date.words)}<" in cell
        assert f"<h2>{escape(typographic(step.title))}</h2>" in cell
        assert f"The map of {step.title}." in unescape(cell)


def test_title_and_byline_stand_on_top_and_the_maps_makers_at_the_foot(story: Story) -> None:
    html = render_strip(story, pictures_of(story))
    top, foot = html[: html.index("<main>")], html[html.index("<footer>") :]
    assert f"<h1>{escape(typographic(story.title))}</h1>" in top and escape(byline(story)) in top
    assert "Natural Earth" in foot and "GeoNames, CC BY 4.0" in foot


def test_nothing_is_asked_from_outside_and_nothing_runs(story: Story) -> None:
    outline = Outline()
    outline.feed(render_strip(story, pictures_of(story)))
    assert all(request.startswith("img data:image/png;base64,") for request in outline.requests)
    assert not outline.styled and not outline.handlers and not outline.fragments


def test_hostile_titles_are_shown_and_do_nothing(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, STORY.replace("title: The letter", "title: <script>alert(1)</script>")))
    html = render_strip(story, dict.fromkeys((step.id for step in story.steps), drawn(alt='"><script>')))
    assert "<script" not in html and "&lt;script&gt;alert(1)" in html


def test_the_same_story_and_pictures_give_the_same_text(lake: Story) -> None:
    assert render_strip(lake, pictures_of(lake)) == render_strip(lake, dict(reversed(pictures_of(lake).items())))


@pytest.mark.parametrize("most", [1, 3, 4, 7])
def test_rows_are_as_few_as_the_columns_allow_and_evenly_filled(most: int) -> None:
    for count in range(1, 61):
        across = columns_for(count, most)
        rows = -(-count // across)
        assert 1 <= across <= most and rows == -(-count // most)
        assert rows * across - count < rows + across


def test_a_sheet_without_room_is_refused(lake: Story) -> None:
    with pytest.raises(ValueError, match="20 columns on 1600 pixels"):
        render_strip(lake, pictures_of(lake), columns=20)
    with pytest.raises(ValueError, match="0 columns"):
        render_strip(lake, pictures_of(lake), columns=0)


def test_a_theme_that_is_not_there_is_refused(lake: Story) -> None:
    with pytest.raises(ValueError, match='no theme "sepia"; write light or dark'):
        render_strip(lake, pictures_of(lake), theme="sepia")  # type: ignore[arg-type]


def test_a_step_without_a_picture_is_named(lake: Story) -> None:
    with pytest.raises(ValueError, match='no picture of step "read-on"'):
        render_strip(lake, {id: each for id, each in pictures_of(lake).items() if id != "read-on"})
