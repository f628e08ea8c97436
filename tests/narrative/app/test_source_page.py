"""The page Source: a reader's own copy is looked at, and shown with every mark where it is the text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from narrative.app.said import plain
from narrative.app.source_page import text_key, variable_of
from narrative.source.annotations import load_annotations
from narrative.story import load_story
from tests.annotated import TEXT, sha256_of, write_annotated_story
from tests.app_pages import Open, component, turn
from tests.stories import write_story


def upload(app: AppTest, data: bytes) -> AppTest:
    app.file_uploader[0].set_value(("boat.txt", data, "text/plain")).run()
    assert not app.exception
    return app


def test_the_very_text_is_shown_with_every_mark_and_its_paragraphs_lead_to_steps(open_: Open, lake: Path) -> None:
    app = upload(open_("source", lake), TEXT.encode())
    assert not app.error
    shown = json.loads(component(app, "source").json)
    assert "This is the very text" in shown["verdict"]
    numbered = {block["number"]: block for block in shown["blocks"] if block["number"]}
    assert {number: block["steps"] for number, block in numbered.items()} == {
        1: ["the-letter"],
        2: ["the-denial"],
        3: ["the-denial"],
    }
    marks = [run for block in shown["blocks"] for run in block["runs"] if isinstance(run, dict)]
    assert len(marks) == len(load_annotations(lake / "lake-crossing" / "annotations.jsonld").marks)
    assert {mark["form"] for mark in marks} == {"toponym", "demonym", "person", "date"}
    assert len(app.file_uploader) == 0


def test_a_copy_with_other_line_ends_and_quotes_is_the_same_text(open_: Open, lake: Path) -> None:
    copy = TEXT.replace('"', "”").replace("\n", "\r\n")
    app = upload(open_("source", lake), copy.encode("utf-16"))
    words = json.loads(component(app, "source").json)["verdict"]
    assert "it is the same text" in words
    assert sha256_of(TEXT)[:12] in words
    assert sha256_of(copy)[:12] in words


def test_another_text_is_refused_in_one_sentence(open_: Open, lake: Path) -> None:
    app = upload(open_("source", lake), b"Quite another text, of nobody and nowhere. " * 9)
    assert [each.value.split(":")[0] for each in app.error] == ["This is another text"]
    assert "\n" not in app.error[0].value
    assert len(app.file_uploader) == 1
    assert "source-text-lake-crossing" not in app.session_state


def test_what_is_no_text_or_too_long_is_refused_in_one_sentence(open_: Open, lake: Path) -> None:
    assert upload(open_("source", lake), bytes(99)).error[0].value.startswith("This file is no plain text.")
    assert upload(open_("source", lake), b"a" * 1_000_001).error[0].value.startswith("This file has 1.0 MB.")


def test_the_text_stays_when_the_reader_turns_pages_and_goes_when_it_is_put_away(open_: Open, lake: Path) -> None:
    app = upload(open_("source", lake), TEXT.encode())
    turn(turn(app, "places"), "source")
    assert component(app, "source")
    next(each for each in app.sidebar.button if each.label == "Put the text away").click().run()
    assert len(app.file_uploader) == 1
    assert "source-text-lake-crossing" not in app.session_state


def test_an_operator_may_name_the_file(open_: Open, lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = load_story(lake / "lake-crossing")
    assert variable_of(story) == "NARRATIVE_MAP_SOURCE_LAKE_CROSSING"
    (lake / "boat.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv(variable_of(story), str(lake / "boat.txt"))
    app = open_("source", lake)
    assert text_key(story) in app.session_state
    assert component(app, "source")


def test_an_operators_file_that_is_not_there_is_a_sentence_without_its_path(
    open_: Open, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NARRATIVE_MAP_SOURCE_LAKE_CROSSING", str(lake / "gone.txt"))
    app = open_("source", lake)
    sentence = "The file that NARRATIVE_MAP_SOURCE_LAKE_CROSSING names cannot be shown: it cannot be read."
    assert [each.value for each in app.error] == [plain(sentence)]
    assert len(app.file_uploader) == 1


def test_a_source_in_the_story_s_folder_is_open_without_an_upload(open_: Open, lake: Path) -> None:
    (lake / "lake-crossing" / "source.txt").write_bytes(TEXT.encode())
    app = open_("source", lake)
    shown = json.loads(component(app, "source").json)
    assert "This is the very text" in shown["verdict"]
    assert any(isinstance(run, dict) for block in shown["blocks"] for run in block["runs"])
    assert len(app.file_uploader) == 0
    assert "Put the text away" not in [each.label for each in app.sidebar.button]


def test_another_text_in_the_story_s_folder_is_a_sentence(open_: Open, lake: Path) -> None:
    (lake / "lake-crossing" / "source.txt").write_text("Quite another text, of nobody. " * 9, encoding="utf-8")
    app = open_("source", lake)
    assert app.error[0].value.startswith("The file source.txt of this story cannot be shown: This is another text")


def test_a_source_without_annotations_is_shown_by_its_paragraphs(open_: Open, tmp_path: Path) -> None:
    home = write_story(tmp_path)
    (home / "source.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    shown = json.loads(component(open_("source", tmp_path), "source").json)
    numbered = {block["number"]: block for block in shown["blocks"] if block["number"]}
    assert {number: block["steps"] for number, block in numbered.items()} == {
        1: ["the-letter"],
        2: ["the-denial"],
        3: ["the-denial"],
    }
    assert numbered[1]["runs"][0].startswith("On 27 May 1949") and numbered[3]["runs"][0].endswith("never paid.")
    assert shown["verdict"] == "This is the text in the story’s folder. Nobody has marked its names yet."


def test_a_story_without_annotations_says_so(open_: Open, tmp_path: Path) -> None:
    write_story(tmp_path)
    app = open_("source", tmp_path)
    assert app.info[0].value.startswith("Nobody has marked this story’s source yet")
    assert len(app.file_uploader) == 0


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A folder with the invented story and the annotations of its source."""
    folder = tmp_path / "lake"
    folder.mkdir()
    write_annotated_story(folder)
    return folder
