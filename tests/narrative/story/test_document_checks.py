"""What may be wrong with the papers beside a story: each fault with its line and its cure, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from tests.listed import together
from tests.stories import PAPERS, TELLING, line_of, write_story


def faults_of(tmp_path: Path, papers: str) -> list[tuple[int, str]]:
    """The line in documents.yaml and the sentence of each fault."""
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, TELLING, papers=papers))
    return [(each.line, each.message) for each in caught.value.faults if each.file.endswith("documents.yaml")]


@together(
    ("old", "new", "at", "message"),
    [
        ("kind: letter", "kind: lettre", "kind: lettre", '"kind" is "lettre"; write telegram, letter,'),
        ("seen: part", "seen: half", "seen: half", '"seen" is "half"; write full, part, excerpt or mention'),
        ("date: 1949-05-28", "date: 28 May", "date: 28 May", '"28 May"'),
        ("certainty: less", "certanty: less", "certanty:", 'unknown key "certanty"; did you mean "certainty"?'),
        ("  title: Postcard to Lausanne\n", "", "id: the-postcard", 'missing "title"; add it'),
        ("id: the-postcard", "id: the-toll-book", "id: the-toll-book\n  kind: letter", "stands on line 1 already"),
        ("id: the-postcard", "id: almanac", "id: almanac", 'a work has the id "almanac" too, and notes cite both'),
        ("[anna]", "[ana]", "from: {people: [ana]", 'no person "ana" under "people"; did you mean "anna"?'),
        ("[evian]", "[evain]", "from: {people", 'no place "evain" in places.geojson; did you mean "evian"?'),
        ("to: geneva", "to: genova", "to: genova", 'no person or place "genova" in this story; did you mean "geneva"?'),
        ("work: almanac", "work: almanach", "printed:", 'no work "almanach" under "works"'),
        ("fond:", "fonds:", "archive:", 'unknown key "fonds"; did you mean "fond"?'),
        ("paragraph: 3", "paragraph: 4", "- {paragraph: 4", "paragraph 4 is answered, but the source has 3; mend it"),
        (
            "{paragraph: 1,",
            "{paragraph: 2,",
            "- {paragraph: 2",
            'the statement "she-rowed" does not rest on paragraph 2',
        ),
        ("{step: the-denial,", "{step: the-denial, paragraph: 1,", "- {step:", 'the step "the-denial" does not cite'),
        (
            "statement: she-rowed, verdict: a",
            "statement: she-sat, verdict: a",
            "- {statement:",
            'no statement "she-sat"',
        ),
        ("step: the-denial", "step: the-denail", "- {step:", 'no step "the-denail" in this story; did you mean'),
        ("differs, says: It was the 28th.", "differs", "- {paragraph: 1", 'it differs, but "says" does not say how'),
        ("adds, says: She was seen to land.", "adds", "- {step:", 'it adds to it, but "says" does not say how'),
        ("{paragraph: 3, verdict", "{verdict", "- {verdict", "it is not said to what this answers; name a paragraph"),
        ("seen: mention", "seen: excerpt", "seen: excerpt", '"says" is missing, though it is seen in excerpts'),
        ("language: fr", "language: French!", "language:", "is no BCP 47 tag"),
        ("One boat paid on the 28th.", "At [it](place:evain).", "At [it]", 'no place "evain" in places.geojson'),
        ("One boat paid on the 28th.", "# One boat", "# One boat", "the text has a heading"),
        (
            "example.org/toll",
            "wilson.dvincitest.com/node/9",
            "url:",
            "is a developers' test copy; write the collection's",
        ),
    ],
)
def test_each_fault_has_its_line_and_its_cure(tmp_path: Path, old: str, new: str, at: str, message: str) -> None:
    papers = PAPERS.replace(old, new, 1)
    assert papers != PAPERS
    (fault,) = faults_of(tmp_path, papers)
    assert fault[0] == line_of(papers, at)
    assert message in fault[1]


def test_a_document_that_bears_on_nothing_is_a_fault_except_in_a_corpus(tmp_path: Path) -> None:
    lone = "- {id: lone, kind: letter, title: A letter, date: 1949, seen: mention}\n"
    assert faults_of(tmp_path, PAPERS + lone) == [
        (
            line_of(PAPERS + lone, "- {id: lone"),
            'document "lone": it bears on nothing; write "bears_on", or "corpus: true" at the top of the file of a '
            "whole archive",
        )
    ]
    rows = (PAPERS + lone).replace("\n", "\n  ").rstrip()
    story = load_story(write_story(tmp_path, TELLING, papers=f"corpus: true\ndocuments:\n  {rows}\n"))
    assert len(story.documents) == 3


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        story = TELLING.replace("place:evian", "place:evain")
        papers = PAPERS.replace("to: geneva", "to: genova").replace("kind: letter", "kind: lettre")
        load_story(write_story(tmp_path, story, papers=papers))
    assert [each.file.rpartition("/")[2] for each in caught.value.faults] == ["documents.yaml"] * 2 + ["story.yaml"]


def test_whoever_and_wherever_only_a_document_names_is_in_use(tmp_path: Path) -> None:
    bo = "  - {id: bo, name: Bo, role: a rower}\nworks:\n  - {id: guide, citation: A guide}\n"
    story = TELLING.replace("works:\n", bo, 1)
    papers = PAPERS.replace("{people: [anna]", "{people: [anna, bo]").replace("work: almanac", "work: guide")
    assert "bo" in load_story(write_story(tmp_path, story, papers=papers)).people
