"""A date as a text names it."""

from narrative.reading.mentions import DateMention


def test_a_date_says_where_it_stands_and_what_it_rests_on() -> None:
    mention = DateMention(3, 7, "1812", "1812")
    assert (mention.reason, mention.foreign) == ("", False)
