"""The app's pages beside the story, run without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from geo.basemap.reader import Basemap, load_basemap
from geo.gazetteer.reader import Place
from narrative.app import places_page
from narrative.app.claims_page import said_by
from narrative.app.source_page import text_key, variable_of
from narrative.exports.cite import citation
from narrative.exports.registry import EXPORTS
from narrative.source.annotations import load_annotations
from narrative.story import Story, load_story
from tests.annotated import TEXT, sha256_of, write_annotated_story
from tests.narrative.app.test_app import component, script
from tests.stories import write_story

PAGES = ["places", "people", "time-line", "claims", "source", "about"]
Open = Callable[..., AppTest]


@pytest.fixture
def open_(stories: Path) -> Open:
    """``open_(page, **query)``: that page of the app on a copy of the first story; `folder` for another."""

    def run(page: str, folder: Path = stories, **query: str) -> AppTest:
        app = AppTest.from_function(script, args=(str(folder),), default_timeout=60)
        return turn(app, page, **query)

    return run


def turn(app: AppTest, page: str, **query: str) -> AppTest:
    """Go to another page, as the list of pages does: what was in the address is gone."""
    app._page_hash = calc_hash(page)  # switch_page knows pages that are files, ours are functions
    app.query_params.clear()
    app.query_params.update(query)
    app.run()
    assert not app.exception
    return app


def links(app: AppTest) -> list[str]:
    """The queries of the links to steps."""
    found: Any = app.get("page_link")
    return [each.proto.query_string for each in found]


def offered(app: AppTest) -> list[str]:
    found: Any = app.get("download_button")
    return [each.proto.label for each in found]


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_and_no_sidebar(open_: Open, page: str) -> None:
    app = open_(page)
    assert len(app.title) == 1
    assert not app.sidebar.title


def test_a_place_in_the_address_is_chosen_and_its_card_leads_to_its_steps(open_: Open, story: Story) -> None:
    app = open_("places", place="mukden")
    assert app.header[0].value == "Mukden"
    assert "Today Shenyang." in said(app)
    assert "Mukden (English, so in ¶4)" in said(app)
    assert "km north of the 38th Parallel" in said(app)
    steps = [step.id for step in story.steps if "mukden" in step.places]
    assert links(app) == [f"story={story.slug}&step={step}" for step in steps]
    assert json.loads(app.code[0].value)["id"] == "mukden"
    assert json.loads(component(app, "maps").json)["chosen"] == "mukden"


def test_the_table_of_places_holds_them_all_and_numbers_sort_as_numbers(open_: Open, story: Story) -> None:
    table = open_("places").dataframe[0].value
    assert list(table["Place"]) == [place.title for place in story.gazetteer.places.values()]
    distances = table["km from the 38th Parallel"]
    assert distances.dtype == "Int64"
    assert distances[list(table["Place"]).index("Moscow")] > 6000
    assert distances.isna()[0]


def test_an_unknown_place_in_the_address_chooses_none(open_: Open) -> None:
    app = open_("places", place="nowhere")
    assert links(app) == []
    assert "Choose a place in the table" in said(app)


def test_the_maps_of_two_stories_that_are_read_in_turn_are_drawn_once_each(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(places: Iterable[Place], basemap: Basemap) -> list[dict[str, Any]]:
        drawn.append(next(iter(places)).id)
        return []

    monkeypatch.setattr(places_page, "places_maps", draw)
    places_page.maps_of.clear()
    lake = load_story(write_story(tmp_path))
    for each in (story, lake, story, lake):
        places_page.maps_of(each.slug, '"tag"', each)
    places_page.maps_of(lake.slug, '"another tag"', lake)
    assert drawn == [next(iter(story.gazetteer.places)), "geneva", "geneva"]
    places_page.maps_of.clear()


def test_a_person_is_followed_through_the_story(open_: Open, story: Story) -> None:
    app = open_("people", person="tunkin")
    assert app.header[0].value == story.people["tunkin"].name
    steps = [step.id for step in story.steps if "tunkin" in step.people]
    assert [each.rpartition("=")[2] for each in links(app)] == steps
    assert f"**{len(steps)} step" in said(app)


def test_the_time_line_is_by_date_until_the_reader_asks_for_the_telling(open_: Open, story: Story) -> None:
    app = open_("time-line")
    table = app.dataframe[0].value
    days = [day for day, sure in zip(table["From"], table["How sure"], strict=True) if sure == "To the day"]
    assert days == sorted(days)
    assert set(table["How sure"]) >= {"To the day", "Undated", "Approximate", "Within a month"}
    app.segmented_control[0].set_value("As told").run()
    assert list(app.dataframe[0].value["Told as"]) == list(range(1, len(story.steps) + 1))


def test_every_disputed_step_stands_beside_what_disputes_it(open_: Open, story: Story) -> None:
    app = open_("claims")
    for step in (step for step in story.steps if step.disputed_by):
        assert f"story={story.slug}&step={step.id}" in links(app)
        assert all(f"story={story.slug}&step={other}" in links(app) for other in step.disputed_by)


def test_a_claim_names_who_says_it_to_whom_and_through_whom(story: Story) -> None:
    side = SimpleNamespace(speaker="kim-il-sung", hearer="shtykov", via=None)
    assert said_by(story, side) == "Kim Il Sung, to Terenty Shtykov"
    side = SimpleNamespace(speaker="authors", hearer=None, via="pyongyang")
    assert said_by(story, side) == "The authors, through Pyongyang"


def test_about_cites_the_story_names_whose_data_it_uses_and_offers_every_format(open_: Open, story: Story) -> None:
    app = open_("about")
    assert app.code[0].value.startswith(citation(story)[:60])
    assert app.code[1].value.startswith(f"@misc{{{story.slug},")
    assert all(layer.licence in said(app).replace("\\", "") for layer in load_basemap().layers)
    assert offered(app) == [*(each.label for each in EXPORTS.values()), "Annotations, as JSON-LD (W3C Web Annotations)"]


def test_the_story_opens_again_where_the_reader_left_it(open_: Open, story: Story) -> None:
    app = turn(open_("places"), "")
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[4].id}
    app.run()
    assert json.loads(component(app, "frame").json)["step"] is None
    back = turn(turn(app, "about"), "")
    assert json.loads(component(back, "frame").json)["step"] == story.steps[4].id


def test_it_does_so_though_the_page_between_was_left_before_it_was_drawn(
    open_: Open, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = turn(open_("places"), "")
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[4].id}
    monkeypatch.setattr("narrative.app.app.show_about_page", lambda shown: st.stop())
    back = turn(turn(app, "about"), "")
    assert json.loads(component(back, "frame").json)["step"] == story.steps[4].id


def test_a_step_in_the_address_comes_before_the_one_left(open_: Open, story: Story) -> None:
    app = turn(open_("places"), "")
    app.session_state[f"story-{story.slug}"] = {"step": story.steps[4].id}
    app.run()
    asked = turn(turn(app, "people"), "", step=story.steps[9].id)
    assert json.loads(component(asked, "frame").json)["step"] == story.steps[9].id


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A folder with the invented story and the annotations of its source."""
    folder = tmp_path / "lake"
    folder.mkdir()
    write_annotated_story(folder)
    return folder


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
    assert [each.value for each in app.error] == [sentence]
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
