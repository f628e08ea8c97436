"""What references are made of: quotation marks, TeX's signs, years, records."""

from __future__ import annotations

from narrative.story.dates import parse_date
from narrative.story.references import address, author, entry, in_quotes, record, tex, year_of


def test_a_title_stands_in_one_pair_of_quotation_marks() -> None:
    assert in_quotes('The "Plan"', ",") == "“The ‘Plan’,”"
    assert in_quotes("Why?", ".") == "“Why?”"


def test_the_year_of_a_date_has_its_era_and_is_empty_where_there_are_two() -> None:
    assert [year_of(parse_date(each)) for each in ("1995-08-05", "1949/1950", "-0043-03-15")] == ["1995", "", "44 BC"]


def test_fields_without_a_value_are_left_out() -> None:
    assert entry("misc", "x", {"title": tex("100 %"), "url": ""}) == "@misc{x,\n  title = {100 \\%},\n}\n"
    assert record([("TY", "ELEC"), ("UR", "")]) == "TY  - ELEC\r\nER  - \r\n\r\n"


def test_names_and_addresses_are_kept_whole() -> None:
    assert (author("Rochat and Sons"), author("Anna Rochat")) == ("{Rochat and Sons}", "Anna Rochat")
    assert address("https://a.org/a b{c}") == "https://a.org/a%20b%7Bc%7D"
