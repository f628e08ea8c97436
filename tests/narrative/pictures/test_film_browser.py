"""The film as the command writes it: it flies from step to step and rests on each."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from narrative.commands.cli import main
from tests.stories import write_story


def test_the_film_flies_between_the_steps_and_rests_on_each(run: Run, out: Path) -> None:
    assert run("--film", "--size", "400x300") == 0
    with Image.open(io.BytesIO((out / "film.webp").read_bytes())) as film:
        assert film.size == (400, 300)
        durations = []
        for frame in range(film.n_frames):  # type: ignore[attr-defined]
            film.seek(frame)
            film.load()
            durations.append(film.info["duration"])
    assert len(durations) > 8
    assert [each // 1000 for each in durations if each >= 3200] == [3, 3, 5]  # like frames are drawn together


Run = Callable[..., int]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def run(tmp_path: Path, out: Path) -> Run:
    """``run(*options)``: the exit code of `shots` with these options, in a thread of its own as playwright wants it."""
    story = write_story(tmp_path)

    def run_(*options: str) -> int:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(main, ["shots", str(story), "--out", str(out), "--quiet", *options]).result()

    return run_
