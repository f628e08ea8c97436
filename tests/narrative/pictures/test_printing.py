"""What is printed: pictures in their shape, words that end no style, one file that asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrative.pictures.printing import Picture, css_text, document, pictures_in_order
from narrative.story import Story, load_story
from tests.pictures import drawn, pictures_of
from tests.stories import write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_pictures_kind_is_read_from_its_bytes(kind: str) -> None:
    assert drawn(kind=kind).uri.startswith(f"data:image/{kind.lower()};base64,")


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="0 by 180 pixels"):
        Picture(drawn().data, 0, 180, "")


def test_bytes_that_are_no_picture_are_refused() -> None:
    with pytest.raises(ValueError, match="must be the bytes of a PNG, JPEG or WebP file; these begin with b'<svg xml'"):
        Picture(b"<svg xmlns=", 320, 180, "")


@pytest.mark.parametrize(
    ("width", "height", "fitted"),
    [(160, 400, (160, 90)), (640, 90, (160, 90)), (640, 360, (640, 360)), (1, 400, (1, 1))],  # of 320 by 180
)
def test_a_picture_fills_its_room_as_far_as_its_shape_allows(width: int, height: int, fitted: tuple[int, int]) -> None:
    assert drawn(320, 180).fitted(width, height) == fitted


def test_pictures_come_in_the_order_of_the_steps_and_others_are_left_out(lake: Story) -> None:
    pictures = dict(reversed(pictures_of(lake).items()))
    assert list(pictures_in_order(lake.steps, pictures)) == ["the-letter", "the-denial", "read-on"]
    assert list(pictures_in_order(lake.steps[:1], pictures)) == ["the-letter"]
    del pictures["read-on"]
    with pytest.raises(ValueError, match='no picture of step "read-on"; give one for each of the 3 steps'):
        pictures_in_order(lake.steps, pictures)


def test_a_document_is_one_file_that_lets_nothing_else_in(lake: Story) -> None:
    html = document(lake, "A title & more", "<p>Nothing.</p>", "handout.css")
    assert "<title>A title &amp; more</title>" in html
    assert "<p>Nothing.</p>" in html
    policy = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]*)"', html)
    assert policy and "default-src" in policy[1] and "http" not in policy[1]
    assert "<script" not in html and "url(http" not in html
    assert "src:url(data:font/woff2;base64," in html


def test_a_theme_that_is_not_there_is_named_with_those_that_are(lake: Story) -> None:
    with pytest.raises(ValueError, match='there is no theme "sepia"; write light or dark'):
        document(lake, "A title", "", "handout.css", theme="sepia")  # type: ignore[arg-type]


def test_words_in_a_style_sheet_can_end_neither_their_string_nor_the_style() -> None:
    assert css_text("Seoul 1949 조선") == '"Seoul 1949 조선"'
    assert css_text("a\\b\n") == '"a\\5c b\\a "'
    assert "<" not in css_text("</style>")
