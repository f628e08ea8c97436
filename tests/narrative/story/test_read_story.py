"""Read a story as far as it can be read: a broken part is named, and hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories import STORY, changed_story, faults_of_story, line_of

CLAIM = """\
claims:
  - id: the-crossing
    title: Who crossed the water?
    sides:
      - {speaker: anna, step: the-letter, paragraphs: [1], status: disputed, says: She rowed.}
      - {speaker: authors, step: the-denial, paragraphs: [2], status: stated, says: Nobody did.}
    judgement: {paragraphs: [3], text: They believe the second.}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("works:", "works:\n  - A book", 'work 1: it is "A book"; it must be "key: value" lines'),
        ("people:", "people:\n  - 7", 'person 1: it is 7; it must be "key: value" lines'),
        ("claims:", "claims:\n  - No", 'claim 1: it is "No"; it must be "key: value" lines'),
        (
            "{id: almanac,",
            "{id: almanac, year: 1950,",
            'work "almanac": unknown key "year"; the keys here are id, citation, url',
        ),
        (
            "title: Who crossed",
            "titel: Who crossed",
            'claim "the-crossing": unknown key "titel"; did you mean "title"?',
        ),
    ],
)
def test_a_broken_part_is_named_by_its_id_or_its_number(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert message in [fault.message for fault in faults_of_story(tmp_path, changed_story(old, new, STORY + CLAIM))]


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("{from: geneva, to: evian,", "{to: evian,\n         from: geneve,", "from: geneve"),
        ("{from: geneva, to: evian,", "{from: geneva,\n         to: geneve,", "to: geneve"),
        (
            "status: disputed",
            "camera:\n      places:\n        - evian\n        - geneve\n    status: disputed",
            "- geneve",
        ),
        ("people: [anna]", "people:\n      - anna\n      - geneve", "- geneve"),
        ("source: almanac\n", "source:\n          - almanac\n          - geneve\n", "- geneve"),
    ],
)
def test_what_a_step_names_is_missed_at_the_line_that_names_it(tmp_path: Path, old: str, new: str, at: str) -> None:
    text = changed_story(old, new)
    assert [fault.line for fault in faults_of_story(tmp_path, text)] == [line_of(text, at)]


def test_what_only_a_broken_step_names_is_in_use_whatever_it_is(tmp_path: Path) -> None:
    """Its people, works, the places in its text and its paragraphs: one fault is told, not five."""
    (fault,) = faults_of_story(tmp_path, changed_story("status: disputed", "status: disputd"))
    assert fault.message == (
        'step "the-letter": "status" is "disputd"; write stated, reported or disputed; did you mean "disputed"?'
    )
