"""Which steps a call names."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.pictures.chosen_steps import choose_steps
from narrative.story import Story, load_story
from tests.stories import write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path))


ALL = ["the-letter", "the-denial", "read-on"]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (None, ALL),
        ("the-denial", ["the-denial"]),
        ("2", ["the-denial"]),
        ("2-3", ALL[1:]),
        ("2..3", ALL[1:]),
        ("the-denial..read-on", ALL[1:]),
        ("2..", ALL[1:]),
        ("..the-denial", ALL[:2]),
        ("..", ALL),
        ("read-on, the-letter", ["the-letter", "read-on"]),
        ("1,1-2,the-letter", ALL[:2]),
    ],
)
def test_ids_numbers_and_ranges_name_steps_in_the_order_of_telling(lake: Story, wanted: str, ids: list[str]) -> None:
    assert [step.id for step in choose_steps(lake, wanted)] == ids


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("the-leter", 'there is no step "the-leter"; did you mean "the-letter"?'),
        ("atlantis", 'there is no step "atlantis"; the steps are the-letter, the-denial, read-on'),
        ("4", "there is no step 4; the story has steps 1 to 3"),
        ("0", "there is no step 0"),
        ("3-1", 'the range "3-1" runs backwards; write "1..3"'),
        ("read-on..the-letter", "runs backwards"),
        ("1..2..3", "is no range"),
        ("", "a step's name is missing"),
        ("1,,2", "a step's name is missing"),
    ],
)
def test_what_names_no_step_is_refused_in_a_sentence(lake: Story, wanted: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        choose_steps(lake, wanted)
    assert sentence in str(refusal.value)


def test_an_id_that_looks_like_a_range_is_an_id(tmp_path: Path) -> None:
    from tests.stories import STORY

    story = load_story(write_story(tmp_path, STORY.replace("the-denial", "1-3")))
    assert [step.id for step in choose_steps(story, "1-3")] == ["1-3"]
