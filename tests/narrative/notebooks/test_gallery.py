"""The notebook of docs/notebooks runs from top to bottom, and its cells show what it says."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

GALLERY = Path(__file__).parents[3] / "docs" / "notebooks" / "gallery.ipynb"


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The code cells after a run in a folder that is not the project's, in a kernel that finds the project."""
    notebook = nbformat.read(GALLERY, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path_factory.mktemp("notebook"))}},
    )
    with (
        ThreadPoolExecutor(1) as apart,
        pytest.MonkeyPatch.context() as patch,
    ):  # a loop of its own, see docs/testing.md
        patch.setenv("PYTHONPATH", str(GALLERY.parents[2]))
        apart.submit(asyncio.run, client.async_execute()).result()
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: Any) -> dict[str, str]:
    """What stands under a cell, by its media type."""
    (output,) = [each for each in cell.outputs if each.output_type == "execute_result"]
    data: dict[str, str] = output.data
    return data


def test_no_outputs_are_kept_in_the_repository() -> None:
    for cell in nbformat.read(GALLERY, as_version=4).cells:
        assert not cell.get("outputs") and not cell.get("execution_count")


def test_nothing_goes_wrong_and_nothing_is_said_besides(cells: list[Any]) -> None:
    assert [each for cell in cells for each in cell.outputs if each.output_type in ("error", "stream")] == []


def test_the_story_is_a_frame_with_its_page(cells: list[Any]) -> None:
    html = shown(cells[0])["text/html"]
    assert html.count("<iframe ") == 1
    assert "data-story=&quot;the-road-to-moscow-and-back&quot;" in html


def test_the_widget_tells_the_step_that_it_is_sent_to(cells: list[Any]) -> None:
    assert "application/vnd.jupyter.widget-view+json" in shown(cells[1])
    assert shown(cells[2])["text/plain"].startswith("'4 of 39: ")


def test_the_table_is_a_map_with_a_step_for_each_row(cells: list[Any]) -> None:
    for cell in cells[3:]:
        html = shown(cell)["text/html"]
        for id in ("geneva", "villeneuve", "the-long-way", "the-lake", "and-home"):
            assert f"class=&quot;step&quot; id=&quot;{id}&quot;" in html
        assert "https://cdn" not in html
