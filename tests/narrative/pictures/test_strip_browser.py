"""The contact sheet as a browser photographs it: a grid that fits its width, in both palettes."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Page

from narrative.pictures.printing import Theme
from narrative.pictures.strip import columns_for, render_strip
from narrative.story import Story
from tests.inks import faint_texts
from tests.pictures import drawn

CELLS = """() => [...document.querySelectorAll('li')].map((cell) => {
  const box = cell.getBoundingClientRect(), img = cell.querySelector('img').getBoundingClientRect();
  return {left: box.left, right: box.right, top: box.top, width: img.width, height: img.height,
    wide: [...cell.children].some((e) => e.scrollWidth > e.clientWidth + 1)};
})"""


@pytest.fixture
def open_strip(open_page: Callable[..., Page], story: Story, tmp_path: Path) -> Callable[..., Page]:
    """Opens the sheet of the first story, cut or repeated to a number of steps, in a viewport of its width."""

    def open_(count: int, columns: int = 4, width_px: int = 1600, theme: Theme = "light") -> Page:
        whole = [story.steps[index % len(story.steps)] for index in range(count)]
        steps = tuple(replace(step, id=f"step-{index}", index=index) for index, step in enumerate(whole))
        picture = drawn()
        many = replace(story, steps=steps)
        file = tmp_path / "strip.html"
        file.write_text(
            render_strip(many, {step.id: picture for step in steps}, columns, width_px, theme), encoding="utf-8"
        )
        return open_page(file.as_uri(), viewport={"width": width_px, "height": 600}, offline=True)

    return open_


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9, 32, 60])
def test_the_pictures_stand_in_even_rows_that_fill_the_sheet(open_strip: Callable[..., Page], count: int) -> None:
    cells = open_strip(count).evaluate(CELLS)
    across = columns_for(count, 4)
    assert len(cells) == count
    for index, cell in enumerate(cells):
        first = cells[index - index % across]
        assert cell["top"] == first["top"] and cell["left"] == pytest.approx(cells[index % across]["left"], abs=1)
        assert cell["width"] == pytest.approx(cell["right"] - cell["left"], abs=1.5)
        assert cell["width"] / cell["height"] == pytest.approx(16 / 9, rel=0.02)
        assert not cell["wide"]
    assert cells[0]["left"] == pytest.approx(48, abs=1)
    assert cells[across - 1]["right"] == pytest.approx(1552, abs=1)


@pytest.mark.parametrize(("columns", "width_px"), [(1, 480), (8, 1200), (6, 3200)])
def test_no_width_makes_the_sheet_wider_than_its_viewport(
    open_strip: Callable[..., Page], columns: int, width_px: int
) -> None:
    page = open_strip(32, columns, width_px)
    assert page.evaluate("document.documentElement.scrollWidth") == width_px
    assert not any(cell["wide"] for cell in page.evaluate(CELLS))


@pytest.mark.parametrize("theme", get_args(Theme))
def test_every_text_stands_out_by_lightness_alone(open_strip: Callable[..., Page], theme: Theme) -> None:
    assert faint_texts(open_strip(5, theme=theme)) == []


def test_the_dark_sheet_is_dark(open_strip: Callable[..., Page]) -> None:
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert open_strip(1, theme="dark").evaluate(ground) == "rgb(21, 24, 27)"
    assert open_strip(1, theme="light").evaluate(ground) == "rgb(250, 247, 240)"
