"""A step in plain words: its blocks, who says so, what speaks against it, and its statements."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from narrative.exports.told import Run, blocks, statement_lines, told
from narrative.story import Story, load_story
from tests.stories import STORY, write_story


def test_a_disputed_step_says_who_says_so_and_what_speaks_against_it(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    letter, denial, own = (told(story, step) for step in story.steps)
    assert (letter.number, letter.title, letter.when) == (1, "The letter", "27 May 1949")
    assert letter.whose.endswith("A Boat on the Lake, ¶1.")
    assert [each.text for each in letter.against] == ["Disputed by step 2, The denial."]
    assert Run("step 2", step="the-denial") in letter.against[0].runs
    assert [each.text for each in denial.against] == ["Disputes step 1, The letter."]
    assert own.whose == "The editor’s own remarks."
    assert letter.notes == (((blocks("It was a Friday.")[0],), "The Almanac of 1950"),)
    assert letter.shows.startswith("Map of 27 May 1949. Lit: Geneva")
    assert letter.caption == "Map of 27 May 1949."


def test_steps_that_dispute_one_stand_in_one_line(tmp_path: Path) -> None:
    text = STORY.replace("disputed_by: [the-denial]", "disputed_by: [the-denial, read-on]")
    story = load_story(write_story(tmp_path, text))
    (line,) = told(story, story.steps[0]).against
    assert line.text == "Disputed by step 2, The denial; step 3, Reading on."


def test_words_that_name_a_step_lead_there_and_those_of_places_do_not(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path))
    assert [run.step for run in told(story, story.steps[1]).blocks[0].runs] == ["", "the-letter", ""]
    assert [run.step + run.url for run in told(story, story.steps[0]).blocks[0].runs] == [""]


def test_a_break_that_is_meant_is_kept() -> None:
    assert blocks("One\\\ntwo\nthree.")[0].text == "One\ntwo three."


def test_numbered_items_and_a_quotation_within_an_item() -> None:
    found = blocks("1. a\n2. b\n\n   > c")
    assert [(each.kind, each.depth, each.text) for each in found] == [
        ("number", 0, "a"),
        ("number", 0, "b"),
        ("quote", 0, "c"),
    ]


def test_signs_that_xml_forbids_are_replaced(tmp_path: Path) -> None:
    story = load_story(write_story(tmp_path, STORY.replace("title: The letter", 'title: "The\\uFFFEletter"')))
    assert told(story, story.steps[0]).title == "The�letter"
    assert blocks("a\x0bb")[0].text == "a�b"


def test_a_statement_says_who_says_it_to_whom_and_what_it_rests_on(story: Story) -> None:
    line, _ = statement_lines(story, "terrible-fighting")
    assert "¶11; said by Unnamed informants to Terenty Shtykov." in line
    line, _ = statement_lines(story, "ongjin-cut-off")
    assert line.endswith("Rests on Bruce Cumings, The Origins of the Korean War, vol. II, 1990.")


def test_the_editors_statements_are_marked_once_each(story: Story) -> None:
    runs = told(story, story.step("fighting-at-ongjin")).blocks[0].runs
    marked = [after.text[:13] for mark, after in pairwise(runs) if mark.mark]
    assert marked == ["The peninsula", "in August Kim"]


def test_the_witnesses_of_a_statement_are_lines_with_their_verdicts(story: Story) -> None:
    witnessed = next(id for id in story.statements if story.witnesses_of(id))
    _, witnesses = statement_lines(story, witnessed)
    assert len(witnesses) == len(story.witnesses_of(witnessed))
    assert all(": " in each for each in witnesses)
