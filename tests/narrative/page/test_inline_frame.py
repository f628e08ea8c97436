"""A page in a frame of its own: whole, escaped, and cut off from what is around it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from narrative.page.inline_frame import NOT_TRUSTED, checked_height, inline_frame


def test_the_page_comes_out_as_it_went_in() -> None:
    page = '<!doctype html><p title="a">1 < 2 & "3" \'4\'</p><script>let a = `${1}`</script>'
    soup = BeautifulSoup(inline_frame(page, 'The "lake" & more', 420), "html.parser")
    frame = soup.iframe
    assert frame is not None
    assert frame["srcdoc"] == page
    assert frame["title"] == 'The "lake" & more'
    assert "height:420px" in str(frame["style"])


def test_it_is_the_same_in_any_encoding() -> None:
    frame = inline_frame("<p>평양, Évian</p>", "평양")
    assert frame.isascii()
    shown = BeautifulSoup(frame, "html.parser").iframe
    assert shown is not None and (shown["srcdoc"], shown["title"]) == ("<p>평양, Évian</p>", "평양")


def test_the_frame_reaches_nothing_around_it() -> None:
    frame = BeautifulSoup(inline_frame("", "t"), "html.parser").iframe
    assert frame is not None
    assert "allow-same-origin" not in str(frame["sandbox"]) and "allow-scripts" in str(frame["sandbox"])
    assert "allow-top-navigation" not in str(frame["sandbox"])


def test_where_frames_are_taken_out_a_sentence_says_what_to_do() -> None:
    soup = BeautifulSoup(inline_frame("<p>page</p>", "t"), "html.parser")
    assert soup.p is not None and soup.p.text == NOT_TRUSTED


@pytest.mark.parametrize("height", [199, 5001, -1, 4.5, "700", True, None])
def test_a_height_that_is_none_is_refused(height: object) -> None:
    with pytest.raises(ValueError, match="give a number of pixels from 200 to 5000"):
        checked_height(height)  # type: ignore[arg-type]
    assert checked_height(200) == 200 and checked_height(5000) == 5000
