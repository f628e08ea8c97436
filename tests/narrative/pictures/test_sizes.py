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


def test_a_size_in_numbers_is_taken_as_it_is() -> None:
    assert parse_size("1024X768") == Size(1024, 768)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("slid", 'no size "slid"; did you mean "slide"?; give one of'),
        ("12", 'no size "12"'),
        ("10x10", "a picture of 10x10 cannot be made"),
        ("99999x800", "a picture of 99999x800 cannot be made"),
    ],
)
def test_what_is_no_size_is_refused_in_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence.replace("?", "\\?")):
        parse_size(text)


@pytest.mark.parametrize("text", ["0", "-1", "5", "two", "nan", "inf"])
def test_what_is_no_scale_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no scale"):
        parse_scale(text)


def test_a_picture_too_large_for_a_browser_is_refused() -> None:
    with pytest.raises(ValueError, match="more than 40 million pixels"):
        parse_scale("4", Size(4000, 4000))
