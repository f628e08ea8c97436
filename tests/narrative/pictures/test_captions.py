"""What is said about a picture."""

from __future__ import annotations

import json
from pathlib import Path

from narrative.pictures.captions import CAPTIONS_FILE, caption, merged, png_texts
from narrative.pictures.photographer import Look
from narrative.pictures.sizes import NAMED
from narrative.story import Step, Story, load_story
from narrative.story.describe import picture_words
from tests.media import write_media_story


def step_of(story: Story, id: str) -> Step:
    return next(step for step in story.steps if step.id == id)


def test_a_caption_has_title_date_alternative_text_and_credit(story: Story) -> None:
    said = caption(story, step_of(story, "fighting-at-ongjin"), "09.png", Look(NAMED["slide"], scale=2), "Some maker")
    assert said["title"] == "Fighting at Ongjin"
    assert (said["date"], said["edtf"], said["number"]) == ("27 May 1949", "1949-05-27", 9)
    assert (said["width"], said["height"]) == (3840, 2160)
    assert "¶11" in said["source"]
    assert said["status"].startswith("Reported")
    assert said["credit"].endswith("Map: Some maker.")
    assert story.source.publication in said["credit"]
    assert "](" not in said["text"]  # plain, without the links of CommonMark


def test_the_alternative_text_says_what_is_lit_where_and_what_moves(story: Story) -> None:
    words = picture_words(story, step_of(story, "kim-asks-stalin"))
    assert words.startswith("Map of March 1949. Lit: ")
    assert "Pyongyang (115 km north of the 38th Parallel at its nearest)" in words
    assert "Arrows: a journey from Pyongyang to Moscow" in words
    assert picture_words(story, step_of(story, "fighting-at-ongjin")).endswith("Nothing moves.")


def test_the_alternative_text_names_doubt_and_the_modern_name(story: Story) -> None:
    every = " ".join(picture_words(story, step) for step in story.steps)
    assert "less certain place" in every or "uncertain place" in every
    assert "today Shenyang" in every


def test_a_half_of_korea_touches_the_parallel_and_is_not_nought_km_from_it(story: Story) -> None:
    every = " ".join(picture_words(story, step) for step in story.steps)
    assert "(0 km" not in every
    assert "Korea south of the Parallel (touches or crosses the 38th Parallel)" in every


def test_the_texts_in_a_png_are_never_empty(story: Story) -> None:
    for step in story.steps:
        texts = png_texts(story, caption(story, step, "x.png", Look(), "Some maker"))
        assert {"Title", "Description", "Source"} <= set(texts)
        assert all(texts.values())


def test_captions_of_pictures_that_still_lie_there_are_kept(story: Story, tmp_path: Path) -> None:
    first, second, third = (caption(story, step, f"{step.id}.png", Look(), "x") for step in story.steps[:3])
    (tmp_path / first["file"]).touch()
    (tmp_path / CAPTIONS_FILE).write_bytes(merged(story, [first, second], tmp_path))
    files = [each["file"] for each in json.loads(merged(story, [third], tmp_path))["pictures"]]
    assert files == sorted([first["file"], third["file"]])  # the second picture is not there any more


def test_a_captions_file_that_is_not_ours_is_replaced(story: Story, tmp_path: Path) -> None:
    said = caption(story, story.steps[0], "a.png", Look(), "x")
    for broken in ("", "[]", "{", '{"pictures": [1]}', '{"pictures": [{"file": "../../etc/passwd"}]}', "\xff"):
        (tmp_path / CAPTIONS_FILE).write_text(broken, encoding="latin-1")
        assert [each["file"] for each in json.loads(merged(story, [said], tmp_path))["pictures"]] == ["a.png"]


def test_a_picture_that_the_card_shows_is_described_and_its_maker_named(tmp_path: Path) -> None:
    letter, denial, _ = (lake := load_story(write_media_story(tmp_path))).steps
    said = caption(lake, letter, "01.png", Look(NAMED["slide"]), "Some maker")
    assert said["pictured"] == {"alt": "A stone bridge over a lake.", "caption": "The bridge at Geneva"}
    assert said["credit"].endswith("Map: Some maker. Picture: Anna Rochat, CC BY 4.0.")
    assert "Picture: Public domain." in caption(lake, denial, "02.png", Look(NAMED["slide"]), "Some maker")["credit"]
    bare = caption(lake, letter, "01.png", Look(NAMED["slide"], still="map"), "Some maker")
    assert "pictured" not in bare and bare["credit"].endswith("Map: Some maker.")
