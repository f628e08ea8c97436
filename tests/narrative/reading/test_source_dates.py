"""All dates of a source by where they stand: small texts of the kinds that went wrong."""

from __future__ import annotations

from narrative.reading.extract import source_text
from narrative.reading.source_dates import SourceDates, chapters_of, source_dates


def read(text: str, name: str = "", year: int | None = None) -> SourceDates:
    return source_dates(source_text(text.encode(), name), year)


def edtf(text: str, name: str = "") -> list[str]:
    return [each.edtf for each in read(text, name).dates]


def test_years_before_christ_lend_no_day_to_others() -> None:
    text = (
        "The town fell in May 1453, and the news went by sea within the month of June 1453.\n\n"
        "Long before, in March 44 BC, a dictator was stabbed; on 10 June 323 BC a king had died in Babylon.\n"
    )
    assert edtf(text) == ["1453-05", "1453-06", "-0043-03", "-0322-06-10"]


def test_a_journal_with_months_in_capitals() -> None:
    text = (
        "A Voyage\n\nIn January 1832 the ship left Bahia.\n\n"
        "JULY 24th, 1833.—The ship sailed from Maldonado, and on August the 3rd she came to Patagones.\n\n"
        "AUGUST 24th.—We reached Bahia Blanca. On the 29th we walked.\n\n"
        "The work of Dr. Smith was printed in London in 1842.\n\nApril 1st.—We came to Keeling Island.\n"
    )
    found = read(text)
    assert [each.edtf for each in found.dates] == [
        *("1832-01", "1833-07-24", "1833-08-03", "1833-08-24", "1833-08-29", "1842")
    ]
    assert [(each.name, each.reason) for each in found.unread] == [("April 1st", "its year is not known")]


def test_a_chapter_lends_its_year_within_it_and_not_beyond() -> None:
    text = "# A War\n\n## 1854\n\nOn 3 May they sailed.\n\n## The farm\n\nOn 5 June the hay was cut.\n"
    found = read(text, "war.md")
    assert [each.edtf for each in found.dates] == ["1854", "1854-05-03"]
    assert [each.name for each in found.unread] == ["5 June"]
    source = source_text(text.encode(), "war.md")
    assert [year for _, _, year in chapters_of(source, source.text)] == [1854]


def test_a_row_of_a_table_has_the_year_of_its_first_cell() -> None:
    text = "In 1740 the salt came.\n\n1750 | Born on March 22 in Linz\n\n1761 | Founded a mill on August 1 in Wels\n"
    assert edtf(text) == ["1740", "1750", "1750-03-22", "1761", "1761-08-01"]


def test_by_lines_notes_and_lists_of_works_date_nothing() -> None:
    text = (
        "By A. Writer, 3 June 2019\n\nIn May 1909 they left Vienna.\n\n[^1]: The timetable of 1908.\n\n"
        "References\n\n[1] Hill, M. A Study. Cambridge, Mass.: Harbour Press, 1987.\n"
    )
    found = read(text)
    assert [each.edtf for each in found.dates] == ["1909-05"]
    assert found.asides == {1: "by-line", 3: "footnote", 4: "reference"}


def test_a_date_of_another_calendar_lends_no_number_to_others() -> None:
    assert edtf("On 18 Brumaire, year VIII, he came, and on 12 Ramadan 1445 AH he left.") == [
        "1799-11-09",
        "2024-03-22",
    ]


def test_old_and_new_style_and_dual_years_are_what_they_are() -> None:
    text = "On the 14th/26th of December 1825 (Old Style) they stood; on 30 January 1648/9 he died."
    found = read(text).dates
    assert [each.edtf for each in found] == ["1825-12-26", "1649-01-30"]
    assert [each.foreign for each in found] == [True, True]


def test_the_days_of_a_diary_are_of_the_year_above_them() -> None:
    text = (
        "Home\n\n1854\n\nMonday, 3 May\n\nWe left at dawn and rode.\n\n1855\n\nThursday, 4 January\n\nThere was snow.\n"
    )
    assert edtf(text) == ["1854", "1854-05-03", "1855", "1855-01-04"]


def test_an_entry_of_a_day_alone_is_of_the_month_of_the_one_before() -> None:
    text = "JULY 24th, 1833.—We sailed for the south.\n\n25th.—Rain all day.\n\n2nd.--Off the coast again.\n"
    assert edtf(text) == ["1833-07-24", "1833-07-25", "1833-08-02"]
    assert [(each.first, each.date) for each in read(text).lines] == [
        (1, "1833-07-24"),
        (2, "1833-07-25"),
        (3, "1833-08-02"),
    ]
