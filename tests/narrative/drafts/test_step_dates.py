"""When a step is: by the line above it, by its own dates, or not at all; and why."""

from __future__ import annotations

from narrative.drafts.build import draft_of_names
from narrative.drafts.draft import Draft
from narrative.drafts.found import DraftOptions, dates_only
from narrative.drafts.parts import DraftStep
from narrative.reading.extract import source_text

OPTIONS = DraftOptions(this_year=2026)


def made(text: str, name: str = "") -> Draft:
    source = source_text(text.encode(), name)
    return draft_of_names(source, "story", dates_only(source, OPTIONS), OPTIONS)


def steps(text: str, name: str = "") -> list[DraftStep]:
    return list(made(text, name).steps)


def test_a_dateline_counts_for_more_than_what_is_spoken_of_under_it() -> None:
    first, second = steps(
        "No. 41 March 9, 1952\n\nThe minister was in London in 1938. He came back on 12 June 1946.\n\n"
        "No. P12/1 March 10, 1952\n\nThe envoy was told to wait.\n"
    )
    assert (first.date, second.date) == ("1952-03-09", "1952-03-10")
    assert first.date_note == "The line above these paragraphs dates them: “No. 41 March 9, 1952”."
    assert not first.undated and not second.undated


def test_an_entry_without_a_sure_year_is_undated_and_says_what_is_written() -> None:
    first, second = steps("July 24th, 1833.—The ship sailed.\n\nApril 1st.—We came home.\n")
    assert (first.date, first.undated) == ("1833-07-24", False)
    assert second.undated and second.date_as_written == "April 1st"
    assert second.date_note == "These paragraphs give a date that is not read: “April 1st”, its year is not known."


def test_a_text_without_a_date_has_none_and_never_todays() -> None:
    draft = made("It rained.\n\nThen it snowed.\n")
    assert {(each.date, each.undated) for each in draft.steps} == {("", True)}
    assert draft.source.date == ""


def test_a_date_that_is_counted_says_from_what() -> None:
    first, second = steps("# A\n\n## One\n\nOn 3 May 1854 they came.\n\n## Two\n\nThe next day it rained.\n", "a.md")
    assert (first.date, first.date_note) == ("1854-05-03", "")
    assert (second.date, second.date_note) == ("1854-05-04?", "“The next day”, counted from 3 May 1854.")


def test_a_date_of_another_calendar_keeps_its_words() -> None:
    (step,) = steps("On 18 Brumaire, year VIII, he took power in the city.\n")
    assert (step.date, step.date_as_written) == ("1799-11-09", "18 Brumaire, year VIII")


def test_the_story_begins_with_its_own_first_date_and_the_file_has_its_own() -> None:
    text = "---\ntitle: Salt\nauthor: A. Keeper\ndate: 2019-03-02\n---\n\nIn 1740 the salt came.\n\n"
    text += "On 22 March 1750 she was born.\n"
    draft = made(text, "salt.md")
    assert (draft.source.date, draft.source.authors) == ("2019-03-02", "A. Keeper")
    assert draft.steps[0].date == "1740"


def test_a_year_told_first_is_made_exact_by_a_day_of_it() -> None:
    assert steps("In 1812 they marched.\n\nOn 23 June 1812 they crossed the river.\n")[0].date == "1812-06-23"


def test_the_month_of_a_heading_dates_what_has_no_date_of_its_own() -> None:
    first, second = steps("# Log\n\n## May 1833\n\nIt rained.\n\n## June 1833\n\nOn 3 June 1833 it snowed.\n", "log.md")
    assert (first.date, second.date) == ("1833-05", "1833-06-03")


def test_by_lines_notes_and_lists_of_works_are_no_steps() -> None:
    draft = made(
        "# A Short Life\n\nBy A. Writer, 3 June 2019\n\nAnna was born in 1901, in a house by the sea that is gone "
        "now.\n\n## Legacy\n\nA school has her name.\n\n## References\n\n[1] Hill, M. A Study. Cambridge: Harbour "
        "Press, 1987.\n",
        "life.md",
    )
    assert [each.paragraphs for each in draft.steps] == [(2,), (3,)]
    assert draft.asides == (1, 4)
    assert [each.undated for each in draft.steps] == [False, True]
