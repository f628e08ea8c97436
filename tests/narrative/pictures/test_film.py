"""A film put together from drawn frames: how long each is shown, and in which order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PIL import Image

from narrative.pictures.film import film
from narrative.pictures.photographer import Photographer
from narrative.story import Story, load_story
from tests.stories import write_story


def frame(shade: int) -> bytes:
    """A plain frame of a shade of grey."""
    file = io.BytesIO()
    Image.new("RGB", (32, 24), (shade, shade, shade)).save(file, "PNG")
    return file.getvalue()


class Drawn:
    """A photographer who draws: a first picture, and then flights of three frames, each a shade lighter."""

    def __init__(self) -> None:
        self.shade = 0
        self.asked: list[str] = []

    def next(self) -> bytes:
        self.shade += 20
        return frame(self.shade)

    def picture(self, step: str) -> bytes:
        self.asked.append(f"picture of {step}")
        return self.next()

    def flight(self, step: str, frame_ms: int) -> Iterator[bytes]:
        self.asked.append(f"flight to {step} by {frame_ms} ms")
        return (self.next() for _ in range(3))


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


def shown(body: bytes) -> list[tuple[int, int]]:
    """Each frame's shade, rounded to tens, and how many milliseconds it is shown."""
    found = []
    with Image.open(io.BytesIO(body)) as reel:
        assert (reel.format, reel.size) == ("WEBP", (32, 24))
        for number in range(reel.n_frames):  # type: ignore[attr-defined]
            reel.seek(number)
            reel.load()
            shade = cast(int, reel.convert("L").getpixel((16, 12)))
            found.append((10 * round(shade / 10), cast(int, reel.info["duration"])))
    return found


def test_a_film_flies_at_ten_frames_a_second_rests_three_seconds_on_a_step_and_five_on_the_last(lake: Story) -> None:
    drawn, told = Drawn(), []
    body = film(
        cast(Photographer, drawn), lake.steps, lambda done, total, name: told.append((done, total, name)), "film.webp"
    )
    flight = [100, 100]
    assert [duration for _, duration in shown(body)] == [3200, *flight, 3200, *flight, 5000]
    assert Image.open(io.BytesIO(body)).info["loop"] == 0  # for ever
    assert [shade for shade, _ in shown(body)] == [20, 40, 60, 80, 100, 120, 140]
    assert drawn.asked == ["picture of the-letter", "flight to the-denial by 100 ms", "flight to read-on by 100 ms"]
    assert told == [(0, 3, "The letter"), (1, 3, "The denial"), (2, 3, "Reading on"), (3, 3, "film.webp")]


def test_a_film_of_one_step_is_its_picture(lake: Story) -> None:
    drawn = Drawn()
    assert shown(film(cast(Photographer, drawn), lake.steps[:1], lambda *_: None, "film.webp"))[0][0] == 20
    assert drawn.asked == ["picture of the-letter"]
