"""Sizes and scales of pictures."""

from __future__ import annotations

import pytest

from narrative.pictures.photographer import Look
from narrative.pictures.sizes import NAMED, Size, parse_scale, parse_size


@pytest.mark.parametrize(
    ("name", "pixels"),
    [
        ("screen", (1280, 800)),
        ("slide", (1920, 1080)),
        ("phone", (390, 844)),
        ("square", (1080, 1080)),
        ("card", (1200, 630)),
    ],
)
def test_a_named_size_has_its_pixels(name: str, pixels: tuple[int, int]) -> None:
    assert Look(parse_size(name)).pixels == pixels


@pytest.mark.parametrize("name", NAMED)
def test_the_page_of_a_named_size_has_whole_pixels_that_make_the_picture_s(name: str) -> None:
    size = NAMED[name]
    assert tuple(side * size.factor for side in size.viewport) == (size.width, size.height)


@pytest.mark.parametrize("text", ["1024X768", "240x240", "8000x240", "240x8000"])
def test_a_size_in_numbers_is_taken_as_it_is(text: str) -> None:
    assert parse_size(text) == Size(*(int(side) for side in text.lower().split("x")))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("slid", 'no size "slid"; did you mean "slide"?; give one of'),
        ("12", 'no size "12"'),
        ("10x10", "a picture of 10x10 cannot be made"),
        ("239x240", "a picture of 239x240 cannot be made"),
        ("240x239", "a picture of 240x239 cannot be made"),
        ("8001x240", "a picture of 8001x240 cannot be made"),
        ("240x8001", "a picture of 240x8001 cannot be made"),
    ],
)
def test_what_is_no_size_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence.replace("?", "\\?")):
        parse_size(text)


@pytest.mark.parametrize("text", ["0", "-1", "4.1", "two", "nan", "inf"])
def test_what_is_no_scale_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no scale"):
        parse_scale(text)


def test_a_picture_too_large_for_a_browser_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 40 million pixels"):
        parse_scale("4", Size(1600, 1600))  # 6400 by 6400 are 40.96 million
    assert parse_scale("4", Size(1580, 1580)) == 4.0
