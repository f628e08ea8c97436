"""Words for a drafted step: neutral ones, or the source's own, cut to a card."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftPlace, changed
from narrative.drafts.story_files import story_files
from narrative.drafts.wording import date_in_words, linked, neutral_text, sentence_ranges, spaced, words_of
from narrative.page.render import render_page
from narrative.story import load_story
from narrative.story.fields import check_step_id
from narrative.story.prose import count_words, prose_faults
from narrative.story.words import CARD_WORDS
from tests.drafts import draft
from tests.studio_drafts import draft_of


def test_the_neutral_words_of_a_step_have_the_length_of_a_card_and_quote_nothing() -> None:
    for each in draft().steps:
        assert count_words(each.text) in CARD_WORDS
        assert "Horses died" not in each.text


def test_with_text_the_steps_have_the_sources_words_with_links() -> None:
    first, *_ = draft(with_text=True).steps
    assert first.text.startswith("The army came to [Kovno](place:kovno) on 23 June 1812")
    assert all(count_words(each.text) in CARD_WORDS for each in draft(with_text=True).steps)


def test_signs_of_commonmark_in_a_text_are_letters_in_its_draft(tmp_path: Path) -> None:
    long = "The *army* [came] to Kovno <b>at</b> `night` _and_ " + "found the river low and the banks empty " * 6
    made = draft(f"{long}.\n", with_text=True)
    home = tmp_path / "crossing"
    home.mkdir()
    for name, body in story_files(made).items():
        (home / name).write_bytes(body)
    assert "<b>at" not in render_page(load_story(home)).html


def test_the_words_of_a_text_that_is_not_the_authors_are_not_put_into_steps() -> None:
    steps = draft_of(own=False).steps
    assert all("rowed" not in each.text and "waited" not in each.text for each in steps)
    assert all(40 <= count_words(each.text) <= 110 for each in steps)


@pytest.mark.parametrize(
    "text",
    [
        "# No heading\n\n- no list\n\n1. nor this\n\n> nor that <b>bold</b> *star* [x](y) `code` &amp;",
        "    four spaces are no code",
        "word " * 300,
        "One sentence. " * 60,
        "Map " * 50,
        "Image src x onerror document title of it all " * 8,
    ],
)
def test_any_text_becomes_text_of_steps_that_may_stand_in_a_story(text: str) -> None:
    draft = draft_of(text, "Odd")
    assert [prose_faults(each.text) for each in draft.steps] == [[] for _ in draft.steps]
    assert all(count_words(each.text) <= 110 for each in draft.steps)
    assert [check_step_id(each.id) for each in draft.steps] == [each.id for each in draft.steps]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Gen. Lee came. He left.", ["Gen. Lee came.", "He left."]),
        ("J. E. Johnston rode.", ["J. E. Johnston rode."]),
        ("“It is.” So it was.", ["“It is.”", "So it was."]),
        ("No end", ["No end"]),
        ("It cost 1.5 francs.", ["It cost 1.5 francs."]),
    ],
)
def test_a_paragraph_is_read_sentence_by_sentence(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_ranges(text, [(0, len(text))], 1)] == sentences


def test_only_the_paragraph_s_own_sentences_are_read() -> None:
    text = "A title\n\nOne. Two.\n\nThree."
    assert [text[a:b] for a, b in sentence_ranges(text, [(9, 18), (20, 26)], 2)] == ["Three."]


def test_the_neutral_words_name_places_as_links_and_people_without_marks() -> None:
    places = [DraftPlace(id="vilna", title="Vilna"), DraftPlace(id="x", title="A *star*")]
    text = neutral_text((4, 5), places, ["Anna"], "")
    assert text.startswith(
        "A program has read no date for paragraphs 4-5 of the source. They speak of Anna and name "
        "[Vilna](place:vilna) and [A \\*star\\*](place:x). Write here, in 40 to 110 words of your own"
    )


def test_the_first_mention_of_a_place_is_a_link_and_signs_are_letters() -> None:
    text = "From Kovno  to *Vilna* and Kovno."
    assert linked(text, 0, len(text), [(5, 10, "kovno"), (16, 21, "vilna")]) == (
        "From [Kovno](place:kovno) to \\*[Vilna](place:vilna)\\* and Kovno."
    )
    assert linked(text, 11, len(text), [(5, 10, "kovno")]).startswith("to ")


def test_a_date_that_cannot_be_read_yet_is_left_out() -> None:
    assert (date_in_words("1812-06-28"), date_in_words("soon"), date_in_words("")) == ("28 June 1812", "", "")


def test_spaces_at_the_ends_stay_one_each() -> None:
    assert [spaced(each) for each in ("  a ", "a", " ", "")] == [" a ", "a", " ", ""]


def test_a_step_that_rests_on_no_paragraph_has_no_words_of_a_program(lake: Draft) -> None:
    step = lake.steps[0]
    assert words_of(lake, changed(step, paragraphs=())) == ""
    assert words_of(lake, changed(step, paragraphs=(9,))) == ""
    assert words_of(changed(lake, text="", paragraphs=(), marks=()), step) == ""
