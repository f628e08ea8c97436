from typing import Any

from narrative.reading.text_dates import dates_in
from narrative.story.dates import parse_date
from tests.listed import together


@together(
    ("text", "expected"),
    [
        # days
        ("The war began on 25 June 1950.", [("25 June 1950", "1950-06-25")]),
        ("June 25, 1950, was a Sunday.", [("June 25, 1950", "1950-06-25")]),
        ("On the 25th of June, 1950, it rained.", [("25th of June, 1950", "1950-06-25")]),
        ("On June 25th 1950", [("June 25th 1950", "1950-06-25")]),
        ("dated 3 Oct. 1951", [("3 Oct. 1951", "1951-10-03")]),
        ("Sept. 2, 1945", [("Sept. 2, 1945", "1945-09-02")]),
        ("filed 1950-06-25.", [("1950-06-25", "1950-06-25")]),
        ("on 25.06.1950 and", [("25.06.1950", "1950-06-25")]),
        ("on 6/25/1950 or", [("6/25/1950", "1950-06-25")]),
        ("on 4/3/1950", []),  # the fourth of March or the third of April
        ("on 31 June 1950", []),  # never was
        ("on 31 June 1812 O.S.", []),
        # months and seasons
        ("In May 1949 he left.", [("May 1949", "1949-05")]),
        ("in April of 1917", [("April of 1917", "1917-04")]),
        ("the spring of 1949", [("spring of 1949", "1949-21")]),
        ("by autumn 1812", [("autumn 1812", "1812-23")]),
        ("in the fall of 1950", [("fall of 1950", "1950-23")]),
        ("the winter of 1941-42 was hard", [("winter of 1941-42", "1941-12/1942-02")]),
        ("the winter of 1939/40", [("winter of 1939/40", "1939-12/1940-02")]),
        # parts
        ("early in May 1949", [("early in May 1949", "1949-05-01~/1949-05-10~")]),
        ("early May 1949", [("early May 1949", "1949-05-01~/1949-05-10~")]),
        ("in mid-October 1950", [("mid-October 1950", "1950-10-11~/1950-10-20~")]),
        ("at the end of February 1948", [("the end of February 1948", "1948-02-21~/1948-02-29~")]),
        ("in late 1948", [("late 1948", "1948-09~/1948-12~")]),
        ("early 1949", [("early 1949", "1949-01~/1949-04~")]),
        ("late in the summer of 1914", [("late in the summer of 1914", "1914-22~")]),
        ("the early 1840s", [("the early 1840s", "1840~/1843~")]),
        ("the late 14th century", [("the late 14th century", "1367~/1399~")]),
        # eras
        ("In the spring of 401 B.C. they left", [("spring of 401 B.C.", "-0400-21")]),
        ("on 10 June 323 BC", [("10 June 323 BC", "-0322-06-10")]),
        ("on the Ides of March 44 BCE", [("Ides of March 44 BCE", "-0043-03-15")]),
        ("between 44 and 31 BC", [("44 and 31 BC", "-0043/-0030")]),
        ("from 431 to 404 BC", [("431 to 404 BC", "-0430/-0403")]),
        ("in 431-404 B.C.", [("431-404 B.C.", "-0430/-0403")]),
        ("the 430s BC", [("430s BC", "-0438/-0429")]),
        ("the late 430s BC", [("the late 430s BC", "-0431~/-0429~")]),
        ("early in the 5th century BC", [("early in the 5th century BC", "-0499~/-0466~")]),
        ("about 1200 BC", [("about 1200 BC", "-1199~")]),
        ("in 12,000 B.C.", [("12,000 B.C.", "Y-11999")]),
        ("on 24 August A.D. 79", [("24 August A.D. 79", "0079-08-24")]),
        ("in 9 CE", [("9 CE", "0009")]),
        ("at Vancouver, B.C., they", []),
        ("on the Kalends of January, 45 B.C.", [("Kalends of January, 45 B.C.", "-0044-01-01")]),
        ("on the ides of April 1478", [("ides of April 1478", "1478-04-13")]),
        ("the winter of 1854-5", [("winter of 1854-5", "1854-12/1855-02")]),
        ("in 401 b.c. they", [("401 b.c.", "-0400")]),
        ("in the 5th c. BC", [("5th c. BC", "-04XX")]),
        # capitals, numbers, words and dual years
        ("On the tenth of May, 1775, it", [("tenth of May, 1775", "1775-05-10")]),
        ("the thirty-first day of July 1777", [("thirty-first day of July 1777", "1777-07-31")]),
        ("JULY 24th, 1833.—The ship", [("JULY 24th, 1833", "1833-07-24")]),
        ("on AUG. 3RD, 1833", [("AUG. 3RD, 1833", "1833-08-03")]),
        ("No. 12 March 9, 1952", [("March 9, 1952", "1952-03-09")]),
        ("No. P12/1 March 10, 1952", [("March 10, 1952", "1952-03-10")]),
        ("on 30 January 1648/9", [("30 January 1648/9", "1649-01-30")]),
        ("on 12-14 August 1854", [("12-14 August 1854", "1854-08-12/1854-08-14")]),
        # doubt
        ("about 1812 he was born", [("about 1812", "1812~")]),
        ("c. 1500", [("c. 1500", "1500~")]),
        ("ca. 1500", [("ca. 1500", "1500~")]),
        ("around 10 May 1949", [("around 10 May 1949", "1949-05-10~")]),
        ("probably in May 1949", [("probably in May 1949", "1949-05?")]),
        ("perhaps about 1700", [("perhaps about 1700", "1700%")]),
        # intervals
        ("between 3 and 10 April 1950", [("between 3 and 10 April 1950", "1950-04-03/1950-04-10")]),
        ("from 3 to 10 April 1950", [("from 3 to 10 April 1950", "1950-04-03/1950-04-10")]),
        ("the night of 14-15 September 1812", [("14-15 September 1812", "1812-09-14/1812-09-15")]),
        ("the night of 14/15 September 1812", [("14/15 September 1812", "1812-09-14/1812-09-15")]),
        ("June 14–16, 1950", [("June 14–16, 1950", "1950-06-14/1950-06-16")]),
        ("on 14 and 15 June 1950", [("14 and 15 June 1950", "1950-06-14/1950-06-15")]),
        ("on 3 and 10 April 1950", [("3", "1950-04-03"), ("10 April 1950", "1950-04-10")]),
        ("from 25 June to 3 July 1950", [("from 25 June to 3 July 1950", "1950-06-25/1950-07-03")]),
        ("from June 25 to July 3, 1950", [("from June 25 to July 3, 1950", "1950-06-25/1950-07-03")]),
        ("28 December to 2 January 1950", [("28 December to 2 January 1950", "1949-12-28/1950-01-02")]),
        ("between April and June 1950", [("between April and June 1950", "1950-04/1950-06")]),
        ("April to June 1950", [("April to June 1950", "1950-04/1950-06")]),
        ("in April and May 1949", [("April and May 1949", "1949-04/1949-05")]),
        ("December 1949 to January 1950", [("December 1949 to January 1950", "1949-12/1950-01")]),
        ("between 1812 and 1814", [("between 1812 and 1814", "1812/1814")]),
        ("from 1910 to 1945", [("from 1910 to 1945", "1910/1945")]),
        ("the war of 1812–14", [("1812–14", "1812/1814")]),
        ("in 1939-1945", [("1939-1945", "1939/1945")]),
        ("1898–02", [("1898–02", "1898/1902")]),
        # decades and centuries
        ("in the 1840s", [("1840s", "184X")]),
        ("the 1840's", [("1840's", "184X")]),
        ("a 14th century church", [("14th century", "13XX")]),
        ("in the fourteenth century", [("fourteenth century", "13XX")]),
        ("a nineteenth-century map", [("nineteenth-century", "18XX")]),
        ("the 18th and 19th centuries", [("18th and 19th centuries", "17XX/18XX")]),
        ("in the 5th century BC", [("5th century BC", "-04XX")]),
        ("in 44 BC", [("44 BC", "-0043")]),
        ("in 480 B.C. they", [("480 B.C.", "-0479")]),
        ("in AD 79 it erupted", [("AD 79", "0079")]),
        ("at the turn of the 19th century", []),
        # two calendars
        ("on 12 (24) June 1812", [("12 (24) June 1812", "1812-06-24")]),
        ("on 12/24 June 1812", [("12/24 June 1812", "1812-06-24")]),
        ("25 October (7 November) 1917", [("25 October (7 November) 1917", "1917-11-07")]),
        ("7 November (25 October) 1917", [("7 November (25 October) 1917", "1917-11-07")]),
        ("12 June 1812 O.S.", [("12 June 1812 O.S.", "1812-06-24")]),
        ("24 June 1812 (New Style)", [("24 June 1812 (New Style)", "1812-06-24")]),
        # years
        ("In 1950 he came.", [("1950", "1950")]),
        ("by 1950, all", [("1950", "1950")]),
        ("The treaty (1905) held.", [("1905", "1905")]),
        ("the 1949 agreement", [("1949", "1949")]),
        # no dates
        ("1,500 men marched", []),
        ("a regiment of 1812 men", []),
        ("about 1500 men", []),
        ("see p. 1812 there", []),
        ("pages 1812-1814", []),
        ("it cost $1950 then", []),
        ("No. 1950", []),
        ("they may go and march on", []),
        ("May I come? March on!", []),
        ("March to the sea", []),
        ("the 38th Parallel and the 12th Division", []),
        ("the fall of Seoul", []),
        ("a spring of water", []),
        ("in the year of hunger", []),
        ("the 19th of them", []),
        ("population 1950", []),
        ("Theresa May said in public", []),
        ("", []),
    ],
)
def test_dates_are_found_and_written_as_edtf(text: str, expected: list[Any]) -> None:
    assert [(date.name, date.edtf) for date in dates_in(text)] == expected


def test_every_mention_quotes_the_text_and_is_read_by_the_project() -> None:
    text = "Between 3 and 10 April 1950, about May, in the 1840s and c. 1500; early in 1949; 12 (24) June 1812."
    found = dates_in(text)
    assert len(found) == 6
    for date in found:
        assert text[date.start : date.end] == date.name
        assert parse_date(date.edtf).edtf == date.edtf
    assert [date.start for date in found] == sorted(date.start for date in found)
