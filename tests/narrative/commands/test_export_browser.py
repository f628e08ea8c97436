"""Slides and a document of the small story, with the maps that a browser draws."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pptx
import pytest
from PIL import Image

from narrative.exports.illustrated import ILLUSTRATED
from tests.shots import called
from tests.stories import write_story


@pytest.mark.parametrize("name", ILLUSTRATED)
def test_the_maps_are_in_the_file_and_a_second_run_writes_the_same(name: str, tmp_path: Path) -> None:
    folder, file = write_story(tmp_path), tmp_path / "new" / f"lake.{name}"
    command = ["export", str(folder), "--format", name, "--out", str(file)]
    said = called(*command)
    assert said.returncode == 0
    assert "The letter" in said.stdout
    assert said.stdout.splitlines()[-1] == str(file)
    assert said.stderr == f"Not in the file: {ILLUSTRATED[name].loses}\n"
    first = file.read_bytes()
    assert called(*command, "--quiet").stdout == f"{file}\n"
    assert file.read_bytes() == first
    width, height = (round(side * ILLUSTRATED[name].scale) for side in ILLUSTRATED[name].picture_px)
    maps = pictures_in(name, first)
    assert [Image.open(io.BytesIO(each)).size for each in maps] == [(width, height)] * 3
    assert len(set(maps)) == 3
    assert all(len(Image.open(io.BytesIO(each)).convert("RGB").getcolors(1 << 24) or []) > 100 for each in maps)


def pictures_in(name: str, body: bytes) -> list[bytes]:
    """The pictures of the steps, in their order."""
    if name == "pptx":
        slides = list(pptx.Presentation(io.BytesIO(body)).slides)[1:4]
        return [next(each for each in slide.shapes if each.name == "Map").image.blob for slide in slides]
    document = docx.Document(io.BytesIO(body))
    ids = [each.graphic.graphicData.pic.blipFill.blip.embed for each in document.element.iter("{*}inline")]
    return [document.part.related_parts[id].blob for id in ids]
