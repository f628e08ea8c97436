"""How the claims of a story fit the rest of it: who speaks, what is cited, and what is in use by a claim alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Fault, Faults
from narrative.story import load_story
from tests.stories import STORY, line_of, write_story

CLAIM = """\
claims:
  - id: the-crossing
    title: Who crossed the water?
    sides:
      - speaker: anna
        via: evian
        hearer: geneva
        step: the-letter
        paragraphs: [1]
        status: disputed
        says: |
          She rowed over
          to [Evian](place:evian).
      - speaker: authors
        step: the-denial
        paragraphs: [2]
        status: stated
        says: Nobody did.
    judgement:
      paragraphs: [3]
      text: |
        They believe
        the second.
    notes:
      - text: |
          The boat is
          in a museum.
        source: [almanac]
"""


def faults_of(tmp_path: Path, claim: str) -> list[tuple[int, str]]:
    """The line within the claims, from 1, and the sentence of each fault."""
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, STORY + claim))
    return [lined(fault) for fault in caught.value.faults]


def lined(fault: Fault) -> tuple[int, str]:
    assert fault.message.startswith('claim "the-crossing": ')
    return fault.line - STORY.count("\n"), fault.message.removeprefix('claim "the-crossing": ')


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "speaker: anna",
            "speaker: nobody",
            'no person or place "nobody" in this story; add it, write "authors", or write words that start with a '
            "capital",
        ),
        ("via: evian", "via: evain", 'no person or place "evain" in this story; did you mean "evian"?'),
        ("hearer: geneva", "hearer: author", 'no person or place "author" in this story; did you mean "authors"?'),
        ("step: the-denial", "step: the-denia", 'no step "the-denia" in this story; did you mean "the-denial"?'),
        ("paragraphs: [1]", "paragraphs: [4]", "paragraph 4 is cited, but the source has 3; mend it"),
        (
            "paragraphs: [2]",
            "paragraphs: [2, 1]",
            'paragraph 1 is cited, but not by the step "the-denial"; cite it there or name another',
        ),
        ("[2]", "\n          - 2\n          - 3\n          - 4", "paragraph 4 is cited, but the source has 3; mend it"),
        ("paragraphs: [3]", "paragraphs: [4]", "paragraph 4 is cited, but the source has 3; mend it"),
        ("to [Evian](place:evian).", "to [Evian](place:evain).", 'no place "evain" in places.geojson; did you mean'),
        ("        the second.", "        # The second", "the text has a heading; a step has its title"),
        ("          in a museum.", "          # A museum", "the text has a heading; a step has its title"),
        ("source: [almanac]", "source: [almanach]", 'no work "almanach" under "works"; did you mean "almanac"?'),
    ],
)
def test_each_fault_of_a_claim_is_told_once_at_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert CLAIM.count(old) == 1
    claim = CLAIM.replace(old, new)
    ((line, sentence),) = faults_of(tmp_path, claim)
    assert line == line_of(claim, new) + new.count("\n")
    assert sentence.startswith(message)


def test_a_claim_needs_two_sides_and_says_how_many_it_has(tmp_path: Path) -> None:
    start, end = CLAIM.index("      - speaker: authors"), CLAIM.index("    judgement:")
    words = "; write 2 or more, to be set beside each other"
    assert faults_of(tmp_path, CLAIM[:start] + CLAIM[end:]) == [(4, f"it has 1 side{words}")]
    none = CLAIM[: CLAIM.index("    sides:")] + "    sides: []\n" + CLAIM[end:]
    assert faults_of(tmp_path, none) == [(4, f"it has 0 sides{words}")]


def test_a_judgement_cites_a_paragraph_or_says_that_it_is_open(tmp_path: Path) -> None:
    claim = CLAIM.replace("      paragraphs: [3]\n", "")
    ((line, sentence),) = faults_of(tmp_path, claim)
    assert line == line_of(claim, "judgement:")
    assert sentence == (
        'the judgement cites no paragraph; write "paragraphs: [1]", or "open: true" where the authors judge nothing'
    )


def test_the_last_paragraph_of_the_source_may_be_cited(tmp_path: Path) -> None:
    assert load_story(write_story(tmp_path, STORY + CLAIM)).claims[0].judgement.paragraphs == (3,)


@pytest.mark.parametrize(
    ("key", "kind"), [("speaker: anna", "people"), ("via: evian", "people"), ("hearer: geneva", "people")]
)
def test_who_only_speaks_hears_or_passes_on_is_in_use(tmp_path: Path, key: str, kind: str) -> None:
    story = STORY.replace("works:", "  - {id: bert, name: Bert, role: baker}\nworks:")
    with pytest.raises(Faults, match='no step names the person "bert"'):
        load_story(write_story(tmp_path, story + CLAIM))
    claim = CLAIM.replace(key, f"{key.partition(':')[0]}: bert")
    assert "bert" in getattr(load_story(write_story(tmp_path, story + claim)), kind)


def test_a_work_that_only_a_claim_s_note_rests_on_is_in_use(tmp_path: Path) -> None:
    note = STORY[STORY.index("    notes:") : STORY.index("  - id: the-denial")]
    story = load_story(write_story(tmp_path, STORY.replace(note, "") + CLAIM))
    assert list(story.works) == ["almanac"]
