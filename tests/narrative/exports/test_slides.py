"""Slides read back: a title on each, a map with its words, the text, who says so, and notes for the speaker."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pptx
import pytest

from narrative.exports.slide_layouts import BODY, NUMBER, PICTURE, WHEN, WHOSE, Spot
from narrative.exports.slides import fitted, slides
from narrative.exports.told import Block, Run
from narrative.story import Story, load_story
from tests.hostile_story import HOSTILE, hostile_story
from tests.pictures import pictures_of
from tests.stories import STORY, write_story


def deck_of(story: Story) -> Any:
    """The slides as their library reads them."""
    return pptx.Presentation(io.BytesIO(slides(story, pictures_of(story, 775, 700))))


def at(slide: Any, idx: int) -> Any:
    """What stands in a placeholder."""
    return next(each for each in slide.placeholders if each.placeholder_format.idx == idx)


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return deck_of(load_story(write_story(tmp_path_factory.mktemp("slides"))))


def test_a_title_a_slide_for_each_step_and_the_sources(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == ["The Lake Crossing", "The letter", "The denial", "Reading on", "Sources"]
    assert [slide.slide_layout.name for slide in deck.slides] == ["Title", "Step", "Step", "Step", "Text"]
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)


def test_a_step_has_its_map_its_date_its_text_and_who_says_so(deck: Any) -> None:
    slide = deck.slides[1]
    assert at(slide, WHEN).text_frame.text == "27 May 1949"
    assert at(slide, BODY).text_frame.text.endswith("and knew little of Evian and Anna.")
    assert at(slide, WHOSE).text_frame.text.endswith("A Boat on the Lake, ¶1.\nDisputed by step 2, The denial.")
    assert at(slide, PICTURE)._element.nvPicPr.cNvPr.get("descr") == "The map of The letter."
    assert at(slide, NUMBER).text_frame.paragraphs[0]._p.find(".//{*}fld").get("type") == "slidenum"


def test_every_run_of_letters_says_its_language(deck: Any) -> None:
    for slide in deck.slides:
        for part in (slide, slide.notes_slide if slide.has_notes_slide else slide):
            runs = part._element.findall(".//{*}sp//{*}r/{*}rPr")
            assert runs
            assert {each.get("lang") for each in runs} == {"en"}


def test_a_word_that_names_a_step_leads_to_its_slide(deck: Any) -> None:
    (link,) = deck.slides[2].shapes._spTree.findall(".//{*}sp//{*}hlinkClick[@action]")[:1]
    id = link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    assert deck.slides[2].part.related_part(id) is deck.slides[1].part


def test_the_notes_say_who_says_so_and_what_it_rests_on(deck: Any) -> None:
    notes = deck.slides[1].notes_slide.notes_text_frame.text.split("\n")
    assert notes[0] == "Step 1 of 3: The letter. 27 May 1949."
    assert any(line.startswith("Who says so: ") and line.endswith("¶1.") for line in notes)
    assert "Disputed by step 2, The denial." in notes
    assert "Editor’s note, not in the source: It was a Friday. [The Almanac of 1950]" in notes
    assert any(line.startswith("On the map: Map of 27 May 1949.") for line in notes)


def test_the_credit_of_the_maps_stands_on_every_layout_and_in_the_sources(deck: Any) -> None:
    for layout in deck.slide_layouts:
        assert [each.text_frame.text[:19] for each in layout.shapes if each.name == "Credit"] == [
            "Map: Natural Earth "[:19]
        ]
    assert "Map: " in at(deck.slides[4], BODY).text_frame.text


def test_texts_that_mark_up_and_escape_are_shown_as_they_are(tmp_path: Path) -> None:
    deck = deck_of(hostile_story(tmp_path))
    assert deck.slides[0].shapes.title.text_frame.text == HOSTILE.replace('"quoted"', "“quoted”").replace("'", "’")


def test_the_statements_of_the_first_story_are_in_the_notes(story: Story) -> None:
    deck = deck_of(story)
    assert len(deck.slides) >= len(story.steps) + 2
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    notes = deck.slides[1 + story.step("fighting-at-ongjin").index].notes_slide.notes_text_frame.text
    assert "¶11; said by Unnamed informants to Terenty Shtykov." in notes
    works = "\n".join(at(slide, BODY).text_frame.text for slide in list(deck.slides)[len(story.steps) + 1 :])
    assert works.count("\n") + 1 >= len(story.works) + 2


def test_a_text_longer_than_a_slide_goes_on_in_the_notes(tmp_path: Path) -> None:
    words = " ".join(["and so they crossed the lake again"] * 300)
    story = load_story(write_story(tmp_path, STORY.replace("text: It was a Friday.", f"text: {words}")))
    long = [Block((Run(words),))]
    shown, size = fitted(long, Spot(BODY, "body", "Text", (0, 0, 4.2, 4), 16))
    assert size == 11
    assert shown[0].text.endswith("again …") or shown[0].text.endswith(" …")
    assert shown[1].text == "… (the whole text is in the notes)"
    assert words in deck_of(story).slides[1].notes_slide.notes_text_frame.text


def test_a_story_in_another_script_says_its_language(tmp_path: Path) -> None:
    text = STORY.replace("language: en", "language: ko").replace("title: The letter", "title: 편지")
    deck = deck_of(load_story(write_story(tmp_path, text)))
    run = deck.slides[1].shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.text == "편지"
    assert run._r.rPr.get("lang") == "ko"
