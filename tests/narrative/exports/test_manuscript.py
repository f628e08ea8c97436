"""The document read back: real headings, maps with their words, who says so, and links that lead somewhere."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import mammoth
import pytest

from narrative.exports.manuscript import manuscript
from narrative.story import Story, load_story
from tests.hostile_story import HOSTILE, hostile_story
from tests.pictures import pictures_of
from tests.stories import STORY, write_story

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_of(story: Story) -> bytes:
    return manuscript(story, pictures_of(story, 640, 360))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return docx.Document(io.BytesIO(body_of(load_story(write_story(tmp_path_factory.mktemp("document"))))))


def texts(document: Any, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_the_steps_and_the_sources_stand_under_real_headings(document: Any) -> None:
    assert texts(document, "Title") == ["The Lake Crossing"]
    assert texts(document, "Heading 1") == [
        "1. The letter",
        "2. The denial",
        "3. Reading on",
        "Places",
        "People",
        "Sources",
    ]
    assert "Anna Rochat" in texts(document, "Heading 2")


def test_each_map_has_its_words_and_stands_within_the_margins(document: Any) -> None:
    alts = [each.get("descr") for each in document.element.iter("{*}docPr")]
    assert alts == ["The map of The letter.", "The map of The denial.", "The map of Reading on."]
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert all(each.width <= room for each in document.inline_shapes)
    assert texts(document, "Caption")[0].partition(" Map: ")[0] == "Map of 27 May 1949."


def test_who_says_so_stands_under_each_step(document: Any) -> None:
    said = texts(document, "Who says so")
    assert any(each.endswith("A Boat on the Lake, ¶1.") for each in said)
    assert "Disputed by step 2, The denial." in said
    assert "The editor’s own remarks." in said
    assert texts(document, "Editor’s note") == ["Editor’s note, not in the source. It was a Friday."]


def test_every_link_within_the_document_leads_to_a_bookmark(document: Any) -> None:
    ends = {each.get(f"{W}name") for each in document.element.iter(f"{W}bookmarkStart")}
    links = [each.get(f"{W}anchor") for each in document.element.iter(f"{W}hyperlink") if each.get(f"{W}anchor")]
    assert ends == {"step_the_letter", "step_the_denial", "step_read_on"}
    assert set(links) == ends


def test_the_language_is_that_of_the_story(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, STORY.replace("language: en", "language: ko")))
    styles = docx.Document(io.BytesIO(body_of(story))).styles.element
    (lang,) = styles.findall(f".//{W}rPrDefault//{W}lang")
    assert {lang.get(f"{W}{each}") for each in ("val", "eastAsia", "bidi")} == {"ko"}


def test_another_reader_finds_the_text_under_its_headings(tmp_path: Path) -> None:
    html = mammoth.convert_to_html(io.BytesIO(body_of(hostile_story(tmp_path)))).value
    title = HOSTILE.replace('"quoted"', "“quoted”").replace("'", "’")
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"2. {escaped}</h1>" in html
    assert html.count("<img ") == 3


def test_the_first_story_has_its_statements_places_people_and_works(story: Story) -> None:
    document = docx.Document(io.BytesIO(body_of(story)))
    headings = texts(document, "Heading 1")
    assert headings[: len(story.steps)] == [f"{step.index + 1}. {step.title}".replace("'", "’") for step in story.steps]
    assert headings[len(story.steps) :] == ["Statements", "Places", "People", "Sources"]
    assert len(texts(document, "Heading 2")) == len(story.gazetteer.places) + len(story.people)
    whole = "\n".join(each.text for each in document.paragraphs)
    assert all(work.url in whole for work in story.works.values() if work.url)


def test_a_list_within_a_list_keeps_its_depth(tmp_path: Path) -> None:
    text = STORY.replace(
        "- text: It was a Friday.", "- text: |\n          It was:\n\n          - a Friday\n            - in May"
    )
    document = docx.Document(io.BytesIO(body_of(load_story(write_story(tmp_path, text)))))
    assert "a Friday" in texts(document, "List Bullet")
    assert texts(document, "List Bullet 2") == ["in May"]
