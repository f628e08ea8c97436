"""What steps show of a story's drawings, and what is said where the two do not fit."""

from __future__ import annotations

from pathlib import Path

from narrative.story import load_story
from narrative.story.overlay_model import Use
from tests.drawings import DRAWING, FLOW, write_flow
from tests.narrative.story.test_flows import faults_of
from tests.stories import changed_story, line_of, write_story


def test_each_step_knows_what_its_map_shows(tmp_path: Path) -> None:
    story = load_story(write_flow(tmp_path))
    assert [step.draws for step in story.steps] == [(Use("letters"),), (Use("letters", "out"),), ()]
    assert [each.id for each in story.drawn] == ["letters"]
    assert story.drawn["letters"].words == "Letters over the lake (The Post Office)"


def test_a_story_without_drawings_has_none(tmp_path: Path) -> None:
    assert not load_story(write_story(tmp_path)).drawn


def test_another_number_in_the_table_is_another_version(tmp_path: Path) -> None:
    home = write_flow(tmp_path)
    before = load_story(home).version
    (home / "letters.csv").write_text((home / "letters.csv").read_text().replace("4000", "4001"))
    assert load_story(home).version != before


def test_a_drawing_that_no_step_names_and_one_that_nobody_has(tmp_path: Path) -> None:
    text = DRAWING.replace("[letters]", "[leters]").replace("{id: letters, only: out}", "leters") + FLOW
    faults = faults_of(write_flow(tmp_path, text))
    line = line_of(text, "flows: [leters]")
    assert f'story.yaml:{line}: step "the-letter": no flow "leters" under "flows"; did you mean "letters"?' in faults
    assert any('no step shows the flow "letters"; name it in a step or take it away' in each for each in faults)


def test_a_direction_a_work_and_a_file_that_are_not_there(tmp_path: Path) -> None:
    text = DRAWING.replace("only: out", "only: aut") + FLOW.replace("[almanac]", "[almanak]")
    faults = "\n".join(faults_of(write_flow(tmp_path, text)))
    assert 'flow "letters" has no direction "aut"; did you mean "out"?' in faults
    assert 'flow "letters": no work "almanak" under "works"; did you mean "almanac"?' in faults
    home = write_flow(tmp_path)
    (home / "letters.csv").unlink()
    assert 'flow "letters": there is no file "letters.csv" in the story\'s folder' in faults_of(home)[0]


def test_the_same_drawing_twice_in_a_step_and_the_same_id_twice(tmp_path: Path) -> None:
    faults = faults_of(write_flow(tmp_path, DRAWING.replace("[letters]", "[letters, letters]") + FLOW))
    assert 'step "the-letter": "letters" stands twice in "flows"; keep one' in faults[0]
    twice = FLOW + FLOW.removeprefix("flows:\n")
    assert any("the id stands on line" in each for each in faults_of(write_flow(tmp_path, DRAWING + twice)))


def test_keys_that_no_drawing_has_are_faults_with_the_nearest(tmp_path: Path) -> None:
    text = DRAWING + changed_story("    credit: The Post Office\n", "    credits: The Post Office\n", FLOW)
    faults = faults_of(write_flow(tmp_path, text))
    assert any('flow "letters": unknown key "credits"; did you mean "credit"?' in each for each in faults)
    assert any('flow "letters": missing "credit"; add it' in each for each in faults)
