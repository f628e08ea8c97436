"""A text whose names are known becomes a draft."""

from __future__ import annotations

import pytest

from geo.gazetteer.toponyms import Candidate, Entry, Resolution, Toponym
from narrative.drafts.build import (
    NoPlaceError,
    apart,
    described,
    draft_of_names,
    hardly_places,
    needing_a_place,
    roles_of,
    span_of,
)
from narrative.drafts.draft import Draft
from narrative.drafts.found import DraftOptions, Found
from narrative.drafts.parts import changed
from narrative.reading.extract import source_text
from narrative.reading.text_dates import DateMention
from narrative.reading.text_people import PersonMention
from tests.drafts import draft as drafted_draft
from tests.drafts import found_in
from tests.studio_drafts import draft_of


def test_a_text_without_places_is_refused_with_the_cure() -> None:
    source = source_text(b"It rained for four days, and nobody knew where they were.")
    with pytest.raises(NoPlaceError, match="--countries"):
        needing_a_place(draft_of_names(source, "rain", found_in(source), DraftOptions()))


def test_a_text_becomes_a_step_for_each_paragraph_with_what_it_names(lake: Draft) -> None:
    assert [each.paragraphs for each in lake.steps] == [(1,), (2,), (3,)]
    assert [each.date for each in lake.steps] == ["1949-05-27", "1949-05-27", "1949-21"]
    assert lake.steps[1].undated
    assert not lake.steps[0].undated
    assert lake.steps[0].places == ("geneva",)
    assert lake.steps[1].places == ("evian", "lausanne")
    assert lake.steps[0].people == ("anna-rochat",)
    assert lake.steps[0].text.startswith("On 27 May 1949 Anna Rochat rowed from [Geneva](place:geneva)")


def test_offsets_count_code_points_beyond_the_first_plane() -> None:
    text = "𝔘𝔫𝔡 Geneva 𐍈 Lausanne."
    draft = draft_of(text, "Signs")
    assert [draft.words_of(each) for each in draft.marks] == ["Geneva", "Lausanne"]


def toponym(start: int, name: str) -> Resolution:
    return Resolution(Toponym(start, start + len(name), name), (), 0.0, "")


def test_of_names_that_overlap_the_first_stays_and_of_two_at_one_place_the_longer() -> None:
    found = Found(
        (toponym(0, "New York"), toponym(4, "York City")),
        (DateMention(20, 24, "1812", "1812"), DateMention(30, 34, "soon", "no date")),
        (PersonMention(20, 30, "1812 Ouvert", "1812 Ouvert"), PersonMention(40, 42, "…!", "…!")),
    )
    assert [span_of(each) for each in apart(found)] == [(0, 8), (20, 30)]


def test_the_source_was_written_after_the_last_day_that_it_tells() -> None:
    made = drafted_draft()
    assert made.source.date == "1812/.."
    assert made.summary.startswith("A draft of 3 steps and 4 places, read by a program.")
    undated = changed(
        made,
        steps=tuple(changed(each, undated=True) for each in made.steps),
        source=changed(made.source, date=""),
    )
    assert described(undated, DraftOptions(this_year=2026)).source.date == ""


def test_somebody_is_named_with_the_paragraphs_that_name_them() -> None:
    (person,) = drafted_draft().people
    assert person.name == "General Eble"
    assert person.role == "named in paragraphs 1 and 3; write here who this is"


def test_a_role_is_the_one_that_the_text_says_first_and_the_name_does_not() -> None:
    mentions = [
        PersonMention(0, 9, "Mr. Banks", "Joseph Banks"),
        PersonMention(10, 15, "Banks", "Joseph Banks", "a botanist"),
        PersonMention(20, 25, "Banks", "Joseph Banks", "the president"),
        PersonMention(30, 42, "General Eble", "General Eble", "General"),
    ]
    assert roles_of(mentions) == {"Joseph Banks": "a botanist"}


def test_what_is_hardly_a_name_of_a_place_is_listed_with_its_likelihood() -> None:
    draft = drafted_draft()
    start, _ = draft.paragraphs[0]
    under = [Toponym(start, start + 4, "Vice", 0.14), Toponym(start + 5, start + 9, "Kill", 0.2)]
    (said,) = hardly_places([*under, Toponym(start + 9, start + 13, "Vice", 0.12)], draft)
    assert said.startswith("Left out as hardly names of places")
    assert said.endswith(": “Kill” (20 %, paragraph 1) and “Vice” (14 %, paragraph 1).")
    assert list(hardly_places([], draft)) == []


def test_a_name_that_is_too_unlikely_for_a_place_is_not_left_out_in_silence() -> None:
    source = source_text(b"He came to Kovno on 23 June 1812 and found Vice there.\n")
    kovno, vice = (Entry(f"gn:{at}", name, 54.9, 23.9, "town", "LT") for at, name in enumerate(("Kovno", "Vice")))
    starts = {each: source.text.index(each.name) for each in (kovno, vice)}
    chances = {kovno: 0.9, vice: 0.44}
    found = Found(
        tuple(
            Resolution(Toponym(at, at + len(each.name), each.name, chances[each]), (Candidate(each, 0.9),), 0.9, "")
            for each, at in starts.items()
        )
    )
    draft = draft_of_names(source, "a", found, DraftOptions(language="en"))
    assert [each.title for each in draft.places] == ["Kovno"]
    assert any("“Vice” (44 %, paragraph 1)" in each for each in draft.look)


def test_the_title_is_the_author_s_else_the_text_s_else_the_folder_s() -> None:
    assert drafted_draft(title="Mine").title == "Mine"
    assert drafted_draft().title == "The Crossing"
    source = source_text(b"He came to Kovno on 23 June 1812 and found the river low, as low as ever.\n")
    assert draft_of_names(source, "the-march", found_in(source), DraftOptions()).title == "The march"
