"""How the parts of a story fit each other: each fault at its own line, in a sentence written out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from narrative.story.checks import dangling
from tests.stories import STORY, changed_story, faults_of_story, feature, line_of, places, write_story


def test_what_leads_nowhere_is_told_with_what_there_is_while_that_is_a_handful() -> None:
    assert dangling("work", "atlas", []) == 'no work "atlas" under "works"; add it or take it away'
    assert dangling("person", "kim", ["bert"]) == 'no person "kim" under "people"; there are bert'
    five = ["ann", "bea", "cat", "dan", "eve"]
    assert dangling("step", "xyz", five[::-1]) == 'no step "xyz" in this story; there are ann, bea, cat, dan, eve'
    assert dangling("step", "xyz", [*five, "flo"]) == 'no step "xyz" in this story; add it or take it away'
    assert dangling("place", "seol", ["seoul"]) == 'no place "seol" in places.geojson; did you mean "seoul"?'


@pytest.mark.parametrize(
    ("kind", "id", "again"),
    [
        ("person", "anna", "  - {id: anna, name: Anna, role: baker}\nworks:"),
        ("work", "almanac", "works:\n  - {id: almanac, citation: Another}"),
    ],
)
def test_an_id_that_stands_twice_is_told_at_the_second_with_the_line_of_the_first(
    tmp_path: Path, kind: str, id: str, again: str
) -> None:
    text = changed_story("works:", again)
    first, second = (number for number, line in enumerate(text.splitlines(), 1) if f"{{id: {id}," in line)
    (fault,) = faults_of_story(tmp_path, text)
    assert fault.line == second
    assert fault.message == f'{kind} "{id}": the id stands on line {first} already; give each {kind} its own'


def test_a_cover_and_a_line_of_reference_that_are_not_there_are_told_at_their_lines(tmp_path: Path) -> None:
    text = changed_story("language: en", "language: en\ncover: the-leter\nreference_line: genva")
    assert [(fault.line, fault.message) for fault in faults_of_story(tmp_path, text)] == [
        (line_of(text, "cover:"), 'no step "the-leter" in this story; did you mean "the-letter"?'),
        (line_of(text, "reference_line:"), 'no place "genva" in places.geojson; did you mean "geneva"?'),
    ]


def test_a_place_that_is_only_the_line_of_reference_is_in_use(tmp_path: Path) -> None:
    document = places()
    document["features"].append(feature("nyon", "Nyon", 6.24, 46.38))
    (fault,) = faults_of_story(tmp_path, STORY, document)
    assert fault.message == 'no step uses the place "nyon"; use it in a step or take it away'
    assert fault.line == line_of(json.dumps(document, indent=1), '"id": "nyon"')
    assert load_story(write_story(tmp_path, changed_story("language:", "reference_line: nyon\nlanguage:"), document))


def test_a_work_and_a_person_that_nothing_names_are_told_at_their_ids(tmp_path: Path) -> None:
    text = changed_story(
        "works:", "  - {id: bert, name: Bert, role: baker}\nworks:\n  - {id: atlas, citation: An atlas}"
    )
    assert [(fault.line, fault.message) for fault in faults_of_story(tmp_path, text)] == [
        (line_of(text, "id: bert"), 'no step names the person "bert"; name it in a step or take it away'),
        (line_of(text, "id: atlas"), 'no step names the work "atlas"; name it in a step or take it away'),
    ]


@pytest.mark.parametrize(
    ("key", "once", "id"),
    [("places", "[lausanne]", "lausanne"), ("people", "[anna]", "anna"), ("disputed_by", "[the-denial]", "the-denial")],
)
def test_a_name_that_stands_twice_in_a_list_is_told_at_the_second(tmp_path: Path, key: str, once: str, id: str) -> None:
    text = changed_story(f"{key}: {once}", f"{key}:\n      - {id}\n      - {id}")
    (fault,) = faults_of_story(tmp_path, text)
    assert fault.line == line_of(text, f"- {id}\n      - {id}") + 1
    assert fault.message.endswith(f': "{id}" stands twice in "{key}"; keep one')


def test_the_first_twelve_paragraphs_that_no_step_cites_are_named(tmp_path: Path) -> None:
    told = "; every paragraph is told in some step"
    for total, message in (
        (4, f"no step cites paragraph 4{told}"),
        (5, f"no step cites paragraphs 4, 5{told}"),
        (15, f"no step cites paragraphs 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15{told}"),
        (16, f"no step cites paragraphs 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 …{told}"),
    ):
        text = changed_story("  paragraphs: 3\n", f"  paragraphs: {total}\n")
        assert [(fault.line, fault.message) for fault in faults_of_story(tmp_path, text)] == [
            (line_of(text, f"  paragraphs: {total}"), message)
        ]


def test_a_paragraph_beyond_the_source_is_told_at_its_line_in_either_file(tmp_path: Path) -> None:
    text = changed_story("{paragraphs: [2, 3]}", "\n      paragraphs:\n        - 2\n        - 3\n        - 4")
    (fault,) = faults_of_story(tmp_path, text)
    assert (fault.line, fault.message) == (
        line_of(text, "- 4"),
        'step "the-denial": paragraph 4 is cited, but the source has 3; mend it',
    )
    document = places()
    document["features"][2]["names"][0]["paragraphs"] = [3, 4]
    (fault,) = faults_of_story(tmp_path, STORY, document)
    assert fault.message == 'place "lausanne": paragraph 4 is cited, but the source has 3; mend it'
    lines = json.dumps(document, indent=1).splitlines()
    assert lines[fault.line - 1].strip() == "4"


def test_a_draft_s_cards_have_any_length(tmp_path: Path) -> None:
    start, end = STORY.index("    text: |"), STORY.index("    notes:")
    text = f"{STORY[:start]}    text: To [Evian](place:evian).\n{STORY[end:]}"
    (fault,) = faults_of_story(tmp_path, text)
    assert (fault.line, fault.message) == (
        line_of(text, "    text: To"),
        'step "the-letter": the text has 2 words; write 40 to 110',
    )
    assert load_story(write_story(tmp_path, "draft: true\n" + text)).draft


@pytest.mark.parametrize(
    ("formerly", "why"),
    [
        ("[the-letter]", 'it cannot have been "the-letter" formerly; the step "the-letter" has it too'),
        ("[an-answer, an-answer]", 'it cannot have been "an-answer" formerly; it has it twice'),
    ],
)
def test_a_former_id_leads_to_one_step(tmp_path: Path, formerly: str, why: str) -> None:
    told = STORY.replace("  - id: the-denial\n", f"  - id: the-denial\n    formerly: {formerly}\n")
    with pytest.raises(Faults, match=why):
        load_story(write_story(tmp_path, told))


def test_former_ids_are_kept_with_the_step_of_today(tmp_path: Path) -> None:
    told = STORY.replace("  - id: the-denial\n", "  - id: the-denial\n    formerly: [an-answer, no]\n")
    assert load_story(write_story(tmp_path, told)).former_steps == {"an-answer": "the-denial", "no": "the-denial"}
