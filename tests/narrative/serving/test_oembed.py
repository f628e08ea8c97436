"""oEmbed's sizes, thumbnails and addresses; whole answers stand in test_server.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from narrative.page.value import Page, Preview
from narrative.serving.oembed import limit, story_in, thumbnail
from narrative.serving.pages import Pages
from narrative.story import Story
from tests.stories import write_story


def lake_page(story: Story) -> Page:
    return Page("<head>", "</head>", preview=Preview("x", 1200, 630, ""))


@pytest.mark.parametrize(
    ("asked", "given"), [(None, 700), ("", 700), ("1", 1), ("699", 699), ("700", 700), ("701", 700)]
)
def test_a_size_is_the_smaller_of_the_usual_and_the_asked(asked: str | None, given: int) -> None:
    assert limit(asked, 700) == given


@pytest.mark.parametrize("asked", ["0", "-1", "1.5", "٣", "x"])
def test_a_size_that_is_no_number_of_pixels_is_refused(asked: str) -> None:
    with pytest.raises(ValueError, match=re.escape(asked)):
        limit(asked, 700)


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://Maps.example/m/embed/lake?step=two#one", ("https://Maps.example/m", "lake", "two")),
        ("http://maps.example/m/?story=lake#one", ("http://maps.example/m", "lake", "one")),
        ("http://maps.example/m?story=lake", ("http://maps.example/m", "lake", "")),
        ("http://maps.example/m/embed/lake/more", None),
        ("http://maps.example/m/about?story=lake", None),
        ("http://maps.example/m/", None),
        ("ftp://maps.example/m/embed/lake", None),
        ("http://maps.example:81/m/embed/lake", None),
    ],
)
def test_an_address_of_ours_says_which_story_and_step(url: str, found: tuple[str, str, str] | None) -> None:
    assert story_in(url, "maps.example", "/m") == found


def test_no_host_is_nobody_s_and_a_step_of_the_address_may_come_alone() -> None:
    assert story_in("http:///embed/lake", "") is None
    assert story_in("http://maps.example/?step=two", "maps.example") is None


@pytest.mark.parametrize(
    ("widest", "highest", "given"),
    [
        (1200, 630, (1200, 630)),
        (1199, 630, (600, 315)),
        (1200, 629, (600, 315)),
        (600, 314, (300, 158)),
        (300, 157, None),
    ],
)
def test_the_largest_thumbnail_within_both_limits_is_given(
    tmp_path: Path, widest: int, highest: int, given: tuple[int, int] | None
) -> None:
    write_story(tmp_path)
    told = thumbnail(Pages(tmp_path, lake_page).get("lake-crossing"), "http://maps.example", widest, highest)
    assert (told.get("thumbnail_width"), told.get("thumbnail_height")) == (given or (None, None))
    if given == (1200, 630):
        assert told["thumbnail_url"] == "http://maps.example/embed/lake-crossing-card.png"
