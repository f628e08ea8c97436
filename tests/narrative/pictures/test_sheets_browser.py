"""Handout, contact sheet and film, as the command writes them, of a small story of the tests' own."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from narrative.commands.cli import main
from tests.stories import write_story

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


def test_the_handout_has_every_step_its_paragraphs_and_numbered_pages(run: Run, out: Path) -> None:
    assert run("--format", "pdf") == 0
    assert [path.name for path in out.iterdir()] == ["handout.pdf"]
    pdf = pypdf.PdfReader(out / "handout.pdf")
    pages = [page.extract_text() for page in pdf.pages]
    text = "\n".join(pages)
    assert f"2 / {len(pages)}" in pages[1]
    for words in ("The letter", "27 May 1949", "The denial", "spring 1949", "Reading on", "¶1", "Geneva", "Almanac"):
        assert words.casefold() in text.casefold()
    assert sum(len(page.images) for page in pdf.pages) == 4  # the cover's map and one for each step
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_the_handout_of_a_day_has_the_same_bytes_each_time(
    run: Run, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    bodies = []
    for _ in range(2):
        assert run("--format", "pdf") == 0
        bodies.append((out / "handout.pdf").read_bytes())
    assert bodies[0] == bodies[1]
    said = pypdf.PdfReader(out / "handout.pdf").metadata
    assert said and (said["/CreationDate"], said["/ModDate"]) == ("D:19700102000000+00'00'",) * 2


def test_the_handout_takes_some_steps_and_another_paper(run: Run, out: Path) -> None:
    assert run("--format", "pdf", "--steps", "2..", "--paper", "letter") == 0
    pdf = pypdf.PdfReader(out / "handout.pdf")
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "The denial" in text
    assert sum(len(page.images) for page in pdf.pages) == 3
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [612, 792]


@pytest.mark.parametrize("format", ["png", "webp"])
def test_the_contact_sheet_is_one_picture_of_all_steps(run: Run, out: Path, format: str) -> None:
    assert run("--strip", "--format", format) == 0
    assert sorted(path.name for path in out.iterdir()) == ["captions.json", f"strip.{format}"]
    caption = json.loads((out / "captions.json").read_text(encoding="utf-8"))["pictures"][0]
    with Image.open(out / f"strip.{format}") as picture:
        assert picture.size == (caption["width"], caption["height"])
        assert picture.width == 1600
    assert "2 The denial (spring 1949)" in caption["alt"]


def test_two_contact_sheets_have_the_same_bytes(run: Run, out: Path) -> None:
    assert run("--strip") == 0
    first = (out / "strip.png").read_bytes()
    (out / "strip.png").unlink()
    assert run("--strip") == 0
    assert (out / "strip.png").read_bytes() == first


def test_strip_and_film_come_from_one_call(run: Run, out: Path) -> None:
    assert run("--film", "--strip", "--size", "320x240", "--steps", "1") == 0
    assert sorted(path.name for path in out.iterdir()) == ["captions.json", "film.webp", "strip.png"]
