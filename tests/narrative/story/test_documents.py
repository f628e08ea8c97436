"""The papers beside a story: read from documents.yaml, and asked from every side."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import Party, Sign, Story, Witness, load_story
from narrative.story.documents import read_documents
from tests.stories import PAPERS, STORY, TELLING, write_story


@pytest.fixture
def lake(tmp_path: Path) -> Story:
    return load_story(write_story(tmp_path, TELLING, papers=PAPERS))


def test_a_story_without_the_file_has_no_documents(tmp_path: Path) -> None:
    home = write_story(tmp_path)
    assert read_documents(home) is None
    assert load_story(home).documents == {}


def test_documents_stand_in_the_order_of_their_dates_with_all_that_the_file_says(lake: Story) -> None:
    assert list(lake.documents) == ["the-postcard", "the-toll-book"]
    book, card = lake.documents["the-toll-book"], lake.documents["the-postcard"]
    assert (book.kind, book.seen, book.certainty, book.language) == ("record", "part", "certain", "fr")
    assert (card.kind, card.seen, card.certainty, card.says) == ("letter", "mention", "less-certain", None)
    assert book.sender == Party(("anna",), ("evian",), "The toll keeper")
    assert book.receiver == Party((), ("geneva",))
    assert card.sender == Party(("anna",), ("geneva",))  # one list, told apart by what the story knows
    assert card.receiver == Party(words="Her aunt")
    assert book.places == ("evian", "geneva")
    assert book.archive and book.archive.words == "AVE, f. 7, op. 2, d. 3, p. 11, ll. 75-77"
    assert book.printed and (book.printed.work, book.printed.pages) == ("almanac", "12")
    assert book.citation == (
        "Toll book of Evian, 28 May 1949, AVE, f. 7, op. 2, d. 3, p. 11, ll. 75-77, Archive of the Shore"
    )
    assert card.citation == "Postcard to Lausanne, 27 May 1949"
    assert (book.says or "").strip() == "One boat paid on the 28th."


def test_documents_are_found_by_paragraph_place_person_statement_and_step(lake: Story) -> None:
    def ids(found: tuple[object, ...]) -> list[str]:
        return [each.id for each in found]  # type: ignore[attr-defined]

    assert ids(lake.documents_on(1)) == ["the-postcard", "the-toll-book"]  # the card by its statement
    assert ids(lake.documents_on(2)) == ["the-postcard"]  # by its step
    assert ids(lake.documents_on(3)) == ["the-postcard", "the-toll-book"]
    assert ids(lake.documents_at("geneva")) == ["the-postcard", "the-toll-book"]
    assert ids(lake.documents_at("lausanne")) == []
    assert ids(lake.documents_with("anna")) == ["the-postcard", "the-toll-book"]
    agrees = Witness("the-postcard", "agrees", None, None, "she-rowed", None)
    differs = Witness("the-toll-book", "differs", "It was the 28th.", 1, "she-rowed", None)
    assert lake.witnesses_of("she-rowed") == (agrees, differs)
    assert lake.witnesses_at("the-letter") == (agrees, differs)
    assert [each.verdict for each in lake.witnesses_at("the-denial")] == ["adds", "silent"]
    assert lake.witnesses_at("read-on") == ()


def test_statements_know_who_tells_them_and_a_step_s_sign_is_that_of_the_most_doubtful(lake: Story) -> None:
    rowed, boat = lake.statements_of("the-letter")
    assert (rowed.id, rowed.standing, rowed.speaker, rowed.hearer) == ("she-rowed", "reported", "anna", "geneva")
    assert (boat.id, boat.editorial, boat.sources) == ("the-boat-was-hers", True, ("almanac",))
    assert rowed.steps == boat.steps == ("the-letter",)
    letter, denial, on = lake.steps
    assert letter.sign == Sign("disputed", partly=True)
    assert denial.sign == Sign("reported")
    assert on.sign == Sign("stated")
    assert letter.silent == ("who paid her",)
    assert lake.borne_out("she-rowed")
    assert lake.unsupported_statements == ()


def test_what_the_editor_adds_does_not_make_a_step_s_sign_partial(tmp_path: Path) -> None:
    story = TELLING.replace("[By boat [Anna](person:anna) crossed](statement:she-rowed) in ", "By boat she crossed in ")
    story = story[: story.index("  - id: she-rowed")] + story[story.index("  - id: the-boat") :]
    story = story.replace("people: [anna]", "people: [anna]", 1)
    lake = load_story(write_story(tmp_path, story))
    assert lake.steps[0].sign == Sign("disputed")


def test_a_statement_against_another_sets_their_steps_against_each_other(tmp_path: Path) -> None:
    story = TELLING.replace("status: disputed\n    disputed_by: [the-denial]", "status: stated").replace(
        "standing: reported", "standing: disputed\n    disputed_by: [nobody-rowed]"
    )
    story = story.replace(
        "of each other, says [the letter]", "of each other; [nobody](statement:nobody-rowed), says [it]"
    )
    story += "  - {id: nobody-rowed, says: Nobody rowed., standing: stated, paragraphs: [2]}\n"
    lake = load_story(write_story(tmp_path, story))
    letter, denial, _ = lake.steps
    assert letter.disputed_by == ("the-denial",)
    assert denial.disputes == ("the-letter",)
    assert (denial.disputed_by, letter.disputes) == ((), ())
    assert letter.sign == Sign("disputed", partly=True)
    assert [each.id for each in lake.unsupported_statements] == ["she-rowed", "nobody-rowed"]


def test_a_note_that_cites_a_document_finds_it_among_the_works(tmp_path: Path) -> None:
    story = TELLING.replace("source: almanac", "source: [almanac, the-toll-book]")
    lake = load_story(write_story(tmp_path, story, papers=PAPERS))
    assert list(lake.works) == ["almanac", "the-toll-book"]
    assert lake.works["the-toll-book"].citation == lake.documents["the-toll-book"].citation
    assert lake.works["the-toll-book"].url == "https://example.org/toll"


def test_a_mapping_with_the_list_is_the_same_file(tmp_path: Path) -> None:
    rows = PAPERS.replace("\n", "\n  ").rstrip()
    as_mapping = load_story(write_story(tmp_path, TELLING, papers=f"documents:\n  {rows}\n"))
    (tmp_path / "again").mkdir()
    assert as_mapping.documents == load_story(write_story(tmp_path / "again", TELLING, papers=PAPERS)).documents


def test_a_link_has_its_own_standing_speaker_paragraphs_and_sources_or_its_step_s(tmp_path: Path) -> None:
    link = "{from: geneva, to: evian, kind: message, label: a letter}"
    more = link.replace("}", ", status: reported, speaker: anna, sources: almanac}")
    lake = load_story(write_story(tmp_path, STORY.replace(link, f"{link}\n      - {more}")))
    plain, told = lake.steps[0].links
    assert (plain.status, plain.speaker, plain.paragraphs, plain.sources) == ("disputed", None, (1,), ())
    assert (told.status, told.speaker, told.paragraphs, told.sources) == ("reported", "anna", (1,), ("almanac",))


@pytest.mark.parametrize("text", ["", "just words", "- id: [", "a: 1\n"])
def test_a_file_that_is_no_list_of_documents_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(Faults) as caught:
        load_story(write_story(tmp_path, TELLING, papers=text))
    assert "documents.yaml:1: " in str(caught.value)
