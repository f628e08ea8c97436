"""What a story answers about itself, each number checkable by hand on the invented story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from narrative.story import Step, Story, load_story
from tests.stories import STORY, write_story

MARCH = "    links:\n      - {from: geneva, to: evian, kind: message, label: a letter}\n"


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    """The letter goes from Geneva to Evian with Anna in it; the denial is at Lausanne, the editor's step at Geneva."""
    return load_story(write_story(tmp_path))


def ids(steps: Sequence[Step]) -> list[str]:
    return [step.id for step in steps]


def with_links(tmp_path: Path, *links: str) -> Story:
    """The invented story with other links in its first step."""
    assert MARCH in STORY
    return load_story(write_story(tmp_path, STORY.replace(MARCH, "".join(["    links:\n", *links]))))


def test_steps_are_at_the_places_that_their_maps_light(lake: Story) -> None:
    assert ids(lake.steps_at("geneva")) == ["the-letter", "read-on"]
    assert ids(lake.steps_at("lausanne")) == ["the-denial"]
    assert lake.steps_at("nowhere") == ()


def test_the_end_of_a_link_is_lit_though_the_step_does_not_list_it(tmp_path: Path) -> None:
    story = with_links(tmp_path, "      - {from: lausanne, to: geneva, kind: journey}\n")
    assert story.steps[0].places == ("geneva", "evian")
    assert story.steps[0].lit_places == ("geneva", "evian", "lausanne")
    assert ids(story.steps_at("lausanne")) == ["the-letter", "the-denial"]


def test_a_place_that_only_a_text_or_a_camera_names_is_not_where_the_step_is(tmp_path: Path) -> None:
    seen = STORY.replace("of each other, says", "of [Evian](place:evian), says", 1).replace(
        "  - id: the-denial\n", "  - id: the-denial\n    camera: {places: [evian]}\n"
    )
    story = load_story(write_story(tmp_path, seen))
    assert story.step("the-denial").camera_places == ("evian",)
    assert "place:evian" in story.step("the-denial").text
    assert ids(story.steps_at("evian")) == ["the-letter"]


def test_a_person_has_the_journeys_and_messages_of_their_steps_and_a_place_all_that_begins_or_ends_there(
    tmp_path: Path,
) -> None:
    story = with_links(
        tmp_path,
        "      - {from: geneva, to: evian, kind: message}\n",
        "      - {from: evian, to: geneva, kind: journey}\n",
        "      - {from: lausanne, to: evian, kind: movement}\n",
    )
    assert ids(story.steps_with("anna")) == ["the-letter"]
    assert [link.kind for link in story.moves_with("anna")] == ["message", "journey"]
    assert story.tally_with("anna").words == "1 step, 1 journey, 1 message"
    assert story.tally_at("evian").words == "1 step, 1 journey, 1 message, 1 movement of troops"
    assert story.tally_at("geneva").words == "2 steps, 1 journey, 1 message"
    assert story.tally_at("lausanne").words == "2 steps, 1 movement of troops"


def test_the_first_story_counted_by_hand(story: Story) -> None:
    assert story.tally_with("shtykov").words == "11 steps, 2 journeys, 5 messages"
    assert story.tally_with("kim-il-sung").words == "17 steps, 5 journeys, 7 messages"
    assert story.tally_at("mukden").words == "1 step, 1 movement of troops"
    assert story.tally_at("parallel-38").words == "11 steps, 1 message"
    assert story.tally_at("kanggye").words == "no steps"  # the reading that is not taken


def test_a_step_is_asked_for_by_its_id(lake: Story) -> None:
    assert lake.step("the-denial") is lake.steps[1]
    assert lake.cover_step is lake.steps[0]
    with pytest.raises(KeyError):
        lake.step("the-deniall")


def test_paragraphs_know_the_steps_that_rest_on_them(lake: Story) -> None:
    assert [ids(lake.steps_citing(number)) for number in (1, 2, 3, 4)] == [
        ["the-letter"],
        ["the-denial"],
        ["the-denial"],
        [],
    ]


def test_what_is_in_doubt_is_known(lake: Story, story: Story) -> None:
    assert (ids(lake.disputed_steps), ids(lake.steps_of_status("reported"))) == (["the-letter"], ["the-denial"])
    assert lake.doubtful_places == () and lake.reference is None
    assert [place.id for place in story.doubtful_places] == [
        place.id for place in story.gazetteer.places.values() if place.certainty in ("less-certain", "uncertain")
    ]
    assert story.reference and story.reference.title == "38th Parallel"
