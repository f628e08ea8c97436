"""The page People: who is in the story, and in which of its steps."""

from __future__ import annotations

from pathlib import Path

from narrative.story import Story
from tests.app_pages import Open, links, said
from tests.stories import STORY, write_story


def test_a_person_is_followed_through_the_story(open_: Open, story: Story) -> None:
    app = open_("people", person="tunkin")
    assert app.header[0].value == story.people["tunkin"].name
    steps = [step.id for step in story.steps if "tunkin" in step.people]
    assert [each.rpartition("=")[2] for each in links(app)] == steps
    assert f"**{len(steps)} step" in said(app)


def test_a_persons_card_has_role_spellings_and_what_moves_in_their_steps(open_: Open, tmp_path: Path) -> None:
    write_story(tmp_path)
    app = open_("people", tmp_path, person="anna")
    assert app.header[0].value == "Anna Rochat"
    assert "Ferrywoman." in said(app)
    assert "Written “A. Rochat” in the source." in said(app)
    assert "**1 step, 1 message**" in said(app)
    assert links(app) == ["story=lake-crossing&step=the-letter"]


def test_the_table_has_a_row_for_each_person_with_the_first_date(open_: Open, tmp_path: Path) -> None:
    table = open_("people", write_story(tmp_path).parent).dataframe[0].value
    assert table.to_dict("records") == [
        {"Person": "Anna Rochat", "Role": "Ferrywoman", "Steps": 1, "First": "27 May 1949"}
    ]


def test_nobody_is_chosen_until_somebody_is(open_: Open, story: Story) -> None:
    app = open_("people", person="nobody")
    assert links(app) == []
    assert "Choose a person in the table" in said(app)


def test_a_story_without_people_has_no_table(open_: Open, tmp_path: Path) -> None:
    people = STORY[STORY.index("people:\n") : STORY.index("works:\n")]
    text = STORY.replace(people, "").replace("    people: [anna]\n", "").replace("[Anna](person:anna)", "Anna")
    write_story(tmp_path, text)
    app = open_("people", tmp_path)
    assert len(app.dataframe) == 0
    assert said(app) == "Nobody is named in this story."
