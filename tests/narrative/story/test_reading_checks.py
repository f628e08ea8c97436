"""What may be wrong with a reading or a term: nothing uses it, it leaves no choice, or it names what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from tests.listed import together
from tests.stories import READ, line_of, places, write_story

CHOICE = "      - {place: lausanne, certainty: uncertain, says: It lies opposite.}\n"


def faults_of(tmp_path: Path, story: str) -> list[tuple[int, str]]:
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, story))
    return [(each.line, each.message) for each in caught.value.faults]


@together(
    ("old", "new", "at", "message"),
    [
        (
            "{place: lausanne,",
            "{place: lausane,",
            "{place: lausane,",
            'reading "eviana": no place "lausane" in places.g',
        ),
        (
            "{place: lausanne,",
            "{place: evian,",
            "{place: evian, certainty: unc",
            'the place "evian" stands twice; keep',
        ),
        (CHOICE, "", "    places:\n      - {place", "it names 1 of the 2 places that it takes to choose"),
        (
            "certainty: uncertain, says: It",
            "certainty: maybe, says: It",
            "certainty: maybe",
            "write certain, less-certain",
        ),
        (
            "paragraphs: [1]\n    places:",
            "paragraphs: [4]\n    places:",
            "paragraphs: [4]",
            "paragraph 4 is cited, but",
        ),
        ("sources: [almanac]}", "sources: [almanach]}", "{place: evian,", 'no work "almanach" under "works"'),
        ("  - id: eviana\n", "  - id: anna\n", "  - id: anna\n    name", 'a person has the id "anna" too; give the'),
        (
            "{from: geneva, to: eviana,",
            "{from: lausanne, to: eviana,",
            "{from: lausanne, to: eviana,",
            'with "eviana" read as "lausanne" the link runs from "lausanne" to itself; name two places',
        ),
        ("written: slow", "written: fast", "written: fast", 'no step that cites its paragraph has the words "fast"'),
        ("paragraphs: [1], says: Or", "paragraphs: [9], says: Or", "paragraphs: [9]", "paragraph 9 is cited, but the"),
        ("says: Or late.}", "sources: [x], says: Or late.}", "sources: [x]", 'term "slow": no work "x" under "works"'),
        ("language: fr, ", "", "  - {id: slow", 'missing "language"; add it'),
    ],
)
def test_each_fault_has_its_line_and_its_cure(tmp_path: Path, old: str, new: str, at: str, message: str) -> None:
    assert old in READ
    story = READ.replace(old, new, 1)
    assert any(line == line_of(story, at) and message in said for line, said in faults_of(tmp_path, story)), faults_of(
        tmp_path, story
    )


def test_a_reading_that_no_step_uses_is_a_fault(tmp_path: Path) -> None:
    unused = READ.replace("  - id: eviana\n    name", "  - id: evianb\n    name", 1)
    said = faults_of(tmp_path, unused)
    cure = "no step uses it; write [words](place:evianb) in a text, or take it away"
    assert (line_of(unused, "id: evianb"), f'reading "evianb": {cure}') in said
    assert any('no place "eviana" in places.geojson; did you mean "evian' in message for _, message in said)


def test_a_reading_may_not_have_a_places_id_nor_be_the_line_of_reference(tmp_path: Path) -> None:
    story = READ.replace("  - id: eviana\n    name", "  - id: geneva\n    name", 1)
    assert any('a place has the id "geneva" too' in said for _, said in faults_of(tmp_path, story))
    story = READ.replace("language: en\n", "language: en\nreference_line: eviana\n", 1)
    assert any('no place "eviana" in places.geojson' in said for _, said in faults_of(tmp_path, story))


def test_the_pages_that_readings_make_are_counted(tmp_path: Path) -> None:
    reading = READ[READ.index("  - id: eviana\n    name") : READ.index("terms:")]
    more = "".join(reading.replace("eviana", f"eviana-{n}") for n in range(3))  # 2 * 2 * 2 * 2 ways
    story = READ.replace("terms:", more + "terms:").replace(
        "of each other.", "of [a](place:eviana-0) [b](place:eviana-1) [c](place:eviana-2)."
    )
    said = "the readings make 16 pages, one for each way to read the story; keep it to 12"
    assert faults_of(tmp_path, story) == [(line_of(story, "readings:"), said)]


def test_each_place_of_a_reading_is_checked_where_the_step_names_the_reading(tmp_path: Path) -> None:
    story = READ.replace("to: eviana, kind: message", "to: evian, along: eviana, kind: message")
    said = [message for _, message in faults_of(tmp_path, story)]
    assert any('runs along "lausanne", which is a point' in each for each in said)
    assert any('runs along "evian", which is a point' in each for each in said)
    document = places()
    document["features"][2]["when"] = {"timespans": [{"start": {"in": "1960"}}]}
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, READ, document))
    assert any(
        'step "the-letter": on its map of 27 May 1949 there is no "lausanne"' in str(each)
        for each in caught.value.faults
    )
