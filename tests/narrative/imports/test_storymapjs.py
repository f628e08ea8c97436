"""A story map of StoryMapJS as a story, and its faults in sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narrative.story.prose import plain_text
from tests.import_files import Change, broken, document, imported, story_in
from tests.listed import together


def test_a_story_map_keeps_titles_texts_places_dates_and_links_to_its_media(tmp_path: Path) -> None:
    made = imported("storymapjs")
    story = story_in(tmp_path, made)
    assert story.title == "The Lisbon earthquake"
    assert story.summary == "On All Saints’ Day 1755 the ground shook from Lisbon to Fez. Seven stops."
    assert [step.title for step in story.steps] == [
        "Three shocks & a fire",
        "The wave at Cádiz",
        "What the letters said",
        "Фес и Мекнес",
        "Three shocks & a fire",
    ]
    assert [step.id for step in story.steps][3:] == ["fes-i-meknes", "three-shocks-a-fire-2"]
    assert [step.date.edtf for step in story.steps] == ["1755-11-01", "1755-11-01", "", "", "1756~"]
    assert [step.undated for step in story.steps] == [False, False, True, True, False]
    assert [step.places for step in story.steps] == [
        *(("lisbon",), ("cadiz",), ("cadiz",), ("fez",), ("lisbon",)),
    ]
    assert story.gazetteer.places["cadiz"].geometry.coords[:] == [(-6.2927, 36.5298)]
    first = story.steps[0]
    assert "**first** shock" in first.text
    assert "5*6 streets" in plain_text(first.text)
    assert "[a bibliography](<https://example.org/lisbon_(1755)>) or an older page" in first.text
    assert story.works[first.notes[0].sources[0]].url == "https://www.youtube.com/watch?v=abc"
    assert plain_text(first.notes[0].text).startswith("A reconstruction. A museum: the slide’s")
    assert plain_text(story.steps[2].text) == "Nobody knew who was alive.\n\nmerchants\n\nmonks"
    assert "[not](place:a-link)".replace("(", "( ") in plain_text(story.steps[4].text)


def test_a_story_map_says_what_it_lost() -> None:
    made = imported("storymapjs")
    said = "\n".join(made.lost)
    assert 'slide 2: the link to "http://example.org/old" is not https; its words were kept, the link was not.' in said
    assert "slide 3: <script> with all in it was taken out" in said
    assert 'slide 3: the media "http://example.org/wave.gif" (A postcard) has no https address' in said
    assert "slide 4: the media in the file itself has no https address" in said
    assert "zoom" in said
    assert "lines from slide to slide" in said
    look = "\n".join(made.look)
    assert "slide 4 has no place: the map stays at Cádiz, as in the step before it." in look
    assert "slide 5: The file writes “the same week”. The step is undated, within 1755/1756." in look
    assert "slide 5 has no text: its title stands in its place." in look


def slide(number: int, **parts: Any) -> Change:
    """A change of parts of a slide."""

    def change(value: Any) -> None:
        value["storymap"]["slides"][number].update(parts)

    return change


def storymap(**parts: Any) -> Change:
    """A change at the top of a story map."""

    def change(value: Any) -> None:
        value["storymap"].update(parts)

    return change


@together(
    ("change", "sentence"),
    [
        (
            slide(1, location={"lat": 109.1, "lon": 18}),
            "slide 2: latitude 109.1 is not between -90 and 90; are latitude and longitude exchanged?",
        ),
        (slide(1, location={"lat": 38, "lon": 181}), "slide 2: longitude 181 is not between -180 and 180"),
        (slide(1, location={"lat": 38}), "slide 2: the longitude is missing; add it, or take the other number away"),
        (slide(1, location={"lat": "38,7", "lon": "-9"}), 'the latitude "38,7" has a comma; write a point: 38.7'),
        (slide(1, location={"lat": "north", "lon": 9}), 'the latitude "north" is no number; write degrees'),
        (slide(1, location={"lat": True, "lon": 9}), "the latitude is true, no number"),
        (slide(1, location=[38, -9]), 'slide 2: "location" is a list; it must be an object'),
        (slide(1, text={"headline": "x", "text": ["a"]}), "slide 2: the text is a list; it must be text in quotes"),
        (
            slide(1, text={"headline": "x" * 301}),
            "slide 2: the title has 301 letters, and 300 are the most; shorten it",
        ),
        (slide(1, text={"text": "x" * 20_001}), "slide 2: the text has 20001 letters, and 20000 are the most"),
        (slide(1, text={"text": "<i>" * 20_000}), "slide 2: the text has 60000 letters"),
        (slide(1, text={"text": "<i>" * 6_000 + "x"}), "slide 2: the text has HTML that is nested too deeply"),
        (storymap(slides=["x"]), 'slide 1 is "x"; it must be an object'),
        (storymap(slides=[]), '"slides" is empty; it must be a list of slides'),
        (storymap(slides=None), '"slides" is nothing; it must be a list of slides'),
        (storymap(map_type="zoomify"), "the map of this story is a picture (zoomify)"),
        (storymap(map_as_image=True), "the map of this story is a picture (zoomify)"),
        (
            storymap(slides=[{"text": {"headline": "One"}, "date": "1755"}]),
            "no slide has a place, and a step needs one; add latitude and longitude",
        ),
        (storymap(slides=[{"type": "overview"}]), "there is no slide to make a step of"),
    ],
)
def test_a_fault_of_a_story_map_has_its_sentence(change: Change, sentence: str) -> None:
    assert sentence in broken("storymapjs.json", change)


def test_a_fault_names_file_and_line_and_all_come_at_once() -> None:
    def change(value: Any) -> None:
        value["storymap"]["slides"][1]["location"]["lat"] = 138
        value["storymap"]["slides"][2]["location"].pop("lon")

    said = broken("storymapjs.json", change).splitlines()
    assert len(said) == 2
    text = json.dumps(document("storymapjs.json"), indent=1)
    line = text[: text.index('"name": "Lisbon"')].count("\n")
    assert said[0].startswith(f"file.json:{line}: slide 2: ")
    assert "slide 3: the longitude is missing" in said[1]
