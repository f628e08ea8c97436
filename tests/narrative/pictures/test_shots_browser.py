"""Pictures of the steps of a small story of the tests' own, as the command writes them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.shots import captions_in, shots_of
from tests.stories import write_story

NAMES = ["01-the-letter.png", "02-the-denial.png", "03-read-on.png"]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return write_story(tmp_path)


def test_one_picture_a_step_with_its_caption_and_the_same_bytes_again(lake: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a" / "pictures", tmp_path / "b"
    run = shots_of(lake, "--out", first)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [f"{n}/3 {name}" for n, name in enumerate(NAMES, 1)]
    assert sorted(path.name for path in first.iterdir()) == [*NAMES, "captions.json"]
    assert [each["file"] for each in captions_in(first)] == NAMES
    with Image.open(first / NAMES[0]) as picture:
        assert picture.size == (1280, 800)
        texts = picture.text  # type: ignore[attr-defined]
    assert texts["Title"] == "The Lake Crossing: The letter (27 May 1949)"
    assert texts["Description"] == captions_in(first)[0]["alt"]
    assert "A Boat on the Lake" in texts["Source"] + texts["Copyright"]
    quiet = shots_of(lake, "--out", second, "--quiet")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    for name in [*NAMES, "captions.json"]:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_options_choose_steps_size_scale_theme_format_and_the_map_alone(lake: Path, tmp_path: Path) -> None:
    options = ["--steps", "the-denial..", "--size", "400x300", "--scale", "2", "--theme", "dark", "--map-only"]
    run = shots_of(lake, "--out", tmp_path / "out", *options, "--format", "webp")
    assert run.returncode == 0, run.stderr
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["02-the-denial.webp", "03-read-on.webp", "captions.json"]
    with Image.open(tmp_path / "out" / files[0]) as picture:
        assert (picture.format, picture.size) == ("WEBP", (800, 600))
        about = ElementTree.fromstring(picture.info["xmp"])  # title and alternative text go into a WebP too
    assert "The Lake Crossing: The denial (spring 1949)" in list(about.itertext())


def test_a_later_run_keeps_the_captions_of_pictures_that_lie_there(lake: Path, tmp_path: Path) -> None:
    for step in ("the-letter", "read-on"):
        assert shots_of(lake, "--out", tmp_path / "out", "--steps", step, "--size", "400x300").returncode == 0
    assert [each["step"] for each in captions_in(tmp_path / "out")] == ["the-letter", "read-on"]
