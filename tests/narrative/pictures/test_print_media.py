"""What paper shows of media: pictures with their terms, the words of recordings, addresses of what is elsewhere."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from narrative.pictures.handout import render_handout
from narrative.pictures.print_media import media_in_print
from narrative.pictures.printing import Picture
from narrative.story import Story, load_story
from tests.media import write_media_story
from tests.stories import write_story

MAP = Picture(bytes.fromhex("ffd8ff"), 1600, 900, "A map.")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(write_media_story(tmp_path_factory.mktemp("paper")))


def test_a_picture_is_a_jpeg_without_its_camera_in_the_box_that_paper_has(lake: Story) -> None:
    bridge, quay = media_in_print(lake.steps[0])
    (picture,) = bridge["pictures"]
    kind, _, body = picture["uri"].partition(";base64,")
    shown = Image.open(io.BytesIO(base64.b64decode(body)))
    assert (kind, shown.format, shown.size, dict(shown.getexif())) == ("data:image/jpeg", "JPEG", (1000, 667), {})
    assert (picture["width"], picture["height"]) == (316, 211)
    assert [(each["label"], each["width"], each["height"]) for each in quay["pictures"]] == [
        ("1905", 158, 105),
        ("2020", 158, 105),
    ]


def test_recordings_have_their_words_and_links_their_address(lake: Story) -> None:
    _, oars, film, link, viewer = media_in_print(lake.steps[1])
    assert (oars["word"], oars["pictures"], film["word"]) == ("Sound", [], "Film")
    assert "The oars, and nothing else. Then a bell." in oars["transcript"]
    assert (link["url"], len(link["pictures"])) == ("https://example.org/film", 1)
    assert (viewer["title"], viewer["rights"]) == ("The map in the archive’s viewer", [])


def test_the_handout_has_them_below_their_step_and_one_without_media_has_no_trace(lake: Story, tmp_path: Path) -> None:
    pictures = {step.id: MAP for step in lake.steps}
    html = render_handout(lake, pictures)
    assert html.count('<figure class="medium">') == 7
    assert html.index("The bridge at Geneva") < html.index('id="the-denial"')
    assert "1905: Public domain. 2020: CC0 1.0." in html
    plain = render_handout(load_story(write_story(tmp_path)), pictures)
    assert "medium" not in plain and 'class="shown"' not in plain
