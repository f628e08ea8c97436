"""Pictures of a step in slides and documents: whole, with their words and terms; recordings by what is said in them."""

from __future__ import annotations

import io
from typing import Any

import docx
import pptx
import pytest

from narrative.exports.manuscript import manuscript
from narrative.exports.plates import heard, plates
from narrative.exports.slides import slides
from narrative.story import Story, load_story
from tests.media import write_media_story
from tests.pictures import pictures_of


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_media_story(tmp_path_factory.mktemp("plates")))


def test_each_picture_is_a_plate_with_its_words_and_terms(lake: Story) -> None:
    bridge, then, now = plates(lake.steps[0])
    assert (bridge.caption, bridge.rights) == (
        "The bridge at Geneva",
        "May 1949. Anna Rochat, CC BY 4.0. https://example.org/bridge",
    )
    assert (bridge.picture.width_px, bridge.picture.height_px, bridge.picture.kind) == (1600, 1067, "image/jpeg")
    assert (then.caption, now.caption) == (
        "1905: The quay at Evian, then and now",
        "2020: The quay at Evian, then and now",
    )
    assert [each.picture.alt for each in (then, now)] == ["The quay with three boats.", "The quay without a boat."]


def test_recordings_and_links_are_lines(lake: Story) -> None:
    sound, film, viewer = heard(lake.steps[1])
    assert sound == ("Sound: The crossing. CC0 1.0. What is said: Anna: The oars, and nothing else. Then a bell.")
    assert film.endswith("What is said: Nothing is said.")
    assert viewer == "The map in the archive’s viewer: https://example.org/iiif"


def test_slides_have_one_for_each_picture_behind_its_step(lake: Story) -> None:
    body = slides(lake, pictures_of(lake, 775, 700))
    deck: Any = pptx.Presentation(io.BytesIO(body))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == ["The Lake Crossing", *["The letter"] * 4, *["The denial"] * 4, "Reading on", "Sources"]
    (picture,) = [each for each in deck.slides[2].shapes if each.name == "Picture"]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "A stone bridge over a lake."
    assert picture.width / picture.height == pytest.approx(1.5, abs=0.01)
    assert picture.left >= 0 and picture.top >= 0
    assert "Sound: The crossing" in deck.slides[5].notes_slide.notes_text_frame.text
    assert slides(lake, pictures_of(lake, 775, 700)) == body


def test_a_document_has_them_below_the_text_of_their_step(lake: Story) -> None:
    file: Any = docx.Document(io.BytesIO(manuscript(lake, pictures_of(lake, 640, 360))))
    words = [paragraph.text for paragraph in file.paragraphs]
    caption = "The bridge at Geneva. May 1949. Anna Rochat, CC BY 4.0. https://example.org/bridge."
    assert words.index("1. The letter") < words.index(caption) < words.index("2. The denial")
    named = [each._inline.docPr.get("name") for each in file.inline_shapes]
    assert named.count("Picture") == 6 and named.count("Map") == 3
