"""The page Time line: the steps as told or as they happened, each date with its doubt in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrative.app.timeline_page import in_full, ordered, surety, table_of
from narrative.page.timeline import timeline_data
from narrative.story import Step, Story, load_story
from tests.app_pages import Open, component, links, said
from tests.stories import STORY, write_story


def test_the_time_line_is_by_date_until_the_reader_asks_for_the_telling(open_: Open, story: Story) -> None:
    app = open_("time-line")
    table = app.dataframe[0].value
    days = [day for day, sure in zip(table["From"], table["How sure"], strict=True) if sure == "To the day"]
    assert days == sorted(days)
    assert set(table["How sure"]) >= {"To the day", "Undated", "Approximate", "Within a month"}
    app.segmented_control[0].set_value("As told").run()
    assert list(app.dataframe[0].value["Told as"]) == list(range(1, len(story.steps) + 1))


def dated(tmp_path: Path, edtf: str, more: str = "") -> Step:
    """The second step of the small story under another date."""
    return load_story(write_story(tmp_path, STORY.replace("date: 1949-21", f'date: "{edtf}"{more}'))).steps[1]


@pytest.mark.parametrize(
    ("edtf", "short", "sentence"),
    [
        ("1949-05-14", "To the day", "To the day."),
        ("1949-05", "Within a month", "Within a month."),
        ("1949-02", "Within a month", "Within a month."),
        ("1949", "Within a year", "Within a year."),
        ("1949-21", "Within 92 days", "Within 92 days."),
        ("1949-05-14/1949-05-20", "Within 7 days", "Within 7 days."),
        ("1948/1949", "Within 731 days", "Within 731 days."),  # one of them a leap year
        ("../1949", "Open at one end", "Open at one end."),
        ("1949-05-14~", "Approximate", "Approximate in the source."),
        ("1949-05?", "Uncertain", "Uncertain in the source."),
        ("1949%", "Approximate and uncertain", "Approximate and uncertain in the source."),
    ],
)
def test_the_doubt_in_a_date_is_said_in_words(tmp_path: Path, edtf: str, short: str, sentence: str) -> None:
    step = dated(tmp_path, edtf)
    assert (surety(step), in_full(step)) == (short, sentence)


def test_a_date_that_the_source_does_not_give_says_whose_it_is(tmp_path: Path) -> None:
    step = dated(tmp_path, "1949", "\n    undated: true\n    date_note: No letter is dated.")
    assert (surety(step), in_full(step)) == ("Undated", "The source gives no date.")


def test_the_table_says_of_each_step_its_date_its_status_and_its_paragraphs(tmp_path: Path) -> None:
    lake = load_story(write_story(tmp_path))
    table = table_of(ordered(lake, happened=True))
    assert list(table["Step"]) == ["The denial", "The letter", "Reading on"]  # spring begins in March
    assert list(table["Told as"]) == [2, 1, 3]
    assert list(table["Status"]) == ["Reported", "Disputed", "Editor"]
    assert list(table["Source"].fillna("")) == ["¶2–3", "¶1", ""]
    assert list(table_of(ordered(lake, happened=False))["Told as"]) == [1, 2, 3]


def test_a_step_in_the_address_is_chosen_and_its_card_leads_into_the_story(open_: Open, tmp_path: Path) -> None:
    write_story(tmp_path)
    app = open_("time-line", tmp_path, moment="the-letter")
    assert [each.value for each in app.header] == ["The letter", "Take the steps along"]
    assert "**27 May 1949.** To the day." in said(app)
    assert "Disputed in the same source (¶1)." in said(app)
    assert "At Geneva and Evian." in said(app) and "With Anna Rochat." in said(app)
    assert links(app) == ["story=lake-crossing&step=the-letter"]


def test_the_time_line_is_drawn_of_the_same_data_as_the_pages_and_shows_what_is_chosen(
    open_: Open, tmp_path: Path
) -> None:
    lake = load_story(write_story(tmp_path))
    drawn = json.loads(component(open_("time-line", tmp_path, moment="the-letter"), "timeline").json)
    assert drawn["timeline"] == json.loads(json.dumps(timeline_data(lake)))
    assert drawn["step"] == "the-letter"
    assert (drawn["order"], drawn["ids"]) == ("date", ["the-denial", "the-letter", "read-on"])
    assert drawn["texts"]["the-letter"] == {"title": "The letter", "date": "27 May 1949"}
    assert json.loads(component(open_("time-line", tmp_path), "timeline").json)["step"] is None
