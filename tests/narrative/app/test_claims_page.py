"""The page Claims: who says what, and what speaks against it."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

from narrative.app.claims_page import excerpt, facts, places_of, said_by
from narrative.story import Story, load_story
from tests.app_pages import Open, links, said
from tests.stories import write_story


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


def test_a_step_says_when_who_where_in_the_source_and_whose_word_it_is(tmp_path: Path) -> None:
    lake = load_story(write_story(tmp_path))
    assert facts(lake, lake.steps[0]) == ["**27 May 1949**", "Anna Rochat", "¶1", "Disputed in the same source"]
    assert facts(lake, lake.steps[1]) == [
        "**spring 1949**",
        "¶2–3",
        "Reported: a message that the authors relay",
    ]
    assert facts(lake, lake.steps[2]) == ["**about 15 October 1949**", "The editor’s own remarks"]


def test_a_long_text_is_cut_between_words_and_without_a_comma_before_the_dots() -> None:
    assert excerpt("Two lines\nof a  text.") == "Two lines of a text."
    assert excerpt("x" * 220) == "x" * 220
    cut = excerpt("word, " * 60)
    assert cut.endswith("word…") and 200 < len(cut) <= 221


def test_a_story_without_claims_says_what_is_disputed_and_what_only_reported(open_: Open, tmp_path: Path) -> None:
    write_story(tmp_path)
    app = open_("claims", tmp_path)
    assert "1 step of 3 is disputed within the source itself; 1 is reported." in said(app)
    assert [each.value for each in app.header] == [
        "Steps that others speak against",
        "Reported: messages that the authors relay",
    ]
    assert [each.rpartition("=")[2] for each in links(app)] == ["the-letter", "the-denial", "the-denial"]


def test_a_claim_has_the_places_of_its_sides_on_a_small_map(open_: Open, story: Story) -> None:
    app = open_("claims")
    protos = [each.proto for each in app.main if each.type == "bidi_component"]
    maps = [json.loads(each.json) for each in protos if each.component_name == "narrative_map_atlas"]
    assert len(maps) == len(story.claims)
    assert all(each["still"] for each in maps)
    ongjin = next(each for each in story.claims if each.id == "fighting-on-the-parallel")
    assert {"ongjin", "parallel-38"} <= set(places_of(story, ongjin))
    assert maps[list(story.claims).index(ongjin)]["places"] == places_of(story, ongjin)
