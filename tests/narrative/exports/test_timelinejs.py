"""A story as a timeline, checked against the documentation of TimelineJS."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from narrative.story import Story
from tests.exported import DATES, dated, timeline
from tests.hostile_story import HOSTILE


def test_a_timeline_has_every_step_once_and_says_its_number(story: Story) -> None:
    document = timeline(story)
    assert [event["unique_id"] for event in document["events"]] == [step.id for step in story.steps]
    assert document["title"]["unique_id"] not in {step.id for step in story.steps}
    for number, event in enumerate(document["events"], 1):
        assert f"Step {number} of {len(story.steps)}" in event["text"]["text"]


def test_a_timeline_is_grouped_by_who_says_so(lake: Story) -> None:
    assert [event["group"] for event in timeline(lake)["events"]] == ["Disputed", "Reported", "The editor’s"]


def test_the_html_of_a_timeline_can_do_nothing_but_be_read(lake: Story) -> None:
    document = timeline(lake)
    slides = [document["title"], *document["events"]]
    for slide in slides:
        for part in slide["text"].values():
            elements = etree.fromstring(f"<div>{part}</div>").iter()
            assert {each.tag for each in elements} <= {"div", "p", "em", "small", "blockquote"}
    headline = etree.fromstring(f"<div>{document['events'][1]['text']['headline']}</div>")
    assert headline.text == HOSTILE.replace('"quoted"', "“quoted”").replace("'", "’")
    assert "of Evian and Anna." in document["events"][0]["text"]["text"]
    assert "The Almanac of 1950" in document["events"][0]["text"]["text"]


@pytest.mark.parametrize(("edtf", "earliest", "latest", "start", "end", "words"), DATES)
def test_a_slide_starts_and_ends_as_precisely_as_its_date_was_written(
    tmp_path: Path,
    edtf: str,
    earliest: str | None,
    latest: str | None,
    start: tuple[int, ...],
    end: tuple[int, ...] | None,
    words: str,
) -> None:
    event = timeline(dated(tmp_path, edtf))["events"][1]
    keys = ("year", "month", "day")
    assert event["start_date"] == dict(zip(keys, start, strict=False))
    assert event.get("end_date") == (dict(zip(keys, end, strict=True)) if end else None)
    assert event["display_date"] == words


def test_the_title_slide_says_how_to_cite_the_story(lake: Story) -> None:
    text = timeline(lake)["title"]["text"]["text"]
    assert text.startswith("<p>Three letters and a boat.</p><p>To cite: ")
    assert "“A Boat on the Lake,” Gazette &amp; Courier, 3 February 1951, 7." in text


def test_a_slide_ends_with_who_says_it_where_and_at_which_places(lake: Story) -> None:
    told, denied, own = (event["text"]["text"] for event in timeline(lake)["events"])
    assert "<p><small>Step 1 of 3 · Disputed in the same source · ¶1 · " in told
    assert "¶2–3 · Lausanne, The lake and The line</small></p>" in denied
    assert "<small>Step 3 of 3 · The editor’s own remarks · =1+1" in own and "¶" not in own
