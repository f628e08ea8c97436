"""What may be wrong with a statement: no text tells it, nothing bears it out, or it names what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from tests.listed import together
from tests.stories import PAPERS, SAID, TELLING, line_of, write_story


def faults_of(tmp_path: Path, story: str, papers: str | None = None) -> list[tuple[int, str]]:
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, story, papers=papers))
    return [(each.line, each.message) for each in caught.value.faults]


@together(
    ("old", "new", "at", "message"),
    [
        ("speaker: anna", "speaker: ana", "speaker: ana", 'no person or place "ana" in this story; did you mean'),
        ("hearer: geneva", "via: genova", "via: genova", 'no person or place "genova" in this story; did you mean'),
        (
            "standing: reported",
            "standing: rumoured",
            "standing: rumoured",
            "write stated, reported, disputed or editor",
        ),
        (
            "standing: reported",
            "standing: disputed",
            "standing: disputed",
            'it is disputed, but "disputed_by" names no',
        ),
        (
            "paragraphs: [1]\n  -",
            "paragraphs: [4]\n  -",
            "paragraphs: [4]\n  -",
            "paragraph 4 is cited, but the source",
        ),
        (
            "paragraphs: [1]\n  -",
            "paragraphs: [2]\n  -",
            "paragraphs: [2]\n  -",
            'paragraph 2 is cited, but not by the step that tells it ("the-letter"); cite it there too',
        ),
        ("    paragraphs: [1]\n  -", "  -", "id: she-rowed", 'it has no witness; write "paragraphs" of the source'),
        ("    sources: [almanac]\n", "", "standing: editor", 'it is the editor\'s own, but "sources" names no work'),
        ("sources: [almanac]\n", "sources: [almanach]\n", "sources: [almanach]\n", 'no work "almanach" under "works"'),
        (
            "standing: reported",
            "standing: disputed\n    disputed_by: [she-rowed]",
            "disputed_by: [she-rowed]",
            "it is disputed by itself; name another statement or a step",
        ),
        (
            "standing: reported",
            "standing: disputed\n    disputed_by: [the-denail]",
            "disputed_by: [the-denail]",
            'no statement or step "the-denail" in this story; did you mean "the-denial"?',
        ),
        ("](statement:she-rowed)", "](statement:she-row)", "](statement:she-row)", 'no statement "she-row" under'),
    ],
)
def test_each_fault_has_its_line_and_its_cure(tmp_path: Path, old: str, new: str, at: str, message: str) -> None:
    story = TELLING.replace(old, new, 1)
    assert story != TELLING
    faults = faults_of(tmp_path, story)
    assert any(line == line_of(story, at) and message in sentence for line, sentence in faults), faults


def test_a_statement_that_no_text_tells_is_a_fault_and_the_only_one(tmp_path: Path) -> None:
    story = TELLING.replace(" in [her own](statement:the-boat-was-hers)", " in her own")
    assert faults_of(tmp_path, story) == [
        (
            line_of(story, "id: the-boat"),
            'statement "the-boat-was-hers": no text tells it; write [words](statement:the-boat-was-hers) in a step, or '
            "take it away",
        )
    ]


def test_a_document_that_agrees_is_witness_enough_and_one_that_differs_is_none(tmp_path: Path) -> None:
    story = TELLING.replace("    paragraphs: [1]\n  -", "  -")
    papers = PAPERS.replace("{paragraph: 1, statement", "{statement")
    assert load_story(write_story(tmp_path, story, papers=papers)).borne_out("she-rowed")
    faults = faults_of(tmp_path, story, papers.replace("verdict: agrees", "verdict: silent"))
    assert [message for _, message in faults] == [
        'statement "she-rowed": it has no witness; write "paragraphs" of the source, "sources", or a document that '
        "agrees with it"
    ]


def test_the_standing_of_the_editor_is_no_step_s_and_no_link_s(tmp_path: Path) -> None:
    for old in ("status: reported", "label: a letter"):
        new = "status: editor" if old.startswith("status") else "label: a letter, status: editor"
        assert any("write stated, reported or disputed" in m for _, m in faults_of(tmp_path, TELLING.replace(old, new)))


def test_a_link_s_speaker_paragraphs_and_sources_are_checked(tmp_path: Path) -> None:
    more = "label: a letter, speaker: ana, paragraphs: [2], sources: [almanach]"
    story = TELLING.replace("label: a letter", more)
    line = line_of(story, "speaker: ana")
    assert [sentence for at, sentence in faults_of(tmp_path, story) if at == line] == [
        'step "the-letter": no person or place "ana" in this story; did you mean "anna"?',
        'step "the-letter": no work "almanach" under "works"; did you mean "almanac"?',
        'step "the-letter": the link cites paragraph 2, which the step does not cite; cite it there too',
    ]


def test_a_step_cannot_be_called_as_the_page_calls_an_entry_of_its_lists(tmp_path: Path) -> None:
    story = TELLING.replace("id: read-on", "id: statement-she-rowed")
    (fault,) = faults_of(tmp_path, story)
    assert fault[1] == (
        'step "statement-she-rowed": the id is one that the page needs for that entry of its lists; choose another'
    )


@pytest.mark.parametrize("id", ["reading-on", "statement-of-the-ferry", "document-one", "term-time", "paper-boats"])
def test_a_step_may_begin_as_the_page_s_entries_do(tmp_path: Path, id: str) -> None:
    story = load_story(write_story(tmp_path, TELLING.replace("id: read-on", f"id: {id}")))
    assert story.steps[2].id == id


def test_the_small_stories_statements_are_sound(tmp_path: Path) -> None:
    assert SAID in TELLING
    assert list(load_story(write_story(tmp_path, TELLING)).statements) == ["she-rowed", "the-boat-was-hers"]
