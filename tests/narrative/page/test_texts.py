"""What the templates of the page's text are given of steps, places, people and works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geo.gazetteer.certainties import CERTAINTIES
from narrative.page.story_map import basemap_of
from narrative.page.texts import appendix_context, step_context
from narrative.story import Story, load_story
from tests.hostile_story import HOSTILE, hostile_story
from tests.stories import places, write_story


def test_disputed_steps_and_those_that_dispute_them_link_to_each_other(story: Story, page_html: str) -> None:
    for step in story.steps:
        section = re.search(rf'<section class="step" id="{step.id}".*?</section>', page_html, re.DOTALL)
        assert section
        for other in (*step.disputed_by, *step.disputes):
            assert f'href="#{other}"' in section.group()


def test_each_step_says_its_date_paragraphs_and_status(story: Story, page_html: str) -> None:
    for step in story.steps:
        section = re.search(rf'<section class="step" id="{step.id}".*?</section>', page_html, re.DOTALL)
        assert section
        assert f'<time datetime="{step.date.edtf}">' in section.group()
        assert f'class="status" data-status="{step.status}"' in section.group()
        assert ("¶" in section.group()) == bool(step.paragraphs)


def test_each_step_says_in_words_what_its_map_shows(story: Story, page_html: str) -> None:
    said = re.findall(r'<p class="unseen map-words">(.*?)</p>', page_html)
    assert len(said) == len(story.steps) and all(words.startswith("The map shows") for words in said)


@pytest.fixture(scope="module")
def page_html(built: Path) -> str:
    return built.read_text(encoding="utf-8")


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    """The small story with hostile texts, a lake and a line to measure from."""
    return hostile_story(tmp_path)


def test_a_step_says_when_who_says_so_and_in_which_paragraph(lake: Story) -> None:
    letter, denial, own = (step_context(lake, step) for step in lake.steps)
    assert (letter["when"], letter["edtf"]) == ("27 May 1949", "1949-05-27")
    assert (letter["status_words"], letter["cited"]) == ("Disputed in the same source.", "A Boat on the Lake, ¶1.")
    assert (denial["when"], denial["cited"]) == ("Spring 1949", "A Boat on the Lake, ¶2–3.")
    assert denial["status_words"] == "Reported: a message that the authors relay."
    assert (own["when"], own["cited"]) == ("About 15 October 1949", "")
    assert own["status_words"] == "The editor’s own remarks"


def test_a_step_names_what_speaks_against_it_and_that_names_the_step(lake: Story) -> None:
    letter, denial, own = (step_context(lake, step)["against"] for step in lake.steps)
    assert [(each["id"], each["words"]) for each in letter] == [("the-denial", "Spoken against in:")]
    assert [(each["id"], each["words"], each["title"]) for each in denial] == [
        ("the-letter", "Speaks against:", "The letter")
    ]
    assert own == []


def test_a_steps_text_and_title_are_words_whatever_stands_in_them(lake: Story) -> None:
    letter, denial, _ = (step_context(lake, step) for step in lake.steps)
    assert str(letter["html"]).startswith("<p>The lake lies between the hills")
    assert '<a class="place-name" href="#place-evian" data-ref="evian">Evian</a>' in letter["html"]
    assert denial["title"] == HOSTILE.replace('"quoted"', "“quoted”").replace("'", "’")
    (note,) = letter["notes"]
    assert "“Friday” &amp; &lt;i&gt;1 &lt; 2&lt;/i&gt;" in note["html"]
    assert note["works"] == [{"id": "almanac", "short": "The Almanac of 1950"}]
    assert denial["shows"] == "The map shows Lausanne, The lake (less certain) and The line."


def test_the_lists_have_every_place_with_its_doubt_its_distance_and_its_steps(lake: Story) -> None:
    places = {each["id"]: each for each in appendix_context(lake, basemap_of(lake))["places"]}
    assert list(places) == ["geneva", "evian", "lausanne", "lake", "line"]
    assert (places["evian"]["doubtful"], places["evian"]["certainty_words"]) == (True, CERTAINTIES["uncertain"].title)
    assert places["evian"]["reason"] == HOSTILE
    assert not places["lausanne"]["doubtful"]
    # 46.52 - 46 degrees along a meridian, of which one is 111.15 km there.
    assert places["lausanne"]["distance"] == "58 km north of the line at its nearest."
    assert places["line"]["distance"] == ""
    assert [each["id"] for each in places["geneva"]["steps"]] == ["the-letter", "reading-on"]
    assert places["geneva"]["count"] == "2 steps, 1 message"
    assert [each["when"] for each in places["geneva"]["steps"]] == ["27 May 1949", "about 15 October 1949"]
    names = [(each["language"], each["toponym"], each["where"]) for each in places["geneva"]["names"]]
    assert ("Korean", "제네바", "") in names


def test_todays_name_stands_only_where_it_is_another_one(tmp_path: Path) -> None:
    document = places()
    for feature, modern in zip(document["features"], ("Genève", "Evian", None), strict=True):
        feature["properties"]["modern"] = modern
    document["features"][0]["names"][0]["paragraphs"] = [2, 3]
    told = load_story(write_story(tmp_path, gazetteer=document))
    found = appendix_context(told, basemap_of(told))["places"]
    assert [each["modern"] for each in found] == ["Genève", None, None]
    assert found[0]["names"][0]["where"] == "so in ¶2–3"


def test_the_lists_have_people_with_their_role_and_steps_and_every_work(lake: Story) -> None:
    context = appendix_context(lake, basemap_of(lake))
    (anna,) = context["people"]
    assert (anna["name"], anna["role"], anna["written"]) == ("Anna Rochat", "Ferrywoman", ("A. Rochat",))
    assert (anna["count"], [each["id"] for each in anna["steps"]]) == ("1 step, 1 message", ["the-letter"])
    assert [each.citation for each in context["works"]] == ["The Almanac of 1950"]
    assert context["source_words"].startswith("After “A Boat on the Lake” by Anna Rochat and Rochat and Sons, ")
