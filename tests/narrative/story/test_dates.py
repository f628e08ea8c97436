import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrative.story.dates import edtf_year, grammar_bounds, parse_date, quick_bounds
from tests.listed import together


@together(
    ("text", "words", "earliest", "latest"),
    [
        ("1949", "1949", "1949-01-01", "1949-12-31"),
        ("1949-05", "May 1949", "1949-05-01", "1949-05-31"),
        ("1949-05-14", "14 May 1949", "1949-05-14", "1949-05-14"),
        ("1948-02", "February 1948", "1948-02-01", "1948-02-29"),
        ("1949-21", "spring 1949", "1949-03-01", "1949-05-31"),
        ("1949-23~", "about autumn 1949", "1949-09-01", "1949-11-30"),
        ("1949-10-15~", "about 15 October 1949", "1949-10-15", "1949-10-15"),
        ("1949-09~", "about September 1949", "1949-09-01", "1949-09-30"),
        ("1949-04?", "April 1949, perhaps", "1949-04-01", "1949-04-30"),
        ("1949-04%", "about April 1949, perhaps", "1949-04-01", "1949-04-30"),
        ("1949-05/1949-06", "May–June 1949", "1949-05-01", "1949-06-30"),
        ("1949-05~/1949-06~", "about May–June 1949", "1949-05-01", "1949-06-30"),
        ("1949-12/1950-01", "December 1949 to January 1950", "1949-12-01", "1950-01-31"),
        ("1949/1950", "1949 to 1950", "1949-01-01", "1950-12-31"),
        ("1949-21/1949-22", "spring to summer 1949", "1949-03-01", "1949-08-31"),
        ("1950-06-20/1950-06-25", "20–25 June 1950", "1950-06-20", "1950-06-25"),
        ("1950-06-20/1950-07-03", "20 June to 3 July 1950", "1950-06-20", "1950-07-03"),
        ("1949-12-30/1950-01-02", "30 December 1949 to 2 January 1950", "1949-12-30", "1950-01-02"),
        ("1949-04~/1949-05-04", "about April 1949 to 4 May 1949", "1949-04-01", "1949-05-04"),
        ("1949-04?/1949-05", "April 1949 (perhaps) to May 1949", "1949-04-01", "1949-05-31"),
        ("1949-05/..", "from May 1949", "1949-05-01", "+9999999999-12-31"),
        ("../1949-05", "until May 1949", "-9999999999-01-01", "1949-05-31"),
        ("1949-05/", "from May 1949", "1949-05-01", "+9999999999-12-31"),
        ("1949-05?/..", "from May 1949 (perhaps)", "1949-05-01", "+9999999999-12-31"),
        ("../1949-05?", "until May 1949 (perhaps)", "-9999999999-01-01", "1949-05-31"),
        ("1949-05~/..", "from about May 1949", "1949-05-01", "+9999999999-12-31"),
        ("1949-05-14/1949-05-14", "14 May 1949", "1949-05-14", "1949-05-14"),
        ("1949-05-XX/1949-06", "some day in May 1949 to June 1949", "1949-05-01", "1949-06-30"),
        ("1949-05/1949-06-XX", "May 1949 to some day in June 1949", "1949-05-01", "1949-06-30"),
        ("1948/1949-05-02", "1948 to 2 May 1949", "1948-01-01", "1949-05-02"),
        ("1949-05-XX", "some day in May 1949", "1949-05-01", "1949-05-31"),
        ("1949-XX", "some time in 1949", "1949-01-01", "1949-12-31"),
        ("1949-XX-XX", "some time in 1949", "1949-01-01", "1949-12-31"),
        ("194X", "the 1940s", "1940-01-01", "1949-12-31"),
        ("19XX", "the 20th century", "1900-01-01", "1999-12-31"),
        ("03XX", "the 4th century", "0300-01-01", "0399-12-31"),
        ("10XX", "the 11th century", "1000-01-01", "1099-12-31"),
        ("20XX", "the 21st century", "2000-01-01", "2099-12-31"),
        ("1950-06-20T20:00:00", "20 June 1950, 20:00", "1950-06-20", "1950-06-20"),
        ("1950-06-20T20:00+03:00", "20 June 1950, 20:00 (UTC+3)", "1950-06-20", "1950-06-20"),
        ("1950-06-20T17:00Z", "20 June 1950, 17:00 (UTC)", "1950-06-20", "1950-06-20"),
        ("1950-06-20T17:00+12:00", "20 June 1950, 17:00 (UTC+12)", "1950-06-20", "1950-06-20"),
        ("1950-06-20T17:00-05:00", "20 June 1950, 17:00 (UTC−5)", "1950-06-20", "1950-06-20"),
        ("1950-06-20T17:00+05:30", "20 June 1950, 17:00 (UTC+5:30)", "1950-06-20", "1950-06-20"),
        ("9999-12-31", "31 December 9999", "9999-12-31", "9999-12-31"),
        ("0000", "1 BC", "0000-01-01", "0000-12-31"),
        ("-0400", "401 BC", "-0400-01-01", "-0400-12-31"),
        ("-0043-03-15", "15 March 44 BC", "-0043-03-15", "-0043-03-15"),
        ("-0043-03-15T12:00", "15 March 44 BC, 12:00", "-0043-03-15", "-0043-03-15"),
        ("-0400-21", "spring 401 BC", "-0400-03-01", "-0400-05-31"),
        ("-0004-02", "February 5 BC", "-0004-02-01", "-0004-02-29"),
        ("-1199~", "about 1200 BC", "-1199-01-01", "-1199-12-31"),
        ("-04XX", "the 5th century BC", "-0499-01-01", "-0400-12-31"),
        ("-00XX", "the 1st century BC", "-0099-01-01", "0000-12-31"),
        ("-043X", "440–431 BC", "-0439-01-01", "-0430-12-31"),
        ("-0430/-0353", "431 to 354 BC", "-0430-01-01", "-0353-12-31"),
        ("-0043-03/-0043-10", "March–October 44 BC", "-0043-03-01", "-0043-10-31"),
        ("-0030/0014", "31 BC to AD 14", "-0030-01-01", "0014-12-31"),
        ("0079-08-24", "24 August AD 79", "0079-08-24", "0079-08-24"),
        ("0999", "AD 999", "0999-01-01", "0999-12-31"),
        ("079X", "the 790s", "0790-01-01", "0799-12-31"),
        ("Y-17000", "17,001 BC", "-17000-01-01", "-17000-12-31"),
        ("Y-17000/-0043", "17,001 to 44 BC", "-17000-01-01", "-0043-12-31"),
    ],
)
def test_a_date_reads_as_english_and_has_bounds(text: str, words: str, earliest: str, latest: str) -> None:
    date = parse_date(text)
    assert (date.words, date.earliest.isoformat(), date.latest.isoformat()) == (words, earliest, latest)
    assert date.edtf == text


@together(
    ("text", "message"),
    [
        ("1949-02-30", "never was: February 1949 has 28 days"),
        ("1949-02-29~", "never was: February 1949 has 28 days"),
        ("1949-13", "no month 13"),
        ("1949-25", "no month 25"),
        ("1949-21-03", "a day in a season"),
        ("49-1-1", 'is not EDTF; write "1949"'),
        ("1949-5-1", 'two digits: "1949-05-01"'),
        ("1949-5", 'two digits: "1949-05"'),
        ("1949-00", "no month 00; months run from 01 to 12"),
        ("1949-05-00", "never was: May 1949 has 31 days"),
        ("1949-12-32", "never was: December 1949 has 31 days"),
        ("9999-12-32", "never was: December 9999 has 31 days"),
        ("~1949-05", 'the mark last: "1949-05~"'),
        ("1949-05-uu", 'an unknown digit is X: "1949-05-XX"'),
        ("194X-05", "a month in a year that is not known"),
        ("1950/1949", "ends before it starts"),
        ("1950-06-25/1950-06-20", "ends before it starts"),
        ("1950-06-20T20:00/1950-06-21", "with a time of day"),
        ("1950-06-20T24:61", 'a time is "1950-06-20T20:00"'),
        ("1949/1950/1951", 'more than one "/"'),
        ("../..", "open on both sides"),
        ("..", "is empty"),
        ("", "is empty"),
        ("-0000", 'the year -0000; 1 BC is "0000"'),
        ("-44", 'a year has four digits: "-0044"'),
        ("-43-03-15", 'a year has four digits: "-0043-03-15"'),
        ("-12000", 'begins with Y: "Y-12000"'),
        ("Y-17000-03", "a month in a year of more than four digits"),
        ("-0043-02-30", "never was: February 44 BC has 28 days"),
        ("-0300/-0400", "ends before it starts"),
        ("May 1949", "is not EDTF"),
        ("{1949}", "is not EDTF"),
    ],
)
def test_a_date_that_is_none_is_refused_with_a_cure(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_date(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_qualifiers_say_what_kind_of_doubt_there_is() -> None:
    flags = {
        text: (parse_date(text).approximate, parse_date(text).uncertain) for text in ("1949", "1949~", "1949?", "1949%")
    }
    assert flags == {"1949": (False, False), "1949~": (True, False), "1949?": (False, True), "1949%": (True, True)}


@pytest.mark.parametrize("month", range(1, 13))
def test_the_first_and_the_last_day_of_each_month_of_a_leap_year_are_read_back_as_themselves(month: int) -> None:
    for number in (1, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]):
        day = datetime.date(1948, month, number)
        date = parse_date(day.isoformat())
        assert date.earliest == date.latest == day
    with pytest.raises(ValueError, match=f"has {number} days"):
        parse_date(f"1948-{month:02}-{number + 1}")


YEARS = st.integers(-9999, 9999).map(edtf_year)
SINCE_1_BC = st.integers(0, 9999).map(edtf_year)  # before it edtf 5.0.2 exchanges the ends of an unknown month or day
QUICK = st.one_of(
    YEARS,
    st.builds(lambda year, month: f"{year}-{month:02}", YEARS, st.integers(1, 12)),
    st.builds(lambda year, season: f"{year}-{season}", YEARS, st.integers(21, 24)),
    st.builds(lambda year, month, day: f"{year}-{month:02}-{day:02}", YEARS, st.integers(1, 12), st.integers(1, 28)),
    st.builds(lambda year, hidden: f"{year}{hidden}", SINCE_1_BC, st.sampled_from(["-XX", "-XX-XX"])),
    st.builds(lambda year, month: f"{year}-{month:02}-XX", SINCE_1_BC, st.integers(1, 12)),
    st.builds(lambda year: f"{year[:-1]}X", YEARS),
    st.builds(lambda year: f"{year[:-2]}XX", YEARS),
)


@given(QUICK)
@settings(max_examples=150, deadline=None)
def test_a_date_read_at_a_glance_is_what_the_grammar_makes_of_it(text: str) -> None:
    assert quick_bounds(text) == grammar_bounds(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("-0043-XX", "-0043-01-01", "-0043-12-31"),
        ("-0044-02-XX", "-0044-02-01", "-0044-02-29"),
        ("-0043-XX-XX", "-0043-01-01", "-0043-12-31"),
    ],
)
def test_an_unknown_day_before_christ_lies_between_its_ends(text: str, earliest: str, latest: str) -> None:
    date = parse_date(text)
    assert (str(date.earliest), str(date.latest)) == (earliest, latest)


@pytest.mark.parametrize("text", ["Y17000", "1949-25", "194XX", "1949-1X", "19X9", "1949-13-XX", "X949", ""])
def test_what_is_no_plain_date_is_left_to_the_grammar(text: str) -> None:
    assert quick_bounds(text) is None
