"""What the templates of the page's text are given of steps, places, people and works."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from geo.gazetteer.certainties import CERTAINTIES
from narrative.page.story_map import basemap_of
from narrative.page.texts import appendix_context, entries, step_context
from narrative.story import Story, load_story
from tests.hostile_story import HOSTILE, hostile_story
from tests.stories import STORY, places, write_story


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
        when = "<span>No date</span>" if step.undated else f'<time datetime="{step.date.edtf}">'
        assert f'<p class="when">{when}' in section.group()
        assert f'class="status" data-status="{step.sign.status}"' in section.group()
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
    assert [each["id"] for each in places["geneva"]["steps"]] == ["the-letter", "read-on"]
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


def test_the_hands_through_which_the_source_came_are_a_chain(tmp_path: Path) -> None:
    hands = "  hands:\n    - {what: A diary, date: 1949, note: Lost.}\n    - {what: A newspaper}\n  paragraphs: 3"
    story = load_story(write_story(tmp_path, STORY.replace("  paragraphs: 3", hands)))
    assert appendix_context(story, basemap_of(story))["hands"] == [
        {"what": "A diary", "edtf": "1949", "when": "1949", "note": "Lost."},
        {"what": "A newspaper", "edtf": None, "when": None, "note": None},
    ]


@pytest.fixture
def shore(tmp_path: Path) -> Story:
    """The small story as it is, with an apostrophe in a title."""
    return load_story(write_story(tmp_path, STORY.replace("title: The denial", "title: The lake's denial")))


def test_a_step_is_told_whole_to_its_template(shore: Story) -> None:
    told = step_context(shore, shore.steps[0])
    html = told.pop("html")
    assert html.startswith("<p>The lake lies between the hills")
    notes = told.pop("notes")
    assert [each["works"] for each in notes] == [[{"id": "almanac", "short": "The Almanac of 1950"}]]
    assert told == {
        "id": "the-letter",
        "index": 0,
        "papers": 0,
        "terms": [],
        "drawn": [],
        "readings": [],
        "silent": [],
        "title": "The letter",
        "edtf": "1949-05-27",
        "when": "27 May 1949",
        "date_note": None,
        "place_note": "",
        "status": "disputed",
        "status_words": "Disputed in the same source.",
        "cited": "A Boat on the Lake, ¶1.",
        "against": [{"id": "the-denial", "title": "The lake’s denial", "words": "Spoken against in:"}],
        "shows": "The map shows Geneva and Evian. Arrows: a message from Geneva to Evian: a letter (disputed).",
        "claims": [],
    }


def test_what_speaks_against_a_step_says_so_and_a_short_name_of_the_source_stands_for_it(shore: Story) -> None:
    told = step_context(replace(shore, source=shore.source.model_copy(update={"short": "the boat"})), shore.steps[1])
    assert told["against"] == [{"id": "the-letter", "title": "The letter", "words": "Speaks against:"}]
    assert (told["when"], told["cited"]) == ("Spring 1949", "The boat, ¶2–3.")
    assert told["status_words"] == "Reported: a message that the authors relay."


def test_the_editor_s_own_step_cites_nothing_or_says_on_what_it_is(shore: Story) -> None:
    closing = shore.steps[2]
    told = step_context(shore, closing)
    assert (told["cited"], told["against"], told["notes"]) == ("", [], [])
    assert told["when"] == "About 15 October 1949"
    assert step_context(shore, replace(closing, paragraphs=(2,)))["cited"] == "On ¶2."
    assert told["status_words"] == "The editor’s own remarks"


def test_the_appendix_names_each_place_with_its_names_its_count_and_its_steps(tmp_path: Path) -> None:
    document = places()
    document["features"][0]["properties"]["modern"] = "Genève"
    document["features"][1]["properties"]["modern"] = "Evian"
    document["features"][0]["names"][0]["paragraphs"] = [1, 2]
    story = load_story(write_story(tmp_path, STORY.replace("[geneva, evian]", "[geneva]"), document))
    told = appendix_context(story, basemap_of(story))
    geneva, evian, _ = told["places"]
    assert geneva == {
        "id": "geneva",
        "title": "Geneva",
        "modern": "Genève",
        "description": "",
        "reason": None,
        "doubtful": False,
        "certainty_words": "Location certain",
        "rivals": [],
        "country": None,
        "readings": [],
        "distance": "",
        "names": [{"language": "English", "lang": "en", "toponym": "Geneva", "where": "so in ¶1–2"}],
        "addresses": (("Wikidata", "https://www.wikidata.org/wiki/Q71"),),
        "count": "2 steps, 1 message",
        "steps": [
            {"id": "the-letter", "title": "The letter", "edtf": "1949-05-27", "when": "27 May 1949"},
            {"id": "read-on", "title": "Reading on", "edtf": "1949-10-15~", "when": "about 15 October 1949"},
        ],
    }
    assert (evian["modern"], evian["count"], evian["names"][0]["where"]) == (None, "1 step, 1 message", "")
    assert [each["id"] for each in evian["steps"]] == ["the-letter"]  # an end of its link


def test_the_appendix_names_each_person_work_and_the_source(shore: Story) -> None:
    told = appendix_context(shore, basemap_of(shore))
    assert told["people"] == [
        {
            "id": "anna",
            "name": "Anna Rochat",
            "role": "Ferrywoman",
            "written": ("A. Rochat",),
            "count": "1 step, 1 message",
            "note": None,
            "steps": [{"id": "the-letter", "title": "The letter", "edtf": "1949-05-27", "when": "27 May 1949"}],
        }
    ]
    assert [work.id for work in told["works"]] == ["almanac"]
    assert told["claims"] == [] and told["story"] is shore
    assert told["attribution"] == basemap_of(shore).attribution
    assert "Anna Rochat" in told["source_words"]


def test_a_rival_is_named_by_its_title(tmp_path: Path) -> None:
    document = places()
    document["features"][0]["relations"] = [{"relationType": "rival", "relationTo": "urn:narrative-map:place:evian"}]
    story = load_story(write_story(tmp_path, gazetteer=document))
    told = appendix_context(story, basemap_of(story))
    assert told["places"][0]["rivals"] == [{"id": "evian", "title": "Evian"}]


def test_steps_are_listed_with_typographic_titles(shore: Story) -> None:
    assert entries(shore.steps[1:2]) == [
        {"id": "the-denial", "title": "The lake’s denial", "edtf": "1949-21", "when": "spring 1949"}
    ]


def test_a_step_that_nothing_disputes_leads_to_no_claim(tmp_path: Path) -> None:
    claim = (
        "claims:\n  - id: who\n    title: Who?\n    sides:\n"
        "      - {speaker: anna, step: the-letter, paragraphs: [1], status: stated, says: I.}\n"
        "      - {speaker: authors, step: the-denial, paragraphs: [2], status: stated, says: She.}\n"
        "    judgement: {open: true, text: Open.}\n"
    )
    disputed = load_story(write_story(tmp_path, STORY + claim))
    assert step_context(disputed, disputed.steps[0])["claims"] == [{"id": "who", "title": "Who?"}]
    peace = STORY.replace("    status: disputed\n    disputed_by: [the-denial]\n", "    status: stated\n")
    story = load_story(write_story(tmp_path, peace + claim))
    assert step_context(story, story.steps[0])["claims"] == []
