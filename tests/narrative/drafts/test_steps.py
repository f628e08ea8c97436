"""A text is cut into steps: which paragraphs, when, where and who."""

from __future__ import annotations

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.parts import DraftHeading
from narrative.drafts.review import named_places, review_file
from narrative.drafts.step_dates import bracket, without_asides
from narrative.drafts.steps import group_paragraphs, group_runs, headings_of, nearest, title_of
from narrative.reading.extract import source_text
from narrative.story.dates import parse_date
from narrative.story.limits import CUT_STEPS, STEP_PLACES
from tests.drafts import TEXT, draft
from tests.studio_drafts import draft_of


def review_text(made: Draft) -> str:
    """The text of a draft's REVIEW.md."""
    name, text = review_file(made)
    assert name == "REVIEW.md"
    return text


def test_a_paragraph_is_a_step_and_a_short_one_joins_the_step_before_it() -> None:
    assert [each.paragraphs for each in draft().steps] == [(1,), (2,), (3, 4)]


def test_a_line_above_the_first_heading_is_told_with_what_follows_it() -> None:
    source = source_text(b"# March\n\nBy a witness.\n\n## Kovno\n\nIt rained.\n\n## Vilna\n\nIt froze.\n", "march.md")
    assert group_paragraphs(source) == [(1, 2), (3,)]


def test_a_step_is_titled_by_its_heading_or_else_by_place_and_date() -> None:
    first, second, third = draft().steps
    assert (first.title, first.id, third.title) == ("The bridges", "the-bridges", "The city")
    assert second.title == "Paragraph 2"
    plain = draft(TEXT.replace("The bridges\n\n", "").replace("The city\n\n", ""))
    assert [each.title for each in plain.steps] == [
        "Kovno and Vilna, 23 June 1812",
        "Paragraph 2",
        "Vilna and Vilia, 28 June 1812",
    ]


def test_a_year_named_aside_dates_no_step_and_a_year_of_the_tale_does() -> None:
    def dated(*edtf: str) -> list[str | None]:
        return [each.edtf if each else None for each in without_asides([parse_date(one) for one in edtf])]

    assert dated("1812-06-23", "1869", "1812-06-28") == ["1812-06-23", None, "1812-06-28"]
    assert dated("1812-06-23", "1813", "1814-03-31") == ["1812-06-23", "1813", "1814-03-31"]
    assert dated("1805", "1812-06-23", "1821") == ["1805", "1812-06-23", "1821"]


def test_a_step_has_the_first_day_that_its_paragraphs_name_and_an_undated_one_its_neighbours_bracket() -> None:
    first, second, third = draft().steps
    assert (first.date, third.date, third.undated) == ("1812-06-23", "1812-06-28", False)
    assert (second.date, second.undated) == ("1812-06-23/1812-06-28", True)
    assert "23 June 1812 and 28 June 1812" in second.date_note


def test_a_text_without_dates_takes_the_year_that_the_author_gives() -> None:
    text = TEXT.replace("on 23 June 1812", "").replace("on 28 June", "")
    assert {(each.date, each.undated) for each in draft(text, year=1812).steps} == {("1812", True)}
    assert {(each.date, each.undated) for each in draft(text).steps} == {("", True)}


def test_a_step_without_places_shows_those_of_the_step_before() -> None:
    made = draft()
    first, second, third = made.steps
    assert second.places == first.places == ("kovno", "vilna")
    assert (named_places(made, second), named_places(made, third)) == (set(), set(third.places))


def test_a_long_text_has_a_bearable_number_of_steps() -> None:
    paragraph = "The army went on, and nobody could say how far. " * 12
    book = "".join(f"Chapter {number}\n\n" + f"{paragraph}\n\n" * 6 for number in range(1, 120))
    groups = group_paragraphs(source_text(book.encode()))
    assert len(groups) <= CUT_STEPS
    assert [number for group in groups for number in group] == list(range(1, 119 * 6 + 1))


def test_a_step_shows_few_places_and_first_those_that_no_other_shows() -> None:
    from geo.gazetteer.toponyms import Entry
    from tests import drafts

    names = {f"Town{letter}": (Entry(f"gn:{number}", f"Town{letter}", number, 20.0, "town"), 0.9)
             for number, letter in enumerate("abcdefghijkl", 1)}  # fmt: skip
    kept = dict(drafts.ENTRIES)
    drafts.ENTRIES.update(names)
    try:
        made = draft("They passed " + ", ".join(names) + " and slept " + "in the fields " * 30 + ".\n")
    finally:
        drafts.ENTRIES.clear()
        drafts.ENTRIES.update(kept)
    assert [len(each.places) for each in made.steps] == [STEP_PLACES]
    assert (len(made.places), len(shown_places(made))) == (12, STEP_PLACES)
    assert "shows other places already" in review_text(made)


def test_short_paragraphs_are_taken_together() -> None:
    text = "\n\n".join(f"Paragraph {number} has so few words that it needs its neighbours." for number in range(9))
    draft = draft_of(text, "Short")
    assert [number for each in draft.steps for number in each.paragraphs] == list(range(1, 10))
    assert all(len(each.paragraphs) > 1 for each in draft.steps)


def test_some_paragraphs_are_cut_into_runs_that_follow_one_another() -> None:
    source = source_text(b"\n\n".join(b"Short one." for _ in range(6)))
    assert group_paragraphs(source) == [(1, 2, 3, 4, 5, 6)]
    assert group_runs(source, [1, 2, 4, 6]) == [(1, 2), (4,), (6,)]


def test_a_step_without_places_borrows_three_of_its_neighbour_at_most() -> None:
    shown = [("a", "b", "c", "d"), (), (), ("e",)]
    assert nearest(shown, 2) == ("a", "b", "c")
    assert nearest([(), ("e",)], 0) == ("e",)
    assert nearest([(), ()], 0) == ()


@pytest.mark.parametrize(
    ("dates", "index", "edtf", "note"),
    [
        (["1812-06-23", None, "1812-06-28"], 1, "1812-06-23/1812-06-28", "have 23 June 1812 and 28 June 1812."),
        (["1812-06-23", None], 1, "1812-06-23", "the nearest step before it that has one is of 23 June 1812."),
        ([None, "1812-06"], 0, "1812-06", "the nearest step after it that has one is of June 1812."),
        (["1812-06-28", None, "1812-06-23"], 1, "1812-06-28", "the nearest step before it"),
        ([None], 0, "1812", "the year is what the author gave for the whole text."),
    ],
)
def test_an_undated_step_stands_between_its_neighbours(
    dates: list[str | None], index: int, edtf: str, note: str
) -> None:
    found = bracket(index, [parse_date(each) if each else None for each in dates], "1812")
    assert found[0] == edtf
    assert found[1].startswith("These paragraphs give no date; ") and note in found[1]


def test_a_text_without_any_date_says_so() -> None:
    assert bracket(0, [None], "") == (
        "",
        "These paragraphs give no date; nor does any other part of the text.",
    )


@pytest.mark.parametrize(
    ("places", "date", "group", "title"),
    [
        (["Vilna"], "1812-06-28~", (4,), "Vilna, 28 June 1812"),
        (["Vilna", "Kovno", "Riga"], None, (4,), "Vilna and Kovno"),
        ([], "1812-06", (4,), "June 1812"),
        ([], None, (4,), "Paragraph 4"),
    ],
)
def test_a_title_is_of_two_places_and_the_date(
    places: list[str], date: str | None, group: tuple[int, ...], title: str
) -> None:
    assert title_of(places, parse_date(date) if date else None, group) == title


@pytest.mark.parametrize(("last", "stays"), [("1869-06-09", True), ("1869-06-10", False)])
def test_a_time_of_a_hundred_days_is_told_and_a_longer_one_may_be_an_aside(last: str, stays: bool) -> None:
    dates = [parse_date(each) for each in ("1812-06-23", f"1869-03-01/{last}", "1812-06-28")]
    assert (without_asides(dates)[1] is not None) is stays


def test_headings_in_a_row_are_one_title_and_a_long_one_is_cut_between_words() -> None:
    headings = (
        DraftHeading(text="Part one.", paragraph=1),
        DraftHeading(text="Kovno", paragraph=1),
        DraftHeading(text="word " * 30, paragraph=2),
    )
    found = headings_of(Draft(slug="a", headings=headings))
    assert found[1] == "Part one: Kovno"
    assert found[2] == "word " * 19 + "…"  # 96 letters: with one word more it would be 101
